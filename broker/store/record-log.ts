import { join } from 'node:path';
import { exportedHeader } from '#engine';
import type { Database, RootDatabase } from 'lmdb';
import { open } from 'lmdb';
import { DiskReserve } from './disk-reserve.ts';
import type { Disk } from './disk.ts';
import { LMDB_DISK } from './disk.ts';
import { DiskFull } from '../errors.ts';
import type { PackedLines } from './line-packer.ts';
import { LogEntry } from './log-entry.ts';
import { StateStore } from './state-store.ts';

const CLOCK_KEY = 'pinned-clock';
const EXPORTED_KEY = 'exported-position';

/** How long, and for how many bytes, what was found about room on the disk is believed. */
const LOOK_AGAIN_MS = 50;
const LOOK_AGAIN_BYTES = 2_000_000;

/**
 * How LMDB is opened. Without overlapping sync a put resolves only when the data are on the disk: that is what
 * `acknowledged` means. Without batches by event turn no promise of LMDB stays with nobody to take its error: `committed`.
 */
export const STORE_OPTIONS = { overlappingSync: false, eventTurnBatching: false, compression: false, maxDbs: 8 };
export const ENTRY_OPTIONS = { name: 'records', encoding: 'binary', keyEncoding: 'ordered-binary' } as const;

/**
 * The durable log. An entry is a group of records that were made safe by one sync of the disk; its key is the
 * position of its first record, so that reading in order of keys is reading in order of positions.
 */
export class RecordLog {
  private readonly root: RootDatabase;
  private readonly entries: Database<Buffer, number>;
  private readonly meta: Database<unknown, string>;
  /** The state that follows from the log, as far as it is on disk. */
  readonly states: StateStore;
  private readonly reserve: DiskReserve;
  private room = true;
  /** Why the last write failed: nothing more is taken until one succeeds. */
  refusal: Error | undefined;
  readonly disk: Disk;
  private lookedAt = -Infinity;
  /** Bytes for which room was found then, and those that have come since. */
  private lookedFor = 0;
  private sinceLook = 0;
  /** Bytes that came and are not committed. */
  private inFlight = 0;

  constructor(directory: string, heldRows?: number, disk: Disk = LMDB_DISK) {
    this.disk = disk;
    this.root = open({ path: directory, ...STORE_OPTIONS });
    this.entries = this.root.openDB<Buffer, number>(ENTRY_OPTIONS);
    this.meta = this.root.openDB<unknown, string>({ name: 'meta', encoding: 'json' });
    this.reserve = new DiskReserve(join(directory, 'data.mdb'), usedBytes(this.root));
    this.states = new StateStore(this.root, this.meta, disk, () => this.reserve.keep(this.inFlight), heldRows);
  }

  /**
   * Whether the disk can take what the next commands write.
   *
   * @param waiting bytes that will be appended before
   */
  hasRoom(waiting = 0): boolean {
    if (this.refusal) return false;
    const now = performance.now();
    const more = this.sinceLook + waiting - this.lookedFor;
    if (now - this.lookedAt < LOOK_AGAIN_MS && more < LOOK_AGAIN_BYTES) return this.room;
    this.lookedAt = now;
    this.lookedFor = waiting;
    this.sinceLook = 0;
    this.room = this.reserve.keep(this.inFlight + waiting);
    return this.room;
  }

  /** Resolves when all records of these entries are safe. */
  async append(entries: readonly PackedLines[]): Promise<void> {
    const size = entries.reduce((sum, { stored }) => sum + stored.length, 0);
    this.sinceLook += size;
    this.inFlight += size;
    try {
      await this.disk.commit(() => this.put(entries));
    } finally {
      this.inFlight -= size;
    }
  }

  /** In one transaction, so that none is there without those before it. */
  private put(entries: readonly PackedLines[]): Promise<boolean> {
    return this.entries.batch(() => {
      for (const { firstPosition, stored } of entries) void this.entries.put(firstPosition, stored);
    });
  }

  /** Entries that may hold records behind `position`, oldest first. */
  *read(position: number): Generator<LogEntry> {
    const before = [...this.entries.getKeys({ start: position, reverse: true, limit: 1 })][0];
    for (const { key, value } of this.entries.getRange({ start: before ?? 0 })) yield new LogEntry(key, value);
  }

  /**
   * Forgets entries whose records all lie before `position` and are older than `olderThan` (milliseconds since 1970), at
   * most `limit` of them. Resolves with how many went.
   */
  async forget(position: number, olderThan: number, limit: number): Promise<number> {
    const old: number[] = [];
    for (const { key, value } of this.entries.getRange({ start: 0, end: position, limit: limit + 1 })) {
      if (exportedHeader(new LogEntry(key, value).front()).timestamp >= olderThan) break;
      old.push(key);
    }
    // The last one may go on behind the position.
    old.pop();
    await Promise.all(old.map((key) => this.disk.commit(() => this.entries.remove(key))));
    return old.length;
  }

  /** Position of the oldest record that is still there; 0 for an empty log. */
  get firstPosition(): number {
    return [...this.entries.getKeys({ limit: 1 })][0] ?? 0;
  }

  /** Copies log and state as they are at this moment into a new folder, while everything goes on. */
  async backup(directory: string): Promise<void> {
    await this.root.backup(directory, true);
  }

  get exportedPosition(): number {
    return (this.meta.get(EXPORTED_KEY) as number | undefined) ?? 0;
  }

  async saveExportedPosition(position: number): Promise<void> {
    // Without room it is not noted: after a start the same records are sent again, which changes nothing.
    if (this.hasRoom()) await this.disk.commit(() => this.meta.put(EXPORTED_KEY, position));
  }

  get pinnedClock(): number | undefined {
    return this.meta.get(CLOCK_KEY) as number | undefined;
  }

  async savePinnedClock(timestamp: number | undefined): Promise<void> {
    if (!this.hasRoom()) throw new DiskFull(this.refusal);
    if (timestamp === undefined) await this.disk.commit(() => this.meta.remove(CLOCK_KEY));
    else await this.disk.commit(() => this.meta.put(CLOCK_KEY, timestamp));
  }

  async close(): Promise<void> {
    await this.root.close();
    await this.reserve.close();
  }
}

/** What LMDB knows of its file at once; `getStats` of the package counts all free pages besides, which takes a millisecond. */
interface Environment {
  env: { info: () => { lastPageNumber: number } };
}

/** Answers how much of the data file LMDB has ever written, in bytes. */
const usedBytes = (root: RootDatabase): (() => number) => {
  const { pageSize } = root.getStats() as { pageSize: number };
  const { env } = root as unknown as Environment;
  return () => (env.info().lastPageNumber + 1) * pageSize;
};
