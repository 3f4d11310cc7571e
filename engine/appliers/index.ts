import type { EngineRecord } from '../records.ts';
import type { EngineState } from '../state/engine-state.ts';
import { creationRequestAppliers } from './creation-requests.ts';
import { eventAppliers } from './events.ts';
import { jobAppliers } from './jobs.ts';
import { messageAppliers } from './messages.ts';
import { processInstanceAppliers } from './process-instance.ts';
import { resourceAppliers } from './resources.ts';
import { variableAppliers } from './variables.ts';

type Applier = (state: EngineState, record: EngineRecord) => void;

/** By value type, then by intent. Events without an applier change nothing: they only say that something happened. */
const APPLIERS = new Map<string, Map<string, Applier>>();

for (const [event, applier] of Object.entries({
  ...processInstanceAppliers,
  ...variableAppliers,
  ...eventAppliers,
  ...jobAppliers,
  ...messageAppliers,
  ...resourceAppliers,
  ...creationRequestAppliers,
})) {
  const [valueType, intent] = event.split(' ') as [string, string];
  const ofType = APPLIERS.get(valueType) ?? new Map<string, Applier>();
  APPLIERS.set(valueType, ofType.set(intent, applier));
}

/** The only way in which state changes, in processing and in replay alike. */
export const applyRecord = (state: EngineState, record: EngineRecord): void => {
  state.lastPosition = record.position;
  if (record.recordType !== 'EVENT') return;
  if (record.key > state.lastKey) state.lastKey = record.key;
  APPLIERS.get(record.valueType)?.get(record.intent)?.(state, record);
};
