import type { EngineRecord, ProcessInstanceValue } from '../records.ts';
import type { ElementInstance, EngineState } from '../state/engine-state.ts';
import { elementOf, executableOf } from '../state/lookups.ts';

export const takenKey = (scopeKey: number, elementId: string): string => `${scopeKey}|${elementId}`;

const change = (state: EngineState, key: number, part: Partial<ElementInstance>): void => {
  const instance = state.elementInstances.get(key);
  if (instance) state.elementInstances.put(key, { ...instance, ...part });
};

/** The flows that led here are used up: all of them at a joining gateway, one elsewhere. */
const useTakenFlows = (state: EngineState, value: ProcessInstanceValue): void => {
  const key = takenKey(value.flowScopeKey, value.elementId);
  const taken = state.takenFlows.get(key);
  if (!taken) return;
  const joins = value.bpmnElementType === 'PARALLEL_GATEWAY';
  const used = joins ? Object.keys(taken) : Object.keys(taken).slice(0, 1);
  const left = { ...taken };
  for (const flowId of used) {
    if (left[flowId]! > 1) left[flowId] = left[flowId]! - 1;
    else delete left[flowId];
  }
  if (Object.keys(left).length > 0) state.takenFlows.put(key, left);
  else state.takenFlows.remove(key);
  const scope = state.elementInstances.get(value.flowScopeKey)!;
  change(state, scope.key, { activeSequenceFlows: Math.max(0, scope.activeSequenceFlows - used.length) });
};

const activating = (state: EngineState, { key, value }: EngineRecord): void => {
  const instance = value as ProcessInstanceValue;
  if (instance.flowScopeKey >= 0) {
    useTakenFlows(state, instance);
    state.children.add(instance.flowScopeKey, key);
  } else if (instance.parentElementInstanceKey >= 0) {
    change(state, instance.parentElementInstanceKey, { calledInstanceKey: key });
  }
  state.elementInstances.put(key, { key, state: 'ACTIVATING', value: instance, activeSequenceFlows: 0 });
};

const flowTaken = (state: EngineState, { value }: EngineRecord): void => {
  const flow = value as ProcessInstanceValue;
  const scope = state.elementInstances.get(flow.flowScopeKey)!;
  const { targetId } = executableOf(state, flow.processDefinitionKey).flows.get(flow.elementId)!;
  const key = takenKey(flow.flowScopeKey, targetId);
  const taken = state.takenFlows.get(key) ?? {};
  state.takenFlows.put(key, { ...taken, [flow.elementId]: (taken[flow.elementId] ?? 0) + 1 });
  change(state, scope.key, { activeSequenceFlows: scope.activeSequenceFlows + 1 });
};

const dropTakenFlows = (state: EngineState, scopeKey: number): void => {
  const scope = state.elementInstances.get(scopeKey);
  if (!scope || scope.activeSequenceFlows === 0) return;
  const { elements } = executableOf(state, scope.value.processDefinitionKey);
  for (const id of elements.keys()) state.takenFlows.remove(takenKey(scopeKey, id));
  change(state, scopeKey, { activeSequenceFlows: 0 });
};

const releaseMessageLock = (state: EngineState, processInstanceKey: number): void => {
  const started = state.startedBy.get(processInstanceKey);
  if (!started) return;
  state.startedBy.remove(processInstanceKey);
  state.startedByMessage.remove(`${started.bpmnProcessId}|${started.correlationKey}`);
};

const remove = (state: EngineState, key: number, value: ProcessInstanceValue): void => {
  dropTakenFlows(state, key);
  state.elementInstances.remove(key);
  state.variables.remove(key);
  state.eventTriggers.remove(key);
  if (value.flowScopeKey >= 0) state.children.remove(value.flowScopeKey, key);
  if (value.bpmnElementType === 'PROCESS') releaseMessageLock(state, key);
};

/** What a called process hands back waits at the call activity, like the variables of an event. */
const handBackVariables = (state: EngineState, key: number, value: ProcessInstanceValue): void => {
  const caller = state.elementInstances.get(value.parentElementInstanceKey);
  if (!caller) return;
  const call = elementOf(state, caller.value);
  if (!call.called!.propagateAllChild && call.outputs.length === 0) return;
  const variables = Object.fromEntries(
    Object.entries(state.variables.get(key) ?? {}).map(([name, { json }]) => [name, json]),
  );
  state.eventTriggers.put(caller.key, [{ eventKey: caller.key, elementId: call.id, variables }]);
};

const completed = (state: EngineState, { key, value }: EngineRecord): void => {
  const instance = value as ProcessInstanceValue;
  if (instance.bpmnElementType === 'PROCESS') handBackVariables(state, key, instance);
  remove(state, key, instance);
  if (instance.bpmnEventType === 'TERMINATE') {
    dropTakenFlows(state, instance.flowScopeKey);
    change(state, instance.flowScopeKey, { interrupted: true });
  }
};

export const processInstanceAppliers = {
  'PROCESS_INSTANCE ELEMENT_ACTIVATING': activating,
  'PROCESS_INSTANCE ELEMENT_ACTIVATED': (state: EngineState, { key }: EngineRecord) =>
    change(state, key, { state: 'ACTIVATED' }),
  'PROCESS_INSTANCE ELEMENT_COMPLETING': (state: EngineState, { key }: EngineRecord) =>
    change(state, key, { state: 'COMPLETING' }),
  'PROCESS_INSTANCE ELEMENT_COMPLETED': completed,
  'PROCESS_INSTANCE ELEMENT_TERMINATING': (state: EngineState, { key }: EngineRecord) => {
    dropTakenFlows(state, key);
    change(state, key, { state: 'TERMINATING' });
  },
  'PROCESS_INSTANCE ELEMENT_TERMINATED': (state: EngineState, { key, value }: EngineRecord) =>
    remove(state, key, value as ProcessInstanceValue),
  'PROCESS_INSTANCE SEQUENCE_FLOW_TAKEN': flowTaken,
};
