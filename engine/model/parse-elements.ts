import type { Expression, XmlElement } from '#feel';
import { childNamed, childrenNamed, compile } from '#feel';
import type { BpmnElementType, BpmnEventType } from '../records.ts';
import type {
  Element,
  Mapping,
  MessageDefinition,
  SequenceFlow,
  TimerDefinition,
  UserTaskDefinition,
} from './executable.ts';
import type { Problems } from './problems.ts';

export const FLOW_NODES: Record<string, BpmnElementType> = {
  'bpmn:startEvent': 'START_EVENT',
  'bpmn:endEvent': 'END_EVENT',
  'bpmn:intermediateCatchEvent': 'INTERMEDIATE_CATCH_EVENT',
  'bpmn:intermediateThrowEvent': 'INTERMEDIATE_THROW_EVENT',
  'bpmn:boundaryEvent': 'BOUNDARY_EVENT',
  'bpmn:serviceTask': 'SERVICE_TASK',
  'bpmn:sendTask': 'SEND_TASK',
  'bpmn:receiveTask': 'RECEIVE_TASK',
  'bpmn:userTask': 'USER_TASK',
  'bpmn:manualTask': 'MANUAL_TASK',
  'bpmn:task': 'TASK',
  'bpmn:scriptTask': 'SCRIPT_TASK',
  'bpmn:businessRuleTask': 'BUSINESS_RULE_TASK',
  'bpmn:callActivity': 'CALL_ACTIVITY',
  'bpmn:subProcess': 'SUB_PROCESS',
  'bpmn:exclusiveGateway': 'EXCLUSIVE_GATEWAY',
  'bpmn:parallelGateway': 'PARALLEL_GATEWAY',
  'bpmn:eventBasedGateway': 'EVENT_BASED_GATEWAY',
};

const EVENT_TYPES: Record<string, BpmnEventType> = {
  'bpmn:timerEventDefinition': 'TIMER',
  'bpmn:messageEventDefinition': 'MESSAGE',
  'bpmn:errorEventDefinition': 'ERROR',
  'bpmn:terminateEventDefinition': 'TERMINATE',
};

/** Messages and errors that a file defines beside its processes. */
export interface Definitions {
  messages: ReadonlyMap<string, XmlElement>;
  errors: ReadonlyMap<string, XmlElement>;
}

export interface ParseContext {
  definitions: Definitions;
  problems: Problems;
}

export const extension = (element: XmlElement, name: string): XmlElement | undefined => {
  const extensions = childNamed(element, 'bpmn:extensionElements');
  return extensions && childNamed(extensions, `zeebe:${name}`);
};

const compileAt = (text: string, where: string, { problems }: ParseContext): Expression => {
  try {
    return compile(text);
  } catch (error) {
    problems.add(where, (error as Error).message);
    return { source: text, fixed: null };
  }
};

/** Where the outcome is always computed, a text without `=` is a mistake and not a constant. */
const compileExpression = (text: string, where: string, context: ParseContext): Expression => {
  if (text && !text.startsWith('=')) {
    const hint = `An expression must start with '=' (e.g. '=${text}').`;
    context.problems.add(where, `Expected expression but found static value '${text}'. ${hint}`);
  }
  return compileAt(text, where, context);
};

const optional = (
  element: XmlElement | undefined,
  name: string,
  where: string,
  context: ParseContext,
): Expression | undefined => {
  const text = element?.attributes[name];
  return text === undefined || text === '' ? undefined : compileAt(text, where, context);
};

const mappings = (element: XmlElement, kind: 'input' | 'output', id: string, context: ParseContext): Mapping[] => {
  const ioMapping = extension(element, 'ioMapping');
  return childrenNamed(ioMapping ?? { ...element, children: [] }, `zeebe:${kind}`).map((mapping) => {
    const where = `${id} > extensionElements > ioMapping > ${kind}`;
    const target = (mapping.attributes.target ?? '').trim();
    if (!target || target.startsWith('='))
      context.problems.add(where, `Expected target to be a path, but found '${target}'`);
    return { source: compileAt(mapping.attributes.source ?? '', where, context), target: target.split('.') };
  });
};

const headersOf = (element: XmlElement): Record<string, string> => {
  const headers = childrenNamed(extension(element, 'taskHeaders') ?? { ...element, children: [] }, 'zeebe:header');
  return Object.fromEntries(
    headers
      .filter(({ attributes }) => attributes.key)
      .map(({ attributes }) => [attributes.key!, attributes.value ?? '']),
  );
};

export const jobOf = (element: XmlElement, id: string, context: ParseContext): Element['job'] => {
  const definition = extension(element, 'taskDefinition');
  if (!definition) return undefined;
  const where = `${id} > extensionElements > taskDefinition`;
  if (!definition.attributes.type) context.problems.add(where, "Attribute 'type' must be present and not empty");
  return {
    type: compileAt(definition.attributes.type ?? '', where, context),
    retries: compileAt(definition.attributes.retries || '3', where, context),
  };
};

const timerOf = (definition: XmlElement, id: string, context: ParseContext): TimerDefinition | undefined => {
  const kinds = (['duration', 'date', 'cycle'] as const).flatMap((kind) => {
    const element = childNamed(definition, `bpmn:time${kind[0]!.toUpperCase()}${kind.slice(1)}`);
    return element ? [{ kind, text: element.text.trim() }] : [];
  });
  if (kinds.length !== 1) {
    context.problems.add(id, 'Must be exactly one type of timer: timeDuration, timeDate, or timeCycle');
    return undefined;
  }
  return { kind: kinds[0]!.kind, expression: compileAt(kinds[0]!.text, id, context) };
};

export const messageOf = (
  reference: string | undefined,
  id: string,
  context: ParseContext,
): MessageDefinition | undefined => {
  const message = reference === undefined ? undefined : context.definitions.messages.get(reference.replace(/^.*:/, ''));
  if (!message) {
    context.problems.add(id, 'Must reference a message');
    return undefined;
  }
  const subscription = extension(message, 'subscription');
  const messageId = message.attributes.id!;
  const name = message.attributes.name ?? '';
  if (!name) context.problems.add(messageId, 'Name must be present and not empty');
  const correlationKey = optional(
    subscription,
    'correlationKey',
    `${messageId} > extensionElements > subscription`,
    context,
  );
  return { id: messageId, name: compileAt(name, messageId, context), ...(correlationKey && { correlationKey }) };
};

const applyEvent = (node: Element, element: XmlElement, context: ParseContext): void => {
  const definitions = element.children.filter(
    ({ name }) => name.startsWith('bpmn:') && name.endsWith('EventDefinition'),
  );
  if (definitions.length > 1) context.problems.add(node.id, 'Must have exactly one event definition');
  const definition = definitions[0];
  if (!definition) {
    node.eventType = 'NONE';
    return;
  }
  const eventType = EVENT_TYPES[definition.name];
  if (!eventType) {
    context.problems.add(node.id, `Event definition of this type is not supported (${definition.name.slice(5)})`);
    return;
  }
  node.eventType = eventType;
  if (eventType === 'TIMER') {
    const timer = timerOf(definition, node.id, context);
    if (timer) node.timer = timer;
  }
  if (eventType === 'MESSAGE' && node.type !== 'END_EVENT' && node.type !== 'INTERMEDIATE_THROW_EVENT') {
    const message = messageOf(definition.attributes.messageRef, node.id, context);
    if (message) node.message = message;
  }
  if (eventType === 'ERROR') {
    const error = context.definitions.errors.get((definition.attributes.errorRef ?? '').replace(/^.*:/, ''));
    if (definition.attributes.errorRef && !error?.attributes.errorCode) {
      context.problems.add(error?.attributes.id ?? node.id, 'ErrorCode must be present and not empty');
    }
    if (error?.attributes.errorCode) node.errorCode = error.attributes.errorCode;
  }
};

const bindingOf = (element: XmlElement, where: string, { problems }: ParseContext): 'latest' | 'deployment' => {
  const binding = element.attributes.bindingType ?? 'latest';
  if (binding !== 'latest' && binding !== 'deployment')
    problems.add(where, `Binding type '${binding}' is not supported`);
  return binding === 'deployment' ? 'deployment' : 'latest';
};

const userTaskOf = (element: XmlElement, id: string, context: ParseContext): UserTaskDefinition => {
  const at = (part: string): string => `${id} > extensionElements > ${part}`;
  const read = (part: string, names: [keyof UserTaskDefinition, string][]): Partial<UserTaskDefinition> => {
    const found = extension(element, part);
    const pairs = names.map(([key, attribute]) => [key, optional(found, attribute, at(part), context)] as const);
    return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
  };
  const form = extension(element, 'formDefinition');
  return {
    ...read('assignmentDefinition', [
      ['assignee', 'assignee'],
      ['candidateGroups', 'candidateGroups'],
      ['candidateUsers', 'candidateUsers'],
    ]),
    ...read('taskSchedule', [
      ['dueDate', 'dueDate'],
      ['followUpDate', 'followUpDate'],
    ]),
    ...read('priorityDefinition', [['priority', 'priority']]),
    ...read('formDefinition', [
      ['formId', 'formId'],
      ['externalReference', 'externalReference'],
    ]),
    formBinding: form ? bindingOf(form, at('formDefinition'), context) : 'latest',
  };
};

const applyUserTask = (node: Element, element: XmlElement, context: ParseContext): void => {
  const definition = userTaskOf(element, node.id, context);
  const formKey = extension(element, 'formDefinition')?.attributes.formKey;
  if (extension(element, 'userTask')) {
    node.userTask = definition;
    if (formKey)
      context.problems.add(node.id, "Attribute 'formKey' is not allowed on a native user task; use 'formId'");
    return;
  }
  node.userTask = definition;
  node.job = { type: compile('io.camunda.zeebe:userTask'), retries: compile('1') };
  if (formKey) node.headers = { ...node.headers, 'io.camunda.zeebe:formKey': formKey };
};

const applyScript = (node: Element, element: XmlElement, context: ParseContext): void => {
  const script = extension(element, 'script');
  if (!script) return;
  const where = `${node.id} > extensionElements > script`;
  const { expression = '', resultVariable = '' } = script.attributes;
  if (!expression) context.problems.add(where, "Attribute 'expression' must be present and not empty");
  if (!resultVariable) context.problems.add(where, "Attribute 'resultVariable' must be present and not empty");
  node.script = { expression: compileExpression(expression, where, context), resultVariable };
};

const applyDecision = (node: Element, element: XmlElement, context: ParseContext): void => {
  const called = extension(element, 'calledDecision');
  if (!called) return;
  const where = `${node.id} > extensionElements > calledDecision`;
  const { decisionId = '', resultVariable = '' } = called.attributes;
  if (!decisionId) context.problems.add(where, "Attribute 'decisionId' must be present and not empty");
  if (!resultVariable) context.problems.add(where, "Attribute 'resultVariable' must be present and not empty");
  node.decision = {
    id: compileAt(decisionId, where, context),
    resultVariable,
    binding: bindingOf(called, where, context),
  };
};

const applyCalledElement = (node: Element, element: XmlElement, context: ParseContext): void => {
  const called = extension(element, 'calledElement');
  if (!called) {
    context.problems.add(node.id, "Must have exactly one 'zeebe:calledElement' extension element");
    return;
  }
  const where = `${node.id} > extensionElements > calledElement`;
  const { processId = '', propagateAllChildVariables, propagateAllParentVariables } = called.attributes;
  if (!processId) context.problems.add(where, "Attribute 'processId' must be present and not empty");
  node.called = {
    processId: compileAt(processId, where, context),
    propagateAllChild: propagateAllChildVariables !== 'false',
    propagateAllParent: propagateAllParentVariables !== 'false',
    binding: bindingOf(called, where, context),
  };
};

const APPLY: Partial<Record<BpmnElementType, (node: Element, element: XmlElement, context: ParseContext) => void>> = {
  USER_TASK: applyUserTask,
  SCRIPT_TASK: applyScript,
  BUSINESS_RULE_TASK: applyDecision,
  CALL_ACTIVITY: applyCalledElement,
  RECEIVE_TASK: (node, element, context) => {
    const message = messageOf(element.attributes.messageRef, node.id, context);
    if (message) node.message = message;
    node.eventType = 'MESSAGE';
  },
};

export const newElement = (id: string, type: BpmnElementType, scopeId: string): Element => ({
  id,
  name: '',
  type,
  eventType: 'UNSPECIFIED',
  scopeId,
  incoming: [],
  outgoing: [],
  inputs: [],
  outputs: [],
  startEvents: [],
  boundaryEvents: [],
  interrupting: true,
  headers: {},
});

/** Reads one flow node with all its extensions; connections are made by the caller. */
export const parseFlowNode = (
  element: XmlElement,
  type: BpmnElementType,
  scopeId: string,
  context: ParseContext,
): Element => {
  const id = element.attributes.id ?? '';
  const node = newElement(id, type, scopeId);
  node.name = element.attributes.name ?? '';
  node.inputs = mappings(element, 'input', id, context);
  node.outputs = mappings(element, 'output', id, context);
  node.headers = headersOf(element);
  const job = jobOf(element, id, context);
  if (job) node.job = job;
  if (type.endsWith('_EVENT')) applyEvent(node, element, context);
  if (element.attributes.default) node.defaultFlowId = element.attributes.default;
  if (type === 'BOUNDARY_EVENT') {
    node.interrupting = element.attributes.cancelActivity !== 'false';
    if (element.attributes.attachedToRef) node.attachedToId = element.attributes.attachedToRef;
  }
  APPLY[type]?.(node, element, context);
  return node;
};

export const parseFlow = (element: XmlElement, context: ParseContext): SequenceFlow => {
  const { id = '', sourceRef = '', targetRef = '' } = element.attributes;
  const condition = childNamed(element, 'bpmn:conditionExpression')?.text.trim();
  return {
    id,
    sourceId: sourceRef,
    targetId: targetRef,
    ...(condition && { condition: compileExpression(condition, `${id} > conditionExpression`, context) }),
  };
};
