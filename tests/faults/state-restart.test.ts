import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command, EngineRecord } from '#engine';
import { collectDueDates, EngineState, nextDueDate, replay, stateLines, step, takeDueCommand } from '#engine';
import { LMDB_DISK } from '../../broker/store/disk.ts';
import { LinePacker } from '../../broker/store/line-packer.ts';
import { RecordLog } from '../../broker/store/record-log.ts';
import { recordsAfter } from '../../broker/stream-processor.ts';
import { deployment, randomCommand, seeded } from './support/random-commands.ts';

/** `STATE_RUNS=1-1000` plays the whole thousand, with a restart behind every command; a part of it for each core is quicker. */
const LONG = process.env['STATE_RUNS'] !== undefined;
const [, FIRST_RUN, LAST_RUN] = (/^([1-9]\d*)-([1-9]\d*)$/.exec(process.env['STATE_RUNS'] ?? '1-40') ?? []).map(Number);
/** What a run may take on a busy machine. */
const RUN_MS = 10_000;
if (!FIRST_RUN || !LAST_RUN || LAST_RUN < FIRST_RUN) throw new Error('STATE_RUNS: a range such as 1-1000');
const RESTARTS = LONG ? 1 : 0.15;
const COMMANDS = 40;
const FIRST_NOW = Date.UTC(2026, 0, 5, 1);
/** So few rows in memory that nearly everything is read back from the disk. */
const HELD_ROWS = 12;
/** So few rows in one transaction that nearly every save of the state takes several. */
const ROWS_OF_PART = 5;
/** Of the saves of the state, how many a kill comes into. */
const KILLED_SAVES = 0.3;

/** An engine whose state lies on disk, opened anew as after a kill. */
class DiskEngine {
  private readonly directory: string;
  private log: RecordLog;
  private readonly lines = new LinePacker();
  /** Transactions that still come through before the kill. */
  private writesLeft = Infinity;
  state: EngineState;

  constructor(directory: string) {
    this.directory = directory;
    this.log = this.open();
    this.state = this.load();
  }

  private open(): RecordLog {
    return new RecordLog(this.directory, HELD_ROWS, {
      againMs: 1,
      commit: async (write) => {
        if (this.writesLeft-- <= 0) throw new Error('killed');
        return await LMDB_DISK.commit(write);
      },
    });
  }

  private load(): EngineState {
    const state = new EngineState();
    this.log.states.rowsOfPart = ROWS_OF_PART;
    this.log.states.attach(state);
    replay(recordsAfter(this.log, this.log.states.position), state);
    // As a broker does it in turns.
    for (const _row of collectDueDates(state));
    return state;
  }

  async run(command: Command, now: number, save: boolean): Promise<void> {
    const { records } = step(this.state, command, now);
    await this.append(records);
    if (save) await this.log.states.takeChanges()();
  }

  private async append(records: readonly EngineRecord[]): Promise<void> {
    if (records.length === 0) return;
    for (const record of records) this.lines.add(record);
    await this.log.append(this.lines.take());
  }

  /** Saves the state as far as so many transactions go, and is opened anew. */
  async killInSave(transactions: number): Promise<void> {
    this.writesLeft = transactions;
    await this.log.states
      .takeChanges()()
      .catch(() => undefined);
    this.writesLeft = Infinity;
    await this.reopen();
  }

  async reopen(): Promise<void> {
    await this.close();
    this.log = this.open();
    this.state = this.load();
  }

  close(): Promise<void> {
    return this.log.close();
  }
}

const runOf = async (seed: number): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), 'state-'));
  const random = seeded(seed);
  const reference = new EngineState();
  const disk = new DiskEngine(directory);
  let now = FIRST_NOW;
  const both = async (command: Command): Promise<void> => {
    step(reference, command, now);
    await disk.run(command, now, random() < 0.3);
  };
  try {
    await both(deployment());
    for (let count = 0; count < COMMANDS; count++) {
      const { command, afterMs } = randomCommand(reference, random);
      await both(command);
      now += afterMs;
      for (let due = takeDueCommand(reference, now); due; due = takeDueCommand(reference, now)) {
        expect(takeDueCommand(disk.state, now)).toEqual(due);
        await both(due);
      }
      if (random() < KILLED_SAVES) await disk.killInSave(Math.floor(random() * 4));
      if (random() < RESTARTS) await disk.reopen();
      expect([...stateLines(disk.state)]).toEqual([...stateLines(reference)]);
    }
    await disk.reopen();
    expect(nextDueDate(disk.state)).toBe(nextDueDate(reference));
    expect([...stateLines(disk.state)]).toEqual([...stateLines(reference)]);
  } finally {
    await disk.close();
    rmSync(directory, { recursive: true, force: true });
  }
};

test(
  `the state on disk equals the state in memory at every step of the random runs ${FIRST_RUN} to ${LAST_RUN} with restarts`,
  async () => {
    for (let seed = FIRST_RUN; seed <= LAST_RUN; seed++) {
      try {
        await runOf(seed);
      } catch (error) {
        throw new Error(`seed ${seed}`, { cause: error });
      }
    }
  },
  (LAST_RUN - FIRST_RUN + 1) * RUN_MS,
);
