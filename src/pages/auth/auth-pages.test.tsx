import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Auth } from '@/components/viewer/auth-context';
import { AppError } from '@/lib/errors';
import { fakeAuth, renderApp } from '@/testing/render';
import { ResetPasswordPage } from './ResetPasswordPage';
import { SignInPage } from './SignInPage';
import { SignUpPage } from './SignUpPage';
import { UpdatePasswordPage } from './UpdatePasswordPage';

const refused = (code: string, message: string) => new AppError({ kind: 'auth', code, message });

describe('SignInPage', () => {
  it('marks missing fields and puts the focus on the first', async () => {
    const signIn = vi.fn<Auth['signIn']>();
    const { user } = renderApp(<SignInPage />, { at: '/sign-in', auth: { signIn } });
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(screen.getByLabelText('Email')).toHaveAccessibleDescription('Enter your email address.');
    expect(screen.getByLabelText('Password')).toHaveAccessibleDescription('Enter your password.');
    expect(screen.getByLabelText('Email')).toHaveFocus();
    expect(signIn).not.toHaveBeenCalled();
  });

  it('sends the trimmed email once for two presses', async () => {
    const signIn = vi.fn<Auth['signIn']>().mockReturnValue(new Promise(() => undefined));
    const { user } = renderApp(<SignInPage />, { at: '/sign-in', auth: { signIn } });
    await user.type(screen.getByLabelText('Email'), '  ana@demo.test ');
    await user.type(screen.getByLabelText('Password'), ' spaces stay ');
    await user.dblClick(screen.getByRole('button', { name: 'Sign in' }));
    expect(signIn).toHaveBeenCalledExactlyOnceWith({ email: 'ana@demo.test', password: ' spaces stay ' });
  });

  it('marks a wrong password, and clears the error as it is corrected', async () => {
    const signIn = vi.fn<Auth['signIn']>().mockRejectedValue(refused('invalid_credentials', 'They do not match.'));
    const { user } = renderApp(<SignInPage />, { at: '/sign-in', auth: { signIn } });
    await user.type(screen.getByLabelText('Email'), 'ana@demo.test');
    await user.type(screen.getByLabelText('Password'), 'wrong{Enter}');
    const password = screen.getByLabelText('Password');
    await waitFor(() => expect(password).toHaveAccessibleDescription('They do not match.'));
    expect(password).toHaveFocus();
    expect(password).toHaveValue('wrong');
    await user.type(password, 'x');
    expect(password).toBeValid();
  });

  it('shows an error that belongs to no field above the button', async () => {
    const signIn = vi.fn<Auth['signIn']>().mockRejectedValue(new TypeError('Failed to fetch'));
    const { user } = renderApp(<SignInPage />, { at: '/sign-in', auth: { signIn } });
    await user.type(screen.getByLabelText('Email'), 'ana@demo.test');
    await user.type(screen.getByLabelText('Password'), 'secret{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('Check your connection');
  });

  it.each([
    ['/sign-in?next=%2Ftherapists%2Fsarah%3Fdate%3D2026-12-10', '/therapists/sarah?date=2026-12-10'],
    ['/sign-in?next=%2F%2Fevil.test', '/booking'],
    ['/sign-in?next=https%3A%2F%2Fevil.test', '/booking'],
    ['/sign-in', '/booking'],
  ])('at %s leads a signed-in person to %s', (at, to) => {
    renderApp(<SignInPage />, { at, path: '/sign-in', auth: fakeAuth({ status: 'signed_in' }) });
    expect(screen.getByTestId('address')).toHaveTextContent(to);
  });

  it('keeps `next` on the way to a new account', () => {
    renderApp(<SignInPage />, { at: '/sign-in?next=%2Fcheckout%2F1' });
    expect(screen.getByRole('link', { name: 'Create an account' })).toHaveAttribute('href', '/sign-up?next=%2Fcheckout%2F1');
  });
});

describe('SignUpPage', () => {
  it('makes a therapist’s account with this device’s zone', async () => {
    const signUp = vi.fn<Auth['signUp']>().mockResolvedValue({ needsConfirmation: false });
    const { user } = renderApp(<SignUpPage />, { at: '/sign-up?role=therapist', auth: { signUp } });
    expect(screen.getByRole('radio', { name: 'I am a therapist' })).toBeChecked();
    await user.type(screen.getByLabelText('Full name'), ' Dr. New ');
    await user.type(screen.getByLabelText('Email'), 'new@demo.test');
    await user.type(screen.getByLabelText('Password'), 'long enough');
    await user.click(screen.getByRole('button', { name: 'Create account' }));
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(signUp).toHaveBeenCalledExactlyOnceWith(
      { role: 'therapist', fullName: 'Dr. New', email: 'new@demo.test', password: 'long enough', timeZone: zone },
      '/booking',
    );
  });

  it('lets the zone be searched by city and changed', async () => {
    const signUp = vi.fn<Auth['signUp']>().mockResolvedValue({ needsConfirmation: false });
    const { user } = renderApp(<SignUpPage />, { at: '/sign-up', auth: { signUp } });
    const zone = await screen.findByRole('combobox', { name: 'Time zone' });
    await user.clear(zone);
    await user.type(zone, 'new yo');
    await user.click(await screen.findByRole('option', { name: /New York/ }));
    await user.type(screen.getByLabelText('Full name'), 'Ana');
    await user.type(screen.getByLabelText('Email'), 'ana@demo.test');
    await user.type(screen.getByLabelText('Password'), 'long enough');
    await user.click(screen.getByRole('button', { name: 'Create account' }));
    expect(signUp.mock.calls[0]?.[0]).toMatchObject({ role: 'client', timeZone: 'America/New_York' });
  });

  it('says beside the email that it is taken', async () => {
    const signUp = vi.fn<Auth['signUp']>().mockRejectedValue(refused('user_already_exists', 'There is one already.'));
    const { user } = renderApp(<SignUpPage />, { at: '/sign-up', auth: { signUp } });
    await user.type(screen.getByLabelText('Full name'), 'Ana');
    await user.type(screen.getByLabelText('Email'), 'ana@demo.test');
    await user.type(screen.getByLabelText('Password'), 'short');
    await user.click(screen.getByRole('button', { name: 'Create account' }));
    expect(screen.getByLabelText('Password')).toHaveAccessibleDescription(/^Use at least 8 characters/);
    expect(signUp).not.toHaveBeenCalled();
    await user.type(screen.getByLabelText('Password'), ' but longer{Enter}');
    await waitFor(() => expect(screen.getByLabelText('Email')).toHaveAccessibleDescription('There is one already.'));
  });

  it('asks to open the mail when the address must be confirmed', async () => {
    const signUp = vi.fn<Auth['signUp']>().mockResolvedValue({ needsConfirmation: true });
    const { user } = renderApp(<SignUpPage />, { at: '/sign-up', auth: { signUp } });
    await user.type(screen.getByLabelText('Full name'), 'Ana');
    await user.type(screen.getByLabelText('Email'), 'ana@demo.test');
    await user.type(screen.getByLabelText('Password'), 'long enough{Enter}');
    expect(await screen.findByRole('heading', { name: 'Check your email' })).toBeInTheDocument();
    expect(screen.getByText('ana@demo.test')).toBeInTheDocument();
  });
});

describe('the password pages', () => {
  it('send a reset link, and show the same text for an unknown address', async () => {
    const sendReset = vi.fn<Auth['sendReset']>().mockResolvedValue();
    const { user } = renderApp(<ResetPasswordPage />, { auth: { sendReset } });
    await user.type(screen.getByLabelText('Email'), ' ana@demo.test{Enter}');
    expect(await screen.findByRole('heading', { name: 'Check your email' })).toBeInTheDocument();
    expect(sendReset).toHaveBeenCalledWith('ana@demo.test');
  });

  it('suggest a new link when the old one is used up', () => {
    renderApp(<UpdatePasswordPage />);
    expect(screen.getByRole('link', { name: 'Send me a new one' })).toHaveAttribute('href', '/reset-password');
  });

  it('set the new password, say so and go on', async () => {
    const updatePassword = vi.fn<Auth['updatePassword']>().mockResolvedValue();
    const { user } = renderApp(<UpdatePasswordPage />, {
      at: '/update-password',
      auth: { status: 'signed_in', updatePassword },
    });
    await user.type(screen.getByLabelText('New password'), 'long enough{Enter}');
    expect(await screen.findByText('Your new password is set.')).toBeInTheDocument();
    expect(updatePassword).toHaveBeenCalledWith('long enough');
    expect(screen.getByTestId('address')).toHaveTextContent('/booking');
  });
});
