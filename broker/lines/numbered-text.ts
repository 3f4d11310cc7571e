import type { ByteWriter } from './byte-writer.ts';
import { exchangeDigits } from './digits.ts';

/**
 * A text with whole numbers in it, to be put again and again. The numbers of one time mostly have as many digits as those
 * of the time before: then only the digits that changed are put, and the rest is copied from there.
 */
export class NumberedText {
  private readonly pieces: readonly string[];
  private readonly numbers: number[];
  /** Where each number ends, and the numbers that have as many digits as it. */
  private readonly ends: number[] = [];
  private readonly lowest: number[] = [];
  private readonly highest: number[] = [];
  /** Where the digits of each number begin that are not those of the last time; its end if there are none. */
  private readonly changed: number[] = [];
  /** The text with the numbers that it has now. */
  private bytes: Buffer = Buffer.alloc(0);
  /** Where it was put last, and in which era of the writers. */
  private place = 0;
  private era = 0;

  /** @param pieces around the numbers: one more than there are numbers */
  constructor(pieces: readonly string[]) {
    this.pieces = pieces;
    this.numbers = pieces.slice(1).map(() => 0);
    this.build();
  }

  set(index: number, value: number): void {
    const before = this.numbers[index]!;
    if (value === before) return;
    this.numbers[index] = value;
    if (value >= this.lowest[index]! && value <= this.highest[index]! && Number.isInteger(value)) {
      const from = exchangeDigits(this.bytes, this.ends[index]!, before, value);
      if (from < this.changed[index]!) this.changed[index] = from;
    } else this.build();
  }

  put(to: ByteWriter): void {
    const place = to.length;
    if (this.era === to.era) this.putChanges(to);
    else this.putWhole(to);
    this.place = place;
  }

  private putWhole(to: ByteWriter): void {
    to.put(this.bytes);
    this.era = to.era;
    for (let index = 0; index < this.ends.length; index++) this.changed[index] = this.ends[index]!;
  }

  private putChanges(to: ByteWriter): void {
    const { bytes, ends, changed, place } = this;
    let done = 0;
    for (let index = 0; index < ends.length; index++) {
      const [from, end] = [changed[index]!, ends[index]!];
      if (from === end) continue;
      to.copy(place + done, from - done);
      to.putPart(bytes, from, end);
      done = end;
      changed[index] = end;
    }
    to.copy(place + done, bytes.length - done);
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
    this.era = 0;
  }
}
