import type { Journal } from './journal.ts';

/** Where the rows of a table lie that are not in memory. */
export interface TableBacking<Key, Value> {
  /** A cheap no: false when the backing has surely nothing under the key. */
  mayHave: (key: Key) => boolean;
  get: (key: Key) => Value | undefined;
  entries: () => Iterable<[Key, Value]>;
}

/**
 * What must be written so that the backing holds what the table held; `undefined` takes a row away. A row is new when
 * the backing surely has nothing under its key.
 */
export type TableChanges<Key, Value> = [key: Key, value: Value | undefined, isNew: boolean][];

/**
 * A map whose values are never changed in place: an applier puts a new value instead.
 *
 * By itself it holds all rows in memory. With a backing it is a cache over it: rows are read when asked for, and
 * changes since the last `takeChanges` are known, so that the host can write them and let untouched rows go.
 */
export class Table<Key, Value> {
  private readonly rows = new Map<Key, Value>();
  private readonly journal: Journal;
  private backing: TableBacking<Key, Value> | undefined;
  private whole = false;
  /** Rows changed since the last `takeChanges`; true for one that the backing has never had. */
  private changed = new Map<Key, boolean>();
  /** Rows that are being written: the backing may not have them yet. */
  private taken = new Map<Key, boolean>();

  constructor(journal: Journal) {
    this.journal = journal;
  }

  get(key: Key): Value | undefined {
    const row = this.rows.get(key);
    if (row !== undefined || !this.backing || this.whole || !this.backing.mayHave(key)) return row;
    if (this.changed.has(key) || this.taken.has(key)) return undefined;
    const stored = this.backing.get(key);
    if (stored !== undefined) this.rows.set(key, stored);
    return stored;
  }

  has(key: Key): boolean {
    return this.get(key) !== undefined;
  }

  /** With a backing this counts all rows one by one: for tests and reports. */
  get size(): number {
    if (!this.backing || this.whole) return this.rows.size;
    let count = 0;
    for (const _entry of this.entries()) count++;
    return count;
  }

  put(key: Key, value: Value): void {
    const before = this.get(key);
    this.rows.set(key, value);
    if (this.backing && !this.changed.has(key)) this.changed.set(key, before === undefined && !this.taken.has(key));
    this.journal.note(this, key, undefined, before);
  }

  remove(key: Key): void {
    const before = this.get(key);
    if (before === undefined) return;
    this.rows.delete(key);
    if (this.backing) {
      if (this.changed.get(key) === true) this.changed.delete(key);
      else this.changed.set(key, false);
    }
    this.journal.note(this, key, undefined, before);
  }

  *values(): Generator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  /** All rows; with a backing in the order of the backing first, then the new ones. */
  *entries(): Generator<[Key, Value]> {
    if (!this.backing || this.whole) return yield* this.rows.entries();
    const seen = new Set<Key>();
    for (const [key, stored] of this.backing.entries()) {
      const row = this.rows.get(key);
      if (row === undefined && (this.changed.has(key) || this.taken.has(key))) continue;
      seen.add(key);
      yield [key, row ?? stored];
    }
    for (const entry of this.rows.entries()) if (!seen.has(entry[0])) yield entry;
  }

  /**
   * From now on rows that are not in memory are looked for in the backing.
   *
   * @param whole reads all rows now and keeps them: for small tables that are walked through
   */
  attach(backing: TableBacking<Key, Value>, whole = false): void {
    this.backing = backing;
    this.whole = whole;
    if (whole) for (const [key, value] of backing.entries()) this.rows.set(key, value);
  }

  /** Rows held in memory. */
  get held(): number {
    return this.rows.size;
  }

  /** What has changed since the last call. Until `changesSaved` the rows stay in memory. */
  takeChanges(): TableChanges<Key, Value> {
    this.taken = this.changed;
    this.changed = new Map();
    return [...this.taken].map(([key, isNew]) => [key, this.rows.get(key), isNew]);
  }

  /** The backing has what was taken; of unchanged rows only `limit` stay in memory, the oldest go. */
  changesSaved(limit: number): void {
    this.taken = new Map();
    if (this.whole) return;
    let excess = this.rows.size - limit;
    for (const key of this.rows.keys()) {
      if (excess <= 0) break;
      if (this.changed.has(key)) continue;
      this.rows.delete(key);
      excess--;
    }
  }

  /** Takes over all rows of another table, which keeps them; rows are never changed in place, so both share them. */
  copyFrom(other: Table<Key, Value>): void {
    for (const [key, value] of other.entries()) this.rows.set(key, value);
  }

  /** For the journal alone. */
  undo(key: unknown, _entry: unknown, before: unknown): void {
    if (before === undefined) this.rows.delete(key as Key);
    else this.rows.set(key as Key, before as Value);
    if (this.backing) this.changed.set(key as Key, false);
  }
}
