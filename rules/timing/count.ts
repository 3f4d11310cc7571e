import type { Duration } from '#contracts';
import type { CalendarIndex } from './calendar.ts';
import { addMonthsToDay } from './civil-date.ts';
import type { DayInterval } from './intervals.ts';

/** The n-th day that counts after `day`; intervals (merged, sorted) never count. */
const forwardDays = (
  day: number,
  length: number,
  working: boolean,
  calendar: CalendarIndex,
  excluded: readonly DayInterval[],
): number => {
  let position = day;
  let left = length;
  for (const interval of excluded) {
    if (interval.to <= position) continue;
    const before = Math.max(position, interval.from - 1);
    const available = working ? calendar.workingBetween(position, before) : before - position;
    if (available >= left) break;
    left -= available;
    position = interval.to;
  }
  return working ? calendar.nthWorking(position, left) : position + left;
};

const backwardDays = (
  day: number,
  length: number,
  working: boolean,
  calendar: CalendarIndex,
  excluded: readonly DayInterval[],
): number => {
  let position = day;
  let left = length;
  for (let index = excluded.length - 1; index >= 0; index--) {
    const interval = excluded[index];
    if (!interval || interval.from >= position) continue;
    const after = Math.min(position, interval.to + 1);
    const available = working ? calendar.workingBetween(after - 1, position - 1) : position - after;
    if (available >= left) break;
    left -= available;
    position = interval.from;
  }
  return working ? calendar.nthWorking(position, -left) : position - left;
};

/** Months and years run by the calendar; excluded days after the start are added at the end, day for day. */
const addMonthsExcluding = (day: number, months: number, excluded: readonly DayInterval[]): number => {
  let end = addMonthsToDay(day, months);
  for (const interval of excluded) {
    if (interval.to <= day) continue;
    if (interval.from > end) break;
    end += interval.to - Math.max(interval.from, day + 1) + 1;
  }
  return end;
};

const monthsOf = (limit: Duration): number => limit.length * (limit.unit === 'Y' ? 12 : 1);

/**
 * The last day of a limit that begins after `day` (R1: the day of the event does not count; R4–R6: working days skip
 * rest days). Hours count as days of 24 here; exact hours are `clock-run.ts`'s.
 */
export const addPeriod = (
  day: number,
  limit: Duration,
  calendar: CalendarIndex,
  excluded: readonly DayInterval[] = [],
): number => {
  if (limit.unit === 'WD' || limit.unit === 'ND')
    return forwardDays(day, limit.length, limit.unit === 'WD', calendar, excluded);
  if (limit.unit === 'H') return day + Math.ceil(limit.length / 24);
  return addMonthsExcluding(day, monthsOf(limit), excluded);
};

/** The day so far before `day`, which is not counted: two working days before a Monday are the Thursday. */
export const subtractPeriod = (
  day: number,
  limit: Duration,
  calendar: CalendarIndex,
  excluded: readonly DayInterval[] = [],
): number => {
  if (limit.unit === 'WD' || limit.unit === 'ND')
    return backwardDays(day, limit.length, limit.unit === 'WD', calendar, excluded);
  if (limit.unit === 'H') return day - Math.ceil(limit.length / 24);
  return addMonthsToDay(day, -monthsOf(limit));
};
