import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Button } from '@/components/ui/Button';
import type { AppError } from '@/lib/errors';
import { intoView } from '@/lib/into-view';
import { refusalText } from './refusal-text';

interface RefusalNoticeProps {
  error: AppError;
  /** Free times to choose instead; null when there are none. */
  instead: ReactNode;
  onRetry: () => void;
  onSignIn: () => void;
}

/** Why a booking was refused, shown beside the button, with the remedy one tap away. */
export function RefusalNotice({ error, instead, onRetry, onSignIn }: RefusalNoticeProps) {
  const { title, text, remedy } = refusalText(error);
  return (
    <div
      ref={intoView}
      role="alert"
      className="grid scroll-mb-44 gap-3 border-t border-line bg-warn-soft px-4 py-4 text-ink motion-safe:animate-rise md:px-6"
    >
      <div>
        <p className="font-semibold">{title}</p>
        <p className="text-sm text-muted">
          {text}
          {remedy === 'alternatives' && (instead ? ' These are free:' : ' Nothing else is free near it; choose another day.')}
        </p>
      </div>
      {remedy === 'alternatives' && instead}
      {remedy === 'retry' && (
        <Button variant="secondary" className="justify-self-start" onClick={onRetry}>
          Try again
        </Button>
      )}
      {remedy === 'sign_in' && (
        <Button variant="secondary" className="justify-self-start" onClick={onSignIn}>
          Sign in
        </Button>
      )}
      {remedy === 'sessions' && (
        <Link to="/booking?tab=sessions" className="justify-self-start font-medium text-accent underline underline-offset-4">
          Your sessions
        </Link>
      )}
    </div>
  );
}
