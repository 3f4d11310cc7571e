import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';

const CHUNK = Buffer.alloc(8 * 1024 * 1024);
const MIN_BYTES = 8 * 1024 * 1024;
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Room on the disk that is the database's own before it is needed. LMDB brings its whole process down when the disk is
 * full in the middle of a write; it writes to the end of what its file uses, so a file that is longer than that by more
 * than one transaction can need takes every write that has begun, however full the disk becomes.
 */
export class DiskReserve {
  private readonly file: number;
  private readonly used: () => number;

  /** @param used how many bytes of the file hold data, from its beginning */
  constructor(path: string, used: () => number) {
    this.file = openSync(path, 'r+');
    this.used = used;
  }

  /** Makes the file longer where it has to be. False when the disk has no room for that. */
  keep(): boolean {
    const used = this.used();
    // A transaction that changes many rows writes a page for each: the more there are, the larger it can be.
    const wanted = used + Math.min(Math.max(used / 2, MIN_BYTES), MAX_BYTES);
    for (let size = fstatSync(this.file).size; size < wanted;) {
      const written = this.extend(size);
      if (written === 0) return false;
      size += written;
    }
    return true;
  }

  close(): void {
    closeSync(this.file);
  }

  private extend(size: number): number {
    try {
      return writeSync(this.file, CHUNK, 0, CHUNK.length, size);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 0;
      throw error;
    }
  }
}
