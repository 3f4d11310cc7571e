/**
 * Civil dates of Asia/Shanghai (UTC+8, no daylight saving since 1992) as strings `YYYY-MM-DD`, and day numbers since
 * 1970-01-01. No time zone of the machine ever enters, and no `Date` either: a sweep converts millions of days.
 */
export const DAY_MS = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** Days from 1970-01-01 to the day of the proleptic Gregorian calendar (the era of 400 years begins in March). */
const daysFromCivil = (year: number, month: number, day: number): number => {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

interface CivilParts {
  year: number;
  month: number;
  day: number;
}

const civilFromDays = (days: number): CivilParts => {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthPart = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthPart < 10 ? monthPart + 3 : monthPart - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthPart + 2) / 5) + 1,
  };
};

const digits = (text: string, at: number, count: number): number => {
  let value = 0;
  for (let index = at; index < at + count; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return NaN;
    value = value * 10 + digit;
  }
  return value;
};

/** Day number of the first ten characters, or NaN where they are no existing date. */
const parseDay = (text: string): number => {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  if (Number.isNaN(year + month + day) || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return NaN;
  if (month < 1 || month > 12 || day < 1 || day > lastDayOfMonth(year, month)) return NaN;
  return daysFromCivil(year, month, day);
};

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const lastDayOfMonth = (year: number, month: number): number =>
  month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);

/** Whether a text is a civil date that exists: `2026-02-30` is none. */
export const civilDateExists = (text: string): boolean => text.length === 10 && !Number.isNaN(parseDay(text));

/** Days since 1970-01-01 of a civil date. Throws a RangeError for a date that does not exist. */
export const toDayNumber = (date: string): number => {
  const day = date.length === 10 ? parseDay(date) : NaN;
  if (Number.isNaN(day)) throw new RangeError(`日期不存在：${date}`);
  return day;
};

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));
const written: string[] = [];
const WRITTEN_DAYS = 65_536;

export const fromDayNumber = (day: number): string => {
  const known = written[day];
  if (known !== undefined) return known;
  const { year, month, day: dayOfMonth } = civilFromDays(day);
  const text = `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
  if (day >= 0 && day < WRITTEN_DAYS) written[day] = text;
  return text;
};

/** Milliseconds since the epoch of an ISO instant, NaN where it can't be read. The platform's own form is read fast. */
export const toMs = (instant: string): number => {
  if (instant.endsWith('+08:00') && (instant.length === 25 || instant.length === 29)) {
    const seconds = digits(instant, 11, 2) * 3600 + digits(instant, 14, 2) * 60 + digits(instant, 17, 2);
    const millis = instant.length === 29 ? digits(instant, 20, 3) : 0;
    const ms = parseDay(instant) * DAY_MS + seconds * 1000 + millis - SHANGHAI_OFFSET_MS;
    if (!Number.isNaN(ms)) return ms;
  }
  return Date.parse(instant);
};

/** The day number in Asia/Shanghai of milliseconds since the epoch. */
export const dayOfMs = (ms: number): number => Math.floor((ms + SHANGHAI_OFFSET_MS) / DAY_MS);
/** The first millisecond of a civil day. */
export const startMsOfDay = (day: number): number => day * DAY_MS - SHANGHAI_OFFSET_MS;
/** The last second of a civil day, when a limit counted in days ends. */
export const endMsOfDay = (day: number): number => startMsOfDay(day) + DAY_MS - 1000;

/** The civil date in Asia/Shanghai of an instant (ISO with offset) or of a civil date itself. */
export const toCivilDate = (instant: string): string => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(instant)) return instant;
  const ms = toMs(instant);
  if (Number.isNaN(ms)) throw new RangeError(`时间不存在：${instant}`);
  return fromDayNumber(dayOfMs(ms));
};

/** ISO instant with offset +08:00 of milliseconds since the epoch. */
export const toShanghaiInstant = (ms: number): string =>
  `${new Date(ms + SHANGHAI_OFFSET_MS).toISOString().replace(/\.000Z$|Z$/, '')}+08:00`;

export const endOfDay = (date: string): string => `${date}T23:59:59+08:00`;
export const startOfDay = (date: string): string => `${date}T00:00:00+08:00`;

export const addDays = (date: string, days: number): string => fromDayNumber(toDayNumber(date) + days);
export const daysBetween = (from: string, to: string): number => toDayNumber(to) - toDayNumber(from);

/** 0 = Sunday … 6 = Saturday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;
export const weekday = (date: string): number => weekdayOf(toDayNumber(date));
export const yearOf = (day: number): number => civilFromDays(day).year;

/**
 * Adds calendar months to a day number. The last day is the corresponding day of the target month; where that month has
 * no such day, its last one (2026-01-31 + 1 month = 2026-02-28): 民法典第二百零二条. The day of the event itself does not
 * count (R1), which the corresponding day already expresses: from 5 March, one month ends on 5 April.
 */
export const addMonthsToDay = (day: number, months: number): number => {
  const { year, month, day: dayOfMonth } = civilFromDays(day);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12 + 1;
  return daysFromCivil(targetYear, targetMonth, Math.min(dayOfMonth, lastDayOfMonth(targetYear, targetMonth)));
};

export const addMonths = (date: string, months: number): string =>
  fromDayNumber(addMonthsToDay(toDayNumber(date), months));

const WEEKDAY_NAMES = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
/** `2026-04-07（周二）`. */
export const formatDay = (day: number): string => `${fromDayNumber(day)}（${WEEKDAY_NAMES[weekdayOf(day)] ?? ''}）`;
export const formatCivilDate = (date: string): string => formatDay(toDayNumber(date));
