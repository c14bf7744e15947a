/** Minutes from midnight, 0 to 1440, `end` exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** The same minutes as spans that neither touch nor overlap, in order. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** The spans without the holes. */
export function cutSpans(spans: readonly Span[], holes: readonly Span[]): Span[] {
  return holes.reduce<Span[]>(
    (left, hole) =>
      left.flatMap(({ start, end }) =>
        [
          { start, end: Math.min(end, hole.start) },
          { start: Math.max(start, hole.end), end },
        ].filter((piece) => piece.start < piece.end),
      ),
    [...spans],
  );
}

/** True when the span shares at least a minute with one of the others. */
export function overlapsAny(span: Span, others: readonly Span[]): boolean {
  return others.some((other) => other.start < span.end && span.start < other.end);
}
