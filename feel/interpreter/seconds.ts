import type { FeelNumber } from '../values/numbers.ts';
import { decimal } from '../values/numbers.ts';

/** Whole seconds and nanoseconds as one number. */
export const numberOfNanos = (seconds: number, nanos: number): FeelNumber =>
  nanos === 0 ? seconds + 0 : decimal(nanos).dividedBy(1_000_000_000).plus(seconds);
