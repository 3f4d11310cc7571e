/** Small models for the calls: each waits at one thing. */
const model = (id: string, element: string, more = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="x">
<bpmn:process id="${id}" isExecutable="true"><bpmn:startEvent id="S"/><bpmn:sequenceFlow id="f1" sourceRef="S" targetRef="A"/>${element}
<bpmn:sequenceFlow id="f2" sourceRef="A" targetRef="E"/><bpmn:endEvent id="E"/></bpmn:process>${more}</bpmn:definitions>`;

const inside = (text: string): string => `<bpmn:extensionElements>${text}</bpmn:extensionElements>`;

export const jobModel = model(
  'job',
  `<bpmn:serviceTask id="A">${inside('<zeebe:taskDefinition type="work" retries="3"/><zeebe:taskHeaders><zeebe:header key="unit" value="fen"/></zeebe:taskHeaders>')}</bpmn:serviceTask>`,
);

/** A job whose error is caught. */
export const errorModel = model(
  'caught',
  `<bpmn:serviceTask id="A">${inside('<zeebe:taskDefinition type="throws"/>')}</bpmn:serviceTask>
<bpmn:boundaryEvent id="B" attachedToRef="A"><bpmn:outgoing>f3</bpmn:outgoing><bpmn:errorEventDefinition errorRef="e"/></bpmn:boundaryEvent>
<bpmn:sequenceFlow id="f3" sourceRef="B" targetRef="E2"/><bpmn:endEvent id="E2"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>`,
  '<bpmn:error id="e" errorCode="late"/>',
);

export const userTaskModel = model('user', `<bpmn:userTask id="A">${inside('<zeebe:userTask/>')}</bpmn:userTask>`);

export const messageModel = model(
  'message',
  '<bpmn:intermediateCatchEvent id="A"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>',
  `<bpmn:message id="m" name="paid">${inside('<zeebe:subscription correlationKey="=order"/>')}</bpmn:message>`,
);

export const messageStartModel = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="x">
<bpmn:message id="m" name="begin"/><bpmn:process id="begun" isExecutable="true"><bpmn:startEvent id="S"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>
<bpmn:sequenceFlow id="f1" sourceRef="S" targetRef="E"/><bpmn:endEvent id="E"/></bpmn:process></bpmn:definitions>`;

/** Ends at once. */
export const manualModel = model('manual', '<bpmn:manualTask id="A"/>');

export const decisionModel = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="rules" name="Rules" namespace="http://camunda.org/schema/1.0/dmn">
<decision id="fine" name="Fine"><decisionTable id="t" hitPolicy="FIRST"><input id="i1" label="Amount"><inputExpression id="ie" typeRef="number"><text>amount</text></inputExpression></input>
<output id="o1" label="Fine" name="fine" typeRef="number"/>
<rule id="r1"><inputEntry id="e1"><text>&gt; 100</text></inputEntry><outputEntry id="x1"><text>20</text></outputEntry></rule>
<rule id="r2"><inputEntry id="e2"><text></text></inputEntry><outputEntry id="x2"><text>10</text></outputEntry></rule></decisionTable></decision>
<decision id="fails" name="Fails"><literalExpression><text>assert(amount, amount = 1)</text></literalExpression></decision></definitions>`;

export const formModel = '{"id":"paper","type":"default","schemaVersion":16,"components":[]}';
