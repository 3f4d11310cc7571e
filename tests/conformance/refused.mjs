// Models with one thing each that is not (yet) carried out: the engine must refuse them by name at deployment.
const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="t"><bpmn:process id="p" isExecutable="true">';
const TAIL =
  '</bpmn:process><bpmn:signal id="sig" name="sig"/><bpmn:escalation id="esc" name="esc" escalationCode="esc"/></bpmn:definitions>';

/** Start → the element called X → end. */
const between = (inner) =>
  `${HEAD}<bpmn:startEvent id="s"><bpmn:outgoing>f0</bpmn:outgoing></bpmn:startEvent><bpmn:sequenceFlow id="f0" sourceRef="s" targetRef="X"/>${inner}<bpmn:sequenceFlow id="f1" sourceRef="X" targetRef="e"/><bpmn:endEvent id="e"><bpmn:incoming>f1</bpmn:incoming></bpmn:endEvent>${TAIL}`;
const WIRES = '<bpmn:incoming>f0</bpmn:incoming><bpmn:outgoing>f1</bpmn:outgoing>';
const node = (name, inner = '', attributes = '') =>
  between(`<bpmn:${name} id="X" ${attributes}>${WIRES}${inner}</bpmn:${name}>`);
const job = (more = '', extensions = '') =>
  node(
    'serviceTask',
    `<bpmn:extensionElements><zeebe:taskDefinition type="a"/>${extensions}</bpmn:extensionElements>${more}`,
  );
const catching = (definition) => node('intermediateCatchEvent', definition);
const INNER = '<bpmn:startEvent id="is"/>';

/** [what, model] */
export const REFUSED = [
  ['complex gateway', node('complexGateway')],
  ['loop activity', job('<bpmn:standardLoopCharacteristics/>')],
  ['ad-hoc subprocess', node('adHocSubProcess')],
  ['transaction', node('transaction', INNER)],
  ['conditional catch event', catching('<bpmn:conditionalEventDefinition/>')],
  [
    'compensation event subprocess',
    between(
      `<bpmn:task id="X">${WIRES}</bpmn:task><bpmn:subProcess id="sub" triggeredByEvent="true"><bpmn:startEvent id="is"><bpmn:compensateEventDefinition/></bpmn:startEvent></bpmn:subProcess>`,
    ),
  ],
  [
    'task listener',
    node(
      'userTask',
      '<bpmn:extensionElements><zeebe:userTask/><zeebe:taskListeners><zeebe:taskListener eventType="completing" type="l"/></zeebe:taskListeners></bpmn:extensionElements>',
    ),
  ],
];
