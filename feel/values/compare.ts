import { compareNumbers, isNumber } from './numbers.ts';
import { DaysDuration, FeelDate, FeelDateTime, FeelTime, MonthsDuration } from './temporal.ts';
import type { FeelContext, Kind, Value, FeelRange } from './value.ts';
import { kindOf } from './value.ts';

const sign = (left: number | bigint, right: number | bigint): number => (left < right ? -1 : left > right ? 1 : 0);

const codePoints = (left: string, right: string): number => {
  if (left === right) return 0;
  const [one, other] = [left[Symbol.iterator](), right[Symbol.iterator]()];
  for (;;) {
    const a = one.next();
    const b = other.next();
    if (a.done || b.done) return a.done ? (b.done ? 0 : -1) : 1;
    if (a.value !== b.value) return sign(a.value.codePointAt(0)!, b.value.codePointAt(0)!);
  }
};

const mixed = (left: { zone: unknown }, right: { zone: unknown }): boolean => !left.zone !== !right.zone;

/** Negative, zero or positive; undefined where the two have no order (DMN table 54). */
export const compare = (left: Value, right: Value): number | undefined => {
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  if (typeof left === 'string' && typeof right === 'string') return codePoints(left, right);
  if (left instanceof FeelDate && right instanceof FeelDate) return sign(left.epochDay, right.epochDay);
  if (left instanceof FeelDateTime && right instanceof FeelDateTime)
    return mixed(left, right) ? undefined : sign(left.epochNanos, right.epochNanos);
  if (left instanceof FeelTime && right instanceof FeelTime)
    return mixed(left, right) ? undefined : sign(left.utcNanos, right.utcNanos);
  if (left instanceof DaysDuration && right instanceof DaysDuration) return sign(left.nanos, right.nanos);
  if (left instanceof MonthsDuration && right instanceof MonthsDuration) return sign(left.months, right.months);
  return undefined;
};

const equalLists = (
  left: readonly Value[],
  right: readonly Value[],
  spend: (steps: number) => void,
): boolean | null => {
  if (left.length !== right.length) return false;
  spend(left.length);
  let result: boolean | null = true;
  for (const [index, item] of left.entries()) {
    const same = equal(item, right[index]!, spend);
    if (same === false) return false;
    if (same === null) result = null;
  }
  return result;
};

const equalContexts = (left: FeelContext, right: FeelContext, spend: (steps: number) => void): boolean | null => {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length || !keys.every((key) => Object.hasOwn(right, key))) return false;
  return equalLists(
    keys.map((key) => left[key]!),
    keys.map((key) => right[key]!),
    spend,
  );
};

const equalRanges = (left: FeelRange, right: FeelRange, spend: (steps: number) => void): boolean | null => {
  if (left.startIncluded !== right.startIncluded || left.endIncluded !== right.endIncluded) return false;
  return equalLists([left.start, left.end], [right.start, right.end], spend);
};

/** FEEL's `=`: null where the two are of different kinds (DMN table 53); anything can be compared with null. */
export const equal = (left: Value, right: Value, spend: (steps: number) => void = () => {}): boolean | null => {
  if (left === right) return true;
  if (left === null || right === null) return false;
  const kind: Kind = kindOf(left);
  if (kind !== kindOf(right)) return null;
  switch (kind) {
    case 'boolean':
    case 'string':
      return false;
    case 'list':
      return equalLists(left as readonly Value[], right as readonly Value[], spend);
    case 'context':
      return equalContexts(left as FeelContext, right as FeelContext, spend);
    case 'range':
      return equalRanges(left as FeelRange, right as FeelRange, spend);
    case 'function':
      return null;
  }
  const order = compare(left, right);
  return order === undefined ? false : order === 0;
};

/** Whether a range holds a value; null where they can't be compared. */
export const includes = (range: FeelRange, value: Value): boolean | null => {
  const { start, end, startIncluded, endIncluded } = range;
  if (start === null && end === null) return null;
  const low = start === null ? 1 : compare(value, start);
  const high = end === null ? -1 : compare(value, end);
  if (low === undefined || high === undefined) return null;
  return (low > 0 || (low === 0 && startIncluded)) && (high < 0 || (high === 0 && endIncluded));
};
