import type { WorkCalendar } from '#contracts';

/** A stored version, in the order of `ordinal`. */
export interface StoredCalendar {
  ordinal: number;
  calendar: WorkCalendar;
  /** Years that running cases take from this version although their own calendar has them. */
  correctsYears: readonly number[];
}

type Year = WorkCalendar['years'][number];

/**
 * The calendar that a case obeys (ADR 0005): the version of its registration; years that this version does not announce
 * are taken from the newest version that does; announced years stay as they were, unless a later version says that it
 * corrects them for running cases too. The label names every version that was used.
 */
export const effectiveCalendar = (pinnedVersion: string, versions: readonly StoredCalendar[]): WorkCalendar | null => {
  const ordered = [...versions].sort((a, b) => a.ordinal - b.ordinal);
  const pinned = ordered.find(({ calendar }) => calendar.version === pinnedVersion);
  const base = pinned?.calendar;
  const own = new Set(base?.years.map(({ year }) => year));
  const taken = new Map<number, { year: Year; version: string }>();
  for (const { ordinal, calendar, correctsYears } of ordered) {
    if (pinned && ordinal <= pinned.ordinal) continue;
    for (const year of calendar.years)
      if (!own.has(year.year) || correctsYears.includes(year.year))
        taken.set(year.year, { year, version: calendar.version });
  }
  const newest = ordered.at(-1)?.calendar;
  if (!base) return newest ?? null;
  if (taken.size === 0) return base;
  const kept = base.years.filter(({ year }) => !taken.has(year));
  const labels = [...taken].sort(([a], [b]) => a - b).map(([year, { version }]) => `${year}年取${version}`);
  return {
    version: `${base.version}（${labels.join('，')}）`,
    source: base.source,
    years: [...kept, ...[...taken.values()].map(({ year }) => year)].sort((a, b) => a.year - b.year),
  };
};
