import type { Duration } from '#contracts';
import type { CalendarIndex } from './calendar.ts';
import { fromDayNumber, toDayNumber } from './civil-date.ts';
import { addPeriod, subtractPeriod } from './count.ts';
import { mergeIntervals } from './intervals.ts';

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
  provisional: boolean;
}

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
  const day = toDayNumber(start);
  const excluded = mergeIntervals(
    (options.excluded ?? []).map(({ from, to }) => ({ from: toDayNumber(from), to: toDayNumber(to) })),
  );
  const backward = options.direction === 'backward';
  const raw = backward ? subtractPeriod(day, limit, calendar, excluded) : addPeriod(day, limit, calendar, excluded);
  const rolled = options.rollOver && !backward ? calendar.nextWorking(raw) : raw;
  const counted = limit.unit === 'WD' ? [Math.min(day, raw), Math.max(day, rolled)] : [raw, rolled];
  return {
    rawDueOn: fromDayNumber(raw),
    dueOn: fromDayNumber(rolled),
    provisional:
      (limit.unit === 'WD' || options.rollOver) &&
      calendar.unannouncedYears(counted[0] ?? raw, counted[1] ?? rolled).length > 0,
  };
};
