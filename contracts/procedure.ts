import { z } from 'zod';
import { Citation } from './common.ts';
import { ClockDefinition, DecisionCheck, GateDefinition, LegalityException } from './rule-data/index.ts';

/** The roles that a step can ask for. Candidate groups of user tasks carry these ids. */
export const RoleId = z.enum([
  'configurer', // 法制人员（规程配置）
  'officer', // 执法人员
  'unit-head', // 办案机构负责人
  'legal-reviewer', // 法制审核人员
  'organ-leader', // 机关负责人
  'supervisor', // 监督人员
  'auditor', // 审计人员
  'system-admin', // 系统管理员
  'security-admin', // 安全管理员
  'audit-admin', // 审计管理员
]);
export type RoleId = z.infer<typeof RoleId>;

export const ROLE_NAMES: Record<RoleId, string> = {
  configurer: '法制人员（规程配置）',
  officer: '执法人员',
  'unit-head': '办案机构负责人',
  'legal-reviewer': '法制审核人员',
  'organ-leader': '机关负责人',
  supervisor: '执法监督人员',
  auditor: '审计人员',
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
};

/**
 * What happens in the case when the step is completed: an event on the time line.
 * `at` comes from the form field `dateField` when given (a civil date or date-time), else from the completion itself.
 */
export const EmittedEvent = z.object({
  event: z.string(),
  dateField: z.string().optional(),
  /** FEEL over the form data; absent = always. */
  when: z.string().optional(),
});

export const StepDefinition = z.object({
  /** Id of a user task, or of the none start event for the registration form. */
  elementId: z.string(),
  stage: z.string(),
  role: RoleId,
  /** Form id; the same as the `zeebe:formDefinition` of the user task. */
  form: z.string(),
  /** One or two sentences: what is done in this step. */
  guidance: z.string().default(''),
  basis: z.array(Citation).default([]),
  /** Gates that a completion must pass. */
  gates: z.array(z.string()).default([]),
  emits: z.array(EmittedEvent).default([]),
  /** Form fields handed to the engine as process variables (what the model branches on); nothing else enters it. */
  variables: z.array(z.string()).default([]),
  /** Clocks shown beside the step. */
  clocks: z.array(z.string()).default([]),
  /** Fields that are shown but can't be changed in this step. */
  readonlyFields: z.array(z.string()).default([]),
  /** Must not be done by who did these steps (separation of duties). */
  notBy: z.array(z.string()).default([]),
  locked: z.boolean().default(false),
});
export type StepDefinition = z.infer<typeof StepDefinition>;

export const DocumentDefinition = z.object({
  /** `filing-approval`, the template is `documents/<code>.json` (see contracts/document.ts) or `documents/<code>.docx`. */
  code: z.string(),
  name: z.string(),
  /** 文书代字 for the number (`立`, `罚`); absent = internal paper without a number. */
  numberWord: z.string().optional(),
  audience: z.enum(['internal', 'external', 'record']).default('internal'),
  template: z.string(),
  basis: z.array(Citation).default([]),
});
export type DocumentDefinition = z.infer<typeof DocumentDefinition>;

export const ProcedureManifest = z.object({
  schemaVersion: z.literal(1),
  code: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, '规程代码用小写字母、数字和短横'),
  name: z.string().min(1).max(100),
  kind: z.enum([
    'penalty-ordinary',
    'penalty-summary',
    'supervision',
    'evidence',
    'adjudication',
    'coordination',
    'conduct',
    'other',
  ]),
  owner: z.string().default(''),
  summary: z.string().default(''),
  basis: z.array(Citation).default([]),
  /** `id` of the main process in `process.bpmn`. */
  processId: z.string(),
  stages: z.array(z.object({ id: z.string(), name: z.string() })).min(1),
  steps: z.array(StepDefinition),
  clocks: z.array(ClockDefinition).default([]),
  /** Additions to and overrides of the standard gates; an override may tighten, never loosen. */
  gates: z.array(GateDefinition).default([]),
  documents: z.array(DocumentDefinition).default([]),
  /** Rules of legality that do not apply to this procedure, each with its reason. */
  legalityExceptions: z.array(LegalityException).default([]),
  /** Which results of a decision table are more severe and which facts are worse. */
  decisionChecks: z.array(DecisionCheck).default([]),
});
export type ProcedureManifest = z.infer<typeof ProcedureManifest>;

/** One file of a package. Word templates are base64, everything else UTF-8 text. */
export const PackageFile = z.object({
  path: z.string().regex(/^[A-Za-z0-9_\-./\u4e00-\u9fff]{1,200}$/, '文件名只能用字母、数字、汉字、短横和下划线'),
  encoding: z.enum(['utf8', 'base64']).default('utf8'),
  content: z.string(),
});
export type PackageFile = z.infer<typeof PackageFile>;

/** 草稿 · 送审 · 退回 · 已发布 · 已停用. */
export const VersionStatus = z.enum(['draft', 'submitted', 'returned', 'published', 'retired']);
export type VersionStatus = z.infer<typeof VersionStatus>;

/** A saved test case: `scenarios/*.json`. */
export const ProcedureScenario = z.object({
  name: z.string(),
  startedOn: z.string(),
  steps: z.array(
    z.object({ elementId: z.string(), data: z.record(z.string(), z.unknown()), on: z.string().optional() }),
  ),
  expectPath: z.array(z.string()),
  expectDeadlines: z.record(z.string(), z.string()).default({}),
});
export type ProcedureScenario = z.infer<typeof ProcedureScenario>;
