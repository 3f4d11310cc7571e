import { isBehindEventGateway } from '../behaviors/element-activation.ts';
import type { Element, ExecutableProcess } from '../model/executable.ts';
import { Rejection } from '../processing.ts';
import type { Processing } from '../processing.ts';
import type { MigrationValue, RejectionType } from '../records.ts';
import type { ElementInstance } from '../state/engine-state.ts';
import { elementFor } from '../state/lookups.ts';

const SUPPORTED = [
  'PROCESS',
  'SERVICE_TASK',
  'USER_TASK',
  'SUB_PROCESS',
  'CALL_ACTIVITY',
  'INTERMEDIATE_CATCH_EVENT',
  'RECEIVE_TASK',
  'EVENT_SUB_PROCESS',
  'EXCLUSIVE_GATEWAY',
  'EVENT_BASED_GATEWAY',
  'BUSINESS_RULE_TASK',
  'SCRIPT_TASK',
  'SEND_TASK',
  'MULTI_INSTANCE_BODY',
];
const CATCH_EVENTS = ['MESSAGE', 'TIMER', 'SIGNAL'];
/** Kinds of boundary events and of event subprocesses that may be there. */
const ATTACHED = ['MESSAGE', 'TIMER', 'SIGNAL', 'ERROR'];

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

const implementation = (native: boolean): string => (native ? 'zeebe user task' : 'job worker');

const checkSupported = ({ processing, root }: Migrating, { value }: ElementInstance, own: Element): void => {
  const { elementId, bpmnElementType, bpmnEventType } = value;
  if (!SUPPORTED.includes(bpmnElementType))
    throw refuse(
      root.key,
      `active element with id '${elementId}' has an unsupported type. The migration of a ${bpmnElementType} is not supported.`,
    );
  if (bpmnElementType !== 'INTERMEDIATE_CATCH_EVENT') return;
  if (!CATCH_EVENTS.includes(bpmnEventType))
    throw refuse(
      root.key,
      `active element with id '${elementId}' is intermediate catch event of type '${bpmnEventType}'. Migrating active intermediate catch event of this type is not possible yet.`,
    );
  if (isBehindEventGateway(processing, value, own))
    throw refuse(
      root.key,
      `active element with id '${elementId}' is an intermediate catch event attached to an event-based gateway. Migrating active events attached to an event-based gateway is not possible yet.`,
    );
};

const checkSameKind = ({ root }: Migrating, instance: ElementInstance, found: Element): void => {
  const { elementId, bpmnElementType } = instance.value;
  const isInner = instance.loopCounter !== undefined && found.inner?.type === bpmnElementType;
  if (found.type !== bpmnElementType && !isInner)
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
  if (found.inner && found.id === expected) return;
  if (found.scopeId !== expected)
    throw refuse(
      root.key,
      `the flow scope of active element with id '${value.elementId}' is changed. The flow scope of the active element is expected to be '${expected}' but was '${found.scopeId}'. The flow scope of an element cannot be changed during migration yet.`,
    );
};

const rejected = (events: Element[]): string =>
  events
    .map(({ eventType }) => eventType)
    .filter((type) => !ATTACHED.includes(type))
    .join(',');

const isInSubProcess = ({ type, scope }: Element): boolean =>
  type === 'START_EVENT' && scope?.type === 'EVENT_SUB_PROCESS';

const checkEventSubProcesses = ({ root }: Migrating, own: Element, found: Element): void => {
  for (const [element, whose] of [
    [own, 'active'],
    [found, 'target'],
  ] as const) {
    const types = rejected(element.events.filter(isInSubProcess));
    if (types)
      throw refuse(
        root.key,
        `${whose} process with id '${element.id}' has one or more event subprocesses with start events of types '${types}'. Migrating event subprocesses with start events of these types is not possible yet.`,
      );
  }
};

const checkBoundaries = ({ root }: Migrating, own: Element, found: Element): void => {
  const before = rejected(own.boundaryEvents);
  if (before)
    throw refuse(
      root.key,
      `active element with id '${own.id}' has one or more boundary events of types '${before}'. Migrating active elements with boundary events of these types is not possible yet.`,
    );
  const after = rejected(found.boundaryEvents);
  if (after)
    throw refuse(
      root.key,
      `target element with id '${found.id}' has one or more boundary events of types '${after}'. Migrating target elements with boundary events of these types is not possible yet.`,
    );
};

/** Mapped catch events stay at the same element, one to one, and of the same kind. */
const checkCatchEvents = ({ root, target, map }: Migrating, own: Element, found: Element): void => {
  const mapped = own.events.filter(({ id }) => map.has(id));
  for (const { id } of mapped) {
    if (found.events.some((event) => event.id === map.get(id))) continue;
    throw refuse(
      root.key,
      `active element with id '${own.id}' is mapped to an element with id '${found.id}' and has a catch event with id '${id}' that is mapped to a catch event with id '${map.get(id)!}'. These mappings detach the catch event from the element in the target process. Catch events must stay attached to the same element instance.`,
    );
  }
  for (const targetId of new Set(mapped.map(({ id }) => map.get(id)!))) {
    const sources = mapped.filter(({ id }) => map.get(id) === targetId).map(({ id }) => id);
    if (sources.length > 1)
      throw refuse(
        root.key,
        `active element with id '${own.id}' has a catch event attached that is mapped to a catch event with id '${targetId}'. There are multiple mapping instructions that target this catch event: '${sources.sort().join("', '")}'. Catch events cannot be merged by process instance migration. Please ensure the mapping instructions target a catch event only once.`,
      );
  }
  for (const { id, eventType } of mapped) {
    const other = target.elements.get(map.get(id)!)!;
    if (other.eventType !== eventType)
      throw refuse(
        root.key,
        `active element with id '${own.id}' has a catch event with id '${id}' that is mapped to a catch event with id '${other.id}'. These catch events have different event types: '${eventType}' and '${other.eventType}'. The event type of a catch event cannot be changed by process instance migration. Please ensure the event type of the catch event remains the same or remove the mapping instruction for these catch events.`,
      );
  }
};

const checkLoops = ({ root, source }: Migrating, sourceId: string, found: Element): void => {
  const loop = source.elements.get(sourceId)?.loop;
  if (loop && found.loop && loop.sequential !== found.loop.sequential)
    throw refuse(
      root.key,
      `active element with id '${sourceId}' has a different loop characteristics than the target element with id '${found.id}'. Both elements must have either sequential or parallel loop characteristics.`,
    );
};

/** Everything that can be said against one active element going on as another; returns that other one. */
export const checkElement = (migrating: Migrating, instance: ElementInstance): Element => {
  const { processing, root, source, target, map } = migrating;
  const { elementId } = instance.value;
  const own = elementFor(source, instance.value);
  checkSupported(migrating, instance, own);
  const targetId = map.get(elementId);
  if (targetId === undefined)
    throw refuse(
      root.key,
      `no mapping instruction defined for active element with id '${elementId}'. Elements cannot be migrated without a mapping.`,
    );
  const named = target.elements.get(targetId)!;
  checkSameKind(migrating, instance, named);
  checkSameScope(migrating, instance, named);
  const found = instance.loopCounter !== undefined && named.inner ? named.inner : named;
  checkEventSubProcesses(migrating, own, found);
  checkBoundaries(migrating, own, found);
  checkCatchEvents(migrating, own, found);
  checkLoops(migrating, elementId, named);
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
    `active element with id '${elementId}' is mapped to element with id '${targetId}' that must be subscribed to a catch event. ${reason}`,
  );
