import { expect, it } from 'vitest';
import { AppError } from '@/lib/errors';
import { refusalText } from './refusal-text';

const refused = (code: string) => refusalText(new AppError({ kind: 'refusal', code, message: 'Sentence of the database.' }));
const unknown = refused('SOMETHING_NEW');

it.each([
  'SLOT_TAKEN',
  'DAY_FULL',
  'UNKNOWN_SESSION_TYPE',
  'NOT_FIRST_VISIT',
  'CLIENT_BUSY',
  'PRICE_CHANGED',
  'OUTSIDE_WORKING_HOURS',
  'IN_THE_PAST',
  'TOO_SOON',
  'TOO_FAR_AHEAD',
  'INVALID_DURATION',
  'NONEXISTENT_LOCAL_TIME',
  'NOT_ACCEPTING_CLIENTS',
  'TOO_MANY_HOLDS',
  'NOT_A_CLIENT',
  'THERAPIST_NOT_FOUND',
])('%s has words of its own', (code) => {
  expect(refused(code).title).not.toBe(unknown.title);
});

it.each(['DAY_FULL', 'OUTSIDE_WORKING_HOURS'])('%s reads as a busy time does', (code) => {
  expect(refused(code)).toEqual(refused('SLOT_TAKEN'));
});

it('leaves an unknown refusal to the database’s sentence', () => {
  expect(unknown.text).toBe('Sentence of the database.');
});

it.each(['network', 'auth', 'unexpected'] as const)('says of a failure (%s) that the choice is kept or comes back', (kind) => {
  expect(refusalText(new AppError({ kind, code: 'X', message: '' })).text).toMatch(/kept|come straight back/);
});
