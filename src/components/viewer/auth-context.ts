import type { Session, User } from '@supabase/supabase-js';
import { createContext, use } from 'react';
import type { Identity, Role } from '@/data/auth/identity';
import type { SignInInput, SignUpInput } from '@/data/auth/schemas';
import type { SignUpResult } from '@/data/auth/sign-up';
import type { AppError } from '@/lib/errors';

export interface Auth {
  /** `loading` until both the session and, for a signed-in user, the role are known. */
  status: 'loading' | 'signed_out' | 'signed_in';
  session: Session | null;
  user: User | null;
  role: Role | null;
  profile: Identity['profile'];
  /** Set when the profile could not be read; `retry` reads it again. */
  identityError: AppError | null;
  retry: () => void;
  /** All of these throw AppError. */
  signIn: (input: SignInInput) => Promise<void>;
  signUp: (input: SignUpInput, next: string) => Promise<SignUpResult>;
  signOut: () => Promise<void>;
  sendReset: (email: string) => Promise<void>;
  updatePassword: (password: string) => Promise<void>;
}

export const AuthContext = createContext<Auth | null>(null);

/** Who is signed in, and the ways to change that. */
export function useAuth(): Auth {
  const auth = use(AuthContext);
  if (!auth) throw new Error('useAuth needs an AuthProvider above it');
  return auth;
}
