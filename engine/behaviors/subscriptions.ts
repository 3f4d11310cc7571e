import type { Element, TimerDefinition } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import type { ProcessMessageSubscriptionValue } from '../records.ts';
import { NO_KEY, TENANT } from '../records.ts';
import { addDuration, parseDateTime, parseDuration, parseRepetition } from '../time/iso-8601.ts';
import type { Context } from './context.ts';
import { evaluateAt, evaluateCorrelationKey, evaluateString } from './expressions.ts';
import { Failure } from './failure.ts';

export interface PlannedTimer {
  dueDate: number;
  repetitions: number;
}

const invalid = (kind: string, text: string, source: string): Failure =>
  new Failure('EXTRACT_VALUE_ERROR', `Invalid ${kind} format '${text}' for expression '${source}'.`);

/** When a timer falls due. `from` is now, or for a repetition the date at which it was due before. */
export const planTimer = (
  processing: Processing,
  timer: TimerDefinition,
  scopeKey: number,
  from: number,
): PlannedTimer => {
  const result = evaluateAt(processing, timer.expression, scopeKey);
  const { source } = timer.expression;
  if (typeof result.value !== 'string') {
    const wanted =
      timer.kind === 'duration'
        ? '[DURATION, PERIOD, STRING]'
        : timer.kind === 'date'
          ? '[DATE_TIME, STRING]'
          : 'STRING';
    const warnings = result.warnings.map(({ type, message }) => `[${type}] ${message}`).join('\n');
    const tail = warnings && ` The evaluation reported the following warnings:\n${warnings}`;
    const text =
      timer.kind === 'cycle'
        ? `Expected result of the expression '${source}' to be 'STRING', but was '${result.type}'.${tail}`
        : `Expected result of the expression '${source}' to be one of '${wanted}', but was '${result.type}'${tail}`;
    throw new Failure('EXTRACT_VALUE_ERROR', text);
  }
  const text = result.value;
  if (timer.kind === 'duration') {
    const duration = parseDuration(text);
    if (!duration) throw invalid('duration', text, source);
    return { dueDate: addDuration(from, duration), repetitions: 1 };
  }
  if (timer.kind === 'date') {
    const date = parseDateTime(text);
    if (date === undefined) throw invalid('date-time', text, source);
    return { dueDate: date, repetitions: 1 };
  }
  const repetition = parseRepetition(text);
  if (!repetition) throw invalid('timer cycle', text, source);
  const first =
    repetition.start !== undefined && repetition.start > from
      ? repetition.start
      : addDuration(repetition.start ?? from, repetition.interval);
  return { dueDate: first, repetitions: repetition.count };
};

/** The events that an element waits for: its own, those at its border, or those behind its gateway. */
const eventsOf = ({ element, process }: Context): Element[] => {
  if (element.type === 'EVENT_BASED_GATEWAY')
    return element.outgoing.map((flow) => process.elements.get(flow.targetId)!);
  const own = element.message || element.timer ? [element] : [];
  return [...own, ...element.boundaryEvents];
};

export const createTimer = (processing: Processing, context: Context, event: Element, planned: PlannedTimer): void =>
  processing.event(processing.nextKey(), 'TIMER', 'CREATED', {
    elementInstanceKey: context.key,
    processInstanceKey: context.value.processInstanceKey,
    processDefinitionKey: context.value.processDefinitionKey,
    targetElementId: event.id,
    dueDate: planned.dueDate,
    repetitions: planned.repetitions,
    tenantId: TENANT,
  });

const openMessageSubscription = (
  processing: Processing,
  context: Context,
  event: Element,
  name: string,
  correlationKey: string,
): void => {
  const subscription: ProcessMessageSubscriptionValue = {
    bpmnProcessId: context.value.bpmnProcessId,
    processInstanceKey: context.value.processInstanceKey,
    elementInstanceKey: context.key,
    elementId: event.id,
    messageKey: NO_KEY,
    messageName: name,
    correlationKey,
    interrupting: event.type !== 'BOUNDARY_EVENT' || event.interrupting,
    variables: {},
    tenantId: TENANT,
  };
  processing.event(processing.nextKey(), 'PROCESS_MESSAGE_SUBSCRIPTION', 'CREATING', subscription);
  const { elementId: _, ...opened } = subscription;
  processing.commandLater(NO_KEY, 'MESSAGE_SUBSCRIPTION', 'CREATE', opened);
};

/** Begins to wait. Everything is evaluated before anything is opened, so that a failure leaves nothing behind. */
export const subscribe = (processing: Processing, context: Context): void => {
  const events = eventsOf(context);
  if (events.length === 0) return;
  // Boundary events see the scope around the activity for messages, and the activity's own for timers.
  const messages = events.flatMap((event) => {
    if (!event.message) return [];
    const scopeKey = event.type === 'BOUNDARY_EVENT' ? context.value.flowScopeKey : context.key;
    const name = evaluateString(processing, event.message.name, context.key);
    return [
      { event, name, correlationKey: evaluateCorrelationKey(processing, event.message.correlationKey!, scopeKey) },
    ];
  });
  const timers = events.flatMap((event) =>
    event.timer ? [{ event, planned: planTimer(processing, event.timer, context.key, processing.now) }] : [],
  );
  for (const { event, name, correlationKey } of messages)
    openMessageSubscription(processing, context, event, name, correlationKey);
  for (const { event, planned } of timers) createTimer(processing, context, event, planned);
};

/** Stops waiting: cancels timers and closes message subscriptions of an element. */
export const unsubscribe = (processing: Processing, elementInstanceKey: number): void => {
  const { state } = processing;
  for (const key of state.timersByElement.all(elementInstanceKey))
    processing.event(key, 'TIMER', 'CANCELED', state.timers.get(key)!);
  for (const key of state.processMessageSubscriptionsByElement.all(elementInstanceKey)) {
    const { value } = state.processMessageSubscriptions.get(key)!;
    processing.event(key, 'PROCESS_MESSAGE_SUBSCRIPTION', 'DELETING', value);
    processing.commandLater(key, 'MESSAGE_SUBSCRIPTION', 'DELETE', value);
  }
};
