import { DaysDuration, FeelDate, FeelDateTime, FeelTime, MonthsDuration, NANOS_PER_SECOND } from './temporal.ts';
import type { Zone } from './zones.ts';
import { isRegion } from './zones.ts';

const DATE = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9})\d*)?)?(Z|z|[+-]\d\d:\d\d(?::\d\d)?|@.+)?$/;
const OFFSET = /^([+-])(\d\d):(\d\d)(?::(\d\d))?$/;
const DAYS =
  /^(-?)P(?:(\d{1,18})D)?(?:T(?=\d|\.)(?:(\d{1,18})H)?(?:(\d{1,18})M)?(?:(\d{1,18})(?:\.(\d{0,9})\d*)?S|\.(\d{1,9})\d*S)?)?$/;
const MONTHS = /^(-?)P(?:(\d{1,15})Y)?(?:(\d{1,15})M)?$/;
const MAX_OFFSET = 18 * 3600;
const MAX_TEXT = 100;

/** Undefined for a wrong zone, null for none. */
const parseZone = (text: string | undefined): Zone | null | undefined => {
  if (!text) return null;
  if (text === 'Z' || text === 'z') return { offset: 0 };
  if (text.startsWith('@')) return isRegion(text.slice(1)) ? { region: text.slice(1) } : undefined;
  const [, sign, hours, minutes, seconds] = OFFSET.exec(text) ?? [];
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0);
  if (!sign || total > MAX_OFFSET || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return undefined;
  return { offset: sign === '-' ? 0 - total : total };
};

export const parseDate = (text: string): FeelDate | null => {
  const [, sign, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined) return null;
  return FeelDate.of(Number(`${sign}${year}`) + 0, Number(month), Number(day));
};

export const parseTime = (text: string): FeelTime | null => {
  if (text.length > MAX_TEXT) return null;
  const [, hour, minute, second, fraction = '', zoneName] = TIME.exec(text) ?? [];
  const zone = parseZone(zoneName);
  if (hour === undefined || zone === undefined) return null;
  const nanos = Number(fraction.padEnd(9, '0'));
  return FeelTime.of(Number(hour), Number(minute), Number(second ?? 0), nanos, zone ?? undefined);
};

const joined = (date: FeelDate | null, time: FeelTime | null): FeelDateTime | null =>
  date && time && new FeelDateTime(date, time);

/** 24:00:00 is the midnight at the end of the day. */
const END_OF_DAY = /^24:00:00(?:\.0+)?(?![.\d])/;

/** A date alone means its midnight. */
export const parseDateTime = (text: string): FeelDateTime | null => {
  const split = text.indexOf('T');
  const date = parseDate(split < 0 ? text : text.slice(0, split));
  const clock = split < 0 ? '00:00:00' : text.slice(split + 1);
  if (!date || !END_OF_DAY.test(clock)) return joined(date, parseTime(clock));
  return joined(FeelDate.ofEpochDay(date.epochDay + 1), parseTime(`00${clock.slice(2)}`));
};

export const parseDuration = (text: string): DaysDuration | MonthsDuration | null => {
  if (text.length > MAX_TEXT || !/\d/.test(text)) return null;
  const months = MONTHS.exec(text);
  if (months)
    return MonthsDuration.of(Number(`${months[1]}${Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0)}`) + 0);
  const days = DAYS.exec(text);
  if (!days) return null;
  const [, sign, day = '0', hour = '0', minute = '0', second = '0', part, only] = days;
  const seconds = BigInt(day) * 86_400n + BigInt(hour) * 3600n + BigInt(minute) * 60n + BigInt(second);
  const nanos = seconds * BigInt(NANOS_PER_SECOND) + BigInt((part ?? only ?? '').padEnd(9, '0'));
  return DaysDuration.of(sign ? -nanos : nanos);
};

/** `@"…"`: the first kind of temporal value that the text is. */
export const parseTemporal = (
  text: string,
): FeelDate | FeelTime | FeelDateTime | DaysDuration | MonthsDuration | null =>
  parseDate(text) ??
  (text.includes('T') && !/^-?P/.test(text) ? parseDateTime(text) : null) ??
  parseTime(text) ??
  parseDuration(text);
