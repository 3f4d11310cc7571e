import type { Database, RootDatabase } from 'lmdb';
import { open } from 'lmdb';

const CLOCK_KEY = 'pinned-clock';
const EXPORTED_KEY = 'exported-position';

/** Records written together: one JSON line each, and the position of the last. */
export interface LogEntry {
  firstPosition: number;
  lines: Buffer;
}

/**
 * The durable log. An entry is a group of records that were made safe by one sync of the disk; its key is the
 * position of its first record, so that reading in order of keys is reading in order of positions.
 */
export class RecordLog {
  private readonly root: RootDatabase;
  private readonly entries: Database<Buffer, number>;
  private readonly meta: Database<number, string>;

  constructor(directory: string) {
    // Without overlapping sync a put resolves only when the data are on the disk: that is what `acknowledged` means.
    this.root = open({ path: directory, overlappingSync: false, compression: false, maxDbs: 4 });
    this.entries = this.root.openDB<Buffer, number>({
      name: 'records',
      encoding: 'binary',
      keyEncoding: 'ordered-binary',
    });
    this.meta = this.root.openDB<number, string>({ name: 'meta', encoding: 'json' });
  }

  /** Resolves when the records are safe. */
  async append(firstPosition: number, lines: Buffer): Promise<void> {
    await this.entries.put(firstPosition, lines);
  }

  /** Entries that may hold records behind `position`, oldest first. */
  *read(position: number): Generator<LogEntry> {
    const before = [...this.entries.getKeys({ start: position, reverse: true, limit: 1 })][0];
    for (const { key, value } of this.entries.getRange({ start: before ?? 0 }))
      yield { firstPosition: key, lines: value };
  }

  get exportedPosition(): number {
    return this.meta.get(EXPORTED_KEY) ?? 0;
  }

  async saveExportedPosition(position: number): Promise<void> {
    await this.meta.put(EXPORTED_KEY, position);
  }

  get pinnedClock(): number | undefined {
    return this.meta.get(CLOCK_KEY);
  }

  async savePinnedClock(timestamp: number | undefined): Promise<void> {
    if (timestamp === undefined) await this.meta.remove(CLOCK_KEY);
    else await this.meta.put(CLOCK_KEY, timestamp);
  }

  async close(): Promise<void> {
    await this.root.close();
  }
}
