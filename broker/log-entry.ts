import { constants, deflateSync, inflateSync } from 'node:zlib';

/** Fewer bytes than this are not worth the work. */
const PACKED_FROM = 2048;
/** The quickest: lines of records repeat themselves so much that no more is to be gained by trying harder. */
const QUICK = { level: 1 };
const LINE_START = '{'.charCodeAt(0);
const LINE_END = '\n'.charCodeAt(0);
/** Packed bytes from which surely the front of the first line can be read. */
const FRONT_BYTES = 1024;
/** Answers what there is up to where the bytes end. */
const BEGINNING = { finishFlush: constants.Z_SYNC_FLUSH };

/** How lines are stored: a copy of them, or packed as zlib does (RFC 1950), with a checksum over them. */
export const packLines = (lines: Buffer): Buffer =>
  lines.length < PACKED_FROM ? Buffer.from(lines) : deflateSync(lines, QUICK);

/** Its checksum does not fit what is stored. */
export class DamagedEntry extends Error {
  constructor(firstPosition: number, cause: unknown) {
    super(
      `日志中位置 ${firstPosition} 起的一组记录已损坏，无法读取。请用 npm run broker:verify 核对，再从备份恢复（npm run restore）`,
      { cause },
    );
  }
}

/** Records that were written together: one JSON line each. */
export class LogEntry {
  /** Position of the first record. */
  readonly firstPosition: number;
  private readonly stored: Buffer;

  /** @param stored lines as `packLines` made them */
  constructor(firstPosition: number, stored: Buffer) {
    this.firstPosition = firstPosition;
    this.stored = stored;
  }

  private get isPacked(): boolean {
    return this.stored[0] !== LINE_START;
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

  private bytes(): Buffer {
    if (!this.isPacked) return this.stored;
    try {
      return inflateSync(this.stored);
    } catch (error) {
      throw new DamagedEntry(this.firstPosition, error);
    }
  }

  /** The first line, or its beginning, without reading what is behind. */
  front(): string {
    if (this.isPacked) return inflateSync(this.stored.subarray(0, FRONT_BYTES), BEGINNING).toString('utf8');
    const end = this.stored.indexOf(LINE_END);
    return this.stored.toString('utf8', 0, end < 0 ? this.stored.length : end);
  }
}
