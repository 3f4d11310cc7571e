import type { Json } from '#feel';
import type { EngineRecord, ProcessEventValue, VariableValue } from '../records.ts';
import type { EngineState } from '../state/engine-state.ts';

const put = (state: EngineState, { key, value }: EngineRecord): void => {
  const { scopeKey, name, value: text } = value as VariableValue;
  state.variables.put(scopeKey, {
    ...state.variables.get(scopeKey),
    [name]: { key, text, json: JSON.parse(text) as Json },
  });
};

export const variableAppliers = {
  'VARIABLE CREATED': put,
  'VARIABLE UPDATED': put,
  'PROCESS_EVENT TRIGGERING': (state: EngineState, { key, value }: EngineRecord) => {
    const { scopeKey, targetElementId, variables } = value as ProcessEventValue;
    const waiting = state.eventTriggers.get(scopeKey) ?? [];
    state.eventTriggers.put(scopeKey, [...waiting, { eventKey: key, elementId: targetElementId, variables }]);
  },
  'PROCESS_EVENT TRIGGERED': (state: EngineState, { key, value }: EngineRecord) => {
    const { scopeKey } = value as ProcessEventValue;
    const left = (state.eventTriggers.get(scopeKey) ?? []).filter(({ eventKey }) => eventKey !== key);
    if (left.length > 0) state.eventTriggers.put(scopeKey, left);
    else state.eventTriggers.remove(scopeKey);
  },
};
