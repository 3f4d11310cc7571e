import type { XmlElement } from '#feel';
import { childNamed, childrenNamed } from '#feel';
import type { BpmnEventType } from '../records.ts';
import type { Element, MessageDefinition, TimerDefinition } from './executable.ts';
import type { Definitions } from './parse-context.ts';
import { expressionOf, extension, referred } from './parse-context.ts';

const EVENT_TYPES: Record<string, BpmnEventType> = {
  'bpmn:timerEventDefinition': 'TIMER',
  'bpmn:messageEventDefinition': 'MESSAGE',
  'bpmn:errorEventDefinition': 'ERROR',
  'bpmn:terminateEventDefinition': 'TERMINATE',
  'bpmn:signalEventDefinition': 'SIGNAL',
  'bpmn:escalationEventDefinition': 'ESCALATION',
  'bpmn:linkEventDefinition': 'LINK',
  'bpmn:compensateEventDefinition': 'COMPENSATION',
};

export const eventDefinitions = (element: XmlElement): XmlElement[] =>
  element.children.filter(({ name }) => name.startsWith('bpmn:') && name.endsWith('EventDefinition'));

const TIMER_KINDS = { timeDuration: 'duration', timeDate: 'date', timeCycle: 'cycle' } as const;

const timerOf = (definition: XmlElement): TimerDefinition | undefined => {
  for (const [tag, kind] of Object.entries(TIMER_KINDS)) {
    const element = childNamed(definition, `bpmn:${tag}`);
    if (element) return { kind, expression: expressionOf(element.text.trim()) };
  }
  return undefined;
};

export const messageOf = (definitions: Definitions, reference: string | undefined): MessageDefinition | undefined => {
  const message = referred(definitions, reference);
  if (!message) return undefined;
  const correlationKey = extension(message, 'subscription')?.attributes.correlationKey;
  return {
    id: message.attributes.id!,
    name: expressionOf(message.attributes.name ?? ''),
    ...(correlationKey && { correlationKey: expressionOf(correlationKey) }),
  };
};

type Apply = (node: Element, definition: XmlElement, definitions: Definitions) => void;

const applyMessage: Apply = (node, { attributes }, definitions) => {
  if (node.type === 'END_EVENT' || node.type === 'INTERMEDIATE_THROW_EVENT') return;
  const message = messageOf(definitions, attributes.messageRef);
  if (message) node.message = message;
};

/** A catching event without a code catches every one; its code is empty then. */
const codeOf = (definitions: Definitions, reference: string | undefined, attribute: string) =>
  expressionOf(referred(definitions, reference)?.attributes[attribute] ?? '');

const APPLY: Partial<Record<BpmnEventType, Apply>> = {
  TIMER: (node, definition) => {
    const timer = timerOf(definition);
    if (timer) node.timer = timer;
  },
  MESSAGE: applyMessage,
  ERROR: (node, { attributes }, definitions) => {
    node.errorCode = codeOf(definitions, attributes.errorRef, 'errorCode');
  },
  ESCALATION: (node, { attributes }, definitions) => {
    node.escalationCode = codeOf(definitions, attributes.escalationRef, 'escalationCode');
  },
  SIGNAL: (node, { attributes }, definitions) => {
    const signal = referred(definitions, attributes.signalRef);
    if (signal) node.signal = expressionOf(signal.attributes.name ?? '');
  },
  LINK: (node, { attributes }) => {
    if (attributes.name) node.link = attributes.name;
  },
  COMPENSATION: (node, { attributes }) => {
    if (attributes.activityRef) node.compensates = attributes.activityRef;
  },
};

export const applyEvent = (node: Element, element: XmlElement, definitions: Definitions): void => {
  const definition = eventDefinitions(element)[0];
  const eventType = definition ? EVENT_TYPES[definition.name] : 'NONE';
  if (!eventType) return;
  node.eventType = eventType;
  if (definition) APPLY[eventType]?.(node, definition, definitions);
  if (node.type === 'BOUNDARY_EVENT') {
    node.interrupting = element.attributes.cancelActivity !== 'false';
    if (element.attributes.attachedToRef) node.attachedToId = element.attributes.attachedToRef;
  }
  if (node.type === 'START_EVENT') node.interrupting = element.attributes.isInterrupting !== 'false';
};

/** By which activity a compensation boundary event undoes: an association leads to it. */
export const handlerIdOf = (scope: XmlElement, boundaryEventId: string): string | undefined =>
  childrenNamed(scope, 'bpmn:association').find(({ attributes }) => attributes.sourceRef === boundaryEventId)
    ?.attributes.targetRef;
