import type { EngineRecord, ProcessInstanceValue } from '../records.ts';
import type { ElementInstance, EngineState } from '../state/engine-state.ts';
import { elementFor, executableOf } from '../state/lookups.ts';
import { withFields } from '../state/with-fields.ts';

const change = (state: EngineState, key: number, part: Partial<ElementInstance>): void => {
  const instance = state.elementInstances.get(key);
  if (instance) state.elementInstances.put(key, withFields(instance, part));
};

const NO_FLOWS = Object.freeze({});
const JOINING = ['PARALLEL_GATEWAY', 'INCLUSIVE_GATEWAY'];

/** The flows that led here are used up: each once at a joining gateway, one of them elsewhere. */
const useFlows = (state: EngineState, value: ProcessInstanceValue, scope: ElementInstance): void => {
  const { incoming } = elementFor(executableOf(state, value.processDefinitionKey), value);
  const taken = incoming.filter(({ id }) => scope.flows[id]);
  const used = JOINING.includes(value.bpmnElementType) ? taken : taken.slice(0, 1);
  if (used.length === 0) return;
  const flows = { ...scope.flows };
  for (const { id } of used) {
    if (flows[id]! > 1) flows[id]!--;
    else delete flows[id];
  }
  change(state, scope.key, { flows });
};

/** The event that started an event subprocess goes on to its start event, which takes its variables. */
const moveTrigger = (state: EngineState, from: number, to: number): void => {
  const [trigger, ...others] = state.eventTriggers.get(from) ?? [];
  if (!trigger) return;
  state.eventTriggers.put(to, [trigger]);
  if (others.length > 0) state.eventTriggers.put(from, others);
  else state.eventTriggers.remove(from);
};

const enterScope = (state: EngineState, key: number, value: ProcessInstanceValue): Partial<ElementInstance> => {
  const scope = state.elementInstances.get(value.flowScopeKey)!;
  const element = elementFor(executableOf(state, value.processDefinitionKey), value);
  const scopeType = scope.value.bpmnElementType;
  if (element.type === 'EVENT_SUB_PROCESS') {
    if (element.startEvents[0]!.interrupting) change(state, scope.key, { flows: NO_FLOWS });
  } else {
    useFlows(state, value, scope);
  }
  state.children.add(scope.key, key);
  if (element.type === 'START_EVENT' && scopeType === 'EVENT_SUB_PROCESS')
    moveTrigger(state, scope.value.flowScopeKey, key);
  if (scopeType !== 'MULTI_INSTANCE_BODY') return {};
  const inner = scope.inner ?? { started: 0, completed: 0, terminated: 0 };
  change(state, scope.key, { inner: { ...inner, started: inner.started + 1 } });
  return { loopCounter: inner.started + 1 };
};

const countInstance = (state: EngineState, processDefinitionKey: number, change: 1 | -1): void => {
  const count = (state.instanceCounts.get(processDefinitionKey) ?? 0) + change;
  if (count > 0) state.instanceCounts.put(processDefinitionKey, count);
  else state.instanceCounts.remove(processDefinitionKey);
};

const activating = (state: EngineState, { key, value }: EngineRecord): void => {
  const instance = value as ProcessInstanceValue;
  const inScope = instance.flowScopeKey >= 0 ? enterScope(state, key, instance) : {};
  if (instance.flowScopeKey < 0 && instance.parentElementInstanceKey >= 0)
    change(state, instance.parentElementInstanceKey, { calledInstanceKey: key });
  state.elementInstances.put(key, { key, state: 'ACTIVATING', value: instance, flows: NO_FLOWS, ...inScope });
  if (instance.bpmnElementType === 'PROCESS') countInstance(state, instance.processDefinitionKey, 1);
};

const flowTaken = (state: EngineState, { value }: EngineRecord): void => {
  const { elementId, flowScopeKey } = value as ProcessInstanceValue;
  const { flows } = state.elementInstances.get(flowScopeKey)!;
  change(state, flowScopeKey, { flows: { ...flows, [elementId]: (flows[elementId] ?? 0) + 1 } });
};

const releaseMessageLock = (state: EngineState, processInstanceKey: number): void => {
  const started = state.startedBy.get(processInstanceKey);
  if (!started) return;
  state.startedBy.remove(processInstanceKey);
  state.startedByMessage.remove(`${started.bpmnProcessId}|${started.correlationKey}`);
};

const remove = (state: EngineState, key: number, value: ProcessInstanceValue): void => {
  state.elementInstances.remove(key);
  state.variables.remove(key);
  state.eventTriggers.remove(key);
  if (value.flowScopeKey >= 0) state.children.remove(value.flowScopeKey, key);
  if (value.bpmnElementType !== 'PROCESS') return;
  releaseMessageLock(state, key);
  countInstance(state, value.processDefinitionKey, -1);
};

/** Counts an inner instance of a multi-instance body that has ended. */
const countInner = (state: EngineState, scopeKey: number, how: 'completed' | 'terminated'): void => {
  const inner = state.elementInstances.get(scopeKey)?.inner;
  if (inner) change(state, scopeKey, { inner: { ...inner, [how]: inner[how] + 1 } });
};

/** What a called process hands back waits at the call activity, like the variables of an event. */
const handBackVariables = (state: EngineState, key: number, value: ProcessInstanceValue): void => {
  const caller = state.elementInstances.get(value.parentElementInstanceKey);
  if (!caller || caller.closed) return;
  const call = elementFor(executableOf(state, caller.value.processDefinitionKey), caller.value);
  if (!call.called!.propagateAllChild && call.outputs.length === 0) return;
  const variables = Object.fromEntries(
    Object.entries(state.variables.get(key) ?? {}).map(([name, { json }]) => [name, json]),
  );
  const waiting = state.eventTriggers.get(caller.key) ?? [];
  state.eventTriggers.put(caller.key, [{ eventKey: caller.key, elementId: call.id, variables }, ...waiting]);
};

const completed = (state: EngineState, { key, value }: EngineRecord): void => {
  const instance = value as ProcessInstanceValue;
  if (instance.bpmnElementType === 'PROCESS') handBackVariables(state, key, instance);
  remove(state, key, instance);
  countInner(state, instance.flowScopeKey, 'completed');
  if (instance.bpmnEventType === 'TERMINATE')
    change(state, instance.flowScopeKey, { flows: NO_FLOWS, interruptingId: instance.elementId });
};

const terminated = (state: EngineState, { key, value }: EngineRecord): void => {
  const instance = value as ProcessInstanceValue;
  remove(state, key, instance);
  countInner(state, instance.flowScopeKey, 'terminated');
};

/** The instance goes on as one of another definition, possibly under another id. */
const migrated = (state: EngineState, { key, value }: EngineRecord): void => {
  const instance = value as ProcessInstanceValue;
  const before = state.elementInstances.get(key)!.value;
  if (instance.bpmnElementType === 'PROCESS') {
    countInstance(state, before.processDefinitionKey, -1);
    countInstance(state, instance.processDefinitionKey, 1);
  }
  change(state, key, { value: instance });
};

const phase =
  (next: ElementInstance['state']) =>
  (state: EngineState, { key }: EngineRecord): void =>
    change(state, key, { state: next, listenersDone: 0 });

export const processInstanceAppliers = {
  'PROCESS_INSTANCE ELEMENT_ACTIVATING': activating,
  'PROCESS_INSTANCE ELEMENT_ACTIVATED': phase('ACTIVATED'),
  'PROCESS_INSTANCE ELEMENT_COMPLETING': phase('COMPLETING'),
  'PROCESS_INSTANCE ELEMENT_COMPLETED': completed,
  'PROCESS_INSTANCE ELEMENT_TERMINATING': phase('TERMINATING'),
  'PROCESS_INSTANCE ELEMENT_TERMINATED': terminated,
  'PROCESS_INSTANCE ELEMENT_MIGRATED': migrated,
  'PROCESS_INSTANCE SEQUENCE_FLOW_TAKEN': flowTaken,
};
export { change };
