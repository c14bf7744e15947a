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

test('nobody is signed in: listeners are told so, and nothing is fetched', async () => {
  const auth = new AuthClient(OPTIONS);
  const heard = vi.fn();
  auth.onAuthStateChange(heard);
  expect((await auth.getSession()).data.session).toBeNull();
  expect(heard.mock.calls).toEqual([['INITIAL_SESSION', null]]);
  expect(loaded).not.toHaveBeenCalled();
});

test('a stored session is read by the real client, and those who listen hear of it once', async () => {
  window.localStorage.setItem('who', '{}');
  const auth = new AuthClient(OPTIONS);
  const heard = vi.fn();
  auth.onAuthStateChange(heard);
  expect((await auth.getSession()).data.session).toMatchObject({ user: { id: 'ana' } });
  await vi.waitFor(() => expect(heard.mock.calls).toEqual([['INITIAL_SESSION', { user: { id: 'ana' } }]]));
  expect(loaded).toHaveBeenCalledExactlyOnceWith(OPTIONS);
});

test.each(['/#access_token=abc&type=recovery', '/update-password#error=access_denied', '/?code=abc'])(
  'a link from a mail (%s) is read by the real client',
  async (address) => {
    window.history.replaceState(null, '', address);
    const auth = new AuthClient(OPTIONS);
    await auth.getSession();
    expect(loaded).toHaveBeenCalledOnce();
  },
);

test('another tab signs in: this one hears of it', async () => {
  const auth = new AuthClient({ ...OPTIONS, storageKey: 'other tab' });
  const heard = vi.fn();
  auth.onAuthStateChange(heard);
  await vi.waitFor(() => expect(heard).toHaveBeenCalledExactlyOnceWith('INITIAL_SESSION', null));
  window.dispatchEvent(new StorageEvent('storage', { key: 'other tab', newValue: '{}' }));
  await vi.waitFor(() => expect(heard).toHaveBeenLastCalledWith('INITIAL_SESSION', { user: { id: 'ana' } }));
});

test('any other method fetches the real client and is answered by it', async () => {
  const auth = new AuthClient(OPTIONS);
  const signIn: unknown = Reflect.get(auth, 'signInWithPassword');
  expect(typeof signIn === 'function' && (await signIn({ email: 'ana@demo.test' }))).toMatchObject({ data: { email: 'ana@demo.test' } });
  expect(loaded).toHaveBeenCalledOnce();
});

test('it can be awaited, as anything else', async () => {
  const auth = new AuthClient(OPTIONS);
  expect(await Promise.resolve(auth)).toBe(auth);
});
