/**
 * Civil dates of Asia/Shanghai (UTC+8, no daylight saving since 1992) as strings `YYYY-MM-DD`, and day numbers since
 * 1970-01-01. No time zone of the machine ever enters.
 */
const DAY_MS = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** Days since 1970-01-01 of a civil date. Throws a RangeError for a date that does not exist. */
export const toDayNumber = (date: string): number => {
  const ms = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(ms) || fromDayNumber(ms / DAY_MS) !== date) throw new RangeError(`日期不存在：${date}`);
  return ms / DAY_MS;
};

export const fromDayNumber = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The civil date in Asia/Shanghai of an instant (ISO with offset) or of a civil date itself. */
export const toCivilDate = (instant: string): string => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(instant)) return instant;
  return new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
};

/** ISO instant with offset +08:00 of milliseconds since the epoch. */
export const toShanghaiInstant = (ms: number): string =>
  `${new Date(ms + SHANGHAI_OFFSET_MS).toISOString().replace(/\.000Z$|Z$/, '')}+08:00`;

/** The last second of a civil day, when a limit counted in days ends. */
export const endOfDay = (date: string): string => `${date}T23:59:59+08:00`;
export const startOfDay = (date: string): string => `${date}T00:00:00+08:00`;

export const addDays = (date: string, days: number): string => fromDayNumber(toDayNumber(date) + days);
export const daysBetween = (from: string, to: string): number => toDayNumber(to) - toDayNumber(from);

/** 0 = Sunday … 6 = Saturday. */
export const weekday = (date: string): number => (((toDayNumber(date) + 4) % 7) + 7) % 7;

/**
 * Adds calendar months. Where the target month has no such day, the last day of that month is taken
 * (2026-01-31 + 1 month = 2026-02-28), as the civil procedure practice counts.
 */
export const addMonths = (date: string, months: number): string => {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8, 10));
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = (index % 12) + 1;
  const lastDay = new Date(Date.UTC(targetYear, targetMonth, 0)).getUTCDate();
  return `${String(targetYear).padStart(4, '0')}-${String(targetMonth).padStart(2, '0')}-${String(Math.min(day, lastDay)).padStart(2, '0')}`;
};

const WEEKDAY_NAMES = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
/** `2026-04-07（周二）`. */
export const formatCivilDate = (date: string): string => `${date}（${WEEKDAY_NAMES[weekday(date)]}）`;
