import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, type RenderResult } from '@testing-library/react';
import { userEvent, type UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { MemoryRouter, Route, Routes, useLocation } from 'react-router-dom';
import { vi } from 'vitest';
import { AuthContext, type Auth } from '@/components/viewer/auth-context';
import { Toaster } from '@/components/ui/Toaster';

/** Auth of a signed-out person whose every attempt succeeds; override what the test is about. */
export function fakeAuth(overrides: Partial<Auth> = {}): Auth {
  return {
    status: 'signed_out',
    session: null,
    user: null,
    role: null,
    profile: null,
    identityError: null,
    retry: vi.fn(),
    signIn: vi.fn<Auth['signIn']>().mockResolvedValue(),
    signUp: vi.fn<Auth['signUp']>().mockResolvedValue({ needsConfirmation: false }),
    signOut: vi.fn<Auth['signOut']>().mockResolvedValue(),
    sendReset: vi.fn<Auth['sendReset']>().mockResolvedValue(),
    updatePassword: vi.fn<Auth['updatePassword']>().mockResolvedValue(),
    ...overrides,
  };
}

/** Says where the app is, for tests that follow a redirect: `screen.getByTestId('address')`. */
function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{pathname + search}</output>;
}

interface AppOptions {
  /** The address shown first. */
  at?: string;
  /** The route of the page; any address unless given. Give it to see that the page was left. */
  path?: string;
  auth?: Partial<Auth>;
}

/** Renders with all providers of a page, and a `user` to act on it. Queries are not retried. */
export function renderApp(page: ReactNode, { at = '/', path = '*', auth }: AppOptions = {}): RenderResult & { user: UserEvent } {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });
  const result = render(
    <QueryClientProvider client={queryClient}>
      <AuthContext value={fakeAuth(auth)}>
        <MemoryRouter initialEntries={[at]}>
          <Routes>
            <Route path={path} element={page} />
            {path !== '*' && <Route path="*" element={null} />}
          </Routes>
          <Address />
        </MemoryRouter>
        <Toaster />
      </AuthContext>
    </QueryClientProvider>,
  );
  // Between two keys there is nothing to wait for.
  return { ...result, user: userEvent.setup({ delay: null }) };
}
