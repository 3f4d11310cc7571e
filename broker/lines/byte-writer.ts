import { packCopies } from './copies.ts';
import { digitCount, putDigits } from './digits.ts';

const FIRST_SIZE = 64 * 1024;
/** A step is three numbers of at most five bytes. */
const STEP_SIZE = 15;
/** Room that is kept in any case. */
const KEPT_SIZE = 1024 * 1024;
/** Digits of the largest whole number that is exact, and its sign. */
const MAX_NUMBER_LENGTH = 17;
/** Up to here a text is put character by character: a call into Node costs more than that. */
const SHORT_TEXT = 24;

const MINUS = '-'.charCodeAt(0);
const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);
const FIRST_PRINTABLE = ' '.charCodeAt(0);
const LAST_ASCII = 126;

/** Where a writer stood. */
export interface Mark {
  position: number;
  copied: number;
  stepsLength: number;
  runStart: number;
  back: number;
}

let lastEra = 0;

/** Puts JSON into bytes, one piece behind the other, of which what stands there already is copied; the room grows. */
export class ByteWriter {
  /** What is new. */
  private buffer: Buffer = Buffer.allocUnsafeSlow(FIRST_SIZE);
  private position = 0;
  /** How many bytes are copies. */
  private copied = 0;
  /** The steps as `packCopies` takes them. */
  private steps: Uint8Array = new Uint8Array(FIRST_SIZE);
  private stepsLength = 0;
  /** Where new bytes begin that are in no step yet, and how far back the last copy began. */
  private runStart = 0;
  private back = 0;
  private currentEra = ++lastEra;

  /** Bytes up to now. */
  get length(): number {
    return this.position + this.copied;
  }

  /** Whatever was put in the same era, of all writers, can still be copied. */
  get era(): number {
    return this.currentEra;
  }

  /** What was put, packed; valid for good. */
  packed(): Buffer {
    const steps = this.steps.subarray(0, this.stepsLength);
    return packCopies(this.length, steps, this.buffer.subarray(0, this.position));
  }

  /** Begins anew, with the same room if that is not much more than what was put. */
  clear(): void {
    if (this.buffer.length > Math.max(KEPT_SIZE, this.position * 2)) this.buffer = Buffer.allocUnsafeSlow(FIRST_SIZE);
    if (this.steps.length > Math.max(KEPT_SIZE, this.stepsLength * 2)) this.steps = new Uint8Array(FIRST_SIZE);
    this.cut({ position: 0, copied: 0, stepsLength: 0, runStart: 0, back: 0 });
  }

  mark(): Mark {
    const { position, copied, stepsLength, runStart, back } = this;
    return { position, copied, stepsLength, runStart, back };
  }

  /** Takes back what was put behind a mark. */
  cut({ position, copied, stepsLength, runStart, back }: Mark): void {
    this.position = position;
    this.copied = copied;
    this.stepsLength = stepsLength;
    this.runStart = runStart;
    this.back = back;
    this.currentEra = ++lastEra;
  }

  /** Puts once more `length` bytes that stand at `from`. */
  copy(from: number, length: number): void {
    const back = this.length - from;
    if (this.stepsLength + STEP_SIZE > this.steps.length) this.growSteps();
    this.step(this.position - this.runStart);
    this.step(length);
    this.step(back === this.back ? 0 : back);
    this.runStart = this.position;
    this.back = back;
    this.copied += length;
  }

  put(bytes: Uint8Array): void {
    this.makeRoom(bytes.length);
    this.buffer.set(bytes, this.position);
    this.position += bytes.length;
  }

  byte(value: number): void {
    this.makeRoom(1);
    this.buffer[this.position++] = value;
  }

  /** Puts the few bytes that lie between two places. */
  putPart(bytes: Uint8Array, from: number, to: number): void {
    this.makeRoom(to - from);
    for (let index = from; index < to; index++) this.buffer[this.position++] = bytes[index]!;
  }

  /** A text that is JSON already. */
  json(text: string): void {
    // A character takes three bytes at most (one of two code units takes four).
    this.makeRoom(text.length * 3);
    this.position += this.buffer.write(text, this.position);
  }

  /** A text as a JSON string. */
  string(text: string): void {
    if (text.length > SHORT_TEXT || !this.plainString(text)) this.json(JSON.stringify(text));
  }

  /** A number as JSON writes it. */
  number(value: number): void {
    if (!Number.isSafeInteger(value)) {
      this.json(JSON.stringify(value));
      return;
    }
    this.makeRoom(MAX_NUMBER_LENGTH);
    if (value < 0) this.buffer[this.position++] = MINUS;
    const size = Math.abs(value);
    this.position += digitCount(size);
    putDigits(this.buffer, this.position, size);
  }

  /** False, and nothing was put, when the text has a character that is more than one byte or has to be escaped. */
  private plainString(text: string): boolean {
    this.makeRoom(text.length + 2);
    const { buffer, position } = this;
    let at = position;
    buffer[at++] = QUOTE;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code < FIRST_PRINTABLE || code > LAST_ASCII || code === QUOTE || code === BACKSLASH) return false;
      buffer[at++] = code;
    }
    buffer[at++] = QUOTE;
    this.position = at;
    return true;
  }

  private step(number: number): void {
    let rest = number;
    for (; rest >= 0x80; rest >>>= 7) this.steps[this.stepsLength++] = (rest & 0x7f) | 0x80;
    this.steps[this.stepsLength++] = rest;
  }

  private growSteps(): void {
    const larger = new Uint8Array(this.steps.length * 2);
    larger.set(this.steps);
    this.steps = larger;
  }

  private makeRoom(more: number): void {
    if (this.position + more <= this.buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, this.position + more));
    this.buffer.copy(larger, 0, 0, this.position);
    this.buffer = larger;
  }
}
