import { z } from 'zod';
import { CivilDate, Instant, JsonObject, PageQuery, pageOf } from '../common.ts';
import { Citation, Origin } from '../common.ts';
import { Finding, GateDefinition, GateException, GateLevel, RuleParameters } from '../rule-data/index.ts';
import { CASE_ROLES, HANDLING_ROLES, route } from './route.ts';

const RULE_READERS = [...CASE_ROLES, 'configurer'] as const;
const WATCHERS = ['supervisor', 'auditor'] as const;

/** What to hold a gate against: a real case, or facts that somebody makes up. */
export const GatePreviewBody = z.object({
  /** Gates by code, out of those that hold for the case (or the standard ones). */
  codes: z.array(z.string()).default([]),
  /** A gate that is being written. */
  gate: GateDefinition.optional(),
  caseId: z.string().optional(),
  /** Form fields by key, over those of the case. */
  data: JsonObject.default({}),
  /** Events that have happened, with their days, over those of the case. */
  events: z.array(z.object({ type: z.string(), on: CivilDate })).default([]),
  parameters: RuleParameters.optional(),
  /** As of this day instead of today. */
  on: CivilDate.optional(),
});

export const GateWarning = z.object({
  id: z.string(),
  caseId: z.string(),
  caseNumber: z.string(),
  caseTitle: z.string(),
  procedureName: z.string(),
  organId: z.string(),
  organName: z.string(),
  gate: z.string(),
  name: z.string(),
  level: GateLevel,
  message: z.string(),
  remedy: z.string(),
  basis: z.array(Citation),
  origin: Origin,
  lookedAt: Finding.shape.lookedAt,
  /** 待处理 · 已处理 · 已消除. */
  status: z.enum(['open', 'handled', 'gone']),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  handledByName: z.string().nullable(),
  handledAt: Instant.nullable(),
  note: z.string().nullable(),
});
export type GateWarning = z.infer<typeof GateWarning>;

export const GateReviewScope = z.object({
  /** Empty: all within the reader's reach. */
  organIds: z.array(z.string()).default([]),
  procedureCode: z.string().optional(),
  /** Cases registered from … to …, both days included. */
  from: CivilDate.optional(),
  to: CivilDate.optional(),
  status: z.enum(['all', 'open', 'closed']).default('all'),
  /** Empty: every gate that applies. */
  gates: z.array(z.string()).default([]),
});
export type GateReviewScope = z.infer<typeof GateReviewScope>;

export const GateReview = z.object({
  id: z.string(),
  scope: GateReviewScope,
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  startedAt: Instant,
  startedByName: z.string(),
  endedAt: Instant.nullable(),
  total: z.number().int(),
  checked: z.number().int(),
  /** Cases with at least one finding, and findings. */
  wrongCases: z.number().int(),
  findings: z.number().int(),
  error: z.string().nullable(),
});
export type GateReview = z.infer<typeof GateReview>;

export const GateReviewResult = z.object({
  id: z.string(),
  caseId: z.string(),
  caseNumber: z.string(),
  caseTitle: z.string(),
  organName: z.string(),
  gate: z.string(),
  name: z.string(),
  level: GateLevel,
  message: z.string(),
  remedy: z.string(),
  basis: z.array(Citation),
  origin: Origin,
});
export type GateReviewResult = z.infer<typeof GateReviewResult>;

const ResultQuery = PageQuery.extend({
  gate: z.string().optional(),
  level: GateLevel.optional(),
  q: z.string().optional(),
});

/** Gates: previews, exceptions, warnings of supervision, checks of many cases. */
export const GATE_ROUTES = {
  previewGate: route({
    method: 'post',
    path: '/api/rules/gates/preview',
    summary: '试查闸门（不保存）',
    tag: '规则',
    access: RULE_READERS,
    body: GatePreviewBody,
    response: z.object({ findings: z.array(Finding) }),
  }),
  formFacts: route({
    method: 'get',
    path: '/api/rules/gates/form-facts',
    summary: '闸门条件可用的表单字段',
    tag: '规则',
    access: RULE_READERS,
    response: z.object({
      items: z.array(
        z.object({ name: z.string(), label: z.string(), type: z.string(), procedures: z.array(z.string()) }),
      ),
    }),
  }),
  gateExceptions: route({
    method: 'get',
    path: '/api/cases/:id/gate-exceptions',
    summary: '案件的闸门例外',
    tag: '案件',
    access: CASE_ROLES,
    response: z.object({
      items: z.array(GateException),
      /** Gates of the case that may be excepted, by whom, and whether the reader may. */
      possible: z.array(
        z.object({
          gate: z.string(),
          name: z.string(),
          approver: z.string(),
          mayGrant: z.boolean(),
          reason: z.string(),
        }),
      ),
    }),
  }),
  grantGateException: route({
    method: 'post',
    path: '/api/cases/:id/gate-exceptions',
    summary: '批准闸门例外',
    tag: '案件',
    access: HANDLING_ROLES,
    body: z.object({
      gate: z.string(),
      reason: z.string().trim().min(5, '请写明例外的理由，至少五个字'),
      document: z.string().trim().min(1, '请填写批准文书的名称或文号'),
      validTo: CivilDate,
    }),
    response: GateException,
  }),
  revokeGateException: route({
    method: 'post',
    path: '/api/cases/:id/gate-exceptions/:exceptionId/revoke',
    summary: '撤回闸门例外',
    tag: '案件',
    access: HANDLING_ROLES,
    response: GateException,
  }),
  gateWarnings: route({
    method: 'get',
    path: '/api/gate-warnings',
    summary: '执法监督预警',
    tag: '监督',
    access: WATCHERS,
    query: ResultQuery.extend({
      organId: z.string().optional(),
      status: z.enum(['open', 'handled', 'gone']).optional(),
    }),
    response: pageOf(GateWarning),
  }),
  handleGateWarning: route({
    method: 'post',
    path: '/api/gate-warnings/:id/handle',
    summary: '处理预警',
    tag: '监督',
    access: ['supervisor'],
    body: z.object({ note: z.string().trim().min(1, '请写明怎样处理的') }),
    response: GateWarning,
  }),
  gateReviews: route({
    method: 'get',
    path: '/api/gate-reviews',
    summary: '批量检查列表',
    tag: '监督',
    access: WATCHERS,
    query: PageQuery,
    response: pageOf(GateReview),
  }),
  startGateReview: route({
    method: 'post',
    path: '/api/gate-reviews',
    summary: '开始批量检查',
    tag: '监督',
    access: ['supervisor'],
    body: GateReviewScope,
    response: GateReview,
  }),
  gateReview: route({
    method: 'get',
    path: '/api/gate-reviews/:id',
    summary: '批量检查的进度',
    tag: '监督',
    access: WATCHERS,
    response: GateReview,
  }),
  cancelGateReview: route({
    method: 'post',
    path: '/api/gate-reviews/:id/cancel',
    summary: '取消批量检查',
    tag: '监督',
    access: ['supervisor'],
    response: GateReview,
  }),
  gateReviewResults: route({
    method: 'get',
    path: '/api/gate-reviews/:id/results',
    summary: '批量检查的结果',
    tag: '监督',
    access: WATCHERS,
    query: ResultQuery,
    response: pageOf(GateReviewResult),
  }),
  exportGateReview: route({
    method: 'get',
    path: '/api/gate-reviews/:id/export',
    summary: '导出批量检查的结果（CSV）',
    tag: '监督',
    access: WATCHERS,
  }),
} as const;
