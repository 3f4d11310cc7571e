import { triggering } from '../behaviors/event-triggers.ts';
import type { Processing } from '../processing.ts';
import type { ProcessValue, Variables } from '../records.ts';
import { rootValue } from '../state/lookups.ts';

/** Starts an instance at the start event that was triggered; its variables wait with the definition until then. */
export const startInstance = (
  processing: Processing,
  process: ProcessValue,
  processInstanceKey: number,
  startEventId: string,
  variables: Variables,
): void => {
  const { processDefinitionKey } = process;
  const scope = { scopeKey: processDefinitionKey, processDefinitionKey, processInstanceKey };
  triggering(processing, scope, startEventId, variables);
  const value = rootValue(process, processInstanceKey);
  processing.command(processInstanceKey, 'PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', value);
};
