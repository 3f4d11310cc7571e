import type { WorkCalendar } from '#contracts';
import type { CalendarYear } from './year-view.tsx';

export type DayChoice = 'holiday' | 'shifted' | 'plain';

/** A year with one day changed; the lists stay in order. */
export function withDay(year: CalendarYear, date: string, choice: DayChoice, name: string): CalendarYear {
  const holidays = year.holidays.filter((one) => one.date !== date);
  const workdays = year.workdays.filter((one) => one !== date);
  if (choice === 'holiday') holidays.push({ date, name: name.trim() });
  if (choice === 'shifted') workdays.push(date);
  return {
    year: year.year,
    holidays: holidays.sort((a, b) => a.date.localeCompare(b.date)),
    workdays: workdays.sort(),
  };
}

/** The calendar with whole years put in place of what it had. */
export function withYears(calendar: WorkCalendar, years: readonly CalendarYear[]): WorkCalendar {
  const kept = calendar.years.filter((year) => !years.some((other) => other.year === year.year));
  return { ...calendar, years: [...kept, ...years].sort((a, b) => a.year - b.year) };
}

export const emptyYear = (year: number): CalendarYear => ({ year, holidays: [], workdays: [] });

/** `2024-2027.1`, the next free number for the years covered. */
export function suggestVersion(calendar: WorkCalendar, taken: readonly string[]): string {
  const years = calendar.years.map((year) => year.year);
  const span = `${Math.min(...years)}-${Math.max(...years)}`;
  for (let number = 1; ; number++) if (!taken.includes(`${span}.${number}`)) return `${span}.${number}`;
}
