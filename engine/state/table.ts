/** Remembers how to take back each change since `begin`, so that a command that fails half-way leaves no trace. */
export class Journal {
  private undo: (() => void)[] | null = null;

  begin(): void {
    this.undo = [];
  }

  note(undo: () => void): void {
    this.undo?.push(undo);
  }

  commit(): void {
    this.undo = null;
  }

  rollback(): void {
    const steps = this.undo ?? [];
    this.undo = null;
    for (const step of steps.reverse()) step();
  }
}

/** Where the rows of a table lie that are not in memory. */
export interface TableBacking<Key, Value> {
  /** A cheap no: false when the backing has surely nothing under the key. */
  mayHave: (key: Key) => boolean;
  get: (key: Key) => Value | undefined;
  entries: () => Iterable<[Key, Value]>;
}

/** What must be written so that the backing holds what the table held; `undefined` takes a row away. */
export type TableChanges<Key, Value> = [key: Key, value: Value | undefined][];

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
    this.journal.note(() => this.restore(key, before));
  }

  remove(key: Key): void {
    const before = this.get(key);
    if (before === undefined) return;
    this.rows.delete(key);
    if (this.backing) {
      if (this.changed.get(key) === true) this.changed.delete(key);
      else this.changed.set(key, false);
    }
    this.journal.note(() => this.restore(key, before));
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

  get changes(): number {
    return this.changed.size;
  }

  /** Rows held in memory. */
  get held(): number {
    return this.rows.size;
  }

  /** What has changed since the last call. Until `changesSaved` the rows stay in memory. */
  takeChanges(): TableChanges<Key, Value> {
    this.taken = this.changed;
    this.changed = new Map();
    return [...this.taken.keys()].map((key) => [key, this.rows.get(key)]);
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

  private restore(key: Key, before: Value | undefined): void {
    if (before === undefined) this.rows.delete(key);
    else this.rows.set(key, before);
    if (this.backing) this.changed.set(key, false);
  }
}

/** Where the groups of an index lie that are not in memory. `order` is the place of an entry in its group. */
export interface IndexBacking<Key, Entry> {
  mayHave: (key: Key) => boolean;
  group: (key: Key) => Iterable<[entry: Entry, order: number]>;
  keys: () => Iterable<Key>;
}

export type IndexChanges<Key, Entry> = { key: Key; entry: Entry; order: number; present: boolean }[];

/** Many entries under one key, in the order in which they came; an empty key takes no room. */
export class Index<Key, Entry> {
  private readonly groups = new Map<Key, Map<Entry, number>>();
  private readonly journal: Journal;
  private backing: IndexBacking<Key, Entry> | undefined;
  private changed = new Map<Key, Map<Entry, { order: number; present: boolean; stored: boolean }[]>>();
  private taken = new Set<Key>();
  private changeCount = 0;
  private lastOrder = 0;

  constructor(journal: Journal) {
    this.journal = journal;
  }

  add(key: Key, entry: Entry): void {
    if (this.groupOf(key)?.has(entry)) return;
    const order = ++this.lastOrder;
    this.insert(key, entry, order);
    this.journal.note(() => this.drop(key, entry));
  }

  remove(key: Key, entry: Entry): void {
    const order = this.groupOf(key)?.get(entry);
    if (order === undefined) return;
    this.drop(key, entry);
    this.journal.note(() => this.insert(key, entry, order));
  }

  /** A copy: callers may change the index while they walk. */
  all(key: Key): Entry[] {
    return [...(this.groupOf(key)?.keys() ?? [])];
  }

  /** Walks without copying: stop before changing the index. */
  walk(key: Key): Iterable<Entry> {
    return this.groupOf(key)?.keys() ?? [];
  }

  count(key: Key): number {
    return this.groupOf(key)?.size ?? 0;
  }

  /** All groups; with a backing each is read: for tests and reports. */
  *entries(): Generator<[Key, Set<Entry>]> {
    const keys = new Set<Key>([...(this.backing?.keys() ?? []), ...this.groups.keys()]);
    for (const key of keys) {
      const group = this.groups.get(key) ?? this.readUnchanged(key);
      if (group && group.size > 0) yield [key, new Set(group.keys())];
    }
  }

  /** @param lastOrder the highest place that was ever given to an entry of the backing */
  attach(backing: IndexBacking<Key, Entry>, lastOrder: number): void {
    this.backing = backing;
    this.lastOrder = lastOrder;
  }

  get changes(): number {
    return this.changeCount;
  }

  get order(): number {
    return this.lastOrder;
  }

  takeChanges(): IndexChanges<Key, Entry> {
    const changes: IndexChanges<Key, Entry> = [];
    for (const [key, entries] of this.changed) {
      for (const [entry, list] of entries) {
        for (const { order, present, stored } of list) {
          // What came and went between two calls was never written.
          if (present || stored) changes.push({ key, entry, order, present });
        }
      }
    }
    this.taken = new Set(this.changed.keys());
    this.changed = new Map();
    this.changeCount = 0;
    return changes;
  }

  /** @param limit groups that stay in memory */
  changesSaved(limit: number): void {
    this.taken = new Set();
    let excess = this.groups.size - limit;
    for (const key of this.groups.keys()) {
      if (excess <= 0) break;
      if (this.changed.has(key)) continue;
      this.groups.delete(key);
      excess--;
    }
  }

  /** Takes over all groups of another index with the places of their entries; the other keeps its own. */
  copyFrom(other: Index<Key, Entry>): void {
    const keys = new Set<Key>([...(other.backing?.keys() ?? []), ...other.groups.keys()]);
    for (const key of keys) {
      const group = other.groups.get(key) ?? other.readUnchanged(key);
      if (group && group.size > 0) this.groups.set(key, new Map(group));
    }
    this.lastOrder = other.lastOrder;
  }

  /** A group with unwritten changes that is not in memory has become empty: the backing is behind. */
  private readUnchanged(key: Key): Map<Entry, number> | undefined {
    if (!this.backing?.mayHave(key) || this.changed.has(key) || this.taken.has(key)) return undefined;
    const stored = new Map(this.backing.group(key));
    return stored.size > 0 ? stored : undefined;
  }

  private groupOf(key: Key): Map<Entry, number> | undefined {
    const group = this.groups.get(key);
    if (group) return group;
    const stored = this.readUnchanged(key);
    if (stored) this.groups.set(key, stored);
    return stored;
  }

  private insert(key: Key, entry: Entry, order: number): void {
    const group = this.groupOf(key);
    if (group) group.set(entry, order);
    else this.groups.set(key, new Map([[entry, order]]));
    this.note(key, entry, order, true);
  }

  private drop(key: Key, entry: Entry): void {
    const group = this.groupOf(key);
    const order = group?.get(entry);
    if (!group || order === undefined) return;
    group.delete(entry);
    if (group.size === 0) this.groups.delete(key);
    this.note(key, entry, order, false);
  }

  private note(key: Key, entry: Entry, order: number, present: boolean): void {
    if (!this.backing) return;
    let entries = this.changed.get(key);
    if (!entries) this.changed.set(key, (entries = new Map()));
    const list = entries.get(entry);
    const known = list?.find((change) => change.order === order);
    if (known) known.present = present;
    else {
      const change = { order, present, stored: !present };
      if (list) list.push(change);
      else entries.set(entry, [change]);
      this.changeCount++;
    }
  }
}
