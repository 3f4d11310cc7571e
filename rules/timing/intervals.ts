/** Days that do not count, both ends inclusive, as day numbers. */
export interface DayInterval {
  from: number;
  to: number;
}

/** Sorted, without overlaps and gaps of nothing: a day in two pauses is skipped once. Empty intervals are dropped. */
export const mergeIntervals = <T extends DayInterval>(intervals: readonly T[]): DayInterval[] => {
  const merged: DayInterval[] = [];
  for (const { from, to } of [...intervals].filter((one) => one.from <= one.to).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
};

/**
 * An instant moved on by the spans that begin before it, each millisecond once: the end of a limit of hours with pauses.
 *
 * @param start where the limit began; what lies before it does not move anything
 */
export const pushedBy = (spans: readonly { from: number; to: number }[], start: number, end: number): number => {
  let pushed = end;
  let reached = start;
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const from = Math.max(span.from, reached);
    if (from >= pushed) break;
    if (span.to > from) {
      pushed += span.to - from;
      reached = span.to;
    }
  }
  return pushed;
};
