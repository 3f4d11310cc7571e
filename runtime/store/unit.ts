import { AsyncLocalStorage } from 'node:async_hooks';
import type { AuditRecord, AuditedChange } from './audit-chain.ts';
import { GENESIS, auditHash, auditId, sha256 } from './audit-chain.ts';
import { AUDIT, COUNTERS } from './system-collections.ts';
import type { Actor, AuditNote, Collection, FieldValue, New, Query, StoredDocument, UnitOfWork } from './port.ts';
import { DuplicateError, StaleError } from './port.ts';

/** A document as an adapter keeps it: the JSON body and the declared fields beside it. */
export interface Row {
  id: string;
  version: number;
  body: string;
  fields: Record<string, FieldValue>;
}

/** What an adapter must be able to do inside one database transaction. */
export interface Primitives {
  get(collection: Collection<StoredDocument>, id: string): Promise<string | null>;
  find(collection: Collection<StoredDocument>, query: Query): Promise<string[]>;
  count(collection: Collection<StoredDocument>, query: Query): Promise<number>;
  /** @throws DuplicateError */
  insert(collection: Collection<StoredDocument>, row: Row): Promise<void>;
  /** Returns false when no row with the expected version is there; null expects nothing and inserts when absent. */
  replace(collection: Collection<StoredDocument>, row: Row, expectedVersion: number | null): Promise<boolean>;
  remove(collection: Collection<StoredDocument>, id: string): Promise<boolean>;
}

export type AnyCollection = Collection<StoredDocument>;

/** Collections are contravariant in their field functions; the store only ever feeds them their own documents. */
export const untyped = <T extends StoredDocument>(collection: Collection<T>): AnyCollection =>
  collection as unknown as AnyCollection;

export function toRow<T extends StoredDocument>(collection: Collection<T>, document: T): Row {
  const fields: Record<string, FieldValue> = {};
  for (const [name, field] of Object.entries(collection.fields)) fields[name] = field.of(document) ?? null;
  return { id: document.id, version: document.version, body: JSON.stringify(document), fields };
}

/** Guards against a transaction opened inside a transaction, which would wait for itself for ever. */
const inside = new AsyncLocalStorage<boolean>();

/** Runs units of work one after the other: one writer per process, no deadlocks, no conflicts on the chain's tail. */
export class WriteQueue {
  #tail: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    if (inside.getStore()) return Promise.reject(new Error('A unit of work must not open another one'));
    const result = this.#tail.then(() => inside.run(true, work));
    this.#tail = result.catch(() => undefined);
    return result;
  }
}

/** The unit of work over an adapter's primitives: versions, audit entries and counters are the same on every store. */
export class PrimitiveUnit implements UnitOfWork {
  readonly #primitives: Primitives;
  readonly #actor: Actor;
  readonly #now: () => string;
  readonly #changes: AuditedChange[] = [];
  readonly #notes: AuditNote[] = [];

  constructor(primitives: Primitives, actor: Actor, now: () => string) {
    this.#primitives = primitives;
    this.#actor = actor;
    this.#now = now;
  }

  async get<T extends StoredDocument>(collection: Collection<T>, id: string): Promise<T | null> {
    const body = await this.#primitives.get(untyped(collection), id);
    return body === null ? null : (JSON.parse(body) as T);
  }

  async find<T extends StoredDocument>(collection: Collection<T>, query: Query = {}): Promise<T[]> {
    return (await this.#primitives.find(untyped(collection), query)).map((body) => JSON.parse(body) as T);
  }

  count<T extends StoredDocument>(collection: Collection<T>, query: Query = {}): Promise<number> {
    return this.#primitives.count(untyped(collection), query);
  }

  async insert<T extends StoredDocument>(collection: Collection<T>, document: New<T>): Promise<T> {
    const stored = { ...document, version: 1 } as T;
    const row = toRow(collection, stored);
    await this.#primitives.insert(untyped(collection), row);
    this.#note(collection, row);
    return stored;
  }

  async update<T extends StoredDocument>(collection: Collection<T>, document: T): Promise<T> {
    const stored = { ...document, version: document.version + 1 };
    const row = toRow(collection, stored);
    if (!(await this.#primitives.replace(untyped(collection), row, document.version)))
      throw new StaleError(collection.name, document.id);
    this.#note(collection, row);
    return stored;
  }

  async put<T extends StoredDocument>(collection: Collection<T>, document: New<T>): Promise<void> {
    const row = toRow(collection, { ...document, version: 1 } as T);
    await this.#primitives.replace(untyped(collection), row, null);
    this.#note(collection, row);
  }

  async remove<T extends StoredDocument>(collection: Collection<T>, id: string): Promise<void> {
    const removed = await this.#primitives.remove(untyped(collection), id);
    if (removed && collection.audited) this.#changes.push({ collection: collection.name, id, version: 0, hash: null });
  }

  async next(counter: string): Promise<number> {
    const current = await this.get(COUNTERS, counter);
    if (!current) {
      await this.insert(COUNTERS, { id: counter, value: 1 });
      return 1;
    }
    const updated = await this.update(COUNTERS, { ...current, value: current.value + 1 });
    return updated.value;
  }

  audit(note: AuditNote): void {
    this.#notes.push(note);
  }

  /** Appends the entries of this unit; the changes hang on the first entry. Called by the adapter before commit. */
  async finish(): Promise<void> {
    if (this.#notes.length === 0 && this.#changes.length === 0) return;
    const notes = this.#notes.length > 0 ? this.#notes : [this.#unnamed()];
    const [last] = await this.find(AUDIT, { sort: [['sequence', 'desc']], limit: 1 });
    let sequence = last?.sequence ?? 0;
    let previousHash = last?.hash ?? GENESIS;
    const at = this.#now();
    for (const [index, note] of notes.entries()) {
      sequence += 1;
      const entry: Omit<AuditRecord, 'hash' | 'id' | 'version'> = {
        sequence,
        at,
        actorId: this.#actor.id,
        actorName: this.#actor.name,
        ...note,
        changes: index === 0 ? this.#changes : [],
        previousHash,
      };
      const hash = auditHash(entry);
      const document: AuditRecord = { id: auditId(sequence), version: 1, ...entry, hash };
      await this.#primitives.insert(untyped(AUDIT), toRow(AUDIT, document));
      previousHash = hash;
    }
  }

  #unnamed(): AuditNote {
    const change = this.#changes[0];
    return {
      action: 'store.write',
      summary: `写入 ${this.#changes.map((item) => `${item.collection}/${item.id}`).join('、')}`.slice(0, 500),
      subjectType: change?.collection ?? 'store',
      subjectId: change?.id ?? '',
    };
  }

  #note<T extends StoredDocument>(collection: Collection<T>, row: Row): void {
    if (collection.audited)
      this.#changes.push({ collection: collection.name, id: row.id, version: row.version, hash: sha256(row.body) });
  }
}

export { DuplicateError };
