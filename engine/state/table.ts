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

/** A map whose values are never changed in place: an applier puts a new value instead. */
export class Table<Key, Value> {
  private readonly rows = new Map<Key, Value>();
  private readonly journal: Journal;

  constructor(journal: Journal) {
    this.journal = journal;
  }

  get(key: Key): Value | undefined {
    return this.rows.get(key);
  }

  has(key: Key): boolean {
    return this.rows.has(key);
  }

  get size(): number {
    return this.rows.size;
  }

  put(key: Key, value: Value): void {
    const before = this.rows.get(key);
    this.rows.set(key, value);
    this.journal.note(() => (before === undefined ? this.rows.delete(key) : this.rows.set(key, before)));
  }

  remove(key: Key): void {
    const before = this.rows.get(key);
    if (before === undefined) return;
    this.rows.delete(key);
    this.journal.note(() => this.rows.set(key, before));
  }

  values(): IterableIterator<Value> {
    return this.rows.values();
  }

  entries(): IterableIterator<[Key, Value]> {
    return this.rows.entries();
  }
}

/** Many entries under one key, in the order in which they came; an empty key takes no room. */
export class Index<Key, Entry> {
  private readonly groups = new Map<Key, Set<Entry>>();
  private readonly journal: Journal;

  constructor(journal: Journal) {
    this.journal = journal;
  }

  add(key: Key, entry: Entry): void {
    if (this.groups.get(key)?.has(entry)) return;
    this.insert(key, entry);
    this.journal.note(() => this.drop(key, entry));
  }

  remove(key: Key, entry: Entry): void {
    if (!this.groups.get(key)?.has(entry)) return;
    this.drop(key, entry);
    this.journal.note(() => this.insert(key, entry));
  }

  /** A copy: callers may change the index while they walk. */
  all(key: Key): Entry[] {
    return [...(this.groups.get(key) ?? [])];
  }

  /** Walks without copying: stop before changing the index. */
  walk(key: Key): Iterable<Entry> {
    return this.groups.get(key) ?? [];
  }

  count(key: Key): number {
    return this.groups.get(key)?.size ?? 0;
  }

  entries(): IterableIterator<[Key, Set<Entry>]> {
    return this.groups.entries();
  }

  private insert(key: Key, entry: Entry): void {
    const group = this.groups.get(key);
    if (group) group.add(entry);
    else this.groups.set(key, new Set([entry]));
  }

  private drop(key: Key, entry: Entry): void {
    const group = this.groups.get(key);
    group?.delete(entry);
    if (group?.size === 0) this.groups.delete(key);
  }
}
