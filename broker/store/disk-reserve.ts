import { closeSync, fstatSync, openSync, write, writeSync } from 'node:fs';

const CHUNK = Buffer.alloc(8 * 1024 * 1024);
const MIN_BYTES = 8 * 1024 * 1024;
const MAX_BYTES = 64 * 1024 * 1024;
/** What is added before it is needed, aside from the event loop. */
const AHEAD_BYTES = CHUNK.length;

/**
 * Room on the disk that is the database's own before it is needed. LMDB brings its whole process down when the disk is
 * full in the middle of a write; it writes to the end of what its file uses, so a file that is longer than that by more
 * than one transaction can need takes every write that has begun, however full the disk becomes.
 */
export class DiskReserve {
  /** Opened for appending: whoever else makes the file longer meanwhile, nothing that is in it is written over. */
  private readonly file: number;
  private readonly used: () => number;
  private extending: Promise<void> | undefined;
  /** The file is at least so long: it never becomes shorter. */
  private size = 0;

  /** @param used how many bytes of the file hold data, from its beginning */
  constructor(path: string, used: () => number) {
    this.file = openSync(path, 'a');
    this.used = used;
  }

  /**
   * Makes the file longer where it has to be. False when the disk has no room for that.
   *
   * @param coming bytes that are on their way to the file
   */
  keep(coming: number): boolean {
    const used = this.used();
    // A transaction that changes many rows writes a page for each: the more there are, the larger it can be.
    const wanted = used + coming + Math.min(Math.max(used / 2, MIN_BYTES), MAX_BYTES);
    if (this.size >= wanted + AHEAD_BYTES) return true;
    this.size = fstatSync(this.file).size;
    while (this.size < wanted) {
      const written = this.extend();
      if (written === 0) return false;
      this.size += written;
    }
    if (this.size < wanted + AHEAD_BYTES) this.extending ??= this.extendAhead();
    return true;
  }

  async close(): Promise<void> {
    await this.extending;
    closeSync(this.file);
  }

  private extend(): number {
    try {
      return writeSync(this.file, CHUNK);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 0;
      throw error;
    }
  }

  /** When it fails, nobody is told: it is tried again, and told, when it is needed. */
  private extendAhead(): Promise<void> {
    return new Promise((resolve) => {
      write(this.file, CHUNK, () => {
        this.extending = undefined;
        resolve();
      });
    });
  }
}
