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
])('a booking refused with %s has a text of its own', (code) => {
  expect(refused(code).title).not.toBe(unknown.title);
});

it.each(['DAY_FULL', 'OUTSIDE_WORKING_HOURS'])('a booking refused with %s reads as a time that was taken', (code) => {
  expect(refused(code)).toEqual(refused('SLOT_TAKEN'));
});

it('a booking refused with an unknown code shows the database’s message', () => {
  expect(unknown.text).toBe('Sentence of the database.');
});

it.each(['network', 'auth', 'unexpected'] as const)('a booking that failed (%s) keeps the choice', (kind) => {
  expect(refusalText(new AppError({ kind, code: 'X', message: '' })).text).toMatch(/kept|come straight back/);
});
