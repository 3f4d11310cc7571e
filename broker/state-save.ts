import type { Database, Key as StoredKey, RootDatabase } from 'lmdb';
import type { Disk } from './disk.ts';

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

/** What a change found on the disk: null for nothing. */
type Before = [into: Change['into'], key: StoredKey[], value: Row | Entry | null];

export interface SaveLimits {
  /** Rows of one transaction. */
  rowsOfPart: number;
  /** Whether the disk can take one more. */
  hasRoom: () => boolean;
}

const MARKS_KEY = 'state-marks';
/** Behind it stands the number of the part, counted from 0. */
const UNDO_KEY = 'state-undo-';
const AFTER_UNDO_KEYS = 'state-undo-~';

const putOrRemove = (databases: StateDatabases, { into, key, value }: Pick<Change, 'into' | 'key' | 'value'>): void => {
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
  /** Number of parts that are written. */
  private parts = 0;
  /** What is being written. */
  private part: Change[] | undefined;
  /** It must not be read again when only the answer of the disk was lost. */
  private before: Before[] | undefined;

  constructor(databases: StateDatabases, disk: Disk, limits: SaveLimits, changes: Iterator<Change>, marks: Marks) {
    this.databases = databases;
    this.disk = disk;
    this.limits = limits;
    this.changes = changes;
    this.marks = marks;
  }

  /**
   * Writes part by part, each a transaction of its own: groups of records go to the disk in between, and requests are
   * answered. Each part but the last leaves with its rows what they were before, by which `undoUnfinishedSave` takes
   * it back; the last one takes that away and writes the marks. Called again after an error, it goes on where it was.
   */
  async write(): Promise<void> {
    const { databases, disk } = this;
    const { rowsOfPart, hasRoom } = this.limits;
    for (;;) {
      const part = (this.part ??= this.nextPart());
      if (part.length < rowsOfPart) break;
      if (!hasRoom()) throw new Error('no room is left for the state');
      this.before ??= part.map((change) => this.beforeOf(change));
      await disk.commit(() => this.put(part, this.before));
      this.parts++;
      this.part = undefined;
      this.before = undefined;
    }
    await disk.commit(() => this.put(this.part!));
    databases.root.resetReadTxn();
  }

  /** The last part is smaller than the others, or empty. */
  private nextPart(): Change[] {
    const part: Change[] = [];
    while (part.length < this.limits.rowsOfPart) {
      const { value, done } = this.changes.next() as IteratorResult<Change, undefined>;
      if (done) break;
      part.push(value);
    }
    return part;
  }

  private beforeOf({ into, key, isNew }: Change): Before {
    return [into, key, isNew ? null : (this.databases[into].get(key) ?? null)];
  }

  /** @param before absent for the last part */
  private put(part: readonly Change[], before?: readonly Before[]): Promise<boolean> {
    const { databases, parts } = this;
    const { meta } = databases;
    return databases.root.batch(() => {
      for (const change of part) putOrRemove(databases, change);
      if (before) return void meta.put(`${UNDO_KEY}${parts}`, before);
      for (let at = 0; at < parts; at++) void meta.remove(`${UNDO_KEY}${at}`);
      void meta.put(MARKS_KEY, this.marks);
    });
  }
}

/** Takes back the parts of a save that did not come to its end: the state is then as its marks say. */
export const undoUnfinishedSave = (databases: StateDatabases): void => {
  const { root, meta } = databases;
  const parts = [...meta.getRange({ start: UNDO_KEY, end: AFTER_UNDO_KEYS })];
  if (parts.length === 0) return;
  root.transactionSync(() => {
    for (const { key, value } of parts) {
      for (const [into, changed, before] of value as Before[])
        putOrRemove(databases, { into, key: changed, value: before ?? undefined });
      void meta.remove(key);
    }
  });
};
