import type { WorkCalendar } from '#contracts';
import { toDayNumber, weekday, fromDayNumber } from './civil-date.ts';

export interface DayKind {
  working: boolean;
  /** `国庆节`, `周六`, `调休上班`, `工作日`. */
  reason: string;
  /** The year's arrangement was not announced when this calendar was made: weekends only. */
  provisional: boolean;
}

/** Working days of a calendar version, indexed once and then asked in O(1). */
export interface CalendarIndex {
  readonly version: string;
  kindOf(date: string): DayKind;
}

const cache = new WeakMap<WorkCalendar, CalendarIndex>();

/** A working day is no statutory rest day and either Monday–Friday or a make-up working day (调休上班). */
export const indexCalendar = (calendar: WorkCalendar): CalendarIndex => {
  const known = cache.get(calendar);
  if (known) return known;
  const holidays = new Map<string, string>();
  const workdays = new Set<string>();
  const years = new Set<string>();
  for (const year of calendar.years) {
    years.add(String(year.year));
    for (const holiday of year.holidays) holidays.set(holiday.date, holiday.name);
    for (const date of year.workdays) workdays.add(date);
  }
  const index: CalendarIndex = {
    version: calendar.version,
    kindOf(date) {
      const provisional = !years.has(date.slice(0, 4));
      const holiday = holidays.get(date);
      if (holiday) return { working: false, reason: holiday, provisional };
      if (workdays.has(date)) return { working: true, reason: '调休上班', provisional };
      const day = weekday(date);
      if (day === 0 || day === 6) return { working: false, reason: day === 0 ? '周日' : '周六', provisional };
      return { working: true, reason: '工作日', provisional };
    },
  };
  cache.set(calendar, index);
  return index;
};

/** Expands inclusive ranges `[from, to]` into the holidays of a year. */
export const holidayRange = (from: string, to: string, name: string): { date: string; name: string }[] => {
  const days: { date: string; name: string }[] = [];
  for (let day = toDayNumber(from); day <= toDayNumber(to); day++) days.push({ date: fromDayNumber(day), name });
  return days;
};
