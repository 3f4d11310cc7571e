import type { ArithmeticOperator } from '../syntax/node.ts';
import type { FeelNumber } from './numbers.ts';
import { add, decimal, divide, isNumber, isZero, multiply, power, subtract } from './numbers.ts';
import { DaysDuration, FeelDate, FeelDateTime, FeelTime, MonthsDuration } from './temporal.ts';
import type { Value } from './value.ts';

/** Undefined: FEEL does not know this operation between these types. Null: it knows it, but there is no result. */
type Result = Value | undefined;

const NANOS_PER_DAY = 86_400_000_000_000n;

const plusDays = (date: FeelDate, nanos: bigint): FeelDate | null => {
  const total = BigInt(date.epochDay) * NANOS_PER_DAY + nanos;
  const rest = ((total % NANOS_PER_DAY) + NANOS_PER_DAY) % NANOS_PER_DAY;
  return FeelDate.ofEpochDay(Number((total - rest) / NANOS_PER_DAY));
};

const plusMonths = (value: FeelDate | FeelDateTime, months: number): Value => {
  if (value instanceof FeelDate) return value.plusMonths(months);
  const date = value.date.plusMonths(months);
  return date && new FeelDateTime(date, value.time);
};

const plusNanos = (value: FeelDate | FeelDateTime | FeelTime, nanos: bigint): Value => {
  if (value instanceof FeelDate) return plusDays(value, nanos);
  if (value instanceof FeelTime) return FeelTime.ofNanos(BigInt(value.nanos) + nanos, value.zone);
  return FeelDateTime.ofEpochNanos(value.epochNanos + nanos, value.zone);
};

const isPointInTime = (value: Value): value is FeelDate | FeelDateTime | FeelTime =>
  value instanceof FeelDate || value instanceof FeelDateTime || value instanceof FeelTime;

const addDuration = (point: Value, duration: Value, sign: 1 | -1): Result => {
  if (!isPointInTime(point)) return undefined;
  if (duration instanceof DaysDuration) return plusNanos(point, BigInt(sign) * duration.nanos);
  if (duration instanceof MonthsDuration && !(point instanceof FeelTime))
    return plusMonths(point, sign * duration.months);
  return undefined;
};

const sum = (left: Value, right: Value): Result => {
  if (isNumber(left) && isNumber(right)) return add(left, right);
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  if (left instanceof DaysDuration && right instanceof DaysDuration) return DaysDuration.of(left.nanos + right.nanos);
  if (left instanceof MonthsDuration && right instanceof MonthsDuration)
    return MonthsDuration.of(left.months + right.months);
  return addDuration(left, right, 1) ?? addDuration(right, left, 1);
};

const midnightUtc = (date: FeelDate): FeelDateTime => new FeelDateTime(date, FeelTime.of(0, 0, 0, 0, { offset: 0 })!);

/** A date against a date and time is its midnight in UTC; with and without a zone have no difference. */
const between = (left: FeelDate | FeelDateTime, right: FeelDate | FeelDateTime): Value => {
  if (left instanceof FeelDate && right instanceof FeelDate)
    return DaysDuration.of(BigInt(left.epochDay - right.epochDay) * NANOS_PER_DAY);
  const one = left instanceof FeelDate ? midnightUtc(left) : left;
  const other = right instanceof FeelDate ? midnightUtc(right) : right;
  return !one.zone === !other.zone ? DaysDuration.of(one.epochNanos - other.epochNanos) : null;
};

const difference = (left: Value, right: Value): Result => {
  if (isNumber(left) && isNumber(right)) return subtract(left, right);
  if (left instanceof DaysDuration && right instanceof DaysDuration) return DaysDuration.of(left.nanos - right.nanos);
  if (left instanceof MonthsDuration && right instanceof MonthsDuration)
    return MonthsDuration.of(left.months - right.months);
  if (left instanceof FeelTime && right instanceof FeelTime)
    return !left.zone === !right.zone ? DaysDuration.of(BigInt(left.utcNanos - right.utcNanos)) : null;
  const dated = (value: Value): value is FeelDate | FeelDateTime =>
    value instanceof FeelDate || value instanceof FeelDateTime;
  if (dated(left) && dated(right)) return between(left, right);
  return addDuration(left, right, -1);
};

/** Durations are whole nanoseconds or months; what is left is cut off. */
const scale = (value: DaysDuration | MonthsDuration, by: FeelNumber, divided: boolean): Value => {
  if (divided && isZero(by)) return null;
  const amount = decimal(value instanceof DaysDuration ? Number.NaN : value.months);
  const exact = value instanceof DaysDuration ? decimal(0).plus(value.nanos.toString()) : amount;
  const result = (divided ? exact.dividedBy(decimal(by)) : exact.times(decimal(by))).trunc();
  if (!result.isFinite() || result.abs().greaterThan('1e31')) return null;
  return value instanceof DaysDuration
    ? DaysDuration.of(BigInt(result.toFixed()))
    : MonthsDuration.of(result.toNumber() + 0);
};

const isDuration = (value: Value): value is DaysDuration | MonthsDuration =>
  value instanceof DaysDuration || value instanceof MonthsDuration;

const product = (left: Value, right: Value): Result => {
  if (isNumber(left))
    return isNumber(right) ? multiply(left, right) : isDuration(right) ? scale(right, left, false) : undefined;
  return isDuration(left) && isNumber(right) ? scale(left, right, false) : undefined;
};

const quotient = (left: Value, right: Value): Result => {
  if (isNumber(right))
    return isNumber(left) ? divide(left, right) : isDuration(left) ? scale(left, right, true) : undefined;
  if (left instanceof DaysDuration && right instanceof DaysDuration)
    return divide(decimal(0).plus(left.nanos.toString()), decimal(0).plus(right.nanos.toString()));
  if (left instanceof MonthsDuration && right instanceof MonthsDuration) return divide(left.months, right.months);
  return undefined;
};

export const OPERATIONS: Record<ArithmeticOperator, (left: Value, right: Value) => Result> = {
  '+': sum,
  '-': difference,
  '*': product,
  '/': quotient,
  '**': (left, right) => (isNumber(left) && isNumber(right) ? power(left, right) : undefined),
};
