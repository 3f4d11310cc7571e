import type { Command, EngineRecord, ProcessValue, SimulationBudget, Variables } from '#engine';
import { commands, Simulation } from '#engine';
import { InvalidArgument } from '../../../broker/errors.ts';
import { Fields } from '../../../broker/rest/fields.ts';
import { Problem } from '../../../broker/rest/problem.ts';
import * as taskRequests from '../../../broker/rest/user-task-requests.ts';
import type { Scenario, Step } from './steps.ts';

/** The text of a model by its file name. */
export type Models = Readonly<Record<string, string>>;

/** Kinds of steps that the player of simulations can do; the rest are requests about many things at once. */
const PLAYED: ReadonlySet<Step['do']> = new Set<Step['do']>([
  ...([
    'deploy',
    'create',
    'complete',
    'completeAll',
    'fail',
    'throwError',
    'activateOnly',
    'retries',
    'task',
  ] as const),
  ...(['publish', 'signal', 'advance', 'resolve', 'set', 'cancel'] as const),
]);

export const canPlay = ({ steps }: Scenario): boolean => steps.every((step) => PLAYED.has(step.do));

const HOUR_MS = 3_600_000;

class Player {
  simulation: Simulation;
  readonly models: Models;

  constructor(models: Models, startAt: number, budget: Partial<SimulationBudget>) {
    this.models = models;
    this.simulation = Simulation.at(startAt, budget);
  }

  run(command: Command): void {
    this.simulation = this.simulation.perform(command).simulation;
  }

  deploy(names: readonly string[]): void {
    this.run(commands.deploy(names.map((name) => ({ name, content: this.models[name]! }))));
  }

  latest(valueType: string, intent: string, elementId?: string): number {
    const found = this.simulation
      .records()
      .findLast(
        (record) =>
          record.valueType === valueType &&
          record.intent === intent &&
          (!elementId || (record.value as { elementId?: string }).elementId === elementId),
      );
    if (!found) throw new Error(`no ${valueType} ${intent} ${elementId ?? ''} in the records`);
    return found.key;
  }

  /** Activates the first job of a type, as a worker does. */
  job(type: string, timeoutMs = HOUR_MS): number {
    this.run(commands.activateJobs(type, 'scenario', timeoutMs, 1));
    const { jobKeys } = this.simulation.latest.find(({ valueType }) => valueType === 'JOB_BATCH')!.value as {
      jobKeys: number[];
    };
    if (jobKeys[0] === undefined) throw new Error(`no job of type ${type}`);
    return jobKeys[0];
  }

  hasJob(type: string): boolean {
    return this.simulation.state.activatableJobs.count(type) > 0;
  }
}

const variablesOf = (given: object | undefined): Variables => (given ?? {}) as Variables;

const taskCommand = (player: Player, step: Extract<Step, { do: 'task' }>): Command => {
  const key = String(player.latest('USER_TASK', 'CREATED'));
  const values = (step.body ?? {}) as Record<string, unknown>;
  const fields = new Fields({ values, exact: values });
  if (step.method === 'PATCH') return taskRequests.update(key, fields);
  if (step.method === 'DELETE') return taskRequests.unassign(key, fields);
  return step.path === '/completion' ? taskRequests.complete(key, fields) : taskRequests.assign(key, fields);
};

const play = (player: Player, step: Step): void => {
  switch (step.do) {
    case 'deploy':
      return player.deploy(step.resources);
    case 'create':
      return player.run(commands.createInstance(step.process, variablesOf(step.variables), step.at));
    case 'complete':
      return player.run(commands.completeJob(player.job(step.job), variablesOf(step.variables)));
    case 'completeAll':
      while (player.hasJob(step.job)) player.run(commands.completeJob(player.job(step.job)));
      return;
    case 'fail':
      return player.run(
        commands.jobCommand('FAIL', player.job(step.job), {
          retries: step.retries,
          errorMessage: step.message ?? '',
          retryBackoff: step.backOffMs ?? 0,
          variables: variablesOf(step.variables),
        }),
      );
    case 'throwError':
      return player.run(
        commands.throwError(player.job(step.job), step.code, step.message ?? '', variablesOf(step.variables)),
      );
    case 'activateOnly':
      return void player.job(step.job, step.timeoutMs);
    case 'retries':
      return player.run(commands.updateRetries(player.latest('JOB', 'CREATED'), step.retries));
    case 'task':
      return player.run(taskCommand(player, step));
    case 'publish':
      return player.run(
        commands.publishMessage(step.message, step.key, variablesOf(step.variables), step.ttlMs, step.id),
      );
    case 'signal':
      return player.run(commands.broadcastSignal(step.name, variablesOf(step.variables)));
    case 'advance':
      player.simulation = player.simulation.advanceTo(player.simulation.now + step.ms, true).simulation;
      return;
    case 'resolve':
      return player.run(commands.resolveIncident(player.latest('INCIDENT', 'CREATED')));
    case 'set': {
      const scope = step.element ? player.latest('PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', step.element) : undefined;
      const instance = () => player.latest('PROCESS_INSTANCE_CREATION', 'CREATED');
      const value = () =>
        player.simulation.records().findLast(({ key }) => key === instance())!.value as { processInstanceKey: number };
      return player.run(
        commands.setVariables(scope ?? value().processInstanceKey, variablesOf(step.variables), step.local),
      );
    }
    case 'cancel': {
      const created = player.simulation
        .records()
        .findLast(({ valueType, intent }) => valueType === 'PROCESS_INSTANCE_CREATION' && intent === 'CREATED')!;
      return player.run(commands.cancelInstance((created.value as { processInstanceKey: number }).processInstanceKey));
    }
    default:
      throw new Error(`a simulation does not play '${step.do}'`);
  }
};

/** Plays a scenario by hand; what a step is refused is in the records, as everywhere. */
export const playSimulated = (
  scenario: Scenario,
  models: Models,
  startAt: number,
  budget: Partial<SimulationBudget> = {},
): Simulation => {
  const player = new Player(models, startAt, budget);
  if (scenario.resources.length > 0) player.deploy(scenario.resources);
  for (const step of scenario.steps) {
    try {
      play(player, step);
    } catch (error) {
      // A request that the gateway refuses by itself never reaches the engine.
      if (!(error instanceof InvalidArgument || error instanceof Problem)) throw error;
    }
  }
  return player.simulation;
};

/** Records of the processes that the scenario deployed, for comparing with a recorded trace. */
export const ownRecords = (records: readonly EngineRecord[]): EngineRecord[] => {
  const definitions = new Set(
    records.flatMap(({ valueType, intent, value }) =>
      valueType === 'PROCESS' && intent === 'CREATED' ? [(value as ProcessValue).processDefinitionKey] : [],
    ),
  );
  return records.filter(({ value }) => {
    const { processDefinitionKey } = value as { processDefinitionKey?: number };
    return processDefinitionKey === undefined || processDefinitionKey < 0 || definitions.has(processDefinitionKey);
  });
};
