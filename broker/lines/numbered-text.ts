import { putDigits } from './digits.ts';

/**
 * A text with whole numbers in it, as bytes. The numbers of one use mostly have as many digits as those of the use
 * before: then only digits are changed, and whoever wants the text copies it as a whole.
 */
export class NumberedText {
  private readonly pieces: readonly string[];
  private readonly numbers: number[];
  /** Where each number ends, and the numbers that have as many digits as it. */
  private readonly ends: number[] = [];
  private readonly lowest: number[] = [];
  private readonly highest: number[] = [];
  /** The text with the numbers that it has now. */
  bytes: Buffer = Buffer.alloc(0);

  /** @param pieces around the numbers: one more than there are numbers */
  constructor(pieces: readonly string[]) {
    this.pieces = pieces;
    this.numbers = pieces.slice(1).map(() => 0);
    this.build();
  }

  set(index: number, value: number): void {
    if (value === this.numbers[index]) return;
    this.numbers[index] = value;
    if (value >= this.lowest[index]! && value <= this.highest[index]! && Number.isInteger(value))
      putDigits(this.bytes, this.ends[index]!, value);
    else this.build();
  }

  private build(): void {
    let text = this.pieces[0]!;
    this.numbers.forEach((number, index) => {
      const digits = JSON.stringify(number);
      text += digits;
      this.ends[index] = Buffer.byteLength(text);
      // Between any other numbers than these no digits are exchanged.
      const isPlain = Number.isSafeInteger(number) && number >= 0;
      this.lowest[index] = isPlain ? (digits.length === 1 ? 0 : 10 ** (digits.length - 1)) : Infinity;
      this.highest[index] = isPlain ? Math.min(10 ** digits.length - 1, Number.MAX_SAFE_INTEGER) : -Infinity;
      text += this.pieces[index + 1]!;
    });
    this.bytes = Buffer.from(text);
  }
}
