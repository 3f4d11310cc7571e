import type { EngineRecord } from '#contracts';
import { keysToText, parseLossless } from '../lossless-json.ts';
import type { LiveEvents } from '../live-events.ts';
import type { Metrics } from '../metrics.ts';
import type { Store, UnitOfWork } from '../store/port.ts';
import { SYSTEM_ACTOR } from '../store/port.ts';
import { Projector } from './projector.ts';
import { POSITIONS, READ_MODELS, RECORDS, recordId } from './read-models.ts';

/** Recomputes what lists show of a case; runs in the same unit of work as the projection. */
export type RefreshCase = (unit: UnitOfWork, caseId: string) => Promise<void>;

const REBUILD_PAGE = 1000;

/** One line of a bulk request as a record: keys and positions as texts. */
export function readRecord(line: string): EngineRecord {
  const record = parseLossless(line) as Record<string, unknown>;
  keysToText(record);
  for (const name of ['position', 'sourceRecordPosition']) if (name in record) record[name] = String(record[name]);
  if (record['value'] !== null && typeof record['value'] === 'object')
    keysToText(record['value'] as Record<string, unknown>);
  return record as unknown as EngineRecord;
}

/** Stores the engine's records as they come and keeps the read models up to date with them. */
export class Projection {
  readonly #store: Store;
  readonly #live: LiveEvents;
  readonly #metrics: Metrics;
  readonly #refresh: RefreshCase;
  /** Batches and rebuilds one after the other. */
  #tail: Promise<unknown> = Promise.resolve();
  lastRecordAt = 0;

  constructor(store: Store, live: LiveEvents, metrics: Metrics, refresh: RefreshCase) {
    this.#store = store;
    this.#live = live;
    this.#metrics = metrics;
    this.#refresh = refresh;
  }

  /** Takes records in, in the order of each partition. Records that are already there change nothing. */
  ingest(records: EngineRecord[]): Promise<void> {
    return this.#serial(async () => {
      let touched: Projector | undefined;
      let fresh = 0;
      await this.#store.transaction(SYSTEM_ACTOR, async (unit) => {
        const projector = new Projector(unit);
        const positions = new Map<number, { position: string; records: number }>();
        fresh = 0;
        for (const record of records) {
          const known = positions.get(record.partitionId) ?? (await unit.get(POSITIONS, String(record.partitionId)));
          if (known && BigInt(record.position) <= BigInt(known.position)) continue;
          positions.set(record.partitionId, { position: record.position, records: (known?.records ?? 0) + 1 });
          await unit.insert(RECORDS, { id: recordId(record.partitionId, record.position), record });
          await projector.apply(record);
          fresh += 1;
        }
        if (fresh === 0) return;
        await this.#finish(unit, projector, positions);
        unit.audit({
          action: 'engine.records',
          summary: `收到引擎记录 ${fresh} 条`,
          subjectType: 'engine',
          subjectId: [...positions].map(([partition, { position }]) => `${partition}:${position}`).join(','),
        });
        touched = projector;
      });
      if (fresh > 0) this.lastRecordAt = Date.now();
      this.#metrics.records.inc(fresh);
      if (touched) this.#publish(touched);
    });
  }

  /** Forgets the read models and makes them again from the stored records. */
  rebuild(): Promise<{ records: number }> {
    return this.#serial(async () => {
      for (const collection of READ_MODELS) await this.#store.clear(collection);
      let total = 0;
      for (let afterId = ''; ;) {
        const page = await this.#store.scan(RECORDS, afterId, REBUILD_PAGE);
        if (page.length === 0) break;
        await this.#store.transaction(SYSTEM_ACTOR, async (unit) => {
          const projector = new Projector(unit);
          const positions = new Map<number, { position: string; records: number }>();
          for (const raw of page) {
            const { record } = JSON.parse(raw.body) as { record: EngineRecord };
            const known = positions.get(record.partitionId) ?? (await unit.get(POSITIONS, String(record.partitionId)));
            positions.set(record.partitionId, { position: record.position, records: (known?.records ?? 0) + 1 });
            await projector.apply(record);
          }
          await this.#finish(unit, projector, positions);
        });
        total += page.length;
        afterId = page.at(-1)?.id ?? '';
      }
      return { records: total };
    });
  }

  async status(): Promise<Record<string, unknown>> {
    const positions = await this.#store.find(POSITIONS);
    return Object.fromEntries(
      positions.map(({ id, position, records, at }) => [`partition-${id}`, { position, records, at }]),
    );
  }

  async #finish(
    unit: UnitOfWork,
    projector: Projector,
    positions: Map<number, { position: string; records: number }>,
  ): Promise<void> {
    await projector.flush();
    for (const [partition, { position, records }] of positions)
      await unit.put(POSITIONS, { id: String(partition), position, records, at: new Date().toISOString() });
    for (const caseId of projector.touchedCases) await this.#refresh(unit, caseId);
  }

  #publish(projector: Projector): void {
    for (const id of projector.touchedTasks) this.#live.publish({ type: 'task', id });
    for (const id of projector.touchedCases) this.#live.publish({ type: 'case', id });
  }

  #serial<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(work);
    this.#tail = result.catch(() => undefined);
    return result;
  }
}
