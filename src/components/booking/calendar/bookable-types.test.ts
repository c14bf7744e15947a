import { expect, it } from 'vitest';
import type { SessionType } from '@/domain/session-type';
import { durationsText, bookableTypes } from './bookable-types';

const type = (id: string, name: string, firstVisitOnly = false): SessionType => ({
  id,
  name,
  durations: [60],
  price: null,
  place: 'online',
  firstVisitOnly,
  bufferBefore: null,
  bufferAfter: null,
  isActive: true,
  position: 0,
});
const slugs = (types: SessionType[], hasVisited = false) => bookableTypes(types, [30, 60], hasVisited).map((bookable) => bookable.slug);

it('without session types the choices are the general names, in all of the profile’s durations', () => {
  expect(slugs([])).toEqual(['initial', 'follow-up', 'check-in']);
  expect(bookableTypes([], [30, 60], false)[0]).toMatchObject({ sessionType: null, durations: [30, 60] });
});

it('with session types the choices are these, in their order', () => {
  expect(slugs([type('1', 'First visit', true), type('2', 'Couples’ session')])).toEqual(['first-visit', 'couples-session']);
});

it('first visits are left out for a client who has been there, unless there is nothing else', () => {
  expect(slugs([type('1', 'First visit', true), type('2', 'Follow-up')], true)).toEqual(['follow-up']);
  expect(slugs([type('1', 'First visit', true)], true)).toEqual(['first-visit']);
});

it('a type is named by its id in the address where its name alone would not do', () => {
  expect(slugs([type('1', 'Deep work'), type('2', 'Deep-work'), type('3', '***'), type('4', '初回')])).toEqual(['1', '2', '3', '初回']);
});

it('durations are listed as a text', () => {
  expect([durationsText([60]), durationsText([30, 60, 90])]).toEqual(['60 min', '30, 60 or 90 min']);
});
