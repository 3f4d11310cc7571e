import { createHash } from 'node:crypto';
import type { Key as StoredKey, RootDatabase } from 'lmdb';
import type { EngineState, Index, IndexChanges, Table, TableChanges } from '#engine';
import type { Disk } from './disk.ts';
import type { Change, Entry, Marks, Row, StateDatabases } from './state-save.ts';
import { readMarks, StateSave } from './state-save.ts';
import { undoUnfinishedSave } from './state-undo.ts';

type Key = string | number;
type AnyTable = Table<Key, unknown>;
type AnyIndex = Index<Key, unknown>;

/** Walked through as a whole; small. */
const WHOLE_TABLES = new Set(['decisions']);
/** LMDB's keys end at 1,978 bytes; longer ones are replaced by their digest and kept beside the value. */
const MAX_KEY_LENGTH = 400;
/** Rows and groups that stay in memory, over all tables; the newest ones. */
const DEFAULT_HELD_ROWS = 60_000;

const storedKey = (key: Key): Key =>
  typeof key === 'string' && key.length > MAX_KEY_LENGTH ? `#${createHash('sha256').update(key).digest('hex')}` : key;

/**
 * The state on disk: what the tables of the engine held at some position of the log. It is brought up to date from
 * time to time, as `StateSave` does, so that after a kill it is never ahead of the log; what the log has more is
 * replayed. Rows that nobody touches need no memory.
 */
export class StateStore {
  private readonly databases: StateDatabases;
  private readonly disk: Disk;
  private readonly hasRoom: () => boolean;
  /** Rows of one transaction: it holds the event loop for some milliseconds. Tests have smaller ones. */
  rowsOfPart = 500;
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

  /** @param hasRoom whether the disk can take some thousand rows */
  constructor(
    root: RootDatabase,
    meta: StateDatabases['meta'],
    disk: Disk,
    hasRoom: () => boolean,
    heldRows = DEFAULT_HELD_ROWS,
  ) {
    this.disk = disk;
    this.hasRoom = hasRoom;
    this.heldRows = heldRows;
    this.databases = {
      root,
      meta,
      rows: root.openDB<Row, StoredKey[]>({ name: 'state', encoding: 'json', keyEncoding: 'ordered-binary' }),
      groups: root.openDB<Entry, StoredKey[]>({ name: 'indexes', encoding: 'json', keyEncoding: 'ordered-binary' }),
    };
    undoUnfinishedSave(this.databases);
  }

  /** The position up to which the state is on disk; 0 when there is none. */
  get position(): number {
    return readMarks(this.databases)?.position ?? 0;
  }

  /** Puts the stored rows behind the tables of a new state. */
  attach(state: EngineState): void {
    this.state = state;
    this.parts = state.parts();
    const marks = readMarks(this.databases);
    for (const [name, table] of this.parts.tables) table.attach(this.tableBacking(name), WHOLE_TABLES.has(name));
    for (const [name, index] of this.parts.indexes) index.attach(this.indexBacking(name), marks?.orders[name] ?? 0);
    if (!marks) return;
    this.highestKey = marks.lastKey;
    state.lastPosition = marks.position;
    state.lastKey = marks.lastKey;
  }

  /**
   * Takes what has changed up to now, to be written by the function that it answers. The caller has put the log up to the
   * state's position on the disk before it calls that function. Resolves when it is safe; until then the changed rows stay
   * in memory. When writing fails, the function can be called again and goes on where it was.
   */
  takeChanges(): () => Promise<void> {
    const { state } = this;
    if (!state) return () => Promise.resolve();
    const rows = [...this.parts.tables].map(([name, table]) => [name, table.takeChanges()] as const);
    const groups = [...this.parts.indexes].map(([name, index]) => [name, index.takeChanges()] as const);
    for (const [name, changes] of [...rows, ...groups]) if (changes.length > 0) this.stored.add(name);
    const orders = Object.fromEntries([...this.parts.indexes].map(([name, index]) => [name, index.order]));
    this.highestKey = state.lastKey;
    const marks: Marks = { position: state.lastPosition, lastKey: state.lastKey, orders };
    const limits = { rowsOfPart: this.rowsOfPart, hasRoom: this.hasRoom };
    const save = new StateSave(this.databases, this.disk, limits, changesOf(rows, groups), marks);
    return async () => {
      await save.write();
      this.release();
    };
  }

  /** Rows in memory. */
  get held(): number {
    let held = 0;
    for (const table of this.parts.tables.values()) held += table.held;
    return held;
  }

  private release(): void {
    const { held } = this;
    // Every table gives up the same share, so that none is emptied for another.
    const share = held > this.heldRows ? this.heldRows / held : 1;
    for (const table of this.parts.tables.values()) table.changesSaved(Math.floor(table.held * share));
    for (const index of this.parts.indexes.values()) index.changesSaved(this.heldRows);
  }

  private mayHave(name: string, key: Key): boolean {
    return this.stored.has(name) && (typeof key === 'string' || key <= this.highestKey);
  }

  private tableBacking(name: string) {
    const { rows } = this.databases;
    if (hasSome(rows, name)) this.stored.add(name);
    return {
      // -1 stands for no key: a process is asked for its scope and for its caller by it.
      mayHave: (key: Key): boolean => key !== -1 && this.mayHave(name, key),
      get: (key: Key): unknown => rows.get([name, storedKey(key)])?.[0],
      *entries(): Generator<[Key, unknown]> {
        for (const { key, value } of rows.getRange({ start: [name], end: [name, AFTER_ALL] }))
          yield [value[1] ?? (key[1] as Key), value[0]];
      },
    };
  }

  private indexBacking(name: string) {
    const { groups } = this.databases;
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

const hasSome = (database: StateDatabases['rows'] | StateDatabases['groups'], name: string): boolean =>
  [...database.getKeys({ start: [name], end: [name, AFTER_ALL], limit: 1 })].length > 0;

type Taken<Changes> = readonly (readonly [name: string, changes: Changes])[];

/** Made one by one while they are written: all at once would hold the event loop. */
function* changesOf(
  rows: Taken<TableChanges<Key, unknown>>,
  groups: Taken<IndexChanges<Key, unknown>>,
): Generator<Change> {
  for (const [name, changes] of rows) {
    for (const [key, value, isNew] of changes) {
      const stored = storedKey(key);
      const row: Row = stored === key ? [value] : [value, String(key)];
      yield { into: 'rows', key: [name, stored], value: value === undefined ? undefined : row, isNew };
    }
  }
  for (const [name, changes] of groups) {
    for (const { key, entry, order, present } of changes) {
      // No place in a group is given twice.
      yield {
        into: 'groups',
        key: [name, storedKey(key), order],
        value: present ? [entry] : undefined,
        isNew: present,
      };
    }
  }
}

/** Sorts behind every number and every text that is used as a key. */
const AFTER_ALL = Buffer.from([0xff]);
