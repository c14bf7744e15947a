import * as z from 'zod/mini';

/**
 * What each form asks for; the words are shown beside the fields as they are. Parsed by the forms, so that the schemas
 * load with the auth pages and not with every page.
 */
const email = z.pipe(
  z.string().check(z.trim(), z.minLength(1, 'Enter your email address.')),
  z.email('That email address does not look right.'),
);
const newPassword = z.string().check(
  z.minLength(8, 'Use at least 8 characters.'),
  // bcrypt reads no further than 72 bytes; more would be a promise the server does not keep.
  z.refine((value) => new TextEncoder().encode(value).length <= 72, 'Use at most 72 characters.'),
);

export const signInSchema = z.object({
  email,
  password: z.string().check(z.minLength(1, 'Enter your password.')),
});

export const signUpSchema = z.object({
  role: z.enum(['client', 'therapist']),
  fullName: z.string().check(z.trim(), z.minLength(1, 'Enter your name.'), z.maxLength(120, 'Use at most 120 characters.')),
  email,
  password: newPassword,
  timeZone: z.string().check(z.minLength(1, 'Choose your time zone.')),
});

export const resetSchema = z.object({ email });

export const updatePasswordSchema = z.object({ password: newPassword });

export type SignInInput = z.infer<typeof signInSchema>;
export type SignUpInput = z.infer<typeof signUpSchema>;
