import { Failure } from '../behaviors/failure.ts';
import { evaluateString } from '../behaviors/expressions.ts';
import { planTimer } from '../behaviors/subscriptions.ts';
import type { Element, ExecutableProcess } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import type { ProcessValue } from '../records.ts';
import { NO_KEY, TENANT } from '../records.ts';
import { executableOf } from '../state/lookups.ts';
import type { Parsed } from './deployment-resources.ts';
import { refuse } from './deployment-resources.ts';

const startsOf = (executable: ExecutableProcess): Element[] => executable.elements.get(executable.id)!.startEvents;

export const closeStartTimers = (processing: Processing, processDefinitionKey: number): void => {
  const { state } = processing;
  for (const key of state.startTimers.all(processDefinitionKey))
    processing.event(key, 'TIMER', 'CANCELED', state.timers.get(key)!);
};

export const openStartTimers = (processing: Processing, process: ProcessValue): void => {
  const { processDefinitionKey } = process;
  for (const start of startsOf(executableOf(processing.state, processDefinitionKey))) {
    if (!start.timer) continue;
    const planned = planTimer(processing, start.timer, NO_KEY, processing.now);
    processing.event(processing.nextKey(), 'TIMER', 'CREATED', {
      elementInstanceKey: NO_KEY,
      processInstanceKey: NO_KEY,
      processDefinitionKey,
      targetElementId: start.id,
      ...planned,
      tenantId: TENANT,
    });
  }
};

export const closeStartSubscriptions = (processing: Processing, processDefinitionKey: number): void => {
  const { state } = processing;
  for (const key of state.messageStartSubscriptionsByProcess.all(processDefinitionKey))
    processing.event(key, 'MESSAGE_START_EVENT_SUBSCRIPTION', 'DELETED', state.messageStartSubscriptions.get(key)!);
  for (const key of state.signalStartsByProcess.all(processDefinitionKey))
    processing.event(key, 'SIGNAL_SUBSCRIPTION', 'DELETED', state.signalSubscriptions.get(key)!);
};

const openMessageStart = (processing: Processing, process: ProcessValue, start: Element): void =>
  processing.event(processing.nextKey(), 'MESSAGE_START_EVENT_SUBSCRIPTION', 'CREATED', {
    processDefinitionKey: process.processDefinitionKey,
    bpmnProcessId: process.bpmnProcessId,
    startEventId: start.id,
    messageName: evaluateString(processing, start.message!.name, NO_KEY),
    messageKey: NO_KEY,
    processInstanceKey: NO_KEY,
    correlationKey: '',
    variables: {},
    tenantId: TENANT,
  });

const openSignalStart = (processing: Processing, process: ProcessValue, start: Element): void =>
  processing.event(processing.nextKey(), 'SIGNAL_SUBSCRIPTION', 'CREATED', {
    processDefinitionKey: process.processDefinitionKey,
    bpmnProcessId: process.bpmnProcessId,
    signalName: evaluateString(processing, start.signal!, NO_KEY),
    catchEventId: start.id,
    catchEventInstanceKey: NO_KEY,
    tenantId: TENANT,
  });

export const openStartSubscriptions = (processing: Processing, process: ProcessValue): void => {
  for (const start of startsOf(executableOf(processing.state, process.processDefinitionKey))) {
    if (start.message) openMessageStart(processing, process, start);
    if (start.signal) openSignalStart(processing, process, start);
  }
};

/** Start events are judged before anything is stated, so that a bad one refuses the whole deployment. */
export const checkStarts = (processing: Processing, parsed: Parsed[]): void => {
  for (const { name, content } of parsed) {
    if (content.kind !== 'process') continue;
    for (const start of content.processes.flatMap(startsOf)) {
      try {
        if (start.timer) planTimer(processing, start.timer, NO_KEY, processing.now);
        if (start.message) evaluateString(processing, start.message.name, NO_KEY);
        if (start.signal) evaluateString(processing, start.signal, NO_KEY);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        const kind = start.timer ? `Invalid timer ${start.timer.kind} expression (${error.message})` : error.message;
        refuse([`'${name}': - Element: ${start.id}\n    - ERROR: ${kind}\n`]);
      }
    }
  }
};
