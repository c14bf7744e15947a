import { describe, expect, it } from 'vitest';
import { SESSION_PLACES, placeLabel, whereText } from './place';
import { durationOfType, priceOfType, typePriceText } from './session-type';
import type { SessionType } from './session-type';

const type = (name: string, facts: Partial<SessionType> = {}): SessionType => ({
  id: name,
  name,
  durations: [60],
  price: null,
  place: 'online',
  firstVisitOnly: false,
  bufferBefore: null,
  bufferAfter: null,
  isActive: true,
  position: 0,
  ...facts,
});

describe('the price of a session type', () => {
  it('is the fixed one, also when it is 0', () => {
    expect(priceOfType(type('Assessment', { price: 95 }), 60, 80, 'GBP')).toBe(95);
    expect(priceOfType(type('Introduction', { price: 0 }), 15, 80, 'GBP')).toBe(0);
  });

  it('is the hourly rate times the duration without a fixed one, and without a type', () => {
    expect(priceOfType(type('Follow-up', { durations: [30, 90] }), 90, 80, 'GBP')).toBe(120);
    expect(priceOfType(null, 50, 9000, 'JPY')).toBe(7500);
  });

  it('is written as one amount, or from the least to the most', () => {
    expect(typePriceText(type('Assessment', { price: 95 }), 80, 'GBP', 'en-GB')).toBe('£95.00');
    expect(typePriceText(type('Follow-up', { durations: [30, 90] }), 80, 'GBP', 'en-GB')).toBe('£40.00 – £120.00');
  });
});

it('the duration to choose first is the wanted one, else the default, else the shortest', () => {
  const followUp = type('Follow-up', { durations: [30, 60, 90] });
  expect([durationOfType(followUp, 90, 60), durationOfType(followUp, 45, 60), durationOfType(followUp, null, 50)]).toEqual([90, 60, 30]);
});

describe('the place of a session', () => {
  it('has a label', () => {
    expect(SESSION_PLACES.map(placeLabel)).toEqual(['In person', 'Online', 'By phone']);
  });

  it('has a text that says where to go', () => {
    expect(whereText({ place: 'in_person', location: '12 Harley Street' })).toBe('12 Harley Street');
    expect(whereText({ place: 'in_person', location: '' })).toBe('In person');
    expect(whereText({ place: 'phone', location: '12 Harley Street' })).toBe('By phone');
    expect(whereText({ place: null, location: '12 Harley Street' })).toBe('12 Harley Street');
  });
});
