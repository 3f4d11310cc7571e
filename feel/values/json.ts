import { partCounter } from './budget.ts';
import { Decimal, numberText } from './numbers.ts';
import { DaysDuration, FeelDateTime, FeelObject, FeelTime, MonthsDuration } from './temporal.ts';
import type { FeelContext, Value } from './value.ts';
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

const listToJson = (list: readonly Value[], count: () => void): Json => {
  const items = list.map((item) => convert(item, count));
  return items.every((item, index) => item === list[index]) ? (list as Json[]) : items;
};

const contextToJson = (context: FeelContext, count: () => void): Json => {
  const entries = Object.entries(context).map(([key, part]): [string, Json] => [key, convert(part, count)]);
  const same = Object.getPrototypeOf(context) !== null && entries.every(([key, part]) => part === context[key]);
  return same ? (context as { [key: string]: Json }) : Object.fromEntries(entries);
};

const convert = (value: Value | undefined, count: () => void): Json => {
  count();
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (typeof value !== 'object') return value;
  if (value instanceof Decimal) return value.toNumber() + 0;
  if (value instanceof FeelObject) return objectToJson(value);
  return isList(value) ? listToJson(value, count) : contextToJson(value as FeelContext, count);
};

/**
 * The value as JSON, as Zeebe writes the results of expressions: temporal values in Java's ISO texts, functions and ranges
 * null. What is JSON already is handed on as it is, not copied.
 * @throws BudgetExceeded where the value is too large
 */
export const toJson = (value: Value | undefined): Json => convert(value, partCounter());

/** A JSON text with numbers of all their digits. */
export const jsonText = (value: Value): string => {
  const count = partCounter();
  const text = (part: Value): string => {
    count();
    if (part instanceof Decimal) return numberText(part);
    if (isList(part)) return `[${part.map(text).join(',')}]`;
    if (typeof part === 'object' && part !== null && !(part instanceof FeelObject)) {
      const entries = Object.entries(part).map(([key, inner]) => `${JSON.stringify(key)}:${text(inner as Value)}`);
      return `{${entries.join(',')}}`;
    }
    return JSON.stringify(convert(part, count));
  };
  return text(value);
};

/** Undefined for a text that is not JSON. */
export const parseJson = (text: string): Value | undefined => {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
};
