import { Decimal as Base } from 'decimal.js';

/** IEEE 754 decimal128: 34 digits, ties to even, exponents to ±6144 (DMN 10.3.2.3.1). */
export const Decimal = Base.clone({
  precision: 34,
  rounding: Base.ROUND_HALF_EVEN,
  minE: -6176,
  maxE: 6144,
  toExpNeg: -6200,
  toExpPos: 6200,
});
export type Decimal = Base;

/**
 * A FEEL number. A JavaScript number stands for the decimal that it is written as (0.1 is a tenth); whole numbers stay
 * JavaScript's own while they are exact, which is faster. What is computed with fractions is a Decimal.
 */
export type FeelNumber = number | Decimal;

export const isNumber = (value: unknown): value is FeelNumber => typeof value === 'number' || value instanceof Decimal;

export const decimal = (value: FeelNumber): Decimal => (typeof value === 'number' ? new Decimal(value) : value);

/** Null for what decimal128 can't hold. */
const checked = (value: Decimal): FeelNumber | null => (value.isFinite() ? value : null);

const exact = (value: number): boolean => Number.isSafeInteger(value);

export const add = (left: FeelNumber, right: FeelNumber): FeelNumber | null => {
  if (typeof left === 'number' && typeof right === 'number') {
    const sum = left + right;
    if (exact(left) && exact(right) && exact(sum)) return sum;
  }
  return checked(decimal(left).plus(decimal(right)));
};

export const subtract = (left: FeelNumber, right: FeelNumber): FeelNumber | null => {
  if (typeof left === 'number' && typeof right === 'number') {
    const difference = left - right;
    if (exact(left) && exact(right) && exact(difference)) return difference;
  }
  return checked(decimal(left).minus(decimal(right)));
};

export const multiply = (left: FeelNumber, right: FeelNumber): FeelNumber | null => {
  if (typeof left === 'number' && typeof right === 'number') {
    const product = left * right;
    if (exact(left) && exact(right) && exact(product)) return product;
  }
  return checked(decimal(left).times(decimal(right)));
};

export const isZero = (value: FeelNumber): boolean => (typeof value === 'number' ? value === 0 : value.isZero());

export const divide = (left: FeelNumber, right: FeelNumber): FeelNumber | null =>
  isZero(right) ? null : checked(decimal(left).dividedBy(decimal(right)));

/** Exponents beyond this give null: no amount, date or count needs them, and they are slow. */
const MAX_EXPONENT = 100_000;

export const power = (base: FeelNumber, exponent: FeelNumber): FeelNumber | null => {
  const by = decimal(exponent);
  if (by.abs().greaterThan(MAX_EXPONENT)) return null;
  return checked(decimal(base).pow(by));
};

export const negate = (value: FeelNumber): FeelNumber =>
  typeof value === 'number' ? (value === 0 ? 0 : -value) : value.negated();

export const compareNumbers = (left: FeelNumber, right: FeelNumber): number => {
  if (typeof left === 'number' && typeof right === 'number') return left < right ? -1 : left > right ? 1 : 0;
  return decimal(left).comparedTo(decimal(right));
};

export const parseNumber = (text: string): FeelNumber | null => {
  if (/^-?\d{1,15}$/.test(text)) return Number(text) + 0;
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return null;
  // A decimal of more than 34 digits is rounded once, here.
  return checked(new Decimal(text).plus(0));
};

/** Plain notation, without exponent and trailing zeros. */
export const numberText = (value: FeelNumber): string => {
  if (typeof value === 'number' && exact(value)) return String(value + 0);
  const [digits = '0', exponent = '0'] = decimal(value).toExponential().split('e');
  const sign = digits.startsWith('-') ? '-' : '';
  const significant = digits.replace(/[-.]/g, '');
  const point = 1 + Number(exponent);
  if (/^0+$/.test(significant)) return '0';
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${significant}`;
  if (point >= significant.length) return sign + significant.padEnd(point, '0');
  return `${sign}${significant.slice(0, point)}.${significant.slice(point)}`;
};

/** As a position or count: what is behind the point is cut off. NaN where it is too large. */
export const truncated = (value: FeelNumber): number => {
  const whole = typeof value === 'number' ? Math.trunc(value) : value.trunc().toNumber();
  return Number.isSafeInteger(whole) ? whole + 0 : Number.NaN;
};

/** As an index or count; NaN where it is not a whole number. */
export const wholeNumber = (value: FeelNumber): number => {
  const whole = typeof value === 'number' ? value : value.isInteger() ? value.toNumber() : Number.NaN;
  return Number.isSafeInteger(whole) ? whole : Number.NaN;
};
