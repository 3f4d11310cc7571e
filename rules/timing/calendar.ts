import type { WorkCalendar } from '#contracts';
import { fromDayNumber, civilDateExists, toDayNumber, weekdayOf, yearOf } from './civil-date.ts';

export interface DayKind {
  working: boolean;
  /** `国庆节`, `周六`, `调休上班`, `工作日`. */
  reason: string;
  /** The year's arrangement was not announced when this calendar was made: weekends only. */
  provisional: boolean;
}

/**
 * Working days of a calendar version, indexed once: sums of working days by day number make every count O(1). All `day`
 * arguments are day numbers (civil-date.ts) between 1950 and 2120.
 */
export interface CalendarIndex {
  readonly version: string;
  kindOf(date: string): DayKind;
  kindOfDay(day: number): DayKind;
  isWorking(day: number): boolean;
  /** Working days in (from, to]. */
  workingBetween(from: number, to: number): number;
  /** The n-th working day after `day` (n ≥ 1), or before it for n ≤ −1. */
  nthWorking(day: number, n: number): number;
  /** `day` itself when it is worked, else the next working day. */
  nextWorking(day: number): number;
  /** Years touched by the days [from, to] whose arrangement is not announced. */
  unannouncedYears(from: number, to: number): number[];
}

const FIRST_DAY = toDayNumber('1950-01-01');
const LAST_DAY = toDayNumber('2120-12-31');
const OUT_OF_RANGE = '期限超出可计算的范围（1950 至 2120 年）';

const cache = new WeakMap<WorkCalendar, CalendarIndex>();

/** A working day is no statutory rest day and either Monday–Friday or a make-up working day (调休上班). */
export const indexCalendar = (calendar: WorkCalendar): CalendarIndex => {
  const known = cache.get(calendar);
  if (known) return known;
  const index = new PrefixCalendar(calendar);
  cache.set(calendar, index);
  return index;
};

class PrefixCalendar implements CalendarIndex {
  readonly version: string;
  readonly #holidays = new Map<number, string>();
  readonly #workdays = new Set<number>();
  readonly #years = new Set<number>();
  /** The years without a gap up to the last announced one, as days. */
  readonly #announcedFrom: number;
  readonly #announcedTo: number;
  /** Working days in [FIRST_DAY, day] at `day − FIRST_DAY`. */
  readonly #sums: Int32Array;
  /** The working days in order. */
  readonly #ordered: Int32Array;

  constructor(calendar: WorkCalendar) {
    this.version = calendar.version;
    for (const year of calendar.years) {
      this.#years.add(year.year);
      for (const { date, name } of year.holidays)
        if (civilDateExists(date)) this.#holidays.set(toDayNumber(date), name);
      for (const date of year.workdays) if (civilDateExists(date)) this.#workdays.add(toDayNumber(date));
    }
    let first = Math.max(...this.#years, 0);
    this.#announcedTo = first === 0 ? -Infinity : toDayNumber(`${first}-12-31`);
    while (this.#years.has(first - 1)) first--;
    this.#announcedFrom = first === 0 ? Infinity : toDayNumber(`${first}-01-01`);
    this.#sums = new Int32Array(LAST_DAY - FIRST_DAY + 1);
    const ordered = new Int32Array(LAST_DAY - FIRST_DAY + 1);
    let count = 0;
    for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
      if (this.#computeWorking(day)) ordered[count++] = day;
      this.#sums[day - FIRST_DAY] = count;
    }
    this.#ordered = ordered.slice(0, count);
  }

  #computeWorking(day: number): boolean {
    if (this.#holidays.has(day)) return false;
    if (this.#workdays.has(day)) return true;
    const weekday = weekdayOf(day);
    return weekday !== 0 && weekday !== 6;
  }

  #sum(day: number): number {
    const sum = this.#sums[day - FIRST_DAY];
    if (sum === undefined) throw new RangeError(OUT_OF_RANGE);
    return sum;
  }

  kindOf(date: string): DayKind {
    return this.kindOfDay(toDayNumber(date));
  }

  kindOfDay(day: number): DayKind {
    const provisional = !this.#years.has(yearOf(day));
    const holiday = this.#holidays.get(day);
    if (holiday !== undefined) return { working: false, reason: holiday, provisional };
    if (this.#workdays.has(day)) return { working: true, reason: '调休上班', provisional };
    const weekday = weekdayOf(day);
    if (weekday === 0 || weekday === 6) return { working: false, reason: weekday === 0 ? '周日' : '周六', provisional };
    return { working: true, reason: '工作日', provisional };
  }

  isWorking(day: number): boolean {
    return this.#sum(day) !== (day === FIRST_DAY ? 0 : this.#sum(day - 1));
  }

  workingBetween(from: number, to: number): number {
    return this.#sum(to) - this.#sum(from);
  }

  nthWorking(day: number, n: number): number {
    const upTo = n > 0 ? this.#sum(day) : this.#sum(day - 1) + 1;
    const found = this.#ordered[upTo + n - 1];
    if (found === undefined) throw new RangeError(OUT_OF_RANGE);
    return found;
  }

  nextWorking(day: number): number {
    return this.nthWorking(day - 1, 1);
  }

  unannouncedYears(from: number, to: number): number[] {
    if (from >= this.#announcedFrom && to <= this.#announcedTo) return [];
    const years: number[] = [];
    for (let year = yearOf(from); year <= yearOf(to); year++) if (!this.#years.has(year)) years.push(year);
    return years;
  }
}

/** Expands inclusive ranges `[from, to]` into the holidays of a year. */
export const holidayRange = (from: string, to: string, name: string): { date: string; name: string }[] => {
  const days: { date: string; name: string }[] = [];
  for (let day = toDayNumber(from); day <= toDayNumber(to); day++) days.push({ date: fromDayNumber(day), name });
  return days;
};
