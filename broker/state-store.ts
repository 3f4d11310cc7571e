import { createHash } from 'node:crypto';
import type { Database, Key as StoredKey, RootDatabase } from 'lmdb';
import type { EngineState, Index, Table } from '#engine';
import { collectDueDates } from '#engine';
import type { Disk } from './disk.ts';

type Key = string | number;
type AnyTable = Table<Key, unknown>;
type AnyIndex = Index<Key, unknown>;

/** What of the state is neither in a table nor in an index. */
interface Marks {
  /** The state is as after the record at this position. */
  position: number;
  lastKey: number;
  /** Highest place given to an entry, by index. */
  orders: Record<string, number>;
}

/** Walked through as a whole; small. */
const WHOLE_TABLES = new Set(['decisions']);
const MARKS_KEY = 'state-marks';
/** LMDB's keys end at 1,978 bytes; longer ones are replaced by their digest and kept beside the value. */
const MAX_KEY_LENGTH = 400;
/** Rows and groups that stay in memory, over all tables; the newest ones. */
const DEFAULT_HELD_ROWS = 60_000;

const storedKey = (key: Key): Key =>
  typeof key === 'string' && key.length > MAX_KEY_LENGTH ? `#${createHash('sha256').update(key).digest('hex')}` : key;

/** A row: its value, and its key where that is too long to be one. */
type Row = [value: unknown, key?: string];
type Entry = [entry: unknown];

/**
 * The state on disk: what the tables of the engine held at some position of the log. It is brought up to date from
 * time to time, in the same transaction order as the log, so that after a kill it is never ahead of it; what the log
 * has more is replayed. Rows that nobody touches need no memory.
 */
export class StateStore {
  private readonly rows: Database<Row, StoredKey[]>;
  private readonly groups: Database<Entry, StoredKey[]>;
  private readonly meta: Database<unknown, string>;
  private readonly root: RootDatabase;
  private readonly disk: Disk;
  private readonly heldRows: number;
  private state: EngineState | undefined;
  /** No number above it is a key on disk, as the engine gives keys in ascending order. */
  private highestKey = 0;
  /** Parts that have something on disk, or had since the start. */
  private readonly stored = new Set<string>();
  private parts: { tables: Map<string, AnyTable>; indexes: Map<string, AnyIndex> } = {
    tables: new Map(),
    indexes: new Map(),
  };

  constructor(root: RootDatabase, meta: Database<unknown, string>, disk: Disk, heldRows = DEFAULT_HELD_ROWS) {
    this.root = root;
    this.meta = meta;
    this.disk = disk;
    this.heldRows = heldRows;
    this.rows = root.openDB<Row, StoredKey[]>({ name: 'state', encoding: 'json', keyEncoding: 'ordered-binary' });
    this.groups = root.openDB<Entry, StoredKey[]>({ name: 'indexes', encoding: 'json', keyEncoding: 'ordered-binary' });
  }

  /** The position up to which the state is on disk; 0 when there is none. */
  get position(): number {
    return this.marks?.position ?? 0;
  }

  private get marks(): Marks | undefined {
    return this.meta.get(MARKS_KEY) as Marks | undefined;
  }

  /** Puts the stored rows behind the tables of a new state. */
  attach(state: EngineState): void {
    this.state = state;
    this.parts = state.parts();
    const marks = this.marks;
    for (const [name, table] of this.parts.tables) table.attach(this.tableBacking(name), WHOLE_TABLES.has(name));
    for (const [name, index] of this.parts.indexes) index.attach(this.indexBacking(name), marks?.orders[name] ?? 0);
    if (!marks) return;
    this.highestKey = marks.lastKey;
    state.lastPosition = marks.position;
    state.lastKey = marks.lastKey;
    collectDueDates(state);
  }

  /** Rows and entries that differ from the disk. */
  get changes(): number {
    let count = 0;
    for (const table of this.parts.tables.values()) count += table.changes;
    for (const index of this.parts.indexes.values()) count += index.changes;
    return count;
  }

  /**
   * Takes what has changed up to now, to be written by the function that it answers. The caller has put the log up to the
   * state's position on the disk before it calls that function. Resolves when it is safe; until then the changed rows stay
   * in memory. When writing fails, the function can be called again.
   */
  takeChanges(): () => Promise<void> {
    const { state } = this;
    if (!state) return () => Promise.resolve();
    const orders: Record<string, number> = {};
    const rows: [key: StoredKey[], row: Row | undefined][] = [];
    const groups: [key: StoredKey[], entry: Entry | undefined][] = [];
    for (const [name, table] of this.parts.tables) {
      const changes = table.takeChanges();
      if (changes.length > 0) this.stored.add(name);
      for (const [key, value] of changes) {
        const stored = [name, storedKey(key)];
        const row: Row = stored[1] === key ? [value] : [value, String(key)];
        rows.push([stored, value === undefined ? undefined : row]);
      }
    }
    for (const [name, index] of this.parts.indexes) {
      const changes = index.takeChanges();
      if (changes.length > 0) this.stored.add(name);
      for (const { key, entry, order, present } of changes)
        groups.push([[name, storedKey(key), order], present ? [entry] : undefined]);
      orders[name] = index.order;
    }
    this.highestKey = state.lastKey;
    const marks: Marks = { position: state.lastPosition, lastKey: state.lastKey, orders };
    return async () => {
      // One transaction: the rows and the position that they belong to.
      await this.disk.commit(() =>
        this.root.batch(() => {
          writeAll(this.rows, rows);
          writeAll(this.groups, groups);
          void this.meta.put(MARKS_KEY, marks);
        }),
      );
      this.root.resetReadTxn();
      this.release();
    };
  }

  private release(): void {
    let held = 0;
    for (const table of this.parts.tables.values()) held += table.held;
    // Every table gives up the same share, so that none is emptied for another.
    const share = held > this.heldRows ? this.heldRows / held : 1;
    for (const table of this.parts.tables.values()) table.changesSaved(Math.floor(table.held * share));
    for (const index of this.parts.indexes.values()) index.changesSaved(this.heldRows);
  }

  private mayHave(name: string, key: Key): boolean {
    return this.stored.has(name) && (typeof key === 'string' || key <= this.highestKey);
  }

  private tableBacking(name: string) {
    const { rows } = this;
    if (hasSome(rows, name)) this.stored.add(name);
    return {
      mayHave: (key: Key): boolean => this.mayHave(name, key),
      get: (key: Key): unknown => rows.get([name, storedKey(key)])?.[0],
      *entries(): Generator<[Key, unknown]> {
        for (const { key, value } of rows.getRange({ start: [name], end: [name, AFTER_ALL] }))
          yield [value[1] ?? (key[1] as Key), value[0]];
      },
    };
  }

  private indexBacking(name: string) {
    const { groups } = this;
    if (hasSome(groups, name)) this.stored.add(name);
    return {
      mayHave: (key: Key): boolean => this.mayHave(name, key),
      *group(key: Key): Generator<[unknown, number]> {
        const stored = storedKey(key);
        for (const found of groups.getRange({ start: [name, stored], end: [name, stored, AFTER_ALL] }))
          yield [found.value[0], found.key[2] as number];
      },
      *keys(): Generator<Key> {
        let before: Key | undefined;
        for (const [, key] of groups.getKeys({ start: [name], end: [name, AFTER_ALL] })) {
          if (key !== before) yield key as Key;
          before = key as Key;
        }
      },
    };
  }
}

/** What each of these puts resolves with, the batch that they are part of resolves with as well. */
const writeAll = <Value>(
  database: Database<Value, StoredKey[]>,
  rows: [key: StoredKey[], value: Value | undefined][],
) => {
  for (const [key, value] of rows) void (value === undefined ? database.remove(key) : database.put(key, value));
};

const hasSome = <Value>(database: Database<Value, StoredKey[]>, name: string): boolean =>
  [...database.getKeys({ start: [name], end: [name, AFTER_ALL], limit: 1 })].length > 0;

/** Sorts behind every number and every text that is used as a key. */
const AFTER_ALL = Buffer.from([0xff]);
