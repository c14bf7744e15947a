import { AuthApiError, AuthRetryableFetchError, FunctionsFetchError, FunctionsHttpError } from '@supabase/supabase-js';
import { describe, expect, it } from 'vitest';
import { isRetryable, readFunctionError, toAppError } from './errors';

describe('toAppError', () => {
  it('reads a refusal: code from the hint, status from the SQLSTATE, details from JSON', () => {
    const error = toAppError({
      code: 'PT409',
      hint: 'SLOT_TAKEN',
      message: 'Somebody was faster.',
      details: '{"alternatives":["2026-12-10T09:00:00.000Z"]}',
    });
    expect(error).toMatchObject({
      kind: 'refusal',
      code: 'SLOT_TAKEN',
      status: 409,
      message: 'Somebody was faster.',
      details: { alternatives: ['2026-12-10T09:00:00.000Z'] },
    });
  });

  it('leaves out details that are not a JSON object', () => {
    for (const details of ['not json', '[1]', 'null', null, undefined, 3]) {
      expect(toAppError({ code: 'PT422', hint: 'TOO_SOON', message: 'x', details }).details).toEqual({});
    }
  });

  it.each([
    ['42501', 'permission', 'FORBIDDEN'],
    ['23505', 'refusal', 'DUPLICATE'],
    ['23514', 'refusal', 'INVALID_VALUE'],
    ['22P02', 'refusal', 'INVALID_VALUE'],
    ['PGRST116', 'refusal', 'NOT_FOUND'],
    ['PGRST303', 'auth', 'SIGNED_OUT'],
    ['40P01', 'network', 'TRY_AGAIN'],
    ['57P01', 'network', 'TRY_AGAIN'],
    ['57014', 'network', 'TIMEOUT'],
    ['P0001', 'unexpected', 'UNEXPECTED'],
  ])('turns %s into %s %s, with our own text', (code, kind, own) => {
    const error = toAppError({ code, message: 'relation "secret_table" …', details: null, hint: null });
    expect(error).toMatchObject({ kind, code: own });
    expect(error.message).not.toContain('secret_table');
  });

  it('recognises a failed network in every wording', () => {
    const failures = [
      new TypeError('Failed to fetch'),
      new TypeError('NetworkError when attempting to fetch resource.'),
      { code: '', message: 'TypeError: Failed to fetch', details: '', hint: '' },
      new AuthRetryableFetchError('x', 0),
      new FunctionsFetchError(new TypeError('x')),
    ];
    for (const failure of failures) expect(toAppError(failure)).toMatchObject({ kind: 'network', code: 'OFFLINE' });
  });

  it('gives known auth errors our text, and hides the text of unknown ones', () => {
    const wrong = toAppError(new AuthApiError('Invalid login credentials', 400, 'invalid_credentials'));
    expect(wrong).toMatchObject({ kind: 'auth', code: 'invalid_credentials' });
    expect(wrong.message).toMatch(/do not match/);
    expect(toAppError(new AuthApiError('Invalid login credentials', 400, undefined)).code).toBe('invalid_credentials');
    expect(toAppError(new AuthApiError('pq: duplicate key', 500, 'odd')).message).not.toContain('pq');
  });

  it('takes any value', () => {
    for (const thing of [null, undefined, 'x', 0, {}, [], new Error('x'), Symbol('x')]) {
      expect(toAppError(thing)).toMatchObject({ kind: 'unexpected', code: 'UNEXPECTED' });
    }
    const once = toAppError(null);
    expect(toAppError(once)).toBe(once);
  });
});

describe('readFunctionError', () => {
  const answer = (status: number, body: string) => readFunctionError(new FunctionsHttpError(new Response(body, { status })));

  it('reads the function’s code and message', async () => {
    expect(await answer(409, '{"error":{"code":"HOLD_EXPIRED","message":"Too late."}}')).toMatchObject({
      kind: 'refusal',
      code: 'HOLD_EXPIRED',
      message: 'Too late.',
      status: 409,
    });
  });

  it('tells signed out, unreachable and broken apart', async () => {
    expect(await answer(401, '')).toMatchObject({ kind: 'auth', code: 'SIGNED_OUT' });
    expect(await answer(502, '<html>')).toMatchObject({ kind: 'network', code: 'TRY_AGAIN' });
    expect(await answer(500, '<html>')).toMatchObject({ kind: 'unexpected', code: 'UNEXPECTED' });
    expect(await answer(503, '{"error":{"code":"PAYMENT_PROVIDER_UNAVAILABLE","message":"x"}}')).toMatchObject({
      kind: 'network',
      code: 'PAYMENT_PROVIDER_UNAVAILABLE',
    });
  });
});

describe('isRetryable', () => {
  it('is true for errors that pass by themselves, never for a refusal or an aborted request', () => {
    expect(isRetryable(new TypeError('Failed to fetch'))).toBe(true);
    expect(isRetryable({ code: 'PT409', hint: 'SLOT_TAKEN', message: 'x', details: null })).toBe(false);
    expect(isRetryable(new DOMException('x', 'AbortError'))).toBe(false);
  });
});
