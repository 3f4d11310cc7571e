import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { ProcessInstanceValue } from '../records.ts';
import type { ElementInstance } from '../state/engine-state.ts';
import { executableOf } from '../state/lookups.ts';
import type { CommandOf, Handlers } from './handler.ts';
import type { Migrating } from './migration-checks.ts';
import { checkElement, checkMappings, checkNoDuplicates } from './migration-checks.ts';
import { migrateEvents } from './migration-events.ts';

type Target = Pick<ProcessInstanceValue, 'processDefinitionKey' | 'bpmnProcessId' | 'version'>;

const migrateJob = ({ state, event }: Bound, instance: ElementInstance, target: Target, elementId: string): void => {
  const job = instance.jobKey === undefined ? undefined : state.jobs.get(instance.jobKey);
  if (!job) return;
  const { processDefinitionKey, bpmnProcessId, version } = target;
  const value = { ...job.value, processDefinitionKey, bpmnProcessId, processDefinitionVersion: version, elementId };
  event(instance.jobKey!, 'JOB', 'MIGRATED', value);
};

/** State and events of the processing at hand. */
type Bound = { state: Processing['state']; event: Processing['event'] };

const bound = (processing: Processing): Bound => ({
  state: processing.state,
  event: (key, type, intent, value) => processing.event(key, type, intent, value),
});

const migrateIncidents = ({ state, event }: Bound, instance: ElementInstance, target: Target, elementId: string) => {
  const keys = [state.incidentByElement.get(instance.key), state.incidentByJob.get(instance.jobKey ?? -1)];
  for (const key of keys) {
    if (key === undefined) continue;
    const { processDefinitionKey, bpmnProcessId } = target;
    const incident = { ...state.incidents.get(key)!, processDefinitionKey, bpmnProcessId, elementId };
    event(key, 'INCIDENT', 'MIGRATED', incident);
  }
};

const migrateUserTask = ({ state, event }: Bound, instance: ElementInstance, target: Target, elementId: string) => {
  const task = instance.userTaskKey === undefined ? undefined : state.userTasks.get(instance.userTaskKey);
  if (!task) return;
  const { processDefinitionKey, bpmnProcessId, version } = target;
  const value = { ...task, processDefinitionKey, bpmnProcessId, processDefinitionVersion: version, elementId };
  event(instance.userTaskKey!, 'USER_TASK', 'MIGRATED', value);
};

const migrateVariables = ({ state, event }: Bound, { key, value }: ElementInstance, target: Target): void => {
  const { processDefinitionKey, bpmnProcessId } = target;
  for (const [name, variable] of Object.entries(state.variables.get(key) ?? {}))
    event(variable.key, 'VARIABLE', 'MIGRATED', {
      name,
      value: 'null',
      scopeKey: key,
      processInstanceKey: value.processInstanceKey,
      processDefinitionKey,
      bpmnProcessId,
      tenantId: value.tenantId,
    });
};

const migrateElement = (migrating: Migrating, instance: ElementInstance, target: Target): void => {
  const { processing } = migrating;
  const element = checkElement(migrating, instance);
  const sourceId = instance.value.elementId;
  const value = { ...instance.value, ...target, elementId: element.id };
  processing.event(instance.key, 'PROCESS_INSTANCE', 'ELEMENT_MIGRATED', value);
  const within = bound(processing);
  migrateJob(within, instance, target, element.id);
  migrateIncidents(within, instance, target, element.id);
  migrateUserTask(within, instance, target, element.id);
  migrateVariables(within, instance, target);
  if (instance.state === 'ACTIVATING') return;
  migrateEvents(migrating, { key: instance.key, value, element, process: migrating.target }, sourceId);
};

const notFound = (reason: string): Rejection =>
  new Rejection('NOT_FOUND', `Expected to migrate process instance ${reason}`);

/** Lets a running instance go on as one of another definition: every active element must be mapped. */
const migrate = (processing: Processing, { value }: CommandOf<'PROCESS_INSTANCE_MIGRATION'>): void => {
  const { state } = processing;
  const { processInstanceKey, targetProcessDefinitionKey, mappingInstructions } = value;
  const root = state.elementInstances.get(processInstanceKey);
  if (!root) throw notFound(`but no process instance found with key '${processInstanceKey}'`);
  checkNoDuplicates(value);
  const definition = state.processes.get(targetProcessDefinitionKey);
  if (!definition)
    throw notFound(`to process definition but no process definition found with key '${targetProcessDefinitionKey}'`);
  const source = executableOf(state, root.value.processDefinitionKey);
  const target = executableOf(state, targetProcessDefinitionKey);
  checkMappings(value, source, target);
  const map = new Map(mappingInstructions.map((each) => [each.sourceElementId, each.targetElementId]));
  map.set(root.value.bpmnProcessId, definition.bpmnProcessId);
  const migrating: Migrating = { processing, root, source, target, map };
  const { bpmnProcessId, version } = definition;
  const queue = [root.key];
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    const instance = state.elementInstances.get(key)!;
    migrateElement(migrating, instance, { processDefinitionKey: targetProcessDefinitionKey, bpmnProcessId, version });
    queue.push(...state.children.all(key).sort((a, b) => a - b));
  }
  processing.event(processInstanceKey, 'PROCESS_INSTANCE_MIGRATION', 'MIGRATED', value);
  processing.respond(processInstanceKey, value);
};

export const migrationHandlers: Handlers = { PROCESS_INSTANCE_MIGRATION: { MIGRATE: migrate } };
