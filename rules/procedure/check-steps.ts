import type { ProcedureIssue, StepDefinition } from '#contracts';
import { expressionError } from '../expression.ts';
import { listFields } from '../forms/fields.ts';
import { STANDARD_GATES } from '../gates/standard-gates/index.ts';
import type { ProcedurePackage } from './read-package.ts';

const FILE = 'procedure.json';

const issueFor = (step: StepDefinition, rule: string, message: string, remedy: string): ProcedureIssue => ({
  severity: 'error',
  rule,
  file: FILE,
  elementId: step.elementId,
  message,
  remedy,
  basis: [],
});

const checkStep = (
  step: StepDefinition,
  procedure: ProcedurePackage,
  nameOf: (id: string) => string | undefined,
): ProcedureIssue[] => {
  const { manifest, forms } = procedure;
  const name = nameOf(step.elementId);
  if (name === undefined)
    return [
      issueFor(
        step,
        'step-element',
        `步骤设置指向的“${step.elementId}”在流程图中不存在`,
        '请删除这条步骤设置，或在图中恢复该步骤',
      ),
    ];
  const issues: ProcedureIssue[] = [];
  const form = forms[step.form];
  if (!manifest.stages.some((stage) => stage.id === step.stage))
    issues.push(issueFor(step, 'step-stage', `步骤“${name}”的阶段“${step.stage}”没有定义`, '请选择已有的阶段'));
  if (!form)
    return [...issues, issueFor(step, 'step-form', `步骤“${name}”的表单“${step.form}”不存在`, '请选择已有的表单')];
  const keys = new Set(listFields(form).map((field) => field.key));
  for (const variable of step.variables)
    if (!keys.has(variable))
      issues.push(
        issueFor(
          step,
          'step-variable',
          `步骤“${name}”要交给流程的字段“${variable}”不在表单“${step.form}”里`,
          '请在表单中添加该字段，或从步骤设置中去掉',
        ),
      );
  for (const field of step.readonlyFields)
    if (!keys.has(field))
      issues.push(
        issueFor(
          step,
          'step-readonly',
          `步骤“${name}”的只读字段“${field}”不在表单“${step.form}”里`,
          '请从步骤设置中去掉',
        ),
      );
  for (const emitted of step.emits) {
    if (emitted.dateField && !keys.has(emitted.dateField))
      issues.push(
        issueFor(
          step,
          'step-event',
          `步骤“${name}”的事件“${emitted.event}”取日期的字段“${emitted.dateField}”不在表单里`,
          '请选择表单中的日期字段',
        ),
      );
    const error = emitted.when ? expressionError(emitted.when) : null;
    if (error)
      issues.push(issueFor(step, 'step-event', `步骤“${name}”的事件条件写错了：${emitted.when ?? ''}`, '请改正条件'));
  }
  for (const gate of step.gates)
    if (!STANDARD_GATES.some((known) => known.code === gate) && !manifest.gates.some((own) => own.code === gate))
      issues.push(issueFor(step, 'step-gate', `步骤“${name}”引用的闸门“${gate}”不存在`, '请从闸门库中选择'));
  for (const clock of step.clocks)
    if (!manifest.clocks.some((known) => known.code === clock))
      issues.push(
        issueFor(step, 'step-clock', `步骤“${name}”引用的期限“${clock}”没有在本规程中定义`, '请先在“期限”中添加'),
      );
  for (const other of step.notBy)
    if (nameOf(other) === undefined)
      issues.push(issueFor(step, 'step-not-by', `步骤“${name}”的回避设置指向不存在的步骤“${other}”`, '请重新选择'));
  return issues;
};

/** Checks `procedure.json` against the drawings and the forms. */
export const checkSteps = (procedure: ProcedurePackage): ProcedureIssue[] => {
  const elements = new Map(
    Object.values(procedure.models).flatMap((model) => model.elements.map((element) => [element.id, element] as const)),
  );
  const nameOf = (id: string): string | undefined => {
    const element = elements.get(id);
    return element ? element.name || element.id : undefined;
  };
  const issues = procedure.manifest.steps.flatMap((step) => checkStep(step, procedure, nameOf));
  for (const element of elements.values()) {
    if (element.type === 'userTask' && !procedure.manifest.steps.some((step) => step.elementId === element.id))
      issues.push({
        severity: 'error',
        rule: 'step-missing',
        file: FILE,
        elementId: element.id,
        message: `人工步骤“${element.name || element.id}”还没有设置由谁办理`,
        remedy: '请在步骤设置中选择阶段、角色和表单',
        basis: [],
      });
    const step = procedure.manifest.steps.find((candidate) => candidate.elementId === element.id);
    if (step && element.formId && step.form !== element.formId)
      issues.push({
        severity: 'error',
        rule: 'step-form-differs',
        file: FILE,
        elementId: element.id,
        message: `步骤“${element.name || element.id}”在图中用表单“${element.formId}”，在步骤设置中用“${step.form}”`,
        remedy: '请让两处一致',
        basis: [],
      });
  }
  const codes = procedure.manifest.clocks.map((clock) => clock.code);
  for (const code of new Set(codes.filter((candidate, index) => codes.indexOf(candidate) !== index)))
    issues.push({
      severity: 'error',
      rule: 'clock-duplicate',
      file: FILE,
      message: `期限“${code}”定义了两次`,
      remedy: '请删除其中一个',
      basis: [],
    });
  return issues;
};
