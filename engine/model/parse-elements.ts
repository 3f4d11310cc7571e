import type { XmlElement } from '#feel';
import { childNamed } from '#feel';
import type { BpmnElementType } from '../records.ts';
import type { Element, SequenceFlow } from './executable.ts';
import { APPLY_ACTIVITY, jobOf, listenersOf } from './parse-activities.ts';
import type { Definitions } from './parse-context.ts';
import { expressionOf, headersOf, mappings } from './parse-context.ts';
import { applyEvent } from './parse-events.ts';

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
  'bpmn:inclusiveGateway': 'INCLUSIVE_GATEWAY',
  'bpmn:eventBasedGateway': 'EVENT_BASED_GATEWAY',
};

export const newElement = (id: string, type: BpmnElementType, scope?: Element): Element => ({
  id,
  name: '',
  type,
  eventType: 'UNSPECIFIED',
  scopeId: scope?.id ?? '',
  ...(scope && { scope }),
  incoming: [],
  outgoing: [],
  inputs: [],
  outputs: [],
  startEvents: [],
  boundaryEvents: [],
  events: [],
  interruptingIds: new Set(),
  listeners: [],
  interrupting: true,
  isForCompensation: false,
  headers: {},
});

/** Reads one flow node with all its extensions; connections are made by the caller. */
export const parseFlowNode = (element: XmlElement, scope: Element, definitions: Definitions): Element => {
  const { id = '', name = '', triggeredByEvent, isForCompensation } = element.attributes;
  const type = triggeredByEvent === 'true' ? 'EVENT_SUB_PROCESS' : FLOW_NODES[element.name]!;
  const node = newElement(id, type, scope);
  node.name = name;
  node.inputs = mappings(element, 'input');
  node.outputs = mappings(element, 'output');
  node.headers = headersOf(element);
  node.listeners = listenersOf(element);
  node.isForCompensation = isForCompensation === 'true';
  const job = jobOf(element);
  if (job) node.job = job;
  if (type.endsWith('_EVENT')) applyEvent(node, element, definitions);
  if (element.attributes.default) node.defaultFlowId = element.attributes.default;
  APPLY_ACTIVITY[type]?.(node, element, definitions);
  return node;
};

export const parseFlow = (element: XmlElement): SequenceFlow => {
  const { id = '', sourceRef = '', targetRef = '' } = element.attributes;
  const condition = childNamed(element, 'bpmn:conditionExpression')?.text.trim();
  return {
    id,
    sourceId: sourceRef,
    targetId: targetRef,
    ...(condition && { condition: expressionOf(condition) }),
  };
};
