import { readFileSync, readdirSync } from 'node:fs';
import type { Command, EngineState } from '#engine';
import { toBase64, utf8Bytes } from '#engine';
import { jobCommand } from '../../../broker/commands/jobs.ts';

const MODELS = new URL('../../scenarios/models/', import.meta.url);
const TENANT = '<default>';

/** Numbers in [0, 1) that follow from the seed alone. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const resources = readdirSync(MODELS)
  .filter((name) => !name.startsWith('refused'))
  .map((resourceName) => ({
    resourceName,
    resource: toBase64(utf8Bytes(readFileSync(new URL(resourceName, MODELS), 'utf8'))),
  }));

/** A deployment of these resources. */
export const deploymentOf = (resources: { resourceName: string; resource: string }[]): Command => ({
  valueType: 'DEPLOYMENT',
  intent: 'CREATE',
  key: -1,
  value: {
    resources,
    processesMetadata: [],
    decisionsMetadata: [],
    decisionRequirementsMetadata: [],
    formMetadata: [],
    deploymentKey: -1,
    tenantId: TENANT,
  } as never,
});

/** Every model of the scenarios, deployed together. */
export const deployment = (): Command => deploymentOf(resources);

/** A command that may or may not make sense for the state, as clients and time bring them; and how far time moves on. */
export const randomCommand = (state: EngineState, random: () => number): { command: Command; afterMs: number } => {
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const jobs = [...state.jobs.entries()];
  const processes = [...state.processVersions.entries()].map(([id]) => id);
  const variables = { x: Math.floor(random() * 5), key: pick(['k1', 'k2']), amount: random() * 100, list: [1, 2] };
  const create = (): Command => ({
    valueType: 'PROCESS_INSTANCE_CREATION',
    intent: 'CREATE',
    key: -1,
    value: {
      bpmnProcessId: pick(processes) ?? '',
      version: -1,
      processDefinitionKey: -1,
      processInstanceKey: -1,
      startInstructions: [],
      variables,
      tenantId: '',
    } as never,
  });
  const onJob = (intent: string, part: object): Command => {
    const job = pick(jobs);
    return job ? jobCommand(intent, String(job[0]), { ...job[1].value, ...part } as never) : create();
  };
  const kinds: (() => Command)[] = [
    create,
    create,
    () => onJob('COMPLETE', { variables }),
    () => onJob('COMPLETE', { variables }),
    () => onJob('FAIL', { retries: Math.floor(random() * 2), errorMessage: 'no', retryBackoff: 500 }),
    () => onJob('THROW_ERROR', { errorCode: pick(['E', 'oops']) ?? '', errorMessage: 'e' }),
    () => ({
      valueType: 'JOB_BATCH',
      intent: 'ACTIVATE',
      key: -1,
      value: {
        type: pick(jobs)?.[1].value.type ?? 'a',
        worker: 'w',
        timeout: 1000,
        maxJobsToActivate: 3,
        jobKeys: [],
        jobs: [],
        truncated: false,
        tenantIds: [TENANT],
      } as never,
    }),
    () => ({
      valueType: 'MESSAGE',
      intent: 'PUBLISH',
      key: -1,
      value: {
        name: pick(['m', 'start', 'go', 'message']) ?? 'm',
        correlationKey: pick(['k1', 'k2', '1', '']) ?? '',
        timeToLive: pick([0, 3000]) ?? 0,
        deadline: -1,
        messageId: '',
        variables: {},
        tenantId: TENANT,
      } as never,
    }),
    () => {
      const incident = pick([...state.incidents.entries()]);
      return incident
        ? { valueType: 'INCIDENT', intent: 'RESOLVE', key: incident[0], value: incident[1] as never }
        : create();
    },
    () => {
      const instance = pick([...state.elementInstances.values()].filter(({ value }) => value.flowScopeKey < 0));
      return instance
        ? { valueType: 'PROCESS_INSTANCE', intent: 'CANCEL', key: instance.key, value: instance.value as never }
        : create();
    },
    () => {
      const task = pick([...state.userTasks.entries()]);
      return task
        ? { valueType: 'USER_TASK', intent: 'COMPLETE', key: task[0], value: { ...task[1], variables } as never }
        : create();
    },
  ];
  return { command: pick(kinds)!(), afterMs: pick([0, 1, 200, 5000]) ?? 0 };
};
