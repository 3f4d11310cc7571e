import { EngineState, step, takeDueCommand } from '#engine';
import { deployment, randomCommand, seeded } from '../../faults/support/random-commands.ts';
import { finishInstances } from '../../support/finish-instances.ts';
import { leftOver } from '../support/left-over.ts';

const RUNS = 30;
const COMMANDS = 80;
const FIRST_NOW = Date.UTC(2026, 0, 5, 1);

/** Commands and time as clients and clocks bring them, on every model of the scenarios at once. */
const disturbed = (seed: number): { state: EngineState; now: number } => {
  const state = new EngineState();
  const random = seeded(seed);
  let now = FIRST_NOW;
  step(state, deployment(), now);
  for (let count = 0; count < COMMANDS; count++) {
    const { command, afterMs } = randomCommand(state, random);
    step(state, command, now);
    now += afterMs;
    for (let due = takeDueCommand(state, now); due; due = takeDueCommand(state, now)) step(state, due, now);
  }
  return { state, now };
};

test.each(Array.from({ length: RUNS }, (_, index) => [index + 1]))(
  'whatever clients did before (seed %d), when all instances have ended nothing of them is left',
  (seed) => {
    const { state, now } = disturbed(seed);
    expect(state.elementInstances.size).toBeGreaterThan(0);
    finishInstances(state, now);
    expect(state.elementInstances.size).toBe(0);
    expect(leftOver(state)).toEqual([]);
  },
);
