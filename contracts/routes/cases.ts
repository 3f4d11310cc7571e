import { z } from 'zod';
import { JsonObject, PageQuery, pageOf } from '../common.ts';
import { CaseEventBody, DiscretionResult, Finding } from '../rule-data/index.ts';
import * as V from '../views.ts';
import { CASE_ROLES, CaseFilter, HANDLING_ROLES, route } from './route.ts';

/** Cases. */
export const CASE_ROUTES = {
  cases: route({
    method: 'get',
    path: '/api/cases',
    summary: '案件',
    tag: '案件',
    access: CASE_ROLES,
    query: CaseFilter.extend({
      stage: z.string().optional(),
      status: z.string().optional(),
      procedureCode: z.string().optional(),
      organId: z.string().optional(),
    }),
    response: pageOf(V.CaseSummary),
  }),
  startForms: route({
    method: 'get',
    path: '/api/start-forms',
    summary: '可登记的规程及登记表单',
    tag: '案件',
    access: ['officer', 'supervisor'],
    response: z.object({
      items: z.array(
        z.object({ procedureCode: z.string(), procedureName: z.string(), version: z.number().int(), form: JsonObject }),
      ),
    }),
  }),
  registerCase: route({
    method: 'post',
    path: '/api/cases',
    summary: '登记线索并启动规程',
    tag: '案件',
    access: ['officer', 'supervisor'],
    body: z.object({ procedureCode: z.string(), data: JsonObject, requestId: z.string().optional() }),
    response: V.CaseSummary,
  }),
  case: route({
    method: 'get',
    path: '/api/cases/:id',
    summary: '案件全貌',
    tag: '案件',
    access: CASE_ROLES,
    response: V.CaseDetail,
  }),
  caseChecks: route({
    method: 'get',
    path: '/api/cases/:id/checks',
    summary: '案件的全部检查',
    tag: '案件',
    access: CASE_ROLES,
    query: PageQuery.extend({
      kind: z.enum(V.CHECK_KINDS).optional(),
      /** `refused`: submissions that were not accepted. */
      outcome: z.enum(['passed', 'failed', 'refused']).optional(),
      elementId: z.string().optional(),
      gate: z.string().optional(),
      order: z.enum(['asc', 'desc']).optional(),
    }),
    response: pageOf(V.CheckView).extend({
      /** How many there are of each kind, of refused submissions, and at which steps and gates, for the filters. */
      kinds: z.record(z.string(), z.number().int()),
      refused: z.number().int(),
      elements: z.array(z.object({ id: z.string(), name: z.string(), count: z.number().int() })),
      gates: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  }),
  caseCheck: route({
    method: 'get',
    path: '/api/cases/:id/checks/:check',
    summary: '一次检查及可与之比较的各次',
    tag: '案件',
    access: CASE_ROLES,
    response: z.object({ check: V.CheckView, runs: z.array(V.CheckView) }),
  }),
  caseEvent: route({
    method: 'post',
    path: '/api/cases/:id/events',
    summary: '登记期限事件（中止、恢复、检验起止、延长）',
    tag: '案件',
    access: HANDLING_ROLES,
    body: CaseEventBody,
    response: V.CaseDetail,
  }),
  discretionPreview: route({
    method: 'post',
    path: '/api/cases/:id/discretion-preview',
    summary: '裁量试算',
    tag: '案件',
    access: CASE_ROLES,
    body: z.object({ data: JsonObject }),
    response: DiscretionResult,
  }),
  gatePreview: route({
    method: 'post',
    path: '/api/tasks/:key/gate-preview',
    summary: '闸门试查',
    tag: '任务',
    access: CASE_ROLES,
    body: z.object({ data: JsonObject }),
    response: z.object({ findings: z.array(Finding) }),
  }),
  dossier: route({
    method: 'get',
    path: '/api/cases/:id/dossier',
    summary: '电子案卷（zip，可离线校验）',
    tag: '案件',
    access: CASE_ROLES,
  }),
} as const;
