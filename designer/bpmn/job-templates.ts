import { JOBS, JOB_TYPES, type JobType } from '#contracts';

interface TemplateProperty {
  id?: string;
  label?: string;
  description?: string;
  type: string;
  value?: string;
  choices?: { name: string; value: string }[];
  optional?: boolean;
  binding: Record<string, string>;
  constraints?: Record<string, unknown>;
}

const header = (
  key: string,
  label: string,
  description: string,
  extra: Partial<TemplateProperty> = {},
): TemplateProperty => ({
  id: key,
  label,
  description,
  type: 'String',
  binding: { type: 'zeebe:taskHeader', key },
  optional: true,
  ...extra,
});

const required = { optional: false, constraints: { notEmpty: true } };

/** The parameters of each job, as an administrator of the law reads them. */
const HEADERS: Record<JobType, (documents: { name: string; value: string }[]) => TemplateProperty[]> = {
  'timing-check': () => [
    header('clocks', '期限编号', '用逗号分开，例如 CF-26；不填表示本规程全部期限'),
    header('mode', '用途', '计时，或者在定时事件之后检查并预警', {
      type: 'Dropdown',
      value: 'compute',
      optional: false,
      choices: [
        { name: '计算期限', value: 'compute' },
        { name: '到点检查并预警', value: 'fired' },
      ],
    }),
  ],
  'review-check': () => [
    header('gates', '闸门编号', '用逗号分开，例如 G16,G20', required),
    header('onBlock', '没有通过时', '转到错误边界事件，或者只给出结果', {
      type: 'Dropdown',
      value: 'error',
      optional: false,
      choices: [
        { name: '转错误分支（GATE_BLOCKED）', value: 'error' },
        { name: '只给出结果', value: 'output' },
      ],
    }),
  ],
  'discretion-check': () => [
    header('onDeviation', '偏离裁量基准时', '转到错误边界事件，或者只给出结果', {
      type: 'Dropdown',
      value: 'output',
      optional: false,
      choices: [
        { name: '只给出结果', value: 'output' },
        { name: '转错误分支（DISCRETION_DEVIATION）', value: 'error' },
      ],
    }),
  ],
  'document-generate': (documents) => [
    header(
      'document',
      '文书',
      '本规程“文书”页中的文书',
      documents.length > 0 ? { type: 'Dropdown', choices: documents, ...required } : required,
    ),
  ],
  'evidence-seal': () => [],
  notify: () => [
    header('to', '通知谁', '角色代码，或 handlers（办案人员）', required),
    header('message', '内容', '通知的文字', { type: 'Text', ...required }),
    header('severity', '紧急程度', '', {
      type: 'Dropdown',
      value: 'info',
      optional: false,
      choices: [
        { name: '一般', value: 'info' },
        { name: '提醒', value: 'warning' },
        { name: '紧急', value: 'urgent' },
      ],
    }),
  ],
};

/** Element templates (Camunda's format) for the platform's jobs, so that a service task is chosen and filled in by name. */
export const jobTemplates = (documents: { name: string; value: string }[]): object[] =>
  JOB_TYPES.map((type) => ({
    $schema: 'https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json',
    id: `quanheng.${type}`,
    name: JOBS[type].name,
    version: 1,
    description: `平台作业：${JOBS[type].name}`,
    appliesTo: ['bpmn:Task', 'bpmn:ServiceTask'],
    elementType: { value: 'bpmn:ServiceTask' },
    groups: [{ id: 'parameters', label: '参数' }],
    properties: [
      { type: 'Hidden', value: type, binding: { type: 'zeebe:taskDefinition', property: 'type' } },
      ...HEADERS[type](documents).map((property) => ({ ...property, group: 'parameters' })),
    ],
  }));
