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
