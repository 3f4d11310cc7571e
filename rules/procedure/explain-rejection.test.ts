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
