import { Component, type ErrorInfo, type ReactNode } from 'react';
import { ErrorNotice } from './ErrorNotice';
import { logger } from '@/lib/logger';

interface ErrorBoundaryProps {
  children: ReactNode;
  /** What failed, in the reader's words: "your week". */
  what?: string;
  /** Shown instead of a notice. */
  fallback?: (error: Error) => ReactNode;
}

interface ErrorBoundaryState {
  error: Error | null;
}

/** Keeps one broken part from taking the page with it. Expected refusals never get here. Give it a `key` to start anew. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(error: Error): ErrorBoundaryState {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    logger.error('component.failed', error, { component: info.componentStack });
  }

  override render(): ReactNode {
    const { children, what, fallback } = this.props;
    const { error } = this.state;
    if (!error) return children;
    if (fallback) return fallback(error);
    return (
      <ErrorNotice
        error={error}
        title={what ? `We could not show ${what}` : 'This part could not be shown'}
        onRetry={() => this.setState({ error: null })}
      />
    );
  }
}
