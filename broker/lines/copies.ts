import { crc32 } from 'node:zlib';

/**
 * Bytes in which much stands twice, as what is new in them and copies of what stands before:
 *
 * | offset | |
 * |---|---|
 * | 0 | `COPIES` |
 * | 1 | checksum (CRC-32) of all that follows, 32 bits, little-endian as the next two |
 * | 5 | how many bytes they are when unpacked |
 * | 9 | how many bytes the steps take |
 * | 13 | the steps: how many new bytes come first, how many are copied behind them, and from how far back (0: as in the step before) |
 * | | the new bytes of all steps, and those behind the last |
 *
 * Numbers of a step take seven bits a byte, the lowest first; all but the last byte of one have the highest bit.
 */
export const COPIES = 1;
const CHECKED_FROM = 5;
const SIZE_AT = 5;
const STEPS_SIZE_AT = 9;
const STEPS_AT = 13;
/** Up to here bytes are copied one by one: a call into Node costs more than that. */
const SHORT_COPY = 24;

export const packCopies = (size: number, steps: Uint8Array, fresh: Uint8Array): Buffer => {
  // Not of Node's shared pool: LMDB reads it later, on another thread.
  const packed = Buffer.allocUnsafeSlow(STEPS_AT + steps.length + fresh.length);
  packed[0] = COPIES;
  packed.writeUInt32LE(size, SIZE_AT);
  packed.writeUInt32LE(steps.length, STEPS_SIZE_AT);
  packed.set(steps, STEPS_AT);
  packed.set(fresh, STEPS_AT + steps.length);
  packed.writeUInt32LE(crc32(packed.subarray(CHECKED_FROM)), 1);
  return packed;
};

const isWhole = (packed: Buffer): boolean =>
  packed.length >= STEPS_AT && packed[0] === COPIES && packed.readUInt32LE(1) === crc32(packed.subarray(CHECKED_FROM));

/** Copies `length` bytes to `at`; where from and to are one buffer, they do not overlap. */
const copyBytes = (from: Buffer, start: number, length: number, to: Buffer, at: number): void => {
  if (length <= SHORT_COPY) for (let index = 0; index < length; index++) to[at + index] = from[start + index]!;
  else if (from === to) to.copyWithin(at, start, start + length);
  else from.copy(to, at, start, start + length);
};

/** Reads the numbers of the steps, one behind the other. */
class Steps {
  private readonly bytes: Buffer;
  private at = STEPS_AT;
  readonly end: number;

  constructor(packed: Buffer) {
    this.bytes = packed;
    this.end = STEPS_AT + packed.readUInt32LE(STEPS_SIZE_AT);
  }

  get left(): boolean {
    return this.at < this.end;
  }

  next(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }
}

/**
 * The bytes as they were before `packCopies`.
 *
 * @param enough how many of them are needed: more may come
 * @throws RangeError when they do not fit their checksum
 */
export const unpackCopies = (packed: Buffer, enough = Infinity): Buffer => {
  if (!isWhole(packed)) throw new RangeError('the checksum does not fit');
  const bytes = Buffer.allocUnsafe(packed.readUInt32LE(SIZE_AT));
  const steps = new Steps(packed);
  let fresh = steps.end;
  let at = 0;
  let back = 0;
  while (steps.left && at < enough) {
    const run = steps.next();
    copyBytes(packed, fresh, run, bytes, at);
    fresh += run;
    at += run;
    const length = steps.next();
    back = steps.next() || back;
    copyBytes(bytes, at - back, length, bytes, at);
    at += length;
  }
  if (at >= enough) return bytes.subarray(0, at);
  packed.copy(bytes, at, fresh);
  return bytes;
};
