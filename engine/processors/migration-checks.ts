import type { Element, ExecutableProcess } from '../model/executable.ts';
import { Rejection } from '../processing.ts';
import type { Processing } from '../processing.ts';
import type { MigrationValue, RejectionType } from '../records.ts';
import type { ElementInstance } from '../state/engine-state.ts';
import { elementFor } from '../state/lookups.ts';

const SUPPORTED = ['PROCESS', 'SERVICE_TASK', 'USER_TASK', 'SUB_PROCESS', 'CALL_ACTIVITY'];

export interface Migrating {
  processing: Processing;
  root: ElementInstance;
  source: ExecutableProcess;
  target: ExecutableProcess;
  /** Source element to target element, the process itself among them. */
  map: ReadonlyMap<string, string>;
}

const refuse = (key: number, reason: string, type: RejectionType = 'INVALID_STATE'): Rejection =>
  new Rejection(type, `Expected to migrate process instance '${key}' but ${reason}`);

export const checkMappings = (
  { processInstanceKey: key, mappingInstructions }: MigrationValue,
  source: ExecutableProcess,
  target: ExecutableProcess,
): void => {
  for (const { sourceElementId, targetElementId } of mappingInstructions) {
    for (const [end, id, process] of [
      ['source', sourceElementId, source],
      ['target', targetElementId, target],
    ] as const) {
      if (process.elements.has(id)) continue;
      throw refuse(
        key,
        `mapping instructions contain a non-existing ${end} element id '${id}'. Elements provided in mapping instructions must exist in the ${end} process definition.`,
        'INVALID_ARGUMENT',
      );
    }
  }
};

export const checkNoDuplicates = ({ processInstanceKey: key, mappingInstructions }: MigrationValue): void => {
  const sources = mappingInstructions.map(({ sourceElementId }) => sourceElementId);
  const twice = [...new Set(sources.filter((id, index) => sources.indexOf(id) !== index))];
  if (twice.length > 0)
    throw refuse(
      key,
      `the mapping instructions contain duplicate source element ids '[${twice.join(', ')}]'.`,
      'INVALID_ARGUMENT',
    );
};

export const checkNoEventSubProcess = (source: ExecutableProcess, target: ExecutableProcess): void => {
  const has = ({ elements }: ExecutableProcess): boolean =>
    [...elements.values()].some(({ type }) => type === 'EVENT_SUB_PROCESS');
  const text = (what: string, whose: string): Rejection =>
    new Rejection(
      'INVALID_STATE',
      `Expected to migrate process instance but ${what} has an event subprocess. ${whose} with event subprocesses cannot be migrated yet.`,
    );
  if (has(source)) throw text('process instance', 'Process instances');
  if (has(target)) throw text('target process', 'Target processes');
};

const implementation = (native: boolean): string => (native ? 'zeebe user task' : 'job worker');

const checkSameKind = ({ root }: Migrating, instance: ElementInstance, found: Element): void => {
  const { elementId, bpmnElementType } = instance.value;
  if (found.type !== bpmnElementType)
    throw refuse(
      root.key,
      `active element with id '${elementId}' and type '${bpmnElementType}' is mapped to an element with id '${found.id}' and different type '${found.type}'. Elements must be mapped to elements of the same type.`,
    );
  if (found.type !== 'USER_TASK') return;
  const was = instance.userTaskKey !== undefined;
  const becomes = !found.job;
  if (was !== becomes)
    throw refuse(
      root.key,
      `active user task with id '${elementId}' and implementation '${implementation(was)}' is mapped to an user task with id '${found.id}' and different implementation '${implementation(becomes)}'. Elements must be mapped to elements of the same implementation.`,
    );
};

const checkSameScope = ({ processing, root }: Migrating, { value }: ElementInstance, found: Element): void => {
  const scope = processing.state.elementInstances.get(value.flowScopeKey);
  if (!scope) return;
  const expected = scope.value.elementId;
  if (found.scopeId !== expected)
    throw refuse(
      root.key,
      `the flow scope of active element with id '${value.elementId}' is changed. The flow scope of the active element is expected to be '${expected}' but was '${found.scopeId}'. The flow scope of an element cannot be changed during migration yet.`,
    );
};

const ALLOWED_BOUNDARY = ['MESSAGE'];

const rejectedBoundaries = ({ boundaryEvents }: Element): string =>
  boundaryEvents
    .map(({ eventType }) => eventType)
    .filter((type) => !ALLOWED_BOUNDARY.includes(type))
    .join(',');

const checkBoundaries = ({ root, source }: Migrating, instance: ElementInstance, found: Element): void => {
  const own = elementFor(source, instance.value);
  const before = rejectedBoundaries(own);
  if (before)
    throw refuse(
      root.key,
      `active element with id '${own.id}' has one or more boundary events of types '${before}'. Migrating active elements with boundary events of these types is not possible yet.`,
    );
  const after = rejectedBoundaries(found);
  if (after)
    throw refuse(
      root.key,
      `target element with id '${found.id}' has one or more boundary events of types '${after}'. Migrating target elements with boundary events of these types is not possible yet.`,
    );
};

/** Everything that can be said against one active element going on as another. */
export const checkElement = (migrating: Migrating, instance: ElementInstance): Element => {
  const { processing, root, target, map } = migrating;
  const { elementId, bpmnElementType } = instance.value;
  if (!SUPPORTED.includes(bpmnElementType))
    throw refuse(
      root.key,
      `active element with id '${elementId}' has an unsupported type. The migration of a ${bpmnElementType} is not supported.`,
    );
  const targetId = map.get(elementId);
  if (targetId === undefined)
    throw refuse(
      root.key,
      `no mapping instruction defined for active element with id '${elementId}'. Elements cannot be migrated without a mapping.`,
    );
  const found = target.elements.get(targetId)!;
  checkSameKind(migrating, instance, found);
  checkSameScope(migrating, instance, found);
  checkBoundaries(migrating, instance, found);
  const busy = (processing.state.eventTriggers.get(instance.key) ?? []).length > 0;
  if (busy || Object.keys(instance.flows).length > 0)
    throw refuse(root.key, 'a concurrent command was executed on the process instance. Please retry the migration.');
  return found;
};

export const alreadySubscribed = (root: number, elementId: string, name: string, eventId: string): Rejection =>
  refuse(
    root,
    `active element with id '${elementId}' attempts to subscribe to a message it is already subscribed to with name '${name}'. Migrating active elements that subscribe to a message they are already subscribed to is not possible yet. Please provide a mapping instruction to message catch event with id '${eventId}' to migrate the respective message subscription.`,
  );

export const cannotSubscribe = (root: number, elementId: string, targetId: string, reason: string): Rejection =>
  refuse(
    root,
    `active element with id '${elementId}' is mapped to element with id '${targetId}' that must be subscribed to a message catch event. ${reason}`,
  );
