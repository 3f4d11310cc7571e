import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { explainRejection } from '#rules';
import { INSTANCES } from '../exporter/read-models.ts';
import type { Metrics } from '../metrics.ts';
import { ProblemError, conflict } from '../problem-error.ts';
import type { EngineCommand, OutboxDoc } from '../store/collections.ts';
import { OUTBOX } from '../store/collections.ts';
import type { Store, UnitOfWork } from '../store/port.ts';
import { SYSTEM_ACTOR } from '../store/port.ts';
import type { EngineClient } from './client.ts';
import { EngineRejection, EngineUnavailable } from './client.ts';

const RETRY_MS = 2000;
/** How long the record stream must be quiet and the engine reachable before “not seen” means “never started”. */
const SETTLE_MS = 4000;

/** What happens when the engine refuses a command for good: the change it belonged to is taken back. */
export type Compensate = (entry: OutboxDoc, reason: string) => Promise<void>;

/**
 * Commands for the engine, written in the same unit of work as the change they belong to. A kill between the two
 * neither loses nor doubles a command: tasks are completed by key, which the engine accepts once; an instance whose
 * creation is uncertain is first looked for in the record stream.
 */
export class Outbox {
  readonly #store: Store;
  readonly #engine: EngineClient;
  readonly #logger: Logger;
  readonly #metrics: Metrics;
  readonly #compensate: Compensate;
  readonly #lastRecordAt: () => number;
  readonly #inFlight = new Set<string>();
  readonly #certain = new Set<string>();
  #reachableSince = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: {
    store: Store;
    engine: EngineClient;
    logger: Logger;
    metrics: Metrics;
    compensate: Compensate;
    lastRecordAt: () => number;
  }) {
    this.#store = parts.store;
    this.#engine = parts.engine;
    this.#logger = parts.logger;
    this.#metrics = parts.metrics;
    this.#compensate = parts.compensate;
    this.#lastRecordAt = parts.lastRecordAt;
  }

  /** Adds a command to a unit of work; the caller delivers it after the commit. */
  async add(unit: UnitOfWork, entry: Omit<OutboxDoc, 'id' | 'version' | 'attempts' | 'lastError'>): Promise<string> {
    const id = randomUUID();
    await unit.insert(OUTBOX, { ...entry, id, attempts: 0, lastError: null });
    this.#certain.add(id);
    return id;
  }

  /**
   * Sends a command. Returns when the engine accepted it.
   *
   * @throws ProblemError `engine-unavailable` (kept, sent again later), `conflict` or `rejected-by-engine` (taken back)
   */
  async deliver(id: string): Promise<void> {
    const entry = await this.#store.get(OUTBOX, id);
    if (!entry || this.#inFlight.has(id)) return;
    this.#inFlight.add(id);
    try {
      await this.#send(entry);
    } finally {
      this.#inFlight.delete(id);
    }
  }

  start(): void {
    const tick = async (): Promise<void> => {
      try {
        await this.retryAll();
      } catch (error) {
        this.#logger.warn({ err: error }, 'outbox retry failed');
      }
      if (this.#timer) this.#timer = setTimeout(() => void tick(), RETRY_MS);
    };
    this.#timer = setTimeout(() => void tick(), 200);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Number of commands that the engine has not accepted yet. */
  pending(): Promise<number> {
    return this.#store.count(OUTBOX);
  }

  async retryAll(): Promise<void> {
    const entries = await this.#store.find(OUTBOX, { sort: [['at', 'asc']], limit: 200 });
    if (entries.length === 0) return;
    await this.#engine.topology().then(
      () => (this.#reachableSince ||= Date.now()),
      () => (this.#reachableSince = 0),
    );
    if (this.#reachableSince === 0) return;
    for (const entry of entries)
      if (!this.#inFlight.has(entry.id))
        await this.deliver(entry.id).catch((error: unknown) => {
          if (!(error instanceof ProblemError)) throw error;
        });
  }

  async #send(entry: OutboxDoc): Promise<void> {
    const certain = this.#certain.has(entry.id);
    if (entry.command.kind === 'create-instance' && !certain) {
      if (!this.#settled()) return;
      if ((await this.#store.count(INSTANCES, { where: { caseId: entry.caseId } })) > 0) return this.#done(entry);
    }
    try {
      await this.#perform(entry.command);
    } catch (error) {
      return this.#failed(entry, certain, error);
    }
    this.#metrics.commands.inc({ kind: entry.command.kind, outcome: 'accepted' });
    // The command is done, whether or not that can be noted now: the next try will find that it was.
    await this.#done(entry).catch((error: unknown) =>
      this.#logger.warn({ err: error, command: entry.command.kind }, 'accepted command not taken off the outbox'),
    );
  }

  async #perform(command: EngineCommand): Promise<void> {
    if (command.kind === 'create-instance')
      await this.#engine.createInstance(command.processId, command.version, command.variables);
    else if (command.kind === 'complete-task') await this.#engine.completeTask(command.taskKey, command.variables);
    else await this.#engine.assignTask(command.taskKey, command.assigneeId);
  }

  async #failed(entry: OutboxDoc, certain: boolean, error: unknown): Promise<void> {
    if (error instanceof EngineRejection) {
      this.#metrics.commands.inc({ kind: entry.command.kind, outcome: 'rejected' });
      // A task that is gone, asked about for the second time, was completed by the first.
      const doneBefore = error.code === 'NOT_FOUND' && !certain && entry.command.kind === 'complete-task';
      if (doneBefore || entry.command.kind === 'assign-task') return this.#done(entry);
      await this.#compensate(entry, error.message);
      this.#certain.delete(entry.id);
      if (error.code === 'NOT_FOUND' || error.code === 'INVALID_STATE')
        throw conflict('这项任务已办结，或已随流程变化取消。请返回待办查看最新情况；您填写的内容没有生效。');
      throw new ProblemError('rejected-by-engine', explainRejection(error.message).detail);
    }
    if (!(error instanceof EngineUnavailable)) throw error;
    this.#metrics.commands.inc({ kind: entry.command.kind, outcome: 'unavailable' });
    if (!error.certain) this.#certain.delete(entry.id);
    this.#logger.warn({ err: error, command: entry.command.kind }, 'engine unavailable, command kept');
    throw new ProblemError(
      'engine-unavailable',
      '您的提交已经保存，但流程引擎暂时联系不上；恢复后会自动继续，无需重复提交。',
    );
  }

  #settled(): boolean {
    const now = Date.now();
    return (
      this.#reachableSince > 0 && now - this.#reachableSince >= SETTLE_MS && now - this.#lastRecordAt() >= SETTLE_MS / 2
    );
  }

  async #done(entry: OutboxDoc): Promise<void> {
    this.#certain.delete(entry.id);
    await this.#store.transaction(SYSTEM_ACTOR, (unit) => unit.remove(OUTBOX, entry.id));
  }
}
