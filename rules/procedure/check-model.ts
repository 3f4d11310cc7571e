import { JOBS, JOB_TYPES, type ProcedureIssue } from '#contracts';
import { expressionError } from '../expression.ts';
import type { ModelElement, ProcedureModel } from './model.ts';
import type { ProcedurePackage } from './read-package.ts';

const nameOf = (element: ModelElement): string => element.name || element.id;

const issueAt = (
  file: string,
  element: ModelElement | undefined,
  rule: string,
  message: string,
  remedy: string,
  severity: ProcedureIssue['severity'] = 'error',
): ProcedureIssue => ({
  severity,
  rule,
  file,
  message,
  remedy,
  basis: [],
  ...(element ? { elementId: element.id } : {}),
});

/** Elements that a token can come to from a start event, over flows, boundary events and into subprocesses. */
const reachable = (model: ProcedureModel): Set<string> => {
  const seen = new Set<string>();
  const queue = model.elements
    .filter(
      (element) => element.type === 'startEvent' && model.processes.some((process) => process.id === element.scope),
    )
    .map((element) => element.id);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const flow of model.flows) if (flow.from === id) queue.push(flow.to);
    for (const element of model.elements) {
      if (element.attachedTo === id) queue.push(element.id);
      if (element.scope === id && element.type === 'startEvent') queue.push(element.id);
    }
  }
  return seen;
};

const checkFlowNode = (
  file: string,
  element: ModelElement,
  model: ProcedureModel,
  live: Set<string>,
): ProcedureIssue[] => {
  const issues: ProcedureIssue[] = [];
  const name = nameOf(element);
  if (!live.has(element.id))
    issues.push(issueAt(file, element, 'unreachable', `“${name}”永远走不到`, '请把它连到流程里，或者删除'));
  if (element.outgoing.length === 0 && !['endEvent'].includes(element.type) && !element.events.includes('compensate'))
    issues.push(issueAt(file, element, 'dead-end', `“${name}”之后没有下一步`, '请连到下一步或者结束事件', 'warning'));
  if (element.name === '' && /Task|callActivity/.test(element.type))
    issues.push(
      issueAt(file, element, 'no-name', `有一个步骤（${element.id}）没有名称`, '请给步骤写上名称', 'warning'),
    );
  if (element.type === 'exclusiveGateway' && element.outgoing.length > 1) {
    const flows = model.flows.filter((flow) => flow.from === element.id);
    if (flows.filter((flow) => flow.condition === undefined).length > 1)
      issues.push(
        issueAt(
          file,
          element,
          'gateway-condition',
          `判断“${name}”有多条分支没有写条件`,
          '请给分支写条件，只留一条作默认分支',
        ),
      );
  }
  return issues;
};

const checkJob = (file: string, element: ModelElement, procedure: ProcedurePackage): ProcedureIssue[] => {
  if (element.jobType === undefined || element.jobType.startsWith('=')) return [];
  const name = nameOf(element);
  const type = JOB_TYPES.find((candidate) => candidate === element.jobType);
  if (!type)
    return [
      issueAt(
        file,
        element,
        'job-type',
        `“${name}”的作业类型“${element.jobType}”平台不认识`,
        `可用的作业：${JOB_TYPES.join('、')}`,
      ),
    ];
  const headers = JOBS[type].headers.safeParse(element.headers);
  const issues = headers.success
    ? []
    : headers.error.issues.map((entry) =>
        issueAt(
          file,
          element,
          'job-headers',
          `“${name}”（${JOBS[type].name}）的参数 ${entry.path.join('.')} 没有填写或不正确`,
          '请在属性面板中填写',
        ),
      );
  const document = element.headers['document'];
  if (
    type === 'document-generate' &&
    document &&
    !procedure.manifest.documents.some((candidate) => candidate.code === document)
  )
    issues.push(
      issueAt(
        file,
        element,
        'job-document',
        `“${name}”要生成的文书“${document}”不在本规程的文书目录中`,
        '请先在“文书”中添加',
      ),
    );
  return issues;
};

const checkReferences = (file: string, element: ModelElement, procedure: ProcedurePackage): ProcedureIssue[] => {
  const issues: ProcedureIssue[] = [];
  const name = nameOf(element);
  if (element.type === 'userTask') {
    if (!element.nativeUserTask)
      issues.push(
        issueAt(
          file,
          element,
          'native-user-task',
          `人工步骤“${name}”不是原生用户任务，待办里看不到它`,
          '请在属性面板把实现方式改为“Camunda 用户任务”',
        ),
      );
    if (!element.formId) issues.push(issueAt(file, element, 'no-form', `人工步骤“${name}”没有表单`, '请选择一个表单'));
    else if (!procedure.forms[element.formId])
      issues.push(
        issueAt(
          file,
          element,
          'form-missing',
          `人工步骤“${name}”引用的表单“${element.formId}”不存在`,
          '请选择已有的表单，或新建同名表单',
        ),
      );
  }
  if (
    element.calledDecision &&
    !element.calledDecision.startsWith('=') &&
    !procedure.decisionIds.includes(element.calledDecision)
  )
    issues.push(
      issueAt(
        file,
        element,
        'decision-missing',
        `“${name}”引用的决策“${element.calledDecision}”不在本规程中`,
        '请选择已有的决策表',
      ),
    );
  return issues;
};

const checkExpressions = (file: string, element: ModelElement): ProcedureIssue[] =>
  element.expressions.flatMap((expression) => {
    const error = expressionError(expression.text);
    return error
      ? [
          issueAt(
            file,
            element,
            'feel',
            `“${nameOf(element)}”的表达式写错了：${expression.text.slice(0, 80)}（${error}）`,
            '请改正表达式',
          ),
        ]
      : [];
  });

/** Checks the drawings: unreachable steps, gateways without conditions, jobs, references, expressions. */
export const checkModel = (procedure: ProcedurePackage): ProcedureIssue[] => {
  const { manifest, models } = procedure;
  const issues: ProcedureIssue[] = [];
  const processes = Object.entries(models).flatMap(([file, model]) =>
    model.processes.map((process) => ({ file, process })),
  );
  const main = processes.find(({ process }) => process.id === manifest.processId);
  if (!main)
    issues.push(
      issueAt(
        'process.bpmn',
        undefined,
        'main-process',
        `找不到主流程“${manifest.processId}”`,
        '请让流程图中主流程的 id 与规程设置一致',
      ),
    );
  else if (!main.process.executable)
    issues.push(
      issueAt(main.file, undefined, 'not-executable', '主流程没有勾选“可执行”', '请在流程属性中勾选“可执行”'),
    );
  for (const [file, model] of Object.entries(models)) {
    const live = reachable(model);
    if (!model.elements.some((element) => element.type === 'endEvent'))
      issues.push(issueAt(file, undefined, 'no-end', '流程没有结束事件', '请画上结束事件'));
    for (const element of model.elements)
      issues.push(
        ...checkFlowNode(file, element, model, live),
        ...checkJob(file, element, procedure),
        ...checkReferences(file, element, procedure),
        ...checkExpressions(file, element),
      );
    for (const flow of model.flows) {
      const error = flow.condition ? expressionError(flow.condition) : null;
      if (error)
        issues.push({
          severity: 'error',
          rule: 'feel',
          file,
          elementId: flow.id,
          message: `分支条件写错了：${flow.condition ?? ''}（${error}）`,
          remedy: '请改正条件',
          basis: [],
        });
    }
  }
  return issues;
};
