const ZERO = '0'.charCodeAt(0);
/** A number is put as two of so many digits, each small enough for the arithmetic of 32 bits. */
const HALF_DIGITS = 8;
const HALF = 10 ** HALF_DIGITS;

/** How many digits a whole number has that is not negative. */
export const digitCount = (value: number): number => {
  let count = 1;
  for (let limit = 10; value >= limit; limit *= 10) count++;
  return count;
};

/** Puts digits in front of `end`, at least `count` of them. */
const putHalf = (bytes: Uint8Array, end: number, value: number, count: number): void => {
  let rest = value | 0;
  let at = end;
  for (const first = end - count; rest > 0 || at > first;) {
    const tens = (rest / 10) | 0;
    bytes[--at] = ZERO + rest - tens * 10;
    rest = tens;
  }
};

/** Puts the digits of a safe integer that is not negative, so that they end in front of `end`. */
export const putDigits = (bytes: Uint8Array, end: number, value: number): void => {
  const high = Math.floor(value / HALF);
  if (high === 0) return putHalf(bytes, end, value, 1);
  putHalf(bytes, end, value - high * HALF, HALF_DIGITS);
  putHalf(bytes, end - HALF_DIGITS, high, 1);
};

/**
 * Puts the digits of a number in the place of those of another one that has as many; both are safe integers and not negative.
 * Answers where the first one stands that was put: those in front of it are the same.
 */
export const exchangeDigits = (bytes: Uint8Array, end: number, before: number, after: number): number => {
  const [highBefore, highAfter] = [Math.floor(before / HALF), Math.floor(after / HALF)];
  if (highBefore === highAfter) return exchangeHalf(bytes, end, before - highBefore * HALF, after - highAfter * HALF);
  putHalf(bytes, end, after - highAfter * HALF, HALF_DIGITS);
  return exchangeHalf(bytes, end - HALF_DIGITS, highBefore, highAfter);
};

const exchangeHalf = (bytes: Uint8Array, end: number, before: number, after: number): number => {
  let [old, rest, at] = [before | 0, after | 0, end];
  while (old !== rest) {
    const tens = (rest / 10) | 0;
    bytes[--at] = ZERO + rest - tens * 10;
    rest = tens;
    old = (old / 10) | 0;
  }
  return at;
};
