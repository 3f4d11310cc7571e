export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** FEEL types under the names that Zeebe's messages use. */
export type FeelType =
  | 'NULL'
  | 'BOOLEAN'
  | 'NUMBER'
  | 'STRING'
  | 'ARRAY'
  | 'OBJECT'
  | 'DURATION'
  | 'PERIOD'
  | 'DATE'
  | 'TIME'
  | 'DATE_TIME'
  | 'FUNCTION';

/** The part of luxon's values that is read here; the interpreter hands them out for temporal results. */
interface Temporal {
  isLuxonDateTime?: boolean;
  isLuxonDuration?: boolean;
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  years: number;
  months: number;
  zone: { isUniversal: boolean; name: string };
  toISO(options?: object): string;
  toISODate(): string;
  toISOTime(options?: object): string;
  toMillis(): number;
  shiftTo(...units: string[]): Temporal & { toObject(): Record<string, number> };
  toObject(): Record<string, number>;
}

const isDateTime = (value: object): value is Temporal => (value as Temporal).isLuxonDateTime === true;
const isDuration = (value: object): value is Temporal => (value as Temporal).isLuxonDuration === true;

const dateTimeType = (value: Temporal): FeelType => {
  if (value.year === 1900 && value.month === 1 && value.day === 1) return 'TIME';
  const midnight = value.hour + value.minute + value.second + value.millisecond === 0;
  return midnight && value.zone.name === 'UTC' ? 'DATE' : 'DATE_TIME';
};

const isPeriod = (value: Temporal): boolean => {
  const parts = Object.entries(value.toObject()).filter(([, amount]) => amount !== 0);
  return parts.length > 0 && parts.every(([unit]) => unit === 'years' || unit === 'months');
};

export const typeOf = (value: unknown): FeelType => {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'boolean') return 'BOOLEAN';
  if (typeof value === 'number') return 'NUMBER';
  if (typeof value === 'string') return 'STRING';
  if (Array.isArray(value)) return 'ARRAY';
  if (typeof value === 'function') return 'FUNCTION';
  if (isDateTime(value)) return dateTimeType(value);
  if (isDuration(value)) return isPeriod(value) ? 'PERIOD' : 'DURATION';
  return 'fn' in (value as object) ? 'FUNCTION' : 'OBJECT';
};

const durationText = (value: Temporal): string => {
  if (isPeriod(value)) {
    const { years = 0, months = 0 } = value.shiftTo('years', 'months').toObject();
    return `P${years ? `${years}Y` : ''}${months ? `${months}M` : ''}`;
  }
  const millis = value.toMillis();
  if (millis === 0) return 'PT0S';
  const sign = millis < 0 ? '-' : '';
  const total = Math.abs(millis);
  const days = Math.floor(total / 86_400_000);
  const hours = Math.floor((total % 86_400_000) / 3_600_000);
  const minutes = Math.floor((total % 3_600_000) / 60_000);
  const seconds = (total % 60_000) / 1000;
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds ? `${seconds}S` : ''}`;
  return `${sign}P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
};

const dateTimeText = (value: Temporal): string => {
  const kind = dateTimeType(value);
  if (kind === 'DATE') return value.toISODate();
  if (kind === 'TIME') return value.toISOTime({ suppressMilliseconds: true });
  return value.toISO({ suppressMilliseconds: true });
};

/** The value as JSON, temporal values as ISO 8601 texts; functions and ranges become null. */
export const toJson = (value: unknown): Json => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== 'object') return null;
  if (isDateTime(value)) return dateTimeText(value);
  if (isDuration(value)) return durationText(value);
  if ('fn' in value || 'start included' in value) return null;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toJson(part)]));
};
