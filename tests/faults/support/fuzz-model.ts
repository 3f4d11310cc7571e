import type { Command, EngineRecord } from '#engine';
import {
  ENDLESS,
  EngineState,
  exportJson,
  replay,
  stateLines,
  step,
  takeDueCommand,
  toBase64,
  utf8Bytes,
} from '#engine';
import { deploymentOf, randomCommand, seeded } from './random-commands.ts';
import { mutatedModel } from './mutate-model.ts';

const FIRST_NOW = Date.UTC(2026, 0, 5, 1);
const COMMANDS = 20;
/** Follow-ups of one command: a fuzzed model may go round and round, and is stopped sooner than a model of a person. */
const MOST_FOLLOWING = 2_000;
const MOST_DUE = 50;
/** Every so many accepted models the records are read back. */
const REPLAY_EVERY = 5;

export interface Fuzzed {
  accepted: boolean;
  /** What must not happen: an exception, a state that its records do not rebuild, something left behind. */
  problems: string[];
}

/** What is left in the state when every instance was ended. */
const RUNTIME = ['elementInstances', 'variables', 'jobs', 'userTasks', 'incidents', 'compensations'] as const;

/** Deploys the model of a seed and, where it is accepted, lets instances of it run under commands that make sense or not. */
export const fuzz = (seed: number): Fuzzed => {
  const random = seeded(seed);
  const { name, text } = mutatedModel(random);
  const state = new EngineState();
  const records: EngineRecord[] = [];
  const problems = new Set<string>();
  let now = FIRST_NOW;
  const run = (command: Command): boolean => {
    const result = step(state, command, now, MOST_FOLLOWING);
    records.push(...result.records);
    const { response } = result;
    if (response?.kind !== 'rejected') return true;
    const failed = response.type === 'PROCESSING_ERROR' && !response.reason.includes(ENDLESS);
    if (failed) problems.add(`${command.valueType} ${command.intent}: ${response.reason}`);
    return false;
  };
  const runDue = (): void => {
    for (let count = 0; count < MOST_DUE; count++) {
      const due = takeDueCommand(state, now);
      if (!due || !run(due)) return;
    }
  };
  const accepted = run(deploymentOf([{ resourceName: name, resource: toBase64(utf8Bytes(text)) }]));
  if (!accepted || state.processVersions.size === 0) return { accepted, problems: [...problems] };
  for (let count = 0; count < COMMANDS; count++) {
    const { command, afterMs } = randomCommand(state, random);
    run(command);
    now += afterMs;
    runDue();
  }
  for (const { key, value } of [...state.elementInstances.values()])
    if (value.flowScopeKey < 0 && value.parentProcessInstanceKey < 0 && state.elementInstances.get(key))
      run({ valueType: 'PROCESS_INSTANCE', intent: 'CANCEL', key, value });
  if (state.elementInstances.size === 0)
    for (const table of RUNTIME) if (state[table].size > 0) problems.add(`left behind: ${table}`);
  if (seed % REPLAY_EVERY === 0) {
    const again = replay(records.map((record) => JSON.parse(exportJson(record)) as EngineRecord));
    if ([...stateLines(again)].join('\n') !== [...stateLines(state)].join('\n'))
      problems.add('the records do not rebuild the state');
  }
  return { accepted, problems: [...problems] };
};
