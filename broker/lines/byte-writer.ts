import { digitCount, putDigits } from './digits.ts';

const FIRST_SIZE = 64 * 1024;
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

/** Puts JSON into bytes, one piece behind the other; the room for them grows. */
export class ByteWriter {
  private buffer: Buffer;
  private position = 0;

  constructor() {
    this.buffer = Buffer.allocUnsafeSlow(FIRST_SIZE);
  }

  /** Bytes up to now. */
  get length(): number {
    return this.position;
  }

  /** What was put, without copying it: valid until more is put. */
  bytes(): Buffer {
    return this.buffer.subarray(0, this.position);
  }

  /** Begins anew, with the same room if that is not much more than what was put. */
  clear(): void {
    if (this.buffer.length > Math.max(KEPT_SIZE, this.position * 2)) this.buffer = Buffer.allocUnsafeSlow(FIRST_SIZE);
    this.position = 0;
  }

  /** Takes back what was put behind `length`. */
  cut(length: number): void {
    this.position = length;
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

  /** Puts once more what lies between two places. */
  repeat(from: number, to: number): void {
    this.makeRoom(to - from);
    this.buffer.copyWithin(this.position, from, to);
    this.position += to - from;
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

  private makeRoom(more: number): void {
    if (this.position + more <= this.buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, this.position + more));
    this.buffer.copy(larger, 0, 0, this.position);
    this.buffer = larger;
  }
}
