import { explainRejection } from './explain-rejection.ts';

test('a refused deployment is split by element and said in Chinese, with the engine’s own words', () => {
  const { detail, issues } = explainRejection(
    "Command 'CREATE' rejected with code 'INVALID_ARGUMENT': Expected to deploy new resources, but encountered the following errors:\n'process.bpmn': - Element: Task_A > extensionElements > taskDefinition\n    - ERROR: Must have exactly one 'zeebe:taskDefinition' extension element\n- Element: Gw_1\n    - ERROR: something new\n",
  );
  expect(issues.map((issue) => issue.path)).toEqual(['process.bpmn#Task_A', 'process.bpmn#Gw_1']);
  expect(detail).toContain('流程引擎没有接受');
  expect(issues[0]?.message).toMatch(/^没有填写作业类型（引擎原文：/);
  expect(issues[1]?.message).toContain('something new');
});

test.each([
  [
    "Line=4: cvc-complex-type.3.2.2: Attribute 'bad' is not allowed to appear in element 'bpmn:task'.",
    '第 4 行：元素 bpmn:task 没有名为 bad 的属性',
  ],
  [
    "Line=4: cvc-complex-type.4: Attribute 'targetRef' must appear on element 'bpmn:sequenceFlow'.",
    '第 4 行：元素 bpmn:sequenceFlow 缺少属性 targetRef',
  ],
  [
    `Line=5: cvc-complex-type.2.4.a: Invalid content was found starting with element '{"urn:x":bad}'. One of '{"urn:x":a}' is expected.`,
    '第 5 行：元素 bad 不能放在这里',
  ],
  [
    `Line=5: cvc-complex-type.2.4.b: The content of element 'bpmndi:BPMNShape' is not complete. One of '{"urn:x":a}' is expected.`,
    '第 5 行：元素 bpmndi:BPMNShape 的内容不完整',
  ],
  [
    "Line=6: cvc-complex-type.2.3: Element 'bpmn:task' cannot have character [children], because the type's content type is element-only.",
    '第 6 行：元素 bpmn:task 里不能直接写文字',
  ],
  ["Line=4: cvc-id.2: There are multiple occurrences of ID value 's'.", '第 4 行：编号 s 重复'],
  ["Line=9: cvc-id.1: There is no ID/IDREF binding for IDREF 'nope'.", '引用的编号 nope 不存在'],
  ["Line=4: cvc-datatype-valid.1.2.1: 'yes' is not a valid value for 'boolean'.", '第 4 行：“yes”不是正确的值'],
  [
    "Unable to parse model: line 3: cvc-complex-type.4: Attribute 'name' must appear on element 'decision'.",
    '第 3 行：元素 decision 缺少属性 name',
  ],
  ["expected row with '1' elements but found '2'", '关系表有 1 列，有一行却有 2 格'],
])('what a schema rules out is said with its line: %s', (text, chinese) => {
  const { issues } = explainRejection(
    `Expected to deploy new resources, but encountered the following errors:\n'a.bpmn': Error: URI=null ${text}`,
  );
  expect(issues).toHaveLength(1);
  expect(issues[0]!.path).toBe('a.bpmn');
  expect(issues[0]!.message).toContain(`${chinese}`);
});
