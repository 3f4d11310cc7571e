import { Decimal, numberText } from './numbers.ts';
import { DaysDuration, FeelDateTime, FeelObject, FeelTime, MonthsDuration } from './temporal.ts';
import type { Value } from './value.ts';
import { isList } from './value.ts';
import { zoneText } from './zones.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Java's short form: without the seconds where they are zero. */
const shortClock = (time: FeelTime): string =>
  time.nanos % 60_000_000_000 === 0 ? time.clock.slice(0, 5) : time.clock;

const isoZone = (value: FeelDateTime): string => {
  if (!value.zone || !('region' in value.zone)) return zoneText(value.zone);
  return `${zoneText({ offset: value.offset ?? 0 })}[${value.zone.region}]`;
};

/** Java counts a duration in hours at most: a day is PT24H. */
const javaDuration = (value: DaysDuration): string => {
  if (value.nanos === 0n) return 'PT0S';
  const { days, hours, minutes, seconds, nanos } = value.parts;
  const sign = value.nanos < 0n ? '-' : '';
  const part = (amount: number, unit: string): string => (amount ? `${amount}${unit}` : '');
  const fraction = nanos ? `.${String(Math.abs(nanos)).padStart(9, '0').replace(/0+$/, '')}` : '';
  const last = seconds || nanos ? `${seconds === 0 ? `${sign}0` : seconds}${fraction}S` : '';
  return `PT${part(days * 24 + hours, 'H')}${part(minutes, 'M')}${last}`;
};

const javaPeriod = (value: MonthsDuration): string => {
  if (value.months === 0) return 'P0D';
  const { years, months } = value.parts;
  return `P${years ? `${years}Y` : ''}${months ? `${months}M` : ''}`;
};

const objectToJson = (value: FeelObject): Json => {
  if (value instanceof FeelTime) return value.zone ? value.toString() : shortClock(value);
  if (value instanceof FeelDateTime) return `${value.date.toString()}T${shortClock(value.time)}${isoZone(value)}`;
  if (value instanceof DaysDuration) return javaDuration(value);
  if (value instanceof MonthsDuration) return javaPeriod(value);
  return value.kind === 'date' ? value.toString() : null;
};

/**
 * The value as JSON, as Zeebe writes the results of expressions: temporal values in Java's ISO texts, functions and ranges
 * null. What is JSON already is handed on as it is, not copied.
 */
export const toJson = (value: Value | undefined): Json => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (typeof value !== 'object') return value;
  if (value instanceof Decimal) return value.toNumber() + 0;
  if (value instanceof FeelObject) return objectToJson(value);
  if (isList(value)) {
    const items = value.map(toJson);
    return items.every((item, index) => item === value[index]) ? (value as Json[]) : items;
  }
  const entries = Object.entries(value).map(([key, part]): [string, Json] => [key, toJson(part as Value)]);
  const same =
    Object.getPrototypeOf(value) !== null &&
    entries.every(([key, part]) => part === (value as Record<string, unknown>)[key]);
  return same ? (value as { [key: string]: Json }) : Object.fromEntries(entries);
};

/** A JSON text with numbers of all their digits. */
export const jsonText = (value: Value): string => {
  if (value instanceof Decimal) return numberText(value);
  if (isList(value)) return `[${value.map(jsonText).join(',')}]`;
  if (typeof value === 'object' && value !== null && !(value instanceof FeelObject)) {
    const parts = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}:${jsonText(part as Value)}`);
    return `{${parts.join(',')}}`;
  }
  return JSON.stringify(toJson(value));
};

/** Undefined for a text that is not JSON. */
export const parseJson = (text: string): Value | undefined => {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
};
