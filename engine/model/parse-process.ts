import type { XmlElement } from '#feel';
import { childrenNamed, parseXml, XmlError } from '#feel';
import type { Element, ExecutableProcess, SequenceFlow } from './executable.ts';
import { wrapLoops } from './multi-instance.ts';
import { listenersOf, loopOf } from './parse-activities.ts';
import type { Definitions } from './parse-context.ts';
import { extension } from './parse-context.ts';
import { FLOW_NODES, newElement, parseFlow, parseFlowNode } from './parse-elements.ts';
import { handlerIdOf } from './parse-events.ts';
import { BPMN_NAMESPACES, bpmnSchemaProblem } from './schema/validate-schema.ts';
import { validateModel } from './validation/validate-model.ts';
import { straightThroughLoop } from './validation/straight-through-loops.ts';

/** The resource can't be deployed; the text names each element at fault. */
export class InvalidModelError extends Error {}

/** A process would run for ever; the text names the way round. */
export class StraightThroughLoopError extends InvalidModelError {}

const PREFIXES = {
  ...Object.fromEntries(Object.entries(BPMN_NAMESPACES).map(([prefix, namespace]) => [namespace, prefix])),
  'http://camunda.org/schema/zeebe/1.0': 'zeebe',
  'http://www.w3.org/2001/XMLSchema-instance': 'xsi',
};

interface Collected {
  elements: Map<string, Element>;
  flows: Map<string, SequenceFlow>;
  loops: Map<string, NonNullable<ReturnType<typeof loopOf>>>;
  /** Compensation boundary events to the activity that undoes. */
  handlers: Map<string, string>;
}

const collect = (scope: XmlElement, scopeElement: Element, into: Collected, definitions: Definitions): void => {
  for (const child of scope.children) {
    if (child.name === 'bpmn:sequenceFlow') {
      const flow = parseFlow(child);
      into.flows.set(flow.id, flow);
    }
    if (!FLOW_NODES[child.name]) continue;
    const node = parseFlowNode(child, scopeElement, definitions);
    into.elements.set(node.id, node);
    const loop = loopOf(child);
    if (loop) into.loops.set(node.id, loop);
    const handlerId = node.eventType === 'COMPENSATION' ? handlerIdOf(scope, node.id) : undefined;
    if (handlerId) into.handlers.set(node.id, handlerId);
    if (node.type === 'START_EVENT') scopeElement.startEvents.unshift(node);
    if (child.name === 'bpmn:subProcess') collect(child, node, into, definitions);
  }
};

const wait = (host: Element, event: Element): void => {
  if (event.interrupting) host.interruptingIds.add(event.id);
};

/** Flows and boundary events. Zeebe visits siblings from the last to the first, which shows in the order of records. */
const connect = ({ elements, flows, handlers }: Collected): void => {
  for (const flow of [...flows.values()].reverse()) {
    elements.get(flow.sourceId)?.outgoing.push(flow);
    elements.get(flow.targetId)?.incoming.push(flow);
  }
  for (const element of [...elements.values()].reverse()) {
    if (element.type !== 'BOUNDARY_EVENT') continue;
    const handler = elements.get(handlers.get(element.id) ?? '');
    if (handler) element.handler = handler;
    const host = elements.get(element.attachedToId ?? '');
    host?.boundaryEvents.push(element);
    host?.events.push(element);
    if (host) wait(host, element);
  }
};

/** What elements wait for beside boundary events: event subprocesses stand in front of those. */
const connectEvents = ({ elements }: Collected): void => {
  const catching = [...elements.values()].filter(({ type }) => type === 'INTERMEDIATE_CATCH_EVENT');
  for (const element of [...elements.values()].reverse()) {
    const { type } = element;
    if (type === 'EVENT_SUB_PROCESS') {
      const start = element.startEvents[0]!;
      element.scope!.events.unshift(start);
      wait(element.scope!, start);
    }
    if (type === 'EVENT_BASED_GATEWAY') {
      element.events = element.outgoing.flatMap((flow) => elements.get(flow.targetId) ?? []);
      for (const event of element.events) wait(element, event);
    }
    if (type === 'RECEIVE_TASK') element.events.unshift(element);
    if (type === 'INTERMEDIATE_CATCH_EVENT' && element.eventType !== 'LINK') element.events.push(element);
    if (type === 'INTERMEDIATE_THROW_EVENT' && element.link !== undefined) {
      const target = catching.find(({ link, scopeId }) => link === element.link && scopeId === element.scopeId);
      if (target) element.linkTarget = target;
    }
  }
};

const parseOne = (element: XmlElement, definitions: Definitions): ExecutableProcess => {
  const id = element.attributes.id ?? '';
  const process = newElement(id, 'PROCESS');
  process.listeners = listenersOf(element);
  const collected: Collected = {
    elements: new Map([[id, process]]),
    flows: new Map(),
    loops: new Map(),
    handlers: new Map(),
  };
  collect(element, process, collected, definitions);
  connect(collected);
  connectEvents(collected);
  const { elements, flows, loops } = collected;
  const callActivityIds = [...elements.values()].filter(({ type }) => type === 'CALL_ACTIVITY').map((call) => call.id);
  wrapLoops(elements, loops);
  const versionTag = extension(element, 'versionTag')?.attributes.value ?? '';
  return { id, versionTag, elements, flows, callActivityIds: callActivityIds.sort() };
};

const readXml = (xml: string): XmlElement => {
  try {
    return parseXml(xml, PREFIXES);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new InvalidModelError(`SAXException while parsing input stream: line ${error.line}: ${error.message}`);
  }
};

const compileAll = (root: XmlElement): ExecutableProcess[] => {
  const definitions = new Map(root.children.map((child) => [child.attributes.id ?? '', child]));
  return childrenNamed(root, 'bpmn:process')
    .filter(({ attributes }) => attributes.isExecutable === 'true')
    .map((element) => parseOne(element, definitions));
};

/** The executable processes of a file that was deployed: it was checked then, by the rules of that time. */
export const deployedProcesses = (xml: string): ExecutableProcess[] => compileAll(readXml(xml));

/** Reads the executable processes of a BPMN file; throws InvalidModelError with every mistake found. */
export const parseProcesses = (xml: string): ExecutableProcess[] => {
  const root = readXml(xml);
  const problem = bpmnSchemaProblem(xml, root);
  if (problem) throw new InvalidModelError(problem);
  if (root.name !== 'bpmn:definitions') throw new InvalidModelError('the file is not a BPMN model');
  const mistakes = validateModel(root);
  if (mistakes) throw new InvalidModelError(mistakes);
  const processes = compileAll(root);
  const loop = straightThroughLoop(processes);
  if (loop) throw new StraightThroughLoopError(loop);
  return processes;
};
