import { Component, type ErrorInfo, type ReactNode } from 'react';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { logger } from '@/lib/logger';

interface ErrorBoundaryProps {
  children: ReactNode;
  /** What failed, in the reader's words: "your week". */
  what?: string;
  /** Shown instead of a notice. */
  fallback?: (error: Error) => ReactNode;
  /** When one of these changes, the children are tried again. */
  resetKeys?: readonly unknown[];
}

interface ErrorBoundaryState {
  error: Error | null;
}

/** Keeps one broken part from taking the page with it. Expected refusals never get here. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(error: Error): ErrorBoundaryState {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    logger.error('component.failed', error, { component: info.componentStack });
  }

  override componentDidUpdate(previous: ErrorBoundaryProps): void {
    const { resetKeys = [] } = this.props;
    const changed = resetKeys.some((key, index) => !Object.is(key, previous.resetKeys?.[index]));
    if (this.state.error && changed) this.setState({ error: null });
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
