import { nextDueDate, takeDueCommand } from '../due-commands.ts';
import type { Response } from '../processing.ts';
import type { Command, EngineRecord } from '../records.ts';
import { EngineState } from '../state/engine-state.ts';
import { ENDLESS, step } from '../step.ts';

/** Bounds of what one act may lead to, so that a model without an end stops within a moment. */
export interface SimulationBudget {
  /** Commands that follow from one command. */
  commands: number;
  /** Due dates taken in one journey through time. */
  dueDates: number;
}

export const DEFAULT_BUDGET: SimulationBudget = { commands: 5_000, dueDates: 1_000 };

/** What one act came to. */
export interface Performed {
  simulation: Simulation;
  /** The records of this act, in their order. */
  records: readonly EngineRecord[];
  /** The engine's answer to a command; nothing for a journey through time. */
  response: Response | undefined;
  /** The act was broken off, as it led to more than the budget allows. A command then changed nothing. */
  exhausted: boolean;
}

interface Parts {
  state: EngineState;
  now: number;
  records: readonly EngineRecord[];
  recordCount: number;
  past: Simulation | undefined;
}

/**
 * The engine played by hand, with a clock that only the player moves.
 *
 * A value: every act answers with a new simulation and leaves the one before as it was. So going back is keeping the
 * former value, and a fork is two acts on the same value. The same acts always give the same records.
 */
export class Simulation {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Records of the latest act. */
  readonly latest: readonly EngineRecord[];
  /** Records of all acts. */
  readonly recordCount: number;
  /** Before the latest act. */
  readonly past: Simulation | undefined;
  private readonly engine: EngineState;
  private readonly budget: SimulationBudget;

  private constructor({ state, now, records, recordCount, past }: Parts, budget: SimulationBudget) {
    this.engine = state;
    this.now = now;
    this.latest = records;
    this.recordCount = recordCount;
    this.past = past;
    this.budget = budget;
  }

  static at(now: number, budget: Partial<SimulationBudget> = {}): Simulation {
    return new Simulation(
      { state: new EngineState(), now, records: [], recordCount: 0, past: undefined },
      { ...DEFAULT_BUDGET, ...budget },
    );
  }

  /** To look at only: it is the state of this moment for ever. */
  get state(): EngineState {
    return this.engine;
  }

  /** Acts since the beginning. */
  get depth(): number {
    return actsOf(this).length - 1;
  }

  /** Carries out one command of the protocol, and what is due at this moment. */
  perform(command: Command): Performed {
    const state = this.engine.copy();
    const { records, response } = step(state, command, this.now, this.budget.commands);
    if (isEndless(response)) return { simulation: this, records, response, exhausted: true };
    const due = this.takeDue(state, this.now, false, records);
    return { ...this.become(state, this.now, records), response, exhausted: due.exhausted };
  }

  /**
   * Moves the clock forward. What falls due on the way happens at its own time, as if one had waited; a journey that
   * meets too many due dates stops at the last one.
   *
   * @param jump everything that is due happens at the end, as when a clock is set
   */
  advanceTo(to: number, jump = false): Performed {
    const state = this.engine.copy();
    const records: EngineRecord[] = [];
    const { now, exhausted } = this.takeDue(state, Math.max(to, this.now), jump, records);
    return { ...this.become(state, now, records), response: undefined, exhausted };
  }

  /** When something happens by itself next; undefined when nothing waits for a time. */
  nextDue(): number | undefined {
    return nextDueDate(this.engine);
  }

  /** The simulation before the latest acts; the beginning when there were not so many. */
  back(count = 1): Simulation {
    let simulation: Simulation = this.past && count > 0 ? this.past : this;
    for (let left = count - 1; left > 0 && simulation.past; left--) simulation = simulation.past;
    return simulation;
  }

  /** A run of its own from here: whatever is done to either does not show in the other. */
  fork(): Simulation {
    const { engine, now, latest, recordCount, past } = this;
    return new Simulation({ state: engine.copy(), now, records: latest, recordCount, past }, this.budget);
  }

  /** All records since the beginning. */
  records(): EngineRecord[] {
    return actsOf(this).flatMap(({ latest }) => latest);
  }

  private takeDue(
    state: EngineState,
    to: number,
    jump: boolean,
    records: EngineRecord[],
  ): { now: number; exhausted: boolean } {
    let now = this.now;
    for (let count = 0; ; count++) {
      const due = nextDueDate(state);
      if (due === undefined || due > to) return { now: to, exhausted: false };
      if (count >= this.budget.dueDates) return { now: jump ? to : now, exhausted: true };
      now = jump ? to : Math.max(now, due);
      const command = takeDueCommand(state, now);
      if (!command) continue;
      const { records: done, response } = step(state, command, now, this.budget.commands);
      records.push(...done);
      if (isEndless(response)) return { now, exhausted: true };
    }
  }

  private become(
    state: EngineState,
    now: number,
    records: readonly EngineRecord[],
  ): { simulation: Simulation; records: readonly EngineRecord[] } {
    const recordCount = this.recordCount + records.length;
    return { simulation: new Simulation({ state, now, records, recordCount, past: this }, this.budget), records };
  }
}

const isEndless = (response: Response | undefined): boolean =>
  response?.kind === 'rejected' && response.reason.includes(ENDLESS);

/** A simulation and all before it, the oldest first. */
const actsOf = (simulation: Simulation): Simulation[] => {
  const acts: Simulation[] = [];
  for (let at: Simulation | undefined = simulation; at; at = at.past) acts.push(at);
  return acts.reverse();
};
