import { FLOW_NODES } from '../parse-elements.ts';
import type { Check } from './model-view.ts';
import { isFlowNode, localName } from './model-view.ts';

/** Parts of a process that say nothing about how it runs. */
const DESCRIPTIVE = new Set([
  'documentation',
  'extensionElements',
  'laneSet',
  'dataObject',
  'dataObjectReference',
  'dataStoreReference',
  'textAnnotation',
  'association',
  'group',
  'ioSpecification',
  'property',
  'category',
  'supportedInterfaceRef',
  'auditing',
  'monitoring',
  'dataInputAssociation',
  'dataOutputAssociation',
  'sequenceFlow',
  'incoming',
  'outgoing',
]);

/** What may stand behind these inside an activity or event. */
const PARTS =
  /^bpmn:(multiInstanceLoopCharacteristics|\w+EventDefinition|script|dataInput|dataOutput|inputSet|outputSet|eventDefinitionRef)$/;
const CONTAINERS = ['bpmn:process', 'bpmn:subProcess'];

const COVERAGE = 'https://docs.camunda.io/docs/components/modeler/bpmn/bpmn-coverage/';

const unsupported = (type: string): string =>
  `Elements of type '${type}' are currently not supported. Please refer to the documentation for a list of supported elements: ${COVERAGE}`;

/** Later versions of Zeebe run ad-hoc subprocesses; here they are refused by name like all that is unknown. */
export const checkKnown: Check = (element, model, report) => {
  const parent = model.parent(element);
  if (!element.name.startsWith('bpmn:') || !parent) return;
  const own = localName(element);
  const inScope = CONTAINERS.includes(parent.name);
  if (element.name === 'bpmn:standardLoopCharacteristics') report('Loop activities are not supported');
  if (FLOW_NODES[element.name] || PARTS.test(element.name) || DESCRIPTIVE.has(own)) return;
  if (isFlowNode(element) || inScope) report(unsupported(`${own.charAt(0).toUpperCase()}${own.slice(1)}`));
};
