import type { Command, EngineState } from '#engine';
import { commands, step, takeDueCommand } from '#engine';

const MAX_ROUNDS = 60;
const HOUR_MS = 3_600_000;
const MAX_DUE_PER_ROUND = 200;

const rootInstances = (state: EngineState): number[] =>
  [...state.elementInstances.values()]
    .filter(({ value }) => value.flowScopeKey < 0 && value.parentElementInstanceKey < 0)
    .map(({ key }) => key);

/** What would bring the waiting work forward: jobs and tasks done, messages and signals sent. */
function* nextCommands(state: EngineState): Generator<Command> {
  for (const [key, { state: jobState }] of [...state.jobs.entries()])
    if (jobState === 'ACTIVATABLE' || jobState === 'ACTIVATED') yield commands.completeJob(key);
  for (const [key] of [...state.userTasks.entries()]) yield commands.completeUserTask(key);
  for (const { value } of [...state.messageSubscriptions.values()])
    yield commands.publishMessage(value.messageName, value.correlationKey);
  const signals = [...state.signalSubscriptions.values()].filter(
    ({ catchEventInstanceKey }) => catchEventInstanceKey >= 0,
  );
  for (const name of new Set(signals.map(({ signalName }) => signalName))) yield commands.broadcastSignal(name);
}

/**
 * Brings every instance to an end: what waits is done, sent or waited for; what still runs after some rounds (an
 * incident, an endless circle) is cancelled. The state is changed in place.
 *
 * @returns how many had to be cancelled
 */
export const finishInstances = (state: EngineState, now: number): number => {
  for (let round = 0, at = now; round < MAX_ROUNDS && rootInstances(state).length > 0; round++, at += 12 * HOUR_MS) {
    for (const command of nextCommands(state)) step(state, command, at);
    for (let count = 0; count < MAX_DUE_PER_ROUND; count++) {
      const due = takeDueCommand(state, at);
      if (!due) break;
      step(state, due, at);
    }
  }
  const left = rootInstances(state);
  for (const key of left) step(state, commands.cancelInstance(key), now);
  return left.length;
};
