import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Command, Effect, EngineRecord, Response } from '#engine';
import { collectDueDates, EngineState, nextDueDate, RecordReader, replay, step, takeDueCommand } from '#engine';
import type { Clock } from './clock.ts';
import type { RecordLog } from './store/record-log.ts';
import { DiskFull, Overloaded } from './errors.ts';
import type { PackedLines } from './store/line-packer.ts';
import { LinePacker } from './store/line-packer.ts';

/** Time may jump, so it is looked at from time to time and not only when something should be due. */
const MAX_TIMER_MS = 1000;
/** Due commands in one turn of the event loop, so that a flood of timers does not keep requests waiting. */
const MAX_DUE_PER_TURN = 500;
const ROOM_AGAIN_MS = 1000;
/**
 * How far the state on disk may stay behind the log, in time and in bytes of records: what has to be replayed after a kill.
 * What begins and ends between two saves is never written, so a save sooner than that is work for nothing.
 */
const SAVE_EVERY_MS = 10_000;
const SAVE_BYTES = 64_000_000;
/** How long due dates are gathered before others have a turn. */
const GATHER_MS = 5;

type Settled = { resolve: (response: Response) => void; reject: (error: Error) => void };

interface Pending extends Settled {
  response: Response;
  /** Whether it counts among those that are limited. */
  limited: boolean;
}

/** How much may wait for the disk before further commands are refused. */
export interface Limits {
  commands: number;
  /** Bytes of records. */
  size: number;
}

const LIMITS: Limits = { commands: 1000, size: 64_000_000 };

/**
 * What is never refused for load, as in Zeebe: what ends work, for it makes room. Activations go through as well: a
 * client has one at a time, and without them nothing is ended.
 */
const UNLIMITED = new Set([
  'JOB COMPLETE',
  'JOB FAIL',
  'JOB YIELD',
  'JOB_BATCH ACTIVATE',
  'PROCESS_INSTANCE CANCEL',
  'DEPLOYMENT CREATE',
]);

export interface Listener {
  /** Jobs of a type can be activated; may come before the records are safe, as an activation comes behind them. */
  jobsAvailable: (type: string) => void;
  /** Called when the records are safe. */
  instanceEnded: (processInstanceKey: number, value: object | null) => void;
  /** New records can be exported. */
  recordsAppended: () => void;
  /** The state on disk has caught up with the log. */
  stateSaved: () => void;
  /** The disk refused to write; it is tried again until it takes what there is. */
  delayed: (error: Error) => void;
  /** The log can't be written: nothing is acknowledged any more. */
  failed: (error: Error) => void;
}

const NOTHING: Response = { kind: 'done', key: -1, value: {} };

/** Feeds commands to the engine one after the other, and answers each when what it did is on the disk. */
export class StreamProcessor {
  readonly state: EngineState;
  private readonly log: RecordLog;
  private readonly clock: Clock;
  private readonly limits: Limits;
  private listener: Listener | undefined;
  private readonly lines = new LinePacker();
  private pending: Pending[] = [];
  private limitedInFlight = 0;
  /** Bytes of the records that are not on the disk yet. */
  private unwritten = 0;
  private ended: Extract<Effect, { kind: 'instance-ended' }>[] = [];
  private available = new Set<string>();
  private writing: Promise<void> | undefined;
  private saving: Promise<void> | undefined;
  /** Until all due dates are known, nothing falls due: what is overdue goes in order. */
  private gathering: Promise<void> | undefined;
  private savedAt = 0;
  /** Bytes of records since the last save began. */
  private unsaved = 0;
  private flushPlanned = false;
  private timer: NodeJS.Timeout | undefined;
  private failure: Error | undefined;
  private stopped = false;

  constructor(log: RecordLog, clock: Clock, limits: Partial<Limits> = {}) {
    this.log = log;
    this.clock = clock;
    this.limits = { ...LIMITS, ...limits };
    this.state = new EngineState();
    log.states.attach(this.state);
    replay(recordsAfter(log, log.states.position), this.state);
  }

  start(listener: Listener): void {
    this.listener = listener;
    this.gathering = this.gatherDueDates().then(
      () => {
        this.gathering = undefined;
        this.runDue();
      },
      (error: Error) => this.fail(error, []),
    );
  }

  /** Reads all rows that may wait for a time: requests are answered meanwhile. */
  private async gatherDueDates(): Promise<void> {
    let turnEnds = performance.now() + GATHER_MS;
    for (const _row of collectDueDates(this.state)) {
      if (performance.now() < turnEnds) continue;
      await nextTurn();
      if (this.stopped) return;
      turnEnds = performance.now() + GATHER_MS;
    }
  }

  now(): number {
    return this.clock.now();
  }

  /**
   * Carries a command out; resolves when its records are safe, also when the engine rejected it.
   * @throws Overloaded when too much is waiting for the disk already
   */
  submit(command: Command): Promise<Response> {
    if (this.failure || this.stopped) return Promise.reject(this.failure ?? new Error('the broker is stopping'));
    if (!this.log.hasRoom(this.lines.size)) return Promise.reject(new DiskFull(this.log.refusal));
    const limited = !UNLIMITED.has(`${command.valueType} ${command.intent}`);
    if (limited && (this.limitedInFlight >= this.limits.commands || this.unwritten >= this.limits.size))
      return Promise.reject(new Overloaded());
    return new Promise((resolve, reject) => this.execute(command, { resolve, reject, limited }));
  }

  /** Looks again for what is due, after the clock was moved. */
  clockChanged(): void {
    this.runDue();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.gathering;
    while (this.writing || this.lines.size > 0) {
      if (!this.writing) this.flush();
      await this.writing;
    }
    await this.saving;
    // Without it the next start replays more of the log.
    if (!this.failure && this.log.hasRoom())
      await this.log.states
        .takeChanges()()
        .catch(() => undefined);
  }

  private execute(command: Command, settled?: Omit<Pending, 'response'>): void {
    const { records, effects, response } = step(this.state, command, this.clock.now());
    for (const record of records) this.unwritten += this.lines.add(record);
    for (const effect of effects) {
      if (effect.kind === 'jobs-available') this.available.add(effect.type);
      else this.ended.push(effect);
    }
    if (settled) {
      if (settled.limited) this.limitedInFlight++;
      this.pending.push({ ...settled, response: response ?? NOTHING });
    }
    this.planFlush();
  }

  /** The flush waits for the end of this turn of the event loop: what came in together is written together. */
  private planFlush(): void {
    if (this.flushPlanned) return;
    this.flushPlanned = true;
    setImmediate(() => {
      this.flushPlanned = false;
      this.notifyJobs();
      this.planTimer();
      if (!this.writing) this.flush();
    });
  }

  private notifyJobs(): void {
    if (this.available.size === 0) return;
    const types = [...this.available];
    this.available.clear();
    for (const type of types) this.listener?.jobsAvailable(type);
  }

  private flush(): void {
    const { pending, ended } = this;
    const { size } = this.lines;
    if (size === 0 && pending.length === 0) return;
    this.pending = [];
    this.ended = [];
    this.unsaved += size;
    const written = size > 0 ? this.append(this.lines.take()) : Promise.resolve();
    if (this.saveIsDue()) this.saveState(written);
    this.writing = written.then(
      () => this.acknowledge(pending, ended, size),
      (error: Error) => this.fail(error, pending),
    );
  }

  private append(entries: readonly PackedLines[]): Promise<void> {
    return this.persist(() => this.log.append(entries));
  }

  /**
   * Writes until it is written. What the engine has done in memory can't be taken back, so it is not acknowledged before;
   * until the disk takes it, new commands are refused and reads go on.
   */
  private async persist(write: () => Promise<void>): Promise<void> {
    for (let told = false; ; told = true) {
      try {
        await write();
        this.log.refusal = undefined;
        return;
      } catch (error) {
        // An orderly stop does not wait for a disk.
        if (this.stopped) throw error;
        this.log.refusal = error as Error;
        if (!told) this.listener?.delayed(error as Error);
        await new Promise((resolve) => setTimeout(resolve, this.log.disk.againMs));
      }
    }
  }

  private acknowledge(pending: Pending[], ended: Extract<Effect, { kind: 'instance-ended' }>[], size: number): void {
    this.writing = undefined;
    this.unwritten -= size;
    for (const { limited } of pending) if (limited) this.limitedInFlight--;
    // The next group goes to the disk while the answers to this one are being written to the network.
    this.flush();
    for (const { resolve, response } of pending) resolve(response);
    if (ended.length > 0) {
      setImmediate(() =>
        ended.forEach(({ processInstanceKey, value }) => this.listener?.instanceEnded(processInstanceKey, value)),
      );
    }
    this.listener?.recordsAppended();
  }

  private saveIsDue(): boolean {
    if (this.saving || !this.log.hasRoom()) return false;
    return performance.now() - this.savedAt >= SAVE_EVERY_MS || this.unsaved >= SAVE_BYTES;
  }

  /** The log up to here, `written`, is on the disk before: the state there is never ahead of it. */
  private saveState(written: Promise<void>): void {
    this.savedAt = performance.now();
    this.unsaved = 0;
    const save = this.log.states.takeChanges();
    this.saving = written
      .then(() => this.persist(save))
      .then(
        () => {
          this.saving = undefined;
          return this.listener?.stateSaved();
        },
        (error: Error) => {
          this.saving = undefined;
          this.fail(error, []);
        },
      );
  }

  /** Memory is now ahead of the disk: no further command may be accepted, or it could be lost. */
  private fail(error: Error, pending: Pending[]): void {
    this.writing = undefined;
    this.failure = error;
    const waiting = [...pending, ...this.pending];
    this.pending = [];
    // Behind what is missing nothing may stand in the log.
    this.lines.clear();
    for (const { reject } of waiting) reject(error);
    this.listener?.failed(error);
  }

  private runDue(): void {
    if (this.stopped || this.failure || this.gathering) return;
    if (!this.log.hasRoom()) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.runDue(), ROOM_AGAIN_MS);
      return;
    }
    for (let count = 0; count < MAX_DUE_PER_TURN; count++) {
      const command = takeDueCommand(this.state, this.clock.now());
      if (!command) break;
      this.execute(command);
    }
    this.planTimer();
  }

  private planTimer(): void {
    clearTimeout(this.timer);
    if (this.stopped || this.failure || this.gathering) return;
    const due = nextDueDate(this.state);
    if (due === undefined) return;
    const wait = due - this.clock.now();
    // A pinned clock does not come nearer to a due date by waiting.
    if (wait > 0 && this.clock.isPinned) return;
    this.timer = setTimeout(() => this.runDue(), Math.min(Math.max(wait, 0), MAX_TIMER_MS));
  }
}

/** What the log has behind a position. */
export function* recordsAfter(log: RecordLog, position: number): Generator<EngineRecord> {
  const reader = new RecordReader();
  for (const entry of log.read(position)) {
    for (const line of entry.lines()) {
      const record = reader.read(line);
      if (record.position > position) yield record;
    }
  }
}
