/** Builds the text of small BPMN models: nodes with their wires in and out, as Zeebe reads those. */
export interface NodeSpec {
  id: string;
  tag: string;
  attributes?: Record<string, string>;
  /** Text inside `bpmn:extensionElements`. */
  extensions?: string;
  /** Text behind the wires: event definitions, loop characteristics. */
  inner?: string;
  nodes?: NodeSpec[];
  flows?: string[];
  /** Text behind the nodes inside: associations. */
  tail?: string;
}

interface Wire {
  id: string;
  from: string;
  to: string;
  condition?: string;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const attributesText = (attributes: Record<string, string | undefined>): string =>
  Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escape(value!)}"`)
    .join('');

/** `'S A B'` is a chain of flows; `'G A | x > 1'` one with a condition. */
const wiresOf = (flows: string[]): Wire[] =>
  flows.flatMap((chain) => {
    const [path = '', condition] = chain.split('|').map((part) => part.trim());
    const ids = path.split(/\s+/);
    return ids.slice(1).map((to, index) => ({
      id: `f_${ids[index]!}_${to}`,
      from: ids[index]!,
      to,
      ...(condition && { condition: `= ${condition}` }),
    }));
  });

/** Zeebe 8.6.0 can't read a link or compensation without an id of its own. */
const withDefinitionId = (inner: string, id: string): string =>
  inner.replace(/<bpmn:(link|compensate)EventDefinition(?! id=)/, `$& id="${id}_definition"`);

const nodeText = (node: NodeSpec, wires: Wire[], indent: string): string => {
  const { id, tag, attributes = {}, extensions, inner, nodes, flows, tail } = node;
  const within = `${indent}  `;
  const lines = [
    extensions && `${within}<bpmn:extensionElements>${extensions}</bpmn:extensionElements>`,
    ...wires.filter(({ to }) => to === id).map((wire) => `${within}<bpmn:incoming>${wire.id}</bpmn:incoming>`),
    ...wires.filter(({ from }) => from === id).map((wire) => `${within}<bpmn:outgoing>${wire.id}</bpmn:outgoing>`),
    inner && `${within}${withDefinitionId(inner, id)}`,
    nodes && scopeText(nodes, flows ?? [], within),
    tail && `${within}${tail}`,
  ].filter(Boolean);
  const open = `${indent}<bpmn:${tag} id="${id}"${attributesText(attributes)}`;
  return lines.length > 0 ? `${open}>\n${lines.join('\n')}\n${indent}</bpmn:${tag}>` : `${open}/>`;
};

const flowText = ({ id, from, to, condition }: Wire, indent: string): string => {
  const open = `${indent}<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"`;
  if (!condition) return `${open}/>`;
  const text = `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escape(condition)}</bpmn:conditionExpression>`;
  return `${open}>${text}</bpmn:sequenceFlow>`;
};

const scopeText = (nodes: NodeSpec[], flows: string[], indent: string): string => {
  const wires = wiresOf(flows);
  return [...nodes.map((node) => nodeText(node, wires, indent)), ...wires.map((wire) => flowText(wire, indent))].join(
    '\n',
  );
};

export interface ModelSpec {
  id: string;
  nodes: NodeSpec[];
  flows: string[];
  /** Text of messages, signals, errors and escalations. */
  definitions?: string;
  /** Text inside the process in front of its nodes. */
  head?: string;
  /** Text behind its nodes: associations. */
  tail?: string;
}

export const modelText = ({ id, nodes, flows, definitions, head, tail }: ModelSpec): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://quanheng.example/scenarios">',
    `  <bpmn:process id="${id}" isExecutable="true">`,
    head && `    ${head}`,
    scopeText(nodes, flows, '    '),
    tail && `    ${tail}`,
    '  </bpmn:process>',
    definitions && `  ${definitions}`,
    '</bpmn:definitions>',
    '',
  ]
    .filter((line) => line !== undefined)
    .join('\n');

// Nodes, in the words of BPMN.

type More = Partial<Omit<NodeSpec, 'id' | 'tag'>>;
const node =
  (tag: string) =>
  (id: string, more: More = {}): NodeSpec => ({ id, tag, ...more });

export const start = node('startEvent');
export const end = node('endEvent');
export const manual = node('manualTask');
export const exclusive = node('exclusiveGateway');
export const parallel = node('parallelGateway');
export const inclusive = node('inclusiveGateway');
export const eventGateway = node('eventBasedGateway');
export const catching = node('intermediateCatchEvent');
export const throwing = node('intermediateThrowEvent');
export const receive = node('receiveTask');
export const userTask = node('userTask');
export const callActivity = node('callActivity');
export const scriptTask = node('scriptTask');

export const job = (type: string, retries?: string): string =>
  `<zeebe:taskDefinition${attributesText({ type, retries })}/>`;

export const service = (id: string, type: string, more: More = {}): NodeSpec => ({
  id,
  tag: 'serviceTask',
  ...more,
  extensions: `${job(type)}${more.extensions ?? ''}`,
});

export const subProcess = (id: string, nodes: NodeSpec[], flows: string[], more: More = {}): NodeSpec => ({
  id,
  tag: 'subProcess',
  nodes,
  flows,
  ...more,
});

export const eventSubProcess = (id: string, nodes: NodeSpec[], flows: string[], more: More = {}): NodeSpec =>
  subProcess(id, nodes, flows, { ...more, attributes: { triggeredByEvent: 'true' } });

export const boundary = (id: string, host: string, inner: string, interrupting = true, more: More = {}): NodeSpec => ({
  id,
  tag: 'boundaryEvent',
  ...more,
  attributes: { attachedToRef: host, ...(!interrupting && { cancelActivity: 'false' }) },
  inner,
});

// Event definitions and what they refer to.

const formal = (tag: string, text: string): string =>
  `<bpmn:${tag} xsi:type="bpmn:tFormalExpression">${escape(text)}</bpmn:${tag}>`;
export const timer = (kind: 'timeDuration' | 'timeDate' | 'timeCycle', text: string): string =>
  `<bpmn:timerEventDefinition>${formal(kind, text)}</bpmn:timerEventDefinition>`;
const referring = (kind: string) => (reference?: string) =>
  `<bpmn:${kind}EventDefinition${attributesText({ [`${kind}Ref`]: reference })}/>`;
export const onMessage = referring('message');
export const onSignal = referring('signal');
export const onError = referring('error');
export const onEscalation = referring('escalation');
export const onLink = (name: string): string => `<bpmn:linkEventDefinition name="${name}"/>`;
export const onCompensation = (activity?: string): string =>
  `<bpmn:compensateEventDefinition${attributesText({ activityRef: activity })}/>`;
export const onTerminate = '<bpmn:terminateEventDefinition/>';

export const message = (id: string, name: string, correlationKey?: string): string => {
  const subscription = correlationKey
    ? `<bpmn:extensionElements><zeebe:subscription${attributesText({ correlationKey })}/></bpmn:extensionElements>`
    : '';
  return `<bpmn:message${attributesText({ id, name })}>${subscription}</bpmn:message>`;
};
export const signal = (id: string, name: string): string => `<bpmn:signal${attributesText({ id, name })}/>`;
export const error = (id: string, errorCode?: string): string =>
  `<bpmn:error${attributesText({ id, name: id, errorCode })}/>`;
export const escalation = (id: string, escalationCode?: string): string =>
  `<bpmn:escalation${attributesText({ id, name: id, escalationCode })}/>`;

// Extensions.

export const mapping = (inputs: Record<string, string>, outputs: Record<string, string> = {}): string => {
  const part = (tag: string, map: Record<string, string>): string =>
    Object.entries(map)
      .map(([target, source]) => `<zeebe:${tag}${attributesText({ source, target })}/>`)
      .join('');
  return `<zeebe:ioMapping>${part('input', inputs)}${part('output', outputs)}</zeebe:ioMapping>`;
};

export interface LoopSpec {
  over: string;
  element?: string;
  into?: string;
  output?: string;
  sequential?: boolean;
  until?: string;
}

export const loop = ({ over, element, into, output, sequential, until }: LoopSpec): string => {
  const characteristics = attributesText({
    inputCollection: over,
    inputElement: element,
    outputCollection: into,
    outputElement: output,
  });
  const condition = until ? formal('completionCondition', until) : '';
  return `<bpmn:multiInstanceLoopCharacteristics${sequential ? ' isSequential="true"' : ''}><bpmn:extensionElements><zeebe:loopCharacteristics${characteristics}/></bpmn:extensionElements>${condition}</bpmn:multiInstanceLoopCharacteristics>`;
};

export const listeners = (...list: [event: 'start' | 'end', type: string, retries?: string][]): string =>
  `<zeebe:executionListeners>${list
    .map(([eventType, type, retries]) => `<zeebe:executionListener${attributesText({ eventType, type, retries })}/>`)
    .join('')}</zeebe:executionListeners>`;

export const association = (from: string, to: string): string =>
  `<bpmn:association id="a_${from}_${to}" associationDirection="One" sourceRef="${from}" targetRef="${to}"/>`;

/** An activity that undoes another one; it has no flows. */
export const handler = (node: NodeSpec): NodeSpec => ({
  ...node,
  attributes: { ...node.attributes, isForCompensation: 'true' },
});
