import type { Command, EngineRecord } from '#engine';
import { EngineState, exportJson, replay, stateLines, step, takeDueCommand, toBase64, utf8Bytes } from '#engine';
import { modelText } from '../support/bpmn-text.ts';
import { leftOver } from '../support/left-over.ts';
import { randomCase } from './generate.ts';

const NOW = Date.UTC(2026, 0, 1);
const MAX_JOBS = 500;

/** Deploys and starts the case of a seed and completes its jobs, oldest first, until there are none. */
const play = (seed: number) => {
  const { id, model, variables } = randomCase(seed);
  const state = new EngineState();
  const records: EngineRecord[] = [];
  const run = (command: Command) => {
    const result = step(state, command, NOW);
    records.push(...result.records);
    return result.response;
  };
  const none = { processesMetadata: [], decisionsMetadata: [], decisionRequirementsMetadata: [], formMetadata: [] };
  const resources = [{ resourceName: `${id}.bpmn`, resource: toBase64(utf8Bytes(modelText(model))) }];
  const value = { ...none, resources, deploymentKey: -1, tenantId: '<default>' };
  const deployed = run({ valueType: 'DEPLOYMENT', intent: 'CREATE', key: -1, value });
  run({
    valueType: 'PROCESS_INSTANCE_CREATION',
    intent: 'CREATE',
    key: -1,
    value: {
      bpmnProcessId: id,
      version: -1,
      processDefinitionKey: -1,
      processInstanceKey: -1,
      startInstructions: [],
      variables: variables as never,
      tenantId: '<default>',
    },
  });
  for (let count = 0; count < MAX_JOBS; count++) {
    const due = takeDueCommand(state, NOW);
    const [job] = [...state.jobs.entries()].sort(([a], [b]) => a - b);
    if (due) run(due);
    else if (!job) break;
    else run({ valueType: 'JOB', intent: 'COMPLETE', key: job[0], value: { ...job[1].value, variables: {} } });
  }
  return { state, records, deployed };
};

describe('a random model', () => {
  test.each(Array.from({ length: 200 }, (_, index) => [index + 1]))(
    'of seed %d comes to its end, leaves nothing, and its records rebuild the state',
    (seed) => {
      const { state, records, deployed } = play(seed);
      expect(deployed).toMatchObject({ kind: 'done' });
      expect(records.some(({ intent }) => intent === 'ELEMENT_COMPLETED')).toBe(true);
      expect(state.elementInstances.size).toBe(0);
      expect(leftOver(state)).toEqual([]);
      const again = replay(records.map((record) => JSON.parse(exportJson(record)) as EngineRecord));
      expect([...stateLines(again)]).toEqual([...stateLines(state)]);
    },
  );
});
