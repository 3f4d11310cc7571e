const NAMESPACES =
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:foo="urn:foo" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const START = '<bpmn:startEvent id="s"/>';
const END = '<bpmn:endEvent id="e"/>';

const withHead = (text: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${text}`;
const definitions = (content: string, attributes = 'targetNamespace="t"'): string =>
  withHead(`<bpmn:definitions ${NAMESPACES} ${attributes}>\n${content}\n</bpmn:definitions>`);
const inProcess = (content: string): string =>
  definitions(`<bpmn:process id="p" isExecutable="true">\n${content}\n</bpmn:process>`);
const startAnd = (content: string, attributes?: string): string =>
  definitions(`<bpmn:process id="p" isExecutable="true">${START}${content}</bpmn:process>`, attributes);
const flow = (content: string): string =>
  `${START}${END}<bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e">${content}</bpmn:sequenceFlow>`;

/** Models with one thing each that the schema of BPMN or Zeebe's reader may object to. */
export const BPMN_MODELS: readonly (readonly [name: string, text: string])[] = [
  ['unknown attr', inProcess('<bpmn:startEvent id="s" bad="1"/>')],
  ['foreign attr', inProcess('<bpmn:startEvent id="s" foo:bad="1"/>')],
  ['bpmn attr', inProcess('<bpmn:startEvent bpmn:id="s"/>')],
  ['unknown child', inProcess(START + '<bpmn:task id="t"><bpmn:bad/></bpmn:task>')],
  ['foreign child', inProcess(START + '<bpmn:task id="t"><foo:bad/></bpmn:task>')],
  ['order', inProcess(START + '<bpmn:task id="t"><bpmn:incoming>f</bpmn:incoming><bpmn:documentation/></bpmn:task>')],
  ['bad boolean', inProcess('<bpmn:startEvent id="s" isInterrupting="yes"/>')],
  ['bad int', inProcess(START + '<bpmn:task id="t" startQuantity="x"/>')],
  ['missing required', inProcess(START + '<bpmn:sequenceFlow id="f" sourceRef="s"/>')],
  ['missing attached', inProcess(START + '<bpmn:boundaryEvent id="f"/>')],
  ['enum', inProcess(START + '<bpmn:eventBasedGateway id="g" eventGatewayType="Foo"/>')],
  ['text', inProcess(START + '<bpmn:task id="t">hello</bpmn:task>')],
  ['no target ns', startAnd('', '')],
  ['process bad', startAnd('<bpmn:conversation/>')],
  [
    'di bad',
    definitions(
      '<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/></bpmn:process><bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="pl" bpmnElement="p"><bpmndi:BPMNShape id="s_di"></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>',
      'targetNamespace="t"',
    ),
  ],
  [
    'di attr',
    definitions(
      '<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/></bpmn:process><bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="pl" bpmnElement="p"><bpmndi:BPMNShape id="s_di" bpmnElement="s"><dc:Bounds x="1" y="2" width="a"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>',
      'targetNamespace="t"',
    ),
  ],
  ['dup id', inProcess(START + '<bpmn:task id="s"/>')],
  [
    'dup id di',
    definitions(
      '<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/></bpmn:process><bpmndi:BPMNDiagram id="p"><bpmndi:BPMNPlane id="pl" bpmnElement="p"/></bpmndi:BPMNDiagram>',
      'targetNamespace="t"',
    ),
  ],
  [
    'ext bpmn',
    inProcess(
      START + '<bpmn:task id="t"><bpmn:extensionElements><bpmn:task id="q"/></bpmn:extensionElements></bpmn:task>',
    ),
  ],
  [
    'ext zeebe unknown',
    inProcess(
      START + '<bpmn:task id="t"><bpmn:extensionElements><zeebe:bad a="1"/></bpmn:extensionElements></bpmn:task>',
    ),
  ],
  ['incoming empty', inProcess(START + '<bpmn:task id="t"><bpmn:incoming></bpmn:incoming></bpmn:task>')],
  [
    'root wrong',
    '<?xml version="1.0"?><bpmn:process xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="p"/>',
  ],
  ['root foreign', '<?xml version="1.0"?><foo/>'],
  [
    'condition wrong',
    inProcess(
      START +
        '<bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"><bpmn:extensionElements/><bpmn:documentation/></bpmn:sequenceFlow>',
    ),
  ],
  [
    'xsi',
    inProcess(
      START +
        '<bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"><bpmn:conditionExpression xsi:type="bpmn:tFoo">=true</bpmn:conditionExpression></bpmn:sequenceFlow>',
    ),
  ],
  [
    'xsi2',
    inProcess(
      START +
        '<bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"><bpmn:conditionExpression xsi:type="bpmn:tTask">=true</bpmn:conditionExpression></bpmn:sequenceFlow>',
    ),
  ],
  [
    'xsi3',
    inProcess(
      START +
        '<bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"><bpmn:conditionExpression xsi:type="foox:t">=true</bpmn:conditionExpression></bpmn:sequenceFlow>',
    ),
  ],
  [
    'mi',
    inProcess(
      START +
        '<bpmn:serviceTask id="t"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality><bpmn:bad/></bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>',
    ),
  ],
  ['incomplete', inProcess(START + '<bpmn:ioSpecification/>')],
  ['abstract', inProcess(START + '<bpmn:flowElement id="q"/>')],
  ['abstract2', inProcess(START + '<bpmn:event id="q"/>')],
  [
    'two chars',
    inProcess(
      START + '<bpmn:task id="t"><bpmn:standardLoopCharacteristics/><bpmn:standardLoopCharacteristics/></bpmn:task>',
    ),
  ],
  ['ml attr', inProcess('<bpmn:startEvent\n id="s"\n bad="1"\n/>')],
  ['ml child', inProcess(START + '<bpmn:task id="t">\n<bpmn:bad\n a="1"\n/>\n</bpmn:task>')],
  ['ml text', inProcess(START + '<bpmn:task id="t">\nhello\n</bpmn:task\n>')],
  ['ml text2', inProcess(START + '<bpmn:task id="t">hello\n<bpmn:documentation/>\n\n</bpmn:task>')],
  ['ml simple', inProcess(START + '<bpmn:task id="t"><bpmn:incoming>\n\n \n</bpmn:incoming>\n</bpmn:task>')],
  ['idref', inProcess(START + '<bpmn:sequenceFlow id="f" sourceRef="s" targetRef="nope"/>\n\n\n')],
  ['idref2', inProcess(START + '<bpmn:sequenceFlow id="f" sourceRef="nope2" targetRef="nope"/>\n\n\n')],
  ['default', inProcess(START + '<bpmn:exclusiveGateway id="g" default="zz"/>')],
  ['qname prefix', inProcess(START + '<bpmn:receiveTask id="t" messageRef="zz:m"/>')],
  ['qname prefix2', inProcess(START + '<bpmn:task id="t"><bpmn:incoming>zz:f</bpmn:incoming></bpmn:task>')],
  ['both required', inProcess(START + '<bpmn:sequenceFlow id="f"/>')],
  [
    'xsi simple',
    inProcess(
      flow(
        '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression" language="x" bad="1">=true</bpmn:conditionExpression>',
      ),
    ),
  ],
  [
    'xsi bad plain',
    inProcess(flow('<bpmn:conditionExpression xsi:type="tFormalExpression">=true</bpmn:conditionExpression>')),
  ],
  ['xsi nil', inProcess(flow('<bpmn:conditionExpression xsi:nil="true">=true</bpmn:conditionExpression>'))],
  ['cond child', inProcess(flow('<bpmn:conditionExpression><bpmn:task id="q"/></bpmn:conditionExpression>'))],
  ['cond foreign', inProcess(flow('<bpmn:conditionExpression><foo:q/></bpmn:conditionExpression>'))],
  [
    'doc any',
    inProcess(START + '<bpmn:task id="t"><bpmn:documentation><foo:b>x</foo:b></bpmn:documentation></bpmn:task>'),
  ],
  [
    'doc any2',
    inProcess(
      START + '<bpmn:task id="t"><bpmn:documentation><foo:b>x</foo:b><foo:b>x</foo:b></bpmn:documentation></bpmn:task>',
    ),
  ],
  [
    'doc bpmn',
    inProcess(
      START + '<bpmn:task id="t"><bpmn:documentation><bpmn:task bad="1" id="u"/></bpmn:documentation></bpmn:task>',
    ),
  ],
  [
    'doc bpmn2',
    inProcess(
      START +
        '<bpmn:task id="t"><bpmn:documentation><foo:x><bpmn:task bad="1" id="u"/></foo:x></bpmn:documentation></bpmn:task>',
    ),
  ],
  ['doc attr', inProcess(START + '<bpmn:task id="t"><bpmn:documentation foo:x="1"/></bpmn:task>')],
  ['ext attr', inProcess(START + '<bpmn:task id="t"><bpmn:extensionElements foo:x="1"/></bpmn:task>')],
  [
    'ext nons',
    inProcess(START + '<bpmn:task id="t"><bpmn:extensionElements><x/></bpmn:extensionElements></bpmn:task>'),
  ],
  ['ext text', inProcess(START + '<bpmn:task id="t"><bpmn:extensionElements>abc</bpmn:extensionElements></bpmn:task>')],
  ['nons', inProcess(START + '<x/>')],
  [
    'lane',
    inProcess(
      '<bpmn:laneSet id="l"><bpmn:lane id="la"><bpmn:flowNodeRef>s</bpmn:flowNodeRef><bpmn:flowNodeRef>zz</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>' +
        START,
    ),
  ],
  ['lane late', inProcess(START + '<bpmn:laneSet id="l"/>')],
  [
    'artifact',
    inProcess(
      START +
        '<bpmn:textAnnotation id="a"><bpmn:text>hi</bpmn:text></bpmn:textAnnotation><bpmn:association id="as" sourceRef="s" targetRef="a"/>',
    ),
  ],
  ['artifact mid', inProcess(START + '<bpmn:textAnnotation id="a"/>' + END)],
  ['assoc miss', inProcess(START + '<bpmn:association id="as" sourceRef="s"/>')],
  [
    'timer two',
    inProcess(
      START +
        '<bpmn:intermediateCatchEvent id="t"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1S</bpmn:timeDuration><bpmn:timeDate>2020</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>',
    ),
  ],
  [
    'timer attr',
    inProcess(
      START +
        '<bpmn:intermediateCatchEvent id="t"><bpmn:timerEventDefinition timerEventDefinitionX="1"/></bpmn:intermediateCatchEvent>',
    ),
  ],
  ['id space', inProcess('<bpmn:startEvent id=" s "/>')],
  ['id digit', inProcess('<bpmn:startEvent id="1s"/>')],
  ['id empty', inProcess('<bpmn:startEvent id=""/>')],
  ['id cn', inProcess('<bpmn:startEvent id="开始"/>')],
  ['bool1', inProcess('<bpmn:startEvent id="s" isInterrupting="1"/>')],
  ['bool space', inProcess('<bpmn:startEvent id="s" isInterrupting=" true "/>')],
  ['bool caps', inProcess('<bpmn:startEvent id="s" isInterrupting="TRUE"/>')],
  [
    'proc type',
    withHead(
      '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><bpmn:process id="p" processType="Foo" isExecutable="true"><bpmn:startEvent id="s"/></bpmn:process></bpmn:definitions>',
    ),
  ],
  [
    'prefix',
    withHead(
      '<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><b:process id="p" isExecutable="true"><b:startEvent id="s" b:x="1"/></b:process></b:definitions>',
    ),
  ],
  [
    'default ns',
    withHead(
      '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="p" isExecutable="true"><startEvent id="s"/><bad/></process></definitions>',
    ),
  ],
  [
    'default ns2',
    withHead(
      '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="p" isExecutable="true"><startEvent id="s" b:id="x"/></process></definitions>',
    ),
  ],
  [
    'collab',
    withHead(
      '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><bpmn:collaboration id="c"><bpmn:participant id="pa" processRef="p"/><bpmn:messageFlow id="mf" sourceRef="pa"/></bpmn:collaboration><bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/></bpmn:process></bpmn:definitions>',
    ),
  ],
  ['msg in process', inProcess(START + '<bpmn:message id="m" name="x"/>')],
  [
    'error def',
    withHead(
      '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/></bpmn:process><bpmn:error id="e" errorcode="x"/></bpmn:definitions>',
    ),
  ],
  ['process in process', inProcess(START + '<bpmn:process id="q"/>')],
  [
    'event def global',
    withHead(
      '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><bpmn:timerEventDefinition id="td"/><bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/></bpmn:process></bpmn:definitions>',
    ),
  ],
  [
    'wp',
    withHead(
      '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" targetNamespace="t"><bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/></bpmn:process>\n<bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="pl" bpmnElement="p"><bpmndi:BPMNEdge id="x" bpmnElement="s"><di:waypoint x="1" y="2"/></bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>',
    ),
  ],
  ['wire in', inProcess(START + '<bpmn:task id="t"><bpmn:incoming>nope</bpmn:incoming></bpmn:task>')],
  ['wire out', inProcess(START + '<bpmn:task id="t"><bpmn:outgoing>nope</bpmn:outgoing></bpmn:task>')],
  ['wire kind', inProcess(START + '<bpmn:task id="t"><bpmn:outgoing>s</bpmn:outgoing></bpmn:task>')],
  ['src kind', inProcess(START + '<bpmn:sequenceFlow id="f" sourceRef="p" targetRef="s"/>')],
  ['msg kind', inProcess(START + '<bpmn:receiveTask id="t" messageRef="s"/>')],
  ['msg none', inProcess(START + '<bpmn:receiveTask id="t" messageRef="nope"/>')],
  [
    'att kind',
    inProcess(START + '<bpmn:boundaryEvent id="b" attachedToRef="s"><bpmn:timerEventDefinition/></bpmn:boundaryEvent>'),
  ],
  [
    'att none',
    inProcess(
      START +
        '<bpmn:boundaryEvent id="b" attachedToRef="zz"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>',
    ),
  ],
];
