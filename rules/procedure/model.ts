import { parseXml, type XmlElement } from '#feel';

const NAMESPACES = {
  'http://www.omg.org/spec/BPMN/20100524/MODEL': 'bpmn',
  'http://camunda.org/schema/zeebe/1.0': 'zeebe',
  'http://www.omg.org/spec/BPMN/20100524/DI': 'bpmndi',
};

export interface ModelElement {
  id: string;
  name: string;
  /** `userTask`, `serviceTask`, `exclusiveGateway`, … */
  type: string;
  /** Id of the process or subprocess that holds it. */
  scope: string;
  incoming: string[];
  outgoing: string[];
  /** Set for boundary events. */
  attachedTo?: string;
  formId?: string;
  candidateGroups?: string;
  nativeUserTask: boolean;
  jobType?: string;
  headers: Record<string, string>;
  calledDecision?: string;
  calledProcess?: string;
  /** Event definitions: `timer`, `message`, `error`, `terminate`, … */
  events: string[];
  timers: string[];
  /** Code of its error or escalation, name of its link, message or signal; absent = catches or throws any. */
  eventRef?: string;
  /** False for a boundary or start event that lets its scope go on. */
  interrupting: boolean;
  /** An event subprocess. */
  triggeredByEvent: boolean;
  multiInstance: boolean;
  /** Id of the flow taken when no condition holds. */
  defaultFlow?: string;
  /** FEEL texts with where they stand, for syntax checks. */
  expressions: { where: string; text: string }[];
}

export interface ModelFlow {
  id: string;
  from: string;
  to: string;
  condition?: string;
}

/** What the rules need to know of a process model. */
export interface ProcedureModel {
  processes: { id: string; name: string; executable: boolean }[];
  elements: ModelElement[];
  flows: ModelFlow[];
}

const FLOW_NODES = new Set(
  'startEvent endEvent intermediateCatchEvent intermediateThrowEvent boundaryEvent userTask serviceTask scriptTask businessRuleTask sendTask receiveTask manualTask task callActivity subProcess adHocSubProcess transaction exclusiveGateway parallelGateway inclusiveGateway eventBasedGateway complexGateway'
    .split(' ')
    .map((name) => `bpmn:${name}`),
);

const descendant = (element: XmlElement, name: string): XmlElement | undefined => {
  for (const child of element.children) {
    if (child.name === name) return child;
    if (child.name === 'bpmn:extensionElements') {
      const found = descendant(child, name);
      if (found) return found;
    }
  }
  return undefined;
};

const extension = (element: XmlElement, name: string): XmlElement | undefined => descendant(element, name);

const expressionsOf = (element: XmlElement): { where: string; text: string }[] => {
  const found: { where: string; text: string }[] = [];
  const visit = (node: XmlElement): void => {
    for (const child of node.children) {
      if (FLOW_NODES.has(child.name) || child.name === 'bpmn:sequenceFlow') continue;
      for (const [name, value] of Object.entries(child.attributes))
        if (value.trimStart().startsWith('=')) found.push({ where: `${child.name} ${name}`, text: value });
      if (child.text.trim().startsWith('=')) found.push({ where: child.name, text: child.text.trim() });
      visit(child);
    }
  };
  visit(element);
  return found;
};

/** What the event definition names: the code of an error or escalation, the name of anything else. */
const eventRefOf = (node: XmlElement, named: ReadonlyMap<string, XmlElement>): string | undefined => {
  const definition = node.children.find((child) => child.name.endsWith('EventDefinition'));
  if (!definition) return undefined;
  if (definition.name === 'bpmn:linkEventDefinition') return definition.attributes['name'];
  const kind = definition.name.replace('bpmn:', '').replace('EventDefinition', '');
  const target = named.get(definition.attributes[`${kind}Ref`] ?? '');
  return target?.attributes[`${kind}Code`] ?? target?.attributes['name'];
};

const toElement = (node: XmlElement, scope: string, named: ReadonlyMap<string, XmlElement>): ModelElement => {
  const headers = extension(node, 'zeebe:taskHeaders');
  const attribute = (name: string, member: string): string | undefined => extension(node, name)?.attributes[member];
  const timers = node.children
    .filter((child) => child.name === 'bpmn:timerEventDefinition')
    .flatMap((child) => child.children.map((timer) => timer.text.trim()));
  const optional = {
    attachedTo: node.attributes['attachedToRef'],
    formId: attribute('zeebe:formDefinition', 'formId'),
    candidateGroups: attribute('zeebe:assignmentDefinition', 'candidateGroups'),
    jobType: attribute('zeebe:taskDefinition', 'type'),
    calledDecision: attribute('zeebe:calledDecision', 'decisionId'),
    calledProcess: attribute('zeebe:calledElement', 'processId'),
    eventRef: eventRefOf(node, named),
    defaultFlow: node.attributes['default'],
  };
  return {
    id: node.attributes['id'] ?? '',
    name: node.attributes['name'] ?? '',
    type: node.name.replace('bpmn:', ''),
    scope,
    incoming: [],
    outgoing: [],
    nativeUserTask: extension(node, 'zeebe:userTask') !== undefined,
    headers: Object.fromEntries(
      (headers?.children ?? []).map((header) => [header.attributes['key'] ?? '', header.attributes['value'] ?? '']),
    ),
    events: node.children
      .filter((child) => child.name.endsWith('EventDefinition'))
      .map((child) => child.name.replace('bpmn:', '').replace('EventDefinition', '')),
    timers,
    interrupting: node.attributes['cancelActivity'] !== 'false' && node.attributes['isInterrupting'] !== 'false',
    triggeredByEvent: node.attributes['triggeredByEvent'] === 'true',
    multiInstance: node.children.some((child) => child.name === 'bpmn:multiInstanceLoopCharacteristics'),
    expressions: expressionsOf(node),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
};

/**
 * Reads what the rules need from BPMN XML.
 *
 * @throws XmlError when the text is no well-formed XML
 */
export const readModel = (xml: string): ProcedureModel => {
  const root = parseXml(xml, NAMESPACES);
  const model: ProcedureModel = { processes: [], elements: [], flows: [] };
  const named = new Map(root.children.map((child) => [child.attributes['id'] ?? '', child]));
  const visit = (node: XmlElement, scope: string): void => {
    for (const child of node.children) {
      if (FLOW_NODES.has(child.name)) {
        model.elements.push(toElement(child, scope, named));
        if (child.name.toLowerCase().includes('subprocess')) visit(child, child.attributes['id'] ?? '');
      } else if (child.name === 'bpmn:sequenceFlow') {
        const condition = child.children.find((part) => part.name === 'bpmn:conditionExpression')?.text.trim();
        model.flows.push({
          id: child.attributes['id'] ?? '',
          from: child.attributes['sourceRef'] ?? '',
          to: child.attributes['targetRef'] ?? '',
          ...(condition ? { condition } : {}),
        });
      }
    }
  };
  for (const process of root.children.filter((child) => child.name === 'bpmn:process')) {
    model.processes.push({
      id: process.attributes['id'] ?? '',
      name: process.attributes['name'] ?? '',
      executable: process.attributes['isExecutable'] === 'true',
    });
    visit(process, process.attributes['id'] ?? '');
  }
  const byId = new Map(model.elements.map((element) => [element.id, element]));
  for (const flow of model.flows) {
    byId.get(flow.from)?.outgoing.push(flow.id);
    byId.get(flow.to)?.incoming.push(flow.id);
  }
  return model;
};
