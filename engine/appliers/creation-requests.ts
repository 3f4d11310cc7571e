import type { EngineRecord, ProcessInstanceCreationValue } from '../records.ts';
import type { EngineState } from '../state/engine-state.ts';

/** Keeps what a named request made, without its variables: their digest tells it from another. */
const remember = (state: EngineState, { key, value }: EngineRecord): void => {
  const creation = value as ProcessInstanceCreationValue;
  if (!creation.requestId) return;
  state.creationRequests.put(key, { ...creation, variables: {} });
  state.creationRequestIds.put(creation.requestId, key);
  state.dueDates.push({ at: creation.requestKnownUntil!, kind: 'CREATION_REQUEST', key });
};

const forget = (state: EngineState, { key, value }: EngineRecord): void => {
  state.creationRequests.remove(key);
  state.creationRequestIds.remove((value as ProcessInstanceCreationValue).requestId!);
};

export const creationRequestAppliers = {
  'PROCESS_INSTANCE_CREATION CREATED': remember,
  'PROCESS_INSTANCE_CREATION FORGOTTEN': forget,
};
