/**
 * The store port: collections of JSON documents with declared, indexed fields and an optimistic version, and one unit
 * of work. Two adapters (sqlite, mongo) pass one contract suite. Only declared fields can be queried, so that a query
 * that one adapter answers by index never becomes a scan on the other.
 */

export interface StoredDocument {
  id: string;
  /** Set by the store: 1 on insert, +1 on every update. */
  version: number;
}

/** `set` holds strings and answers `has` and `hasAny` by index; `search` is normalised text and answers `contains`. */
export type FieldType = 'text' | 'number' | 'set' | 'search';
export type FieldValue = string | number | string[] | null | undefined;

export interface FieldSpec<T> {
  type: FieldType;
  of: (document: T) => FieldValue;
  unique?: boolean;
}

export interface Collection<T extends StoredDocument> {
  name: string;
  fields: Record<string, FieldSpec<T>>;
  /** Writes of audited collections are chained into the audit log with the hash of what was written. */
  audited: boolean;
}

export type FieldCondition =
  | string
  | number
  | null
  | { in: readonly (string | number)[] }
  | { not: string | number | null }
  | { gte?: string | number; gt?: string | number; lte?: string | number; lt?: string | number }
  | { has: string }
  | { hasAny: readonly string[] }
  | { contains: string };

/** All conditions hold; `any` adds alternatives of which one must hold. */
export interface Where {
  [field: string]: FieldCondition | undefined;
}

export interface Query {
  where?: Where;
  any?: Where[];
  sort?: [field: string, direction: 'asc' | 'desc'][];
  limit?: number;
  skip?: number;
}

export interface Reader {
  get<T extends StoredDocument>(collection: Collection<T>, id: string): Promise<T | null>;
  find<T extends StoredDocument>(collection: Collection<T>, query?: Query): Promise<T[]>;
  count<T extends StoredDocument>(collection: Collection<T>, query?: Query): Promise<number>;
}

/** Who acts: a person, or `system` for what the platform does by itself. */
export interface Actor {
  id: string;
  name: string;
}

export const SYSTEM_ACTOR: Actor = { id: 'system', name: '系统' };

export interface AuditNote {
  action: string;
  /** Chinese sentence of what was done. */
  summary: string;
  subjectType: string;
  subjectId: string;
}

export type New<T extends StoredDocument> = Omit<T, 'version'>;

/**
 * One unit of work. Everything in it becomes durable together, with its audit entries, or not at all. A unit must do
 * nothing but store operations: the mongo adapter may run it again after a write conflict.
 */
export interface UnitOfWork extends Reader {
  /** @throws DuplicateError when the id or a unique field is taken. */
  insert<T extends StoredDocument>(collection: Collection<T>, document: New<T>): Promise<T>;
  /** @throws StaleError when the stored version is another one than the document's. */
  update<T extends StoredDocument>(collection: Collection<T>, document: T): Promise<T>;
  /** Writes without asking for the version: for read models and caches only. */
  put<T extends StoredDocument>(collection: Collection<T>, document: New<T>): Promise<void>;
  remove<T extends StoredDocument>(collection: Collection<T>, id: string): Promise<void>;
  /** Next value of a gap-free counter, from 1. */
  next(counter: string): Promise<number>;
  audit(note: AuditNote): void;
}

export interface RawDocument {
  id: string;
  version: number;
  body: string;
}

export interface Store extends Reader {
  readonly kind: 'sqlite' | 'mongo';
  transaction<T>(actor: Actor, work: (unit: UnitOfWork) => Promise<T>): Promise<T>;
  /** Stored bodies in order of id, for verification and export. */
  scan<T extends StoredDocument>(collection: Collection<T>, afterId: string, limit: number): Promise<RawDocument[]>;
  /** Removes every document of a read model (never of an audited collection). */
  clear<T extends StoredDocument>(collection: Collection<T>): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export class DuplicateError extends Error {
  readonly collection: string;
  constructor(collection: string) {
    super(`Duplicate key in ${collection}`);
    this.collection = collection;
  }
}

export class StaleError extends Error {
  readonly collection: string;
  readonly id: string;
  constructor(collection: string, id: string) {
    super(`${collection}/${id} was changed by someone else`);
    this.collection = collection;
    this.id = id;
  }
}

export class StorageFullError extends Error {}

/** Text as it is searched: compatibility forms folded, lower case, white space single. */
export const searchText = (...parts: (string | null | undefined)[]): string =>
  parts
    .filter((part) => part != null && part !== '')
    .join(' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ');
