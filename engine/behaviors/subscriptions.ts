import { utf8Bytes } from '../bytes.ts';
import type { Element, TimerDefinition } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import type { ProcessMessageSubscriptionValue } from '../records.ts';
import { NO_KEY, TENANT } from '../records.ts';
import { cronProblem, isCron, nextCron } from '../time/cron.ts';
import { addDuration, parseDateTime, parseDuration, parseRepetition, repetitionProblem } from '../time/iso-8601.ts';
import { timerTextOf } from '../time/timer-text.ts';
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
  const outcome = timerTextOf(timer.kind, source, result);
  if ('problem' in outcome) throw new Failure('EXTRACT_VALUE_ERROR', outcome.problem);
  const { text } = outcome;
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
  return planCycle(processing, text, from);
};

/** A repeating interval, or a cron expression, which always counts from now. */
const planCycle = ({ now }: Processing, text: string, from: number): PlannedTimer => {
  if (!text.startsWith('R')) {
    if (!isCron(text)) throw new Failure('EXTRACT_VALUE_ERROR', cronProblem(text));
    const next = nextCron(text, now);
    return { dueDate: next ?? now, repetitions: next === undefined ? 0 : -1 };
  }
  const repetition = parseRepetition(text);
  if (!repetition) throw new Failure('EXTRACT_VALUE_ERROR', repetitionProblem(text));
  const first =
    repetition.start !== undefined && repetition.start > from
      ? repetition.start
      : addDuration(repetition.start ?? from, repetition.interval);
  return { dueDate: first, repetitions: repetition.count };
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
    interrupting: event.interrupting,
    variables: {},
    tenantId: TENANT,
  };
  processing.event(processing.nextKey(), 'PROCESS_MESSAGE_SUBSCRIPTION', 'CREATING', subscription);
  const { elementId: _, ...opened } = subscription;
  processing.command(NO_KEY, 'MESSAGE_SUBSCRIPTION', 'CREATE', opened);
};

const openSignalSubscription = (processing: Processing, { key, value }: Context, event: Element, name: string): void =>
  processing.event(processing.nextKey(), 'SIGNAL_SUBSCRIPTION', 'CREATED', {
    processDefinitionKey: value.processDefinitionKey,
    bpmnProcessId: value.bpmnProcessId,
    signalName: name,
    catchEventId: event.id,
    catchEventInstanceKey: key,
    tenantId: TENANT,
  });

interface Planned {
  event: Element;
  message?: { name: string; correlationKey: string };
  timer?: PlannedTimer;
  signal?: string;
}

const planMessage = (processing: Processing, context: Context, event: Element): Planned['message'] => {
  if (!event.message) return undefined;
  // Boundary events see the scope around the activity for messages, and the activity's own for timers.
  const scopeKey = event.type === 'BOUNDARY_EVENT' ? context.value.flowScopeKey : context.key;
  return {
    name: evaluateString(processing, event.message.name, context.key),
    correlationKey: evaluateCorrelationKey(processing, event.message.correlationKey!, scopeKey),
  };
};

const planEvent = (processing: Processing, context: Context, event: Element): Planned => {
  const message = planMessage(processing, context, event);
  const timer = event.timer && planTimer(processing, event.timer, context.key, processing.now);
  const signal = event.signal && evaluateString(processing, event.signal, context.key);
  return { event, ...(message && { message }), ...(timer && { timer }), ...(signal !== undefined && { signal }) };
};

/**
 * Begins to wait for what the element waits for. Everything is evaluated before anything is opened, so that a failure
 * leaves nothing behind.
 */
export const subscribe = (
  processing: Processing,
  context: Context,
  wanted: (event: Element) => boolean = () => true,
): void => {
  const waiting = context.element.events.filter(
    (event) => (event.message ?? event.timer ?? event.signal) !== undefined && wanted(event),
  );
  const planned = waiting.map((event) => planEvent(processing, context, event));
  for (const { event, message } of planned)
    if (message) openMessageSubscription(processing, context, event, message.name, message.correlationKey);
  for (const { event, timer } of planned) if (timer) createTimer(processing, context, event, timer);
  for (const { event, signal } of planned)
    if (signal !== undefined) openSignalSubscription(processing, context, event, signal);
};

/** In the order of names in Zeebe's state: shorter ones first. */
const byName = (keys: number[], nameOf: (key: number) => string): number[] => {
  const rank = (key: number): [number, string] => [utf8Bytes(nameOf(key)).length, nameOf(key)];
  if (keys.length < 2) return keys;
  return keys.sort((a, b) => {
    const [[lengthA, nameA], [lengthB, nameB]] = [rank(a), rank(b)];
    return lengthA - lengthB || (nameA < nameB ? -1 : 1);
  });
};

type Kind = 'timer' | 'message' | 'signal';
type Meant = (elementId: string) => boolean;

const CLOSE: Record<Kind, (processing: Processing, elementInstanceKey: number, meant: Meant) => void> = {
  timer: (processing, elementInstanceKey, meant) => {
    const { timers, timersByElement } = processing.state;
    for (const key of timersByElement.all(elementInstanceKey)) {
      const timer = timers.get(key)!;
      if (meant(timer.targetElementId)) processing.event(key, 'TIMER', 'CANCELED', timer);
    }
  },
  message: (processing, elementInstanceKey, meant) => {
    const { processMessageSubscriptions, processMessageSubscriptionsByElement } = processing.state;
    const keys = processMessageSubscriptionsByElement.all(elementInstanceKey);
    for (const key of byName(keys, (each) => processMessageSubscriptions.get(each)!.value.messageName)) {
      const { value } = processMessageSubscriptions.get(key)!;
      if (!meant(value.elementId)) continue;
      processing.event(key, 'PROCESS_MESSAGE_SUBSCRIPTION', 'DELETING', value);
      processing.command(key, 'MESSAGE_SUBSCRIPTION', 'DELETE', value);
    }
  },
  signal: (processing, elementInstanceKey, meant) => {
    const { signalSubscriptions, signalSubscriptionsByElement } = processing.state;
    const keys = signalSubscriptionsByElement.all(elementInstanceKey);
    for (const key of byName(keys, (each) => signalSubscriptions.get(each)!.signalName)) {
      const value = signalSubscriptions.get(key)!;
      if (meant(value.catchEventId)) processing.event(key, 'SIGNAL_SUBSCRIPTION', 'DELETED', value);
    }
  },
};

/** Stops waiting: cancels timers and closes subscriptions of an element, or those for some of its events. */
export const unsubscribe = (
  processing: Processing,
  elementInstanceKey: number,
  meant: Meant = () => true,
  order: Kind[] = ['timer', 'message', 'signal'],
): void => {
  for (const kind of order) CLOSE[kind](processing, elementInstanceKey, meant);
};
