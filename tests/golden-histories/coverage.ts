import type { EngineRecord, ProcessInstanceValue } from '#engine';
import type { History } from './history.ts';

/** What of the dialect some records show. */
export const coverage = (records: readonly EngineRecord[]): Pick<History, 'elements' | 'events'> => {
  const elements = new Set<string>();
  const events = new Set<string>();
  for (const { recordType, valueType, intent, value } of records) {
    if (recordType !== 'EVENT') continue;
    events.add(`${valueType} ${intent}`);
    if (valueType !== 'PROCESS_INSTANCE' || intent !== 'ELEMENT_ACTIVATED') continue;
    const { bpmnElementType, bpmnEventType } = value as ProcessInstanceValue;
    elements.add(bpmnEventType === 'UNSPECIFIED' ? bpmnElementType : `${bpmnElementType} ${bpmnEventType}`);
  }
  return { elements: [...elements].sort(), events: [...events].sort() };
};
