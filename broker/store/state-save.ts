import { setImmediate } from 'node:timers/promises';
import type { Database, Key as StoredKey, RootDatabase } from 'lmdb';
import type { Disk } from './disk.ts';
import { dropUndo, keepUndo, whatWas } from './state-undo.ts';

/** A row: its value, and its key where that is too long to be one. */
export type Row = [value: unknown, key?: string];
export type Entry = [entry: unknown];

/** What of the state is neither in a table nor in an index. */
export interface Marks {
  /** The state is as after the record at this position. */
  position: number;
  lastKey: number;
  /** Highest place given to an entry, by index. */
  orders: Record<string, number>;
}

export interface StateDatabases {
  root: RootDatabase;
  rows: Database<Row, StoredKey[]>;
  groups: Database<Entry, StoredKey[]>;
  meta: Database<unknown, string>;
}

/** A row or entry that is put, or taken away where it has no value. */
export interface Change {
  into: 'rows' | 'groups';
  key: StoredKey[];
  value: Row | Entry | undefined;
  /** The disk has nothing under the key. */
  isNew: boolean;
}

export interface SaveLimits {
  /** Rows of one transaction. */
  rowsOfPart: number;
  /** Whether the disk can take one more. */
  hasRoom: () => boolean;
}

interface Part {
  number: number;
  changes: readonly Change[];
  /** What the disk held where it makes its changes. */
  before: Buffer;
}

/**
 * Gives the event loop to others, and takes half as long for itself as they had it: a save does not fall far behind a flood of
 * commands, whose turns are long, and holds up nobody when turns are short.
 */
class FairTurns {
  private began = performance.now();
  private others = 0;

  async next(): Promise<void> {
    const now = performance.now();
    if (now - this.began < this.others / 2) return;
    await setImmediate();
    this.began = performance.now();
    this.others = this.began - now;
  }
}

/** Parts that wait for the disk together. */
const PARTS_AT_ONCE = 8;
const MARKS_KEY = 'state-marks';

const putOrRemove = (databases: StateDatabases, { into, key, value }: Change): void => {
  const database = databases[into] as Database<unknown, StoredKey[]>;
  // What each of these resolves with, the batch that they are part of resolves with as well.
  void (value === undefined ? database.remove(key) : database.put(key, value));
};

export const readMarks = ({ meta }: StateDatabases): Marks | undefined => meta.get(MARKS_KEY) as Marks | undefined;

/** Writes changes of the state and the marks that belong to them: after a kill either all of it is there or nothing. */
export class StateSave {
  private readonly databases: StateDatabases;
  private readonly disk: Disk;
  private readonly limits: SaveLimits;
  private readonly changes: Iterator<Change>;
  private readonly marks: Marks;
  private partCount = 0;
  /** Parts that are not known to be on the disk. */
  private readonly unwritten = new Set<Part>();
  private last: Change[] | undefined;

  constructor(databases: StateDatabases, disk: Disk, limits: SaveLimits, changes: Iterator<Change>, marks: Marks) {
    this.databases = databases;
    this.disk = disk;
    this.limits = limits;
    this.changes = changes;
    this.marks = marks;
  }

  /**
   * Writes part by part, each in a turn of the event loop and in a transaction that it shares with few others: groups of
   * records go to the disk in between, and requests are answered. Each part but the last leaves with its rows what they
   * were before, by which `undoUnfinishedSave` takes it back; the last one takes that away and writes the marks. Called
   * again after an error, it writes what is not written yet.
   */
  async write(): Promise<void> {
    const errors: unknown[] = [];
    const running = new Set<Promise<unknown>>();
    const start = (part: Part): void => {
      const write: Promise<unknown> = this.writePart(part)
        .catch((error: unknown) => errors.push(error))
        .finally(() => running.delete(write));
      running.add(write);
    };
    for (const part of this.unwritten) start(part);
    const turns = new FairTurns();
    for (let part = this.nextPart(); part; part = this.nextPart()) {
      start(part);
      await turns.next();
      while (running.size >= PARTS_AT_ONCE) await Promise.race(running);
    }
    await Promise.all(running);
    if (errors.length > 0) throw errors[0];
    await this.disk.commit(() => this.putLast());
    this.databases.root.resetReadTxn();
  }

  /** The last part is smaller than the others, or empty, and is kept for the end. */
  private nextPart(): Part | undefined {
    if (this.last) return undefined;
    const changes: Change[] = [];
    while (changes.length < this.limits.rowsOfPart) {
      const { value, done } = this.changes.next() as IteratorResult<Change, undefined>;
      if (done) {
        this.last = changes;
        return undefined;
      }
      changes.push(value);
    }
    // What was there is read once: a part whose write seemed to fail may have been written.
    const part = { number: this.partCount++, changes, before: whatWas(this.databases, changes) };
    this.unwritten.add(part);
    return part;
  }

  private async writePart(part: Part): Promise<void> {
    if (!this.limits.hasRoom()) throw new Error('no room is left for the state');
    await this.disk.commit(() => this.put(part));
    this.unwritten.delete(part);
  }

  private put({ number, changes, before }: Part): Promise<boolean> {
    const { databases } = this;
    return databases.root.batch(() => {
      for (const change of changes) putOrRemove(databases, change);
      keepUndo(databases, number, before);
    });
  }

  private putLast(): Promise<boolean> {
    const { databases } = this;
    return databases.root.batch(() => {
      for (const change of this.last ?? []) putOrRemove(databases, change);
      dropUndo(databases, this.partCount);
      void databases.meta.put(MARKS_KEY, this.marks);
    });
  }
}
