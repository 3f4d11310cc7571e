import type { PackageFile } from '#contracts';

/** The smallest package that checks and deploys: registration, one task, end. */
export function blankPackage(code: string, name: string): PackageFile[] {
  const processId = `process-${code}`;
  const manifest = {
    schemaVersion: 1,
    code,
    name,
    kind: 'other',
    processId,
    stages: [{ id: 'handling', name: '办理' }],
    steps: [
      {
        elementId: 'Start',
        stage: 'handling',
        role: 'officer',
        form: `${code}-registration`,
        guidance: '登记基本情况。',
      },
      {
        elementId: 'Task_Handle',
        stage: 'handling',
        role: 'officer',
        form: `${code}-handling`,
        guidance: '办理并写明结果。',
      },
    ],
  };
  const form = (id: string, components: unknown[]) => ({ type: 'default', id, schemaVersion: 16, components });
  const file = (path: string, content: unknown): PackageFile => ({
    path,
    encoding: 'utf8',
    content: typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`,
  });
  return [
    file('procedure.json', manifest),
    file(
      'registration.form',
      form(`${code}-registration`, [
        { type: 'textfield', id: 'Field_title', key: 'caseTitle', label: '事项名称', validate: { required: true } },
      ]),
    ),
    file(
      'handling.form',
      form(`${code}-handling`, [
        { type: 'textarea', id: 'Field_result', key: 'result', label: '办理结果', validate: { required: true } },
      ]),
    ),
    file('process.bpmn', blankModel(processId, name, `${code}-handling`)),
  ];
}

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

const blankModel = (processId: string, name: string, formId: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="Definitions_${processId}" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="${processId}" name="${escape(name)}" isExecutable="true">
    <bpmn:startEvent id="Start" name="登记">
      <bpmn:outgoing>Flow_1</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:sequenceFlow id="Flow_1" sourceRef="Start" targetRef="Task_Handle" />
    <bpmn:userTask id="Task_Handle" name="办理">
      <bpmn:extensionElements>
        <zeebe:userTask />
        <zeebe:formDefinition formId="${formId}" bindingType="deployment" />
        <zeebe:assignmentDefinition candidateGroups="officer" />
      </bpmn:extensionElements>
      <bpmn:incoming>Flow_1</bpmn:incoming>
      <bpmn:outgoing>Flow_2</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="Flow_2" sourceRef="Task_Handle" targetRef="End" />
    <bpmn:endEvent id="End" name="办结">
      <bpmn:incoming>Flow_2</bpmn:incoming>
    </bpmn:endEvent>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="Diagram_1">
    <bpmndi:BPMNPlane id="Plane_1" bpmnElement="${processId}">
      <bpmndi:BPMNShape id="Start_di" bpmnElement="Start"><dc:Bounds x="152" y="102" width="36" height="36" /><bpmndi:BPMNLabel><dc:Bounds x="159" y="145" width="22" height="14" /></bpmndi:BPMNLabel></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="Task_Handle_di" bpmnElement="Task_Handle"><dc:Bounds x="250" y="80" width="100" height="80" /></bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="End_di" bpmnElement="End"><dc:Bounds x="412" y="102" width="36" height="36" /><bpmndi:BPMNLabel><dc:Bounds x="419" y="145" width="22" height="14" /></bpmndi:BPMNLabel></bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="Flow_1_di" bpmnElement="Flow_1"><di:waypoint x="188" y="120" /><di:waypoint x="250" y="120" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="Flow_2_di" bpmnElement="Flow_2"><di:waypoint x="350" y="120" /><di:waypoint x="412" y="120" /></bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
