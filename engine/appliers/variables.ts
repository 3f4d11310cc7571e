import type { Json } from '#feel';
import type { EngineRecord, VariableValue } from '../records.ts';
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
};
