import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import type { Actor, Collection, Query, RawDocument, Store, StoredDocument, UnitOfWork } from './port.ts';
import { DuplicateError, StorageFullError } from './port.ts';
import { bind, column, memberTable, members, setFields, table, where } from './sqlite-query.ts';
import type { Value } from './sqlite-query.ts';
import type { AnyCollection, Primitives, Row } from './unit.ts';
import { PrimitiveUnit, WriteQueue, untyped } from './unit.ts';

type Connection = InstanceType<typeof Database>;
/** The part of a prepared statement that is used here; the library's own type wants a tuple of parameters. */
interface Statement {
  run(...values: unknown[]): { changes: number };
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
}

/** Schema version of the file; a file written by a newer program is refused rather than misread. */
const SCHEMA_VERSION = 1;

/** The embedded store: one file, write-ahead log, every commit synced to disk. */
export async function openSqliteStore(file: string, collections: AnyCollection[], now: () => string): Promise<Store> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const writer = new Database(file);
  writer.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 60000;');
  const version = Number((writer.prepare('PRAGMA user_version').get() as { user_version: number }).user_version);
  if (version > SCHEMA_VERSION) {
    writer.close();
    throw new Error(`数据文件由更新版本的程序写成（结构版本 ${version}），请升级程序后再启动。`);
  }
  migrate(writer, collections);
  const reader = new Database(file);
  reader.exec('PRAGMA busy_timeout = 5000;');
  return new SqliteStore(writer, reader, now);
}

function migrate(db: Connection, collections: AnyCollection[]): void {
  db.exec('BEGIN IMMEDIATE');
  for (const collection of collections) {
    const name = table(collection);
    db.exec(
      `CREATE TABLE IF NOT EXISTS ${name} (id TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID`,
    );
    const present = new Set(
      (db.prepare(`PRAGMA table_info(${name})`).all() as { name: string }[]).map((info) => info.name),
    );
    const added: string[] = [];
    for (const [field, spec] of Object.entries(collection.fields)) {
      if (!present.has(column(field))) {
        db.exec(`ALTER TABLE ${name} ADD COLUMN ${column(field)} ${spec.type === 'number' ? 'REAL' : 'TEXT'}`);
        added.push(field);
      }
      if (spec.type === 'search' || spec.type === 'set') continue;
      db.exec(
        `CREATE ${spec.unique ? 'UNIQUE ' : ''}INDEX IF NOT EXISTS i_${collection.name}_${field} ON ${name} (${column(field)})`,
      );
    }
    if (added.length > 0) backfill(db, collection, added);
    for (const field of setFields(collection)) makeMembers(db, collection, field);
  }
  db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  db.exec('COMMIT');
}

/** A field declared later gets its column filled from the bodies. */
function backfill(db: Connection, collection: AnyCollection, fields: string[]): void {
  const rows = db.prepare(`SELECT id, body FROM ${table(collection)}`).all() as { id: string; body: string }[];
  const statement = db.prepare(
    `UPDATE ${table(collection)} SET ${fields.map((field) => `${column(field)} = ?`).join(', ')} WHERE id = ?`,
  );
  for (const row of rows) {
    const document = JSON.parse(row.body) as StoredDocument;
    statement.run(...fields.map((field) => bind(collection.fields[field]?.of(document) ?? null)), row.id);
  }
}

/** Makes the table of a set's members, and fills it from the documents that are there already. */
function makeMembers(db: Connection, collection: AnyCollection, field: string): void {
  const name = memberTable(collection, field);
  if (db.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?`).get(name)) return;
  db.exec(`CREATE TABLE ${name} (value TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (value, id)) WITHOUT ROWID`);
  db.exec(`CREATE INDEX i_${name} ON ${name} (id)`);
  const insert = db.prepare(`INSERT OR IGNORE INTO ${name} (value, id) VALUES (?, ?)`);
  const rows = db.prepare(`SELECT id, body FROM ${table(collection)}`).all() as { id: string; body: string }[];
  for (const row of rows)
    for (const member of members(collection.fields[field]?.of(JSON.parse(row.body) as StoredDocument)))
      insert.run(member, row.id);
}

class SqlitePrimitives implements Primitives {
  readonly #db: Connection;
  readonly #statements = new Map<string, Statement>();

  constructor(db: Connection) {
    this.#db = db;
  }

  #prepare(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql) as Statement;
      if (this.#statements.size > 500) this.#statements.clear();
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  async get(collection: AnyCollection, id: string): Promise<string | null> {
    const row = this.#prepare(`SELECT body FROM ${table(collection)} WHERE id = ?`).get(id) as
      { body: string } | undefined;
    return row?.body ?? null;
  }

  async find(collection: AnyCollection, query: Query): Promise<string[]> {
    const { sql, values } = where(collection, query);
    const order = [...(query.sort ?? []).map(([field, direction]) => `${column(field)} ${direction}`), 'id'].join(', ');
    const paging = query.limit === undefined ? '' : ` LIMIT ${Number(query.limit)} OFFSET ${Number(query.skip ?? 0)}`;
    const rows = this.#prepare(`SELECT body FROM ${table(collection)}${sql} ORDER BY ${order}${paging}`).all(
      ...values,
    ) as { body: string }[];
    return rows.map((row) => row.body);
  }

  async count(collection: AnyCollection, query: Query): Promise<number> {
    const { sql, values } = where(collection, query);
    const row = this.#prepare(`SELECT COUNT(*) AS n FROM ${table(collection)}${sql}`).get(...values) as { n: number };
    return Number(row.n);
  }

  async insert(collection: AnyCollection, row: Row): Promise<void> {
    const fields = Object.keys(collection.fields);
    const names = ['id', 'version', 'body', ...fields.map(column)];
    const sql = `INSERT INTO ${table(collection)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    try {
      this.#prepare(sql).run(row.id, row.version, row.body, ...fields.map((f) => bind(row.fields[f] ?? null)));
    } catch (error) {
      throw isConstraint(error) ? new DuplicateError(collection.name) : error;
    }
    for (const field of setFields(collection)) this.#addMembers(collection, field, row);
  }

  #addMembers(collection: AnyCollection, field: string, row: Row): void {
    const insert = this.#prepare(`INSERT OR IGNORE INTO ${memberTable(collection, field)} (value, id) VALUES (?, ?)`);
    for (const member of members(row.fields[field])) insert.run(member, row.id);
  }

  #dropMembers(collection: AnyCollection, field: string, id: string): void {
    this.#prepare(`DELETE FROM ${memberTable(collection, field)} WHERE id = ?`).run(id);
  }

  /** Sets as they are stored, to rewrite only those that an update changes. */
  #storedSets(collection: AnyCollection, id: string): Record<string, Value> {
    const fields = setFields(collection);
    if (fields.length === 0) return {};
    const sql = `SELECT ${fields.map((field) => `${column(field)} AS ${field}`).join(', ')} FROM ${table(collection)} WHERE id = ?`;
    return (this.#prepare(sql).get(id) ?? {}) as Record<string, Value>;
  }

  async replace(collection: AnyCollection, row: Row, expectedVersion: number | null): Promise<boolean> {
    const fields = Object.keys(collection.fields);
    const sets = ['version = ?', 'body = ?', ...fields.map((field) => `${column(field)} = ?`)];
    const guard = expectedVersion === null ? '' : ' AND version = ?';
    const sql = `UPDATE ${table(collection)} SET ${sets.join(', ')} WHERE id = ?${guard}`;
    const values = [row.version, row.body, ...fields.map((f) => bind(row.fields[f] ?? null)), row.id];
    const former = this.#storedSets(collection, row.id);
    try {
      const { changes } = this.#prepare(sql).run(...values, ...(expectedVersion === null ? [] : [expectedVersion]));
      if (changes > 0) {
        for (const field of setFields(collection)) {
          if (former[field] === bind(row.fields[field] ?? null)) continue;
          this.#dropMembers(collection, field, row.id);
          this.#addMembers(collection, field, row);
        }
        return true;
      }
    } catch (error) {
      throw isConstraint(error) ? new DuplicateError(collection.name) : error;
    }
    if (expectedVersion !== null) return false;
    await this.insert(collection, row);
    return true;
  }

  async remove(collection: AnyCollection, id: string): Promise<boolean> {
    for (const field of setFields(collection)) this.#dropMembers(collection, field, id);
    return this.#prepare(`DELETE FROM ${table(collection)} WHERE id = ?`).run(id).changes > 0;
  }

  scan(collection: AnyCollection, afterId: string, limit: number): RawDocument[] {
    return this.#prepare(
      `SELECT id, version, body FROM ${table(collection)} WHERE id > ? ORDER BY id LIMIT ${Number(limit)}`,
    ).all(afterId) as RawDocument[];
  }
}

class SqliteStore implements Store {
  readonly kind = 'sqlite' as const;
  readonly #writer: Connection;
  readonly #reader: Connection;
  readonly #writing: SqlitePrimitives;
  readonly #reading: SqlitePrimitives;
  readonly #queue = new WriteQueue();
  readonly #now: () => string;

  constructor(writer: Connection, reader: Connection, now: () => string) {
    this.#writer = writer;
    this.#reader = reader;
    this.#writing = new SqlitePrimitives(writer);
    this.#reading = new SqlitePrimitives(reader);
    this.#now = now;
  }

  async get<T extends StoredDocument>(collection: Collection<T>, id: string): Promise<T | null> {
    const body = await this.#reading.get(untyped(collection), id);
    return body === null ? null : (JSON.parse(body) as T);
  }

  async find<T extends StoredDocument>(collection: Collection<T>, query: Query = {}): Promise<T[]> {
    return (await this.#reading.find(untyped(collection), query)).map((body) => JSON.parse(body) as T);
  }

  count<T extends StoredDocument>(collection: Collection<T>, query: Query = {}): Promise<number> {
    return this.#reading.count(untyped(collection), query);
  }

  transaction<T>(actor: Actor, work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    return this.#queue.run(async () => {
      try {
        this.#writer.exec('BEGIN IMMEDIATE');
        const unit = new PrimitiveUnit(this.#writing, actor, this.#now);
        const result = await work(unit);
        await unit.finish();
        this.#writer.exec('COMMIT');
        return result;
      } catch (error) {
        if (this.#writer.inTransaction) this.#writer.exec('ROLLBACK');
        throw isFull(error) ? new StorageFullError('磁盘已满') : error;
      }
    });
  }

  async scan<T extends StoredDocument>(collection: Collection<T>, afterId: string, limit: number) {
    return this.#reading.scan(untyped(collection), afterId, limit);
  }

  async clear<T extends StoredDocument>(collection: Collection<T>): Promise<void> {
    if (collection.audited) throw new Error(`${collection.name} is audited and cannot be cleared`);
    await this.#queue.run(async () => {
      const cleared = untyped(collection);
      for (const field of setFields(cleared)) this.#writer.exec(`DELETE FROM ${memberTable(cleared, field)}`);
      this.#writer.exec(`DELETE FROM ${table(cleared)}`);
    });
  }

  async ping(): Promise<void> {
    this.#reader.prepare('SELECT 1').get();
  }

  close(): Promise<void> {
    return this.#queue.run(async () => {
      this.#reader.close();
      this.#writer.close();
    });
  }
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');
const isConstraint = (error: unknown): boolean =>
  codeOf(error).startsWith('SQLITE_CONSTRAINT') || /UNIQUE constraint failed/.test(String(error));
const isFull = (error: unknown): boolean =>
  codeOf(error) === 'SQLITE_FULL' || codeOf(error) === 'ENOSPC' || /database or disk is full/.test(String(error));
