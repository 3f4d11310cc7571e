import mongoose from 'mongoose';
import type { ClientSession, Connection, Model, QueryFilter } from 'mongoose';
import type {
  Actor,
  Collection,
  FieldCondition,
  Query,
  RawDocument,
  Store,
  StoredDocument,
  UnitOfWork,
} from './port.ts';
import { DuplicateError, StorageFullError, searchText } from './port.ts';
import type { AnyCollection, Primitives, Row } from './unit.ts';
import { PrimitiveUnit, WriteQueue, untyped } from './unit.ts';

/** A document as MongoDB holds it: the declared fields natively under `f`, the body as its exact JSON text. */
interface MongoRow {
  _id: string;
  version: number;
  body: string;
  f: Record<string, unknown>;
}

type Models = Map<string, Model<MongoRow>>;

/** The scale-out store on a MongoDB replica set. */
export async function openMongoStore(url: string, collections: AnyCollection[], now: () => string): Promise<Store> {
  const connection = await mongoose
    .createConnection(url, { serverSelectionTimeoutMS: 8000, autoIndex: false, autoCreate: false })
    .asPromise();
  const models: Models = new Map();
  for (const collection of collections) {
    const model = connection.model<MongoRow>(collection.name, schemaOf(collection), collection.name);
    await model.createCollection().catch((error: unknown) => {
      if ((error as { code?: number }).code !== 48) throw error; // NamespaceExists
    });
    await model.createIndexes();
    models.set(collection.name, model);
  }
  return new MongoStore(connection, models, now);
}

function schemaOf(collection: AnyCollection): mongoose.Schema<MongoRow> {
  const fields: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(collection.fields))
    fields[name] = { type: spec.type === 'number' ? Number : spec.type === 'set' ? [String] : String, default: null };
  const schema = new mongoose.Schema<MongoRow>(
    {
      _id: { type: String, required: true },
      version: { type: Number, required: true },
      body: { type: String, required: true },
      f: { type: new mongoose.Schema(fields, { _id: false, id: false }), default: {} },
    } as never,
    { versionKey: false, minimize: false, id: false },
  );
  for (const [name, spec] of Object.entries(collection.fields)) {
    if (spec.type === 'search') continue;
    schema.index({ [`f.${name}`]: 1 } as never, spec.unique ? { unique: true, sparse: true } : {});
  }
  return schema;
}

class MongoPrimitives implements Primitives {
  readonly #models: Models;
  readonly #session: ClientSession | null;

  constructor(models: Models, session: ClientSession | null) {
    this.#models = models;
    this.#session = session;
  }

  #model(collection: AnyCollection): Model<MongoRow> {
    const model = this.#models.get(collection.name);
    if (!model) throw new Error(`Collection ${collection.name} is not declared`);
    return model;
  }

  async get(collection: AnyCollection, id: string): Promise<string | null> {
    const row = await this.#model(collection).findOne({ _id: id }, { body: 1 }).session(this.#session).lean();
    return row?.body ?? null;
  }

  async find(collection: AnyCollection, query: Query): Promise<string[]> {
    const sort: Record<string, 1 | -1> = {};
    for (const [field, direction] of query.sort ?? []) sort[`f.${field}`] = direction === 'asc' ? 1 : -1;
    sort._id = 1;
    let cursor = this.#model(collection)
      .find(filterOf(collection, query), { body: 1 })
      .session(this.#session)
      .sort(sort);
    if (query.limit !== undefined) cursor = cursor.skip(query.skip ?? 0).limit(query.limit);
    const rows = query.limit === 0 ? [] : await cursor.lean();
    return rows.map((row) => row.body);
  }

  async count(collection: AnyCollection, query: Query): Promise<number> {
    return this.#model(collection).countDocuments(filterOf(collection, query)).session(this.#session);
  }

  async insert(collection: AnyCollection, row: Row): Promise<void> {
    try {
      await this.#model(collection).collection.insertOne(mongoRow(collection, row) as never, this.#options());
    } catch (error) {
      throw isDuplicate(error) ? new DuplicateError(collection.name) : error;
    }
  }

  async replace(collection: AnyCollection, row: Row, expectedVersion: number | null): Promise<boolean> {
    const filter = expectedVersion === null ? { _id: row.id } : { _id: row.id, version: expectedVersion };
    try {
      const result = await this.#model(collection).collection.replaceOne(
        filter as never,
        mongoRow(collection, row) as never,
        {
          ...this.#options(),
          upsert: expectedVersion === null,
        },
      );
      return expectedVersion === null || result.matchedCount > 0;
    } catch (error) {
      throw isDuplicate(error) ? new DuplicateError(collection.name) : error;
    }
  }

  async remove(collection: AnyCollection, id: string): Promise<boolean> {
    const result = await this.#model(collection).collection.deleteOne({ _id: id } as never, this.#options());
    return result.deletedCount > 0;
  }

  async scan(collection: AnyCollection, afterId: string, limit: number): Promise<RawDocument[]> {
    const rows = await this.#model(collection)
      .find({ _id: { $gt: afterId } })
      .sort({ _id: 1 })
      .limit(limit)
      .lean();
    return rows.map((row) => ({ id: row._id, version: row.version, body: row.body }));
  }

  async clear(collection: AnyCollection): Promise<void> {
    await this.#model(collection).deleteMany({});
  }

  #options(): { session?: ClientSession } {
    return this.#session ? { session: this.#session } : {};
  }
}

/** Empty unique fields are left out, so that the sparse index lets many documents have none. */
function mongoRow(collection: AnyCollection, row: Row): MongoRow {
  const f: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row.fields))
    if (value !== null || !collection.fields[name]?.unique) f[name] = value;
  return { _id: row.id, version: row.version, body: row.body, f };
}

class MongoStore implements Store {
  readonly kind = 'mongo' as const;
  readonly #connection: Connection;
  readonly #models: Models;
  readonly #reading: MongoPrimitives;
  readonly #queue = new WriteQueue();
  readonly #now: () => string;

  constructor(connection: Connection, models: Models, now: () => string) {
    this.#connection = connection;
    this.#models = models;
    this.#reading = new MongoPrimitives(models, null);
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
      const session = await this.#connection.startSession();
      try {
        return await session.withTransaction(
          async () => {
            const unit = new PrimitiveUnit(new MongoPrimitives(this.#models, session), actor, this.#now);
            const result = await work(unit);
            await unit.finish();
            return result;
          },
          { writeConcern: { w: 'majority', j: true } },
        );
      } catch (error) {
        throw isFull(error) ? new StorageFullError('数据库磁盘已满') : error;
      } finally {
        await session.endSession();
      }
    });
  }

  scan<T extends StoredDocument>(collection: Collection<T>, afterId: string, limit: number): Promise<RawDocument[]> {
    return this.#reading.scan(untyped(collection), afterId, limit);
  }

  async clear<T extends StoredDocument>(collection: Collection<T>): Promise<void> {
    if (collection.audited) throw new Error(`${collection.name} is audited and cannot be cleared`);
    await this.#queue.run(() => this.#reading.clear(untyped(collection)));
  }

  async ping(): Promise<void> {
    await this.#connection.db?.admin().ping();
  }

  async close(): Promise<void> {
    await this.#queue.run(() => this.#connection.close());
  }
}

const isDuplicate = (error: unknown): boolean => (error as { code?: number }).code === 11000;
/** OutOfDiskSpace. */
const isFull = (error: unknown): boolean => (error as { code?: number }).code === 14031;

function filterOf(collection: AnyCollection, query: Query): QueryFilter<MongoRow> {
  const all = conditions(collection, query.where ?? {});
  if (query.any && query.any.length > 0)
    all.push({
      $or: query.any.map((alternative) => {
        const parts = conditions(collection, alternative);
        return parts.length > 0 ? { $and: parts } : {};
      }),
    });
  return (all.length > 0 ? { $and: all } : {}) as QueryFilter<MongoRow>;
}

function conditions(collection: AnyCollection, where: NonNullable<Query['where']>): Record<string, unknown>[] {
  return Object.entries(where).flatMap(([field, condition]) => {
    if (condition === undefined) return [];
    if (field !== 'id' && !collection.fields[field]) throw new Error(`${collection.name}.${field} is not declared`);
    return [{ [field === 'id' ? '_id' : `f.${field}`]: condition === null ? null : operatorOf(condition) }];
  });
}

function operatorOf(condition: NonNullable<FieldCondition>): unknown {
  if (typeof condition !== 'object') return condition;
  if ('in' in condition) return { $in: [...condition.in] };
  if ('not' in condition) return { $ne: condition.not };
  if ('has' in condition) return condition.has;
  if ('hasAny' in condition) return { $in: [...condition.hasAny] };
  if ('contains' in condition)
    return { $regex: searchText(condition.contains).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&') };
  const operators: Record<string, unknown> = {};
  for (const operator of ['gte', 'gt', 'lte', 'lt'] as const)
    if (condition[operator] !== undefined) operators[`$${operator}`] = condition[operator];
  return operators;
}
