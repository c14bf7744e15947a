import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { AppError } from '@/lib/errors';
import { renderApp } from '@/testing/render';
import { ProtectedRoute } from './ProtectedRoute';

const page = (
  <ProtectedRoute>
    <h1>Sessions</h1>
  </ProtectedRoute>
);

describe('ProtectedRoute', () => {
  it('shows a skeleton and no content while the account loads', () => {
    renderApp(page, { at: '/booking', auth: { status: 'loading' } });
    expect(screen.getByText('Loading…')).toBeInTheDocument();
    expect(screen.queryByRole('heading', { name: 'Sessions' })).not.toBeInTheDocument();
  });

  it('sends a signed-out visitor to sign in, and back to this address', () => {
    renderApp(page, { at: '/booking?tab=sessions', path: '/booking', auth: { status: 'signed_out' } });
    expect(screen.getByTestId('address')).toHaveTextContent('/sign-in?next=%2Fbooking%3Ftab%3Dsessions');
  });

  it('shows its content to a signed-in person', () => {
    renderApp(page, { at: '/booking', auth: { status: 'signed_in' } });
    expect(screen.getByRole('heading', { name: 'Sessions' })).toBeInTheDocument();
  });

  it('shows an error when the account could not be read, and retries on request', async () => {
    const retry = vi.fn();
    const identityError = new AppError({ kind: 'network', code: 'OFFLINE', message: 'We could not reach the server.' });
    const { user } = renderApp(page, { auth: { status: 'signed_in', identityError, retry } });
    expect(screen.getByRole('alert')).toHaveTextContent('We could not reach the server.');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledOnce();
  });
});
