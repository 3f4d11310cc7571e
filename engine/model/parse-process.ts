import type { XmlElement } from '#feel';
import { childrenNamed, parseXml, XmlError } from '#feel';
import type { Element, ExecutableProcess, SequenceFlow } from './executable.ts';
import type { ParseContext } from './parse-elements.ts';
import { extension, FLOW_NODES, newElement, parseFlow, parseFlowNode } from './parse-elements.ts';
import { Problems } from './problems.ts';
import { validate } from './validate.ts';

/** The resource can't be deployed; the text names each element at fault. */
export class InvalidModelError extends Error {}

const NAMESPACES = {
  'http://www.omg.org/spec/BPMN/20100524/MODEL': 'bpmn',
  'http://camunda.org/schema/zeebe/1.0': 'zeebe',
};

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
  'incoming',
  'outgoing',
  'ioSpecification',
  'property',
  'category',
  'supportedInterfaceRef',
  'auditing',
  'monitoring',
]);

const UNSUPPORTED_PARTS: Record<string, string> = {
  'bpmn:multiInstanceLoopCharacteristics': 'Multi-instance activities are not supported',
  'bpmn:standardLoopCharacteristics': 'Loop activities are not supported',
};
const UNSUPPORTED_EXTENSIONS = ['executionListeners', 'taskListeners', 'script:format'];

interface Collected {
  elements: Map<string, Element>;
  flows: Map<string, SequenceFlow>;
}

const refuseUnsupported = (element: XmlElement, { problems }: ParseContext): void => {
  const id = element.attributes.id ?? '';
  for (const part of element.children) {
    const message = UNSUPPORTED_PARTS[part.name];
    if (message) problems.add(id, message);
  }
  for (const name of UNSUPPORTED_EXTENSIONS) {
    if (extension(element, name)) problems.add(id, `The extension element 'zeebe:${name}' is not supported`);
  }
  if (element.attributes.triggeredByEvent === 'true') problems.add(id, 'Event subprocesses are not supported');
};

const collect = (scope: XmlElement, scopeElement: Element, into: Collected, context: ParseContext): void => {
  for (const child of scope.children) {
    const type = FLOW_NODES[child.name];
    const id = child.attributes.id ?? '';
    if (child.name === 'bpmn:sequenceFlow') {
      const flow = parseFlow(child, context);
      into.flows.set(flow.id, flow);
    } else if (type) {
      if (!id) context.problems.add(scopeElement.id, `An element in line ${child.line} has no id`);
      if (into.elements.has(id)) context.problems.add(id, 'The id is used more than once');
      refuseUnsupported(child, context);
      const node = parseFlowNode(child, type, scopeElement.id, context);
      into.elements.set(id, node);
      if (type === 'START_EVENT') scopeElement.startEvents.push(node);
      if (type === 'SUB_PROCESS') collect(child, node, into, context);
    } else if (
      child.name.startsWith('bpmn:') &&
      !DESCRIPTIVE.has(child.name.slice(5)) &&
      !UNSUPPORTED_PARTS[child.name]
    ) {
      context.problems.add(id || scopeElement.id, `Elements of this type are not supported (${child.name.slice(5)})`);
    }
  }
};

/** Zeebe visits siblings from the last to the first, which shows in the order of records. */
const connect = ({ elements, flows }: Collected, { problems }: ParseContext): void => {
  for (const flow of [...flows.values()].reverse()) {
    const source = elements.get(flow.sourceId);
    const target = elements.get(flow.targetId);
    if (!source || !target) {
      problems.add(flow.id, 'Must connect two elements of the same process');
      continue;
    }
    source.outgoing.push(flow);
    target.incoming.push(flow);
  }
  for (const element of [...elements.values()].reverse()) {
    if (element.type !== 'BOUNDARY_EVENT') continue;
    const host = elements.get(element.attachedToId ?? '');
    if (host) host.boundaryEvents.push(element);
    else problems.add(element.id, 'Must be attached to an activity');
  }
};

const byId = (root: XmlElement, name: string): Map<string, XmlElement> =>
  new Map(childrenNamed(root, name).map((element) => [element.attributes.id ?? '', element]));

const parseOne = (element: XmlElement, context: ParseContext): ExecutableProcess => {
  const id = element.attributes.id ?? '';
  const process = newElement(id, 'PROCESS', '');
  const collected: Collected = { elements: new Map([[id, process]]), flows: new Map() };
  refuseUnsupported(element, context);
  collect(element, process, collected, context);
  connect(collected, context);
  const { elements, flows } = collected;
  const callActivityIds = [...elements.values()].filter(({ type }) => type === 'CALL_ACTIVITY').map((call) => call.id);
  const versionTag = extension(element, 'versionTag')?.attributes.value ?? '';
  const executable = { id, versionTag, elements, flows, callActivityIds: callActivityIds.sort() };
  validate(executable, context.problems);
  return executable;
};

/** Reads the executable processes of a BPMN file; throws InvalidModelError with every mistake found. */
export const parseProcesses = (xml: string): ExecutableProcess[] => {
  let root: XmlElement;
  try {
    root = parseXml(xml, NAMESPACES);
  } catch (error) {
    if (error instanceof XmlError)
      throw new InvalidModelError(`SAXException while parsing input stream: line ${error.line}: ${error.message}`);
    throw error;
  }
  if (root.name !== 'bpmn:definitions') throw new InvalidModelError('the file is not a BPMN model');
  const context = {
    problems: new Problems(),
    definitions: { messages: byId(root, 'bpmn:message'), errors: byId(root, 'bpmn:error') },
  };
  const executable = childrenNamed(root, 'bpmn:process').filter(({ attributes }) => attributes.isExecutable === 'true');
  if (executable.length === 0)
    context.problems.add(root.attributes.id ?? 'definitions', 'Must contain at least one executable process');
  const processes = executable.map((element) => parseOne(element, context));
  if (context.problems.found) throw new InvalidModelError(String(context.problems));
  return processes;
};
