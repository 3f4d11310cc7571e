import type { CalendarChange, WorkCalendar } from '#contracts';
import { fromDayNumber, toDayNumber } from '../civil-date.ts';
import { indexCalendar, type CalendarIndex } from '../calendar.ts';

const words = (calendar: CalendarIndex, day: number): string => {
  const kind = calendar.kindOfDay(day);
  const text = kind.working ? (kind.reason === '工作日' ? '工作日' : '调休上班') : `休息（${kind.reason}）`;
  return kind.provisional ? `${text}，按周末推算` : text;
};

/** The days that two calendars treat differently, or name differently, in the years given (all years of both by default). */
export const diffCalendars = (
  before: WorkCalendar,
  after: WorkCalendar,
  years: readonly number[] = [...before.years, ...after.years].map(({ year }) => year),
): CalendarChange[] => {
  const [old, fresh] = [indexCalendar(before), indexCalendar(after)];
  const changes: CalendarChange[] = [];
  for (const year of [...new Set(years)].sort((a, b) => a - b))
    for (let day = toDayNumber(`${year}-01-01`); day <= toDayNumber(`${year}-12-31`); day++) {
      const [was, is] = [old.kindOfDay(day), fresh.kindOfDay(day)];
      if (was.working === is.working && was.reason === is.reason) continue;
      changes.push({ date: fromDayNumber(day), before: words(old, day), after: words(fresh, day) });
    }
  return changes;
};
