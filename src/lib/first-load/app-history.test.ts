import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createAppHistory, type AppHistory } from './app-history';

/** Resolves after the browser's next popstate. */
const popped = () => new Promise<void>((resolve) => window.addEventListener('popstate', () => resolve(), { once: true }));

describe('createAppHistory', () => {
  let history: AppHistory;

  beforeEach(() => {
    window.history.pushState(null, '', '/start');
    history = createAppHistory(window);
  });

  it('follows push and replace, and tells its listeners', () => {
    const listener = vi.fn();
    history.listen(listener);
    history.push('/booking?tab=sessions', { from: 'test' });
    expect(window.location.pathname + window.location.search).toBe('/booking?tab=sessions');
    expect(history.location).toMatchObject({ pathname: '/booking', search: '?tab=sessions', state: { from: 'test' } });
    expect(history.action).toBe('push');
    history.replace({ pathname: '/booking', search: '?tab=overview' });
    expect(history.action).toBe('replace');
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('goes back and tells its listeners', async () => {
    history.push('/booking');
    history.go(-1);
    await popped();
    expect(history.location.pathname).toBe('/start');
    expect(history.action).toBe('pop');
  });

  it('holds a push until it may proceed', () => {
    let proceed = () => undefined as void;
    const remove = history.guard((move) => {
      proceed = move.proceed;
      return move.nextLocation.pathname !== '/start';
    });
    history.push('/booking');
    expect(window.location.pathname).toBe('/start');
    proceed();
    expect(window.location.pathname).toBe('/booking');
    remove();
    history.push('/therapists');
    expect(history.location.pathname).toBe('/therapists');
  });

  it('holds a back: returns to the unsaved work, and goes back once allowed', async () => {
    history.push('/booking');
    const listener = vi.fn();
    history.listen(listener);
    let proceed: (() => void) | undefined;
    const remove = history.guard((move) => {
      proceed = move.proceed;
      return true;
    });
    history.go(-1);
    await popped();
    await popped();
    expect(window.location.pathname).toBe('/booking');
    expect(listener).not.toHaveBeenCalled();
    remove();
    proceed?.();
    await popped();
    expect(window.location.pathname).toBe('/start');
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
