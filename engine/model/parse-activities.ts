import type { XmlElement } from '#feel';
import { childNamed, childrenNamed, compile } from '#feel';
import type { BpmnElementType } from '../records.ts';
import type { Element, ExecutionListener, LoopCharacteristics, UserTaskDefinition } from './executable.ts';
import type { Definitions } from './parse-context.ts';
import { bindingOf, expressionOf, extension, optional } from './parse-context.ts';
import { messageOf } from './parse-events.ts';

const DEFAULT_RETRIES = '3';

export const jobOf = (element: XmlElement): Element['job'] => {
  const definition = extension(element, 'taskDefinition');
  if (!definition) return undefined;
  return {
    type: expressionOf(definition.attributes.type ?? ''),
    retries: expressionOf(definition.attributes.retries || DEFAULT_RETRIES),
  };
};

export const listenersOf = (element: XmlElement): ExecutionListener[] => {
  const listeners = extension(element, 'executionListeners');
  if (!listeners) return [];
  return childrenNamed(listeners, 'zeebe:executionListener').map(({ attributes }) => ({
    event: attributes.eventType === 'end' ? 'end' : 'start',
    type: expressionOf(attributes.type ?? ''),
    retries: expressionOf(attributes.retries || DEFAULT_RETRIES),
  }));
};

export const loopOf = (element: XmlElement): LoopCharacteristics | undefined => {
  const loop = childNamed(element, 'bpmn:multiInstanceLoopCharacteristics');
  const characteristics = loop && extension(loop, 'loopCharacteristics');
  if (!characteristics) return undefined;
  const { inputCollection = '', inputElement, outputCollection, outputElement } = characteristics.attributes;
  const condition = childNamed(loop, 'bpmn:completionCondition')?.text.trim();
  return {
    sequential: loop.attributes.isSequential === 'true',
    inputCollection: expressionOf(inputCollection),
    ...(inputElement && { inputElement }),
    ...(outputCollection && { outputCollection }),
    ...(outputElement && { outputElement: expressionOf(outputElement) }),
    ...(condition && { completionCondition: expressionOf(condition) }),
  };
};

const userTaskOf = (element: XmlElement): UserTaskDefinition => {
  const read = (part: string, names: (keyof UserTaskDefinition)[]): Partial<UserTaskDefinition> => {
    const found = extension(element, part);
    const pairs = names.map((name) => [name, optional(found, name)] as const);
    return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
  };
  const form = extension(element, 'formDefinition');
  return {
    ...read('assignmentDefinition', ['assignee', 'candidateGroups', 'candidateUsers']),
    ...read('taskSchedule', ['dueDate', 'followUpDate']),
    ...read('priorityDefinition', ['priority']),
    ...read('formDefinition', ['formId', 'externalReference']),
    formBinding: form ? bindingOf(form) : { type: 'latest', versionTag: '' },
  };
};

const FORM_KEY_HEADER = 'io.camunda.zeebe:formKey';

const applyUserTask = (node: Element, element: XmlElement): void => {
  node.userTask = userTaskOf(element);
  if (extension(element, 'userTask')) return;
  node.job = { type: compile('io.camunda.zeebe:userTask'), retries: compile('1') };
  const formKey = extension(element, 'formDefinition')?.attributes.formKey;
  if (formKey) node.headers = { ...node.headers, [FORM_KEY_HEADER]: formKey };
};

const applyScript = (node: Element, element: XmlElement): void => {
  const script = extension(element, 'script');
  if (!script) return;
  const { expression = '', resultVariable = '' } = script.attributes;
  node.script = { expression: expressionOf(expression), resultVariable };
};

const applyDecision = (node: Element, element: XmlElement): void => {
  const called = extension(element, 'calledDecision');
  if (!called) return;
  const { decisionId = '', resultVariable = '' } = called.attributes;
  node.decision = { id: expressionOf(decisionId), resultVariable, binding: bindingOf(called) };
};

const applyCalledElement = (node: Element, element: XmlElement): void => {
  const called = extension(element, 'calledElement');
  if (!called) return;
  const { processId = '', propagateAllChildVariables, propagateAllParentVariables } = called.attributes;
  node.called = {
    processId: expressionOf(processId),
    propagateAllChild: propagateAllChildVariables !== 'false',
    propagateAllParent: propagateAllParentVariables !== 'false',
    binding: bindingOf(called),
  };
};

const applyReceive = (node: Element, element: XmlElement, definitions: Definitions): void => {
  const message = messageOf(definitions, element.attributes.messageRef);
  if (message) node.message = message;
  node.eventType = 'MESSAGE';
};

type Apply = (node: Element, element: XmlElement, definitions: Definitions) => void;

export const APPLY_ACTIVITY: Partial<Record<BpmnElementType, Apply>> = {
  USER_TASK: applyUserTask,
  SCRIPT_TASK: applyScript,
  BUSINESS_RULE_TASK: applyDecision,
  CALL_ACTIVITY: applyCalledElement,
  RECEIVE_TASK: applyReceive,
};
