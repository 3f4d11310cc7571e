import type { Zone } from './zones.ts';
import { offsetAt, offsetOfLocal, zoneText } from './zones.ts';

/** Values that are neither JSON nor numbers; `kind` is FEEL's name of the type. */
export abstract class FeelObject {
  abstract readonly kind:
    'date' | 'time' | 'date and time' | 'days and time duration' | 'years and months duration' | 'range' | 'function';
}

const MAX_YEAR = 999_999_999;
export const NANOS_PER_SECOND = 1_000_000_000;
const NANOS_PER_DAY = 86_400 * NANOS_PER_SECOND;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : MONTH_DAYS[month - 1]!;
const two = (value: number): string => String(value).padStart(2, '0');

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
const toEpochDay = (year: number, month: number, day: number): number => {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

const fromEpochDay = (epochDay: number): [number, number, number] => {
  const shifted = epochDay + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const part = Math.floor((5 * dayOfYear + 2) / 153);
  const month = part < 10 ? part + 3 : part - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * part + 2) / 5) + 1];
};

export class FeelDate extends FeelObject {
  readonly kind = 'date';
  readonly year: number;
  readonly month: number;
  readonly day: number;

  private constructor(year: number, month: number, day: number) {
    super();
    this.year = year;
    this.month = month;
    this.day = day;
  }

  /** Null where there is no such day. */
  static of(year: number, month: number, day: number): FeelDate | null {
    if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return null;
    if (Math.abs(year) > MAX_YEAR || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
    return new FeelDate(year, month, day);
  }

  static ofEpochDay(epochDay: number): FeelDate | null {
    return FeelDate.of(...fromEpochDay(epochDay));
  }

  get epochDay(): number {
    return toEpochDay(this.year, this.month, this.day);
  }

  /** 1 is Monday. */
  get weekday(): number {
    return ((((this.epochDay + 3) % 7) + 7) % 7) + 1;
  }

  get dayOfYear(): number {
    return this.epochDay - toEpochDay(this.year, 1, 1) + 1;
  }

  /** The last day of the month where there is no such day. */
  plusMonths(months: number): FeelDate | null {
    const total = this.year * 12 + (this.month - 1) + months;
    const year = Math.floor(total / 12);
    const month = total - year * 12 + 1;
    return FeelDate.of(year, month, Math.min(this.day, daysInMonth(year, month)));
  }

  override toString(): string {
    const year = String(Math.abs(this.year)).padStart(4, '0');
    return `${this.year < 0 ? '-' : ''}${year}-${two(this.month)}-${two(this.day)}`;
  }
}

export class FeelTime extends FeelObject {
  readonly kind = 'time';
  readonly nanos: number;
  readonly zone: Zone | undefined;

  private constructor(nanos: number, zone: Zone | undefined) {
    super();
    this.nanos = nanos;
    this.zone = zone;
  }

  static of(hour: number, minute: number, second: number, nano = 0, zone?: Zone): FeelTime | null {
    if (![hour, minute, second, nano].every(Number.isInteger)) return null;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;
    return new FeelTime((hour * 3600 + minute * 60 + second) * NANOS_PER_SECOND + nano, zone);
  }

  /** Any number of nanoseconds; what exceeds a day goes round. */
  static ofNanos(nanos: bigint, zone?: Zone): FeelTime {
    const day = BigInt(NANOS_PER_DAY);
    return new FeelTime(Number(((nanos % day) + day) % day), zone);
  }

  get hour(): number {
    return Math.floor(this.nanos / (3600 * NANOS_PER_SECOND));
  }
  get minute(): number {
    return Math.floor(this.nanos / (60 * NANOS_PER_SECOND)) % 60;
  }
  get second(): number {
    return Math.floor(this.nanos / NANOS_PER_SECOND) % 60;
  }
  get nano(): number {
    return this.nanos % NANOS_PER_SECOND;
  }
  /** Seconds east of UTC; of a region, what holds there in January 1970. */
  get offset(): number | undefined {
    return this.zone && offsetAt(this.zone, 0);
  }
  get utcNanos(): number {
    return this.nanos - (this.offset ?? 0) * NANOS_PER_SECOND;
  }

  withZone(zone: Zone | undefined): FeelTime {
    return new FeelTime(this.nanos, zone);
  }

  /** Wall clock only; seconds always, fractions where there are any. */
  get clock(): string {
    const fraction = this.nano ? `.${String(this.nano).padStart(9, '0').replace(/0+$/, '')}` : '';
    return `${two(this.hour)}:${two(this.minute)}:${two(this.second)}${fraction}`;
  }

  override toString(): string {
    return this.clock + zoneText(this.zone);
  }
}

export class FeelDateTime extends FeelObject {
  readonly kind = 'date and time';
  readonly date: FeelDate;
  readonly time: FeelTime;

  constructor(date: FeelDate, time: FeelTime) {
    super();
    this.date = date;
    this.time = time;
  }

  static ofEpochNanos(nanos: bigint, zone: Zone | undefined): FeelDateTime | null {
    const day = BigInt(NANOS_PER_DAY);
    const offset = zone ? offsetAt(zone, Number(nanos / BigInt(NANOS_PER_SECOND))) : 0;
    const local = nanos + BigInt(offset) * BigInt(NANOS_PER_SECOND);
    const ofDay = ((local % day) + day) % day;
    const date = FeelDate.ofEpochDay(Number((local - ofDay) / day));
    return date && new FeelDateTime(date, FeelTime.ofNanos(ofDay, zone));
  }

  get zone(): Zone | undefined {
    return this.time.zone;
  }

  get offset(): number | undefined {
    return this.zone && offsetOfLocal(this.zone, this.date.epochDay * 86_400 + Math.floor(this.time.nanos / 1e9));
  }

  /** Nanoseconds since 1970; a time without a zone counts as UTC. */
  get epochNanos(): bigint {
    const local = BigInt(this.date.epochDay) * BigInt(NANOS_PER_DAY) + BigInt(this.time.nanos);
    return local - BigInt(this.offset ?? 0) * BigInt(NANOS_PER_SECOND);
  }

  override toString(): string {
    return `${this.date.toString()}T${this.time.toString()}`;
  }
}

export class DaysDuration extends FeelObject {
  readonly kind = 'days and time duration';
  readonly nanos: bigint;

  private constructor(nanos: bigint) {
    super();
    this.nanos = nanos;
  }

  static readonly MAX = 10n ** 30n;

  /** Null beyond 10^21 seconds. */
  static of(nanos: bigint): DaysDuration | null {
    return nanos > DaysDuration.MAX || nanos < -DaysDuration.MAX ? null : new DaysDuration(nanos);
  }

  /** Days, hours, minutes, whole seconds and nanoseconds, all of one sign. */
  get parts(): { days: number; hours: number; minutes: number; seconds: number; nanos: number } {
    const seconds = this.nanos / BigInt(NANOS_PER_SECOND);
    return {
      days: Number(seconds / 86_400n),
      hours: Number((seconds / 3600n) % 24n),
      minutes: Number((seconds / 60n) % 60n),
      seconds: Number(seconds % 60n),
      nanos: Number(this.nanos % BigInt(NANOS_PER_SECOND)),
    };
  }

  override toString(): string {
    if (this.nanos === 0n) return 'PT0S';
    const { days, hours, minutes, seconds, nanos } = this.parts;
    const fraction = nanos ? `.${String(Math.abs(nanos)).padStart(9, '0').replace(/0+$/, '')}` : '';
    const part = (value: number, unit: string): string => (value ? `${Math.abs(value)}${unit}` : '');
    const last = seconds || nanos ? `${Math.abs(seconds)}${fraction}S` : '';
    const time = part(hours, 'H') + part(minutes, 'M') + last;
    return `${this.nanos < 0n ? '-' : ''}P${part(days, 'D')}${time ? `T${time}` : ''}`;
  }
}

export class MonthsDuration extends FeelObject {
  readonly kind = 'years and months duration';
  readonly months: number;

  private constructor(months: number) {
    super();
    this.months = months + 0;
  }

  /** Null where it is not a safe whole number of months. */
  static of(months: number): MonthsDuration | null {
    return Number.isSafeInteger(months) ? new MonthsDuration(months) : null;
  }

  get parts(): { years: number; months: number } {
    return { years: Math.trunc(this.months / 12) + 0, months: (this.months % 12) + 0 };
  }

  override toString(): string {
    if (this.months === 0) return 'P0M';
    const { years, months } = this.parts;
    const text = `P${years ? `${Math.abs(years)}Y` : ''}${months ? `${Math.abs(months)}M` : ''}`;
    return this.months < 0 ? `-${text}` : text;
  }
}
