import { beforeEach, expect, test, vi } from 'vitest';
import { AuthClient } from './auth-js';

const loaded = vi.fn();

vi.mock('@supabase/auth-js', () => ({
  AuthClient: class {
    constructor(options: unknown) {
      loaded(options);
    }
    getSession = async () => ({ data: { session: { user: { id: 'ana' } } }, error: null });
    signInWithPassword = async (given: unknown) => ({ data: given, error: null });
    onAuthStateChange(listener: (event: string, session: unknown) => void) {
      queueMicrotask(() => listener('INITIAL_SESSION', { user: { id: 'ana' } }));
      return { data: { subscription: { unsubscribe: () => undefined } } };
    }
  },
}));

const OPTIONS = { url: 'http://127.0.0.1/auth/v1', storageKey: 'who' };

beforeEach(() => {
  loaded.mockClear();
  window.localStorage.clear();
  window.history.replaceState(null, '', '/');
});

test('signed out: listeners are told so, and auth-js is not fetched', async () => {
  const auth = new AuthClient(OPTIONS);
  const listener = vi.fn();
  auth.onAuthStateChange(listener);
  expect((await auth.getSession()).data.session).toBeNull();
  expect(listener.mock.calls).toEqual([['INITIAL_SESSION', null]]);
  expect(loaded).not.toHaveBeenCalled();
});

test('with a stored session the real client reads it, and each listener is told once', async () => {
  window.localStorage.setItem('who', '{}');
  const auth = new AuthClient(OPTIONS);
  const listener = vi.fn();
  auth.onAuthStateChange(listener);
  expect((await auth.getSession()).data.session).toMatchObject({ user: { id: 'ana' } });
  await vi.waitFor(() => expect(listener.mock.calls).toEqual([['INITIAL_SESSION', { user: { id: 'ana' } }]]));
  expect(loaded).toHaveBeenCalledExactlyOnceWith(OPTIONS);
});

test.each(['/#access_token=abc&type=recovery', '/update-password#error=access_denied', '/?code=abc'])(
  'after a link from a mail (%s) the real client reads it',
  async (address) => {
    window.history.replaceState(null, '', address);
    const auth = new AuthClient(OPTIONS);
    await auth.getSession();
    expect(loaded).toHaveBeenCalledOnce();
  },
);

test('when another tab signs in, this one is told', async () => {
  const auth = new AuthClient({ ...OPTIONS, storageKey: 'other tab' });
  const listener = vi.fn();
  auth.onAuthStateChange(listener);
  await vi.waitFor(() => expect(listener).toHaveBeenCalledExactlyOnceWith('INITIAL_SESSION', null));
  window.dispatchEvent(new StorageEvent('storage', { key: 'other tab', newValue: '{}' }));
  await vi.waitFor(() => expect(listener).toHaveBeenLastCalledWith('INITIAL_SESSION', { user: { id: 'ana' } }));
});

test('any other method fetches the real client and answers with it', async () => {
  const auth = new AuthClient(OPTIONS);
  const signIn: unknown = Reflect.get(auth, 'signInWithPassword');
  expect(typeof signIn === 'function' && (await signIn({ email: 'ana@demo.test' }))).toMatchObject({ data: { email: 'ana@demo.test' } });
  expect(loaded).toHaveBeenCalledOnce();
});

test('the stand-in can be awaited', async () => {
  const auth = new AuthClient(OPTIONS);
  expect(await Promise.resolve(auth)).toBe(auth);
});
