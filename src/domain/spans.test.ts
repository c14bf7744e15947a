import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutSpans, mergeSpans, overlapsAny, type Span } from './spans';

const span = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }))
  .map(([start, length]): Span => ({ start, end: start + length }));
const spans = fc.array(span, { maxLength: 6 });
const minutes = (list: readonly Span[]) =>
  new Set(list.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)));

it('mergeSpans keeps every minute, in order, in spans that do not touch', () => {
  fc.assert(
    fc.property(spans, (list) => {
      const merged = mergeSpans(list);
      expect(minutes(merged)).toEqual(minutes(list));
      merged.slice(1).forEach(({ start }, index) => expect(start).toBeGreaterThan(merged[index]?.end ?? Infinity));
    }),
  );
});

it('cutSpans leaves the minutes that no hole has', () => {
  fc.assert(
    fc.property(spans, spans, (list, holes) => {
      const taken = minutes(holes);
      expect(minutes(cutSpans(list, holes))).toEqual(new Set([...minutes(list)].filter((minute) => !taken.has(minute))));
    }),
  );
});

it('overlapsAny is true for a span that shares a minute with another', () => {
  fc.assert(
    fc.property(span, spans, (one, others) => {
      const taken = minutes(others);
      return overlapsAny(one, others) === [...minutes([one])].some((minute) => taken.has(minute));
    }),
  );
});
