import type { Journal } from './journal.ts';

/** Where the groups of an index lie that are not in memory. `order` is the place of an entry in its group. */
export interface IndexBacking<Key, Entry> {
  mayHave: (key: Key) => boolean;
  group: (key: Key) => Iterable<[entry: Entry, order: number]>;
  keys: () => Iterable<Key>;
}

export type IndexChanges<Key, Entry> = { key: Key; entry: Entry; order: number; present: boolean }[];

/** An entry came to a place in its group, or left it; `stored` when the backing may have it there. */
interface EntryChange {
  order: number;
  present: boolean;
  stored: boolean;
}

/** Whether an entry is the smaller of two; entries of one index are all numbers or all texts. */
const isLess = (one: unknown, other: unknown): boolean => (one as number) < (other as number);

/** Entries that stand behind a larger one, in a group whose others grow. */
class LateEntries<Entry> {
  private highest: Entry | undefined;
  private readonly entries = new Set<Entry>();
  /** The entries by size, some of them gone meanwhile; undefined when others have come. */
  private sorted: Entry[] | undefined;
  private first = 0;

  constructor(inOrder: Iterable<Entry>) {
    for (const entry of inOrder) this.came(entry);
  }

  came(entry: Entry): void {
    if (this.highest === undefined || isLess(this.highest, entry)) this.highest = entry;
    else {
      this.entries.add(entry);
      this.sorted = undefined;
    }
  }

  went(entry: Entry): void {
    this.entries.delete(entry);
  }

  private bySize(): Entry[] {
    if (!this.sorted) {
      this.sorted = [...this.entries].sort((a, b) => (isLess(a, b) ? -1 : 1));
      this.first = 0;
    }
    while (this.first < this.sorted.length && !this.entries.has(this.sorted[this.first]!)) this.first++;
    return this.sorted;
  }

  /** All of a group by their size: those in their place, the others sorted among them. */
  *merged(group: Iterable<Entry>): Generator<Entry> {
    const late = this.bySize();
    let next = this.first;
    for (const entry of group) {
      if (this.entries.has(entry)) continue;
      for (; next < late.length && isLess(late[next], entry); next++)
        if (this.entries.has(late[next]!)) yield late[next]!;
      yield entry;
    }
    for (; next < late.length; next++) if (this.entries.has(late[next]!)) yield late[next]!;
  }
}

/** Many entries under one key, in the order in which they came; an empty key takes no room. */
export class Index<Key, Entry> {
  private readonly groups = new Map<Key, Map<Entry, number>>();
  /** Of groups that are asked for by size of their entries: which entries came behind a larger one. */
  private readonly late = new Map<Key, LateEntries<Entry>>();
  private readonly journal: Journal;
  private backing: IndexBacking<Key, Entry> | undefined;
  private changed = new Map<Key, Map<Entry, EntryChange[]>>();
  private taken = new Set<Key>();
  /** Groups that the backing does not have, as was found: spares a look for each question about an empty group. */
  private absent = new Set<Key>();
  private lastOrder = 0;

  constructor(journal: Journal) {
    this.journal = journal;
  }

  add(key: Key, entry: Entry): void {
    if (this.groupOf(key)?.has(entry)) return;
    const order = ++this.lastOrder;
    this.insert(key, entry, order);
    this.journal.note(this, key, entry, undefined);
  }

  remove(key: Key, entry: Entry): void {
    const order = this.groupOf(key)?.get(entry);
    if (order === undefined) return;
    this.drop(key, entry);
    this.journal.note(this, key, entry, order);
  }

  /** A copy: callers may change the index while they walk. */
  all(key: Key): Entry[] {
    return [...(this.groupOf(key)?.keys() ?? [])];
  }

  /** Walks without copying: stop before changing the index. */
  walk(key: Key): Iterable<Entry> {
    return this.groupOf(key)?.keys() ?? [];
  }

  /** Walks from the smallest entry to the largest, without sorting a group that grew in this order. */
  walkBySize(key: Key): Iterable<Entry> {
    const group = this.groupOf(key);
    if (!group) return [];
    let late = this.late.get(key);
    if (!late) this.late.set(key, (late = new LateEntries(group.keys())));
    return late.merged(group.keys());
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

  get order(): number {
    return this.lastOrder;
  }

  takeChanges(): IndexChanges<Key, Entry> {
    const changes: IndexChanges<Key, Entry> = [];
    for (const [key, entries] of this.changed) {
      for (const [entry, list] of entries) {
        for (const { order, present } of list) {
          changes.push({ key, entry, order, present });
          if (present) this.absent.delete(key);
        }
      }
    }
    this.taken = new Set(this.changed.keys());
    this.changed = new Map();
    return changes;
  }

  /** @param limit groups that stay in memory */
  changesSaved(limit: number): void {
    this.taken = new Set();
    if (this.absent.size > limit) this.absent.clear();
    let excess = this.groups.size - limit;
    for (const key of this.groups.keys()) {
      if (excess <= 0) break;
      if (this.changed.has(key)) continue;
      this.groups.delete(key);
      this.late.delete(key);
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
    this.late.clear();
  }

  /** A group with unwritten changes that is not in memory has become empty: the backing is behind. */
  private readUnchanged(key: Key): Map<Entry, number> | undefined {
    if (!this.backing?.mayHave(key) || this.absent.has(key)) return undefined;
    if (this.changed.has(key) || this.taken.has(key)) return undefined;
    const stored = new Map(this.backing.group(key));
    if (stored.size > 0) return stored;
    this.absent.add(key);
    return undefined;
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
    this.late.get(key)?.came(entry);
    this.note(key, entry, order, true);
  }

  private drop(key: Key, entry: Entry): void {
    const group = this.groupOf(key);
    const order = group?.get(entry);
    if (!group || order === undefined) return;
    group.delete(entry);
    this.late.get(key)?.went(entry);
    if (group.size === 0) {
      this.groups.delete(key);
      this.late.delete(key);
    }
    this.note(key, entry, order, false);
  }

  /** For the journal alone: what was added goes, what was removed gets its place again. */
  undo(key: unknown, entry: unknown, order: unknown): void {
    if (order === undefined) this.drop(key as Key, entry as Entry);
    else this.insert(key as Key, entry as Entry, order as number);
  }

  /** What comes and goes between two calls of `takeChanges` leaves no change. */
  private note(key: Key, entry: Entry, order: number, present: boolean): void {
    if (!this.backing) return;
    let entries = this.changed.get(key);
    if (!entries) this.changed.set(key, (entries = new Map()));
    const list = entries.get(entry);
    const known = list?.find((change) => change.order === order);
    if (known && !known.stored) this.forgetChange(key, entries, entry, known);
    else if (known) known.present = present;
    else {
      const change = { order, present, stored: !present };
      if (list) list.push(change);
      else entries.set(entry, [change]);
    }
  }

  /** An entry that the backing has never had is gone again. */
  private forgetChange(key: Key, entries: Map<Entry, EntryChange[]>, entry: Entry, change: EntryChange): void {
    const left = entries.get(entry)!.filter((other) => other !== change);
    if (left.length > 0) entries.set(entry, left);
    else if (entries.delete(entry) && entries.size === 0) this.changed.delete(key);
  }
}
