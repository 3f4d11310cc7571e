import type { Duration } from '#contracts';
import type { CalendarIndex } from './calendar.ts';
import { addDays, addMonths, endOfDay, toShanghaiInstant } from './civil-date.ts';

export interface CountedDay {
  date: string;
  counted: boolean;
  ordinal?: number;
  reason: string;
}

/** An interval of civil days, both inclusive, that does not count (suspension, testing, hearing…). */
export interface ExcludedInterval {
  from: string;
  to: string;
  reason: string;
}

export interface Counted {
  /** The last day by plain counting. */
  rawDueOn: string;
  /** The last day after rolling over to a working day (R2). */
  dueOn: string;
  days: CountedDay[];
  provisional: boolean;
}

/** No statutory clock is longer; a guard against a calendar or an interval that never lets the count end. */
const MAX_DAYS = 366 * 30;

const excludedReason = (date: string, excluded: readonly ExcludedInterval[]): string | null => {
  for (const interval of excluded) if (date >= interval.from && date <= interval.to) return interval.reason;
  return null;
};

/**
 * Counts a limit of days from the day after `start` (R1: the day of the event does not count; R4–R6: working days skip
 * rest days). Excluded intervals never count. With `step` −1 it counts backwards (CF-22: “seven days before”).
 */
const countDays = (
  start: string,
  length: number,
  working: boolean,
  calendar: CalendarIndex,
  excluded: readonly ExcludedInterval[],
  step: 1 | -1,
): Counted => {
  const days: CountedDay[] = [];
  let date = start;
  let ordinal = 0;
  let provisional = false;
  for (let guard = 0; ordinal < length; guard++) {
    if (guard > MAX_DAYS) throw new RangeError('期限超出可计算的范围');
    date = addDays(date, step);
    const kind = calendar.kindOf(date);
    const pause = excludedReason(date, excluded);
    if (working) provisional ||= kind.provisional;
    if (pause !== null) days.push({ date, counted: false, reason: pause });
    else if (working && !kind.working) days.push({ date, counted: false, reason: kind.reason });
    else days.push({ date, counted: true, ordinal: ++ordinal, reason: kind.reason });
  }
  return { rawDueOn: date, dueOn: date, days, provisional };
};

const rollForward = (counted: Counted, calendar: CalendarIndex): Counted => {
  let dueOn = counted.dueOn;
  // Whether the last day is a rest day can't be known for a year that is not announced.
  let provisional = counted.provisional || calendar.kindOf(dueOn).provisional;
  const days = [...counted.days];
  while (!calendar.kindOf(dueOn).working) {
    provisional ||= calendar.kindOf(dueOn).provisional;
    dueOn = addDays(dueOn, 1);
    const kind = calendar.kindOf(dueOn);
    days.push({
      date: dueOn,
      counted: false,
      reason: kind.working ? '届满日顺延至此日' : `届满日顺延（${kind.reason}）`,
    });
  }
  return { rawDueOn: counted.rawDueOn, dueOn, days, provisional };
};

/** Months and years run by the calendar; excluded days are added at the end, day for day. */
const countMonths = (
  start: string,
  months: number,
  calendar: CalendarIndex,
  excluded: readonly ExcludedInterval[],
): Counted => {
  const plain = addMonths(start, months);
  let excludedDays = 0;
  let end = plain;
  let provisional = false;
  for (let date = addDays(start, 1); date <= end; date = addDays(date, 1)) {
    if (excludedReason(date, excluded) === null) continue;
    excludedDays++;
    end = addDays(plain, excludedDays);
    if (excludedDays > MAX_DAYS) throw new RangeError('期限超出可计算的范围');
  }
  provisional ||= calendar.kindOf(end).provisional;
  return { rawDueOn: end, dueOn: end, days: [], provisional };
};

/**
 * Adds a limit to a civil day.
 *
 * @param start the day of the triggering event, not counted (R1: MS85, SJ48)
 * @param rollOver whether a last day on a rest day moves to the next working day (R2); ignored backwards
 */
export const addDuration = (
  start: string,
  limit: Duration,
  calendar: CalendarIndex,
  options: { rollOver: boolean; excluded?: readonly ExcludedInterval[]; direction?: 'forward' | 'backward' },
): Counted => {
  const excluded = options.excluded ?? [];
  const step = options.direction === 'backward' ? -1 : 1;
  const counted =
    limit.unit === 'WD' || limit.unit === 'ND'
      ? countDays(start, limit.length, limit.unit === 'WD', calendar, excluded, step)
      : countMonths(start, step * limit.length * (limit.unit === 'Y' ? 12 : 1), calendar, excluded);
  return options.rollOver && step === 1 ? rollForward(counted, calendar) : counted;
};

/** Hours run through rest days and do not roll over; excluded intervals are given in milliseconds. */
export const addHours = (startInstant: string, hours: number, excludedMs: number): string =>
  toShanghaiInstant(Date.parse(startInstant) + hours * 3_600_000 + excludedMs);

export const dueInstant = (dueOn: string): string => endOfDay(dueOn);
