import { constants, deflateSync, inflateSync } from 'node:zlib';
import { COPIES, unpackCopies } from '../lines/copies.ts';

/**
 * Sizes of packed lines that are deflated as well. Few lines share little with each other that their format knows of; of many,
 * what is left is not worth the time.
 */
const DEFLATED_FROM = 1024;
const DEFLATED_BELOW = 16 * 1024;
/** The quickest: little more is to be gained by trying harder. */
const QUICK = { level: constants.Z_BEST_SPEED };
const LINE_START = '{'.charCodeAt(0);
const LINE_END = '\n'.charCodeAt(0);
/** Bytes from which surely the front of the first line can be read: of lines, and of deflated ones. */
const FRONT_BYTES = 1024;
/** Answers what there is up to where the bytes end. */
const BEGINNING = { finishFlush: constants.Z_SYNC_FLUSH };

/** How packed lines are stored. */
export const storedLines = (packed: Buffer): Buffer =>
  packed.length < DEFLATED_FROM || packed.length >= DEFLATED_BELOW ? packed : deflateSync(packed, QUICK);

/** Its checksum does not fit what is stored. */
export class DamagedEntry extends Error {
  constructor(firstPosition: number, cause: unknown) {
    super(
      `日志中位置 ${firstPosition} 起的一组记录已损坏，无法读取。请用 npm run broker:verify 核对，再从备份恢复（npm run restore）`,
      { cause },
    );
  }
}

/**
 * Records that were written together: one JSON line each. They are stored as `storedLines` says; logs of older builds have
 * them as they are, or deflated (RFC 1950). Which it is the first byte tells.
 */
export class LogEntry {
  /** Position of the first record. */
  readonly firstPosition: number;
  private readonly stored: Buffer;

  constructor(firstPosition: number, stored: Buffer) {
    this.firstPosition = firstPosition;
    this.stored = stored;
  }

  /**
   * The lines without their ends, in order.
   * @throws DamagedEntry
   */
  *lines(): Generator<string> {
    const bytes = this.bytes();
    for (let start = 0; start < bytes.length;) {
      const found = bytes.indexOf(LINE_END, start);
      const end = found < 0 ? bytes.length : found;
      yield bytes.toString('utf8', start, end);
      start = end + 1;
    }
  }

  /**
   * The first line, or its beginning, without reading all of what is behind.
   * @throws DamagedEntry
   */
  front(): string {
    const bytes = this.bytes(FRONT_BYTES);
    const end = bytes.indexOf(LINE_END);
    return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
  }

  /** @param enough how many bytes of lines are needed: more may come */
  private bytes(enough = Infinity): Buffer {
    try {
      return unpacked(this.stored, enough);
    } catch (error) {
      throw new DamagedEntry(this.firstPosition, error);
    }
  }
}

const unpacked = (stored: Buffer, enough: number): Buffer => {
  switch (stored[0]) {
    case LINE_START:
      return stored;
    case COPIES:
      return unpackCopies(stored, enough);
    default:
      return unpacked(inflated(stored, enough), enough);
  }
};

const inflated = (stored: Buffer, enough: number): Buffer => {
  if (enough === Infinity) return inflateSync(stored);
  const beginning = inflateSync(stored.subarray(0, enough), BEGINNING);
  // Copies are read as a whole, for their checksum.
  return beginning[0] === COPIES ? inflateSync(stored) : beginning;
};
