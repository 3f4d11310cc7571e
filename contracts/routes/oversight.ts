import { z } from 'zod';
import { Instant, JsonObject, Key, PageQuery, pageOf } from '../common.ts';
import * as V from '../views.ts';
import { CASE_ROLES, route } from './route.ts';

/** Traces, incidents, audit, overview, system. */
export const OVERSIGHT_ROUTES = {
  instance: route({
    method: 'get',
    path: '/api/instances/:key',
    summary: '过程追踪',
    tag: '追踪',
    access: CASE_ROLES,
    response: V.TraceView,
  }),
  resolveIncident: route({
    method: 'post',
    path: '/api/incidents/:key/resolve',
    summary: '处理后重试',
    tag: '追踪',
    access: ['system-admin', 'configurer', 'auditor'],
  }),
  incidents: route({
    method: 'get',
    path: '/api/incidents',
    summary: '过程故障',
    tag: '追踪',
    access: ['system-admin', 'configurer', 'auditor', 'supervisor'],
    query: PageQuery,
    response: pageOf(
      z.object({
        key: Key,
        caseId: z.string().nullable(),
        caseNumber: z.string(),
        elementId: z.string(),
        type: z.string(),
        message: z.string(),
        at: Instant,
      }),
    ),
  }),
  audit: route({
    method: 'get',
    path: '/api/audit',
    summary: '审计日志',
    tag: '审计',
    access: ['auditor', 'audit-admin'],
    query: PageQuery.extend({
      q: z.string().optional(),
      actorId: z.string().optional(),
      subjectId: z.string().optional(),
      action: z.string().optional(),
      from: z.string().optional(),
      to: z.string().optional(),
    }),
    response: pageOf(V.AuditEntry),
  }),
  auditVerify: route({
    method: 'post',
    path: '/api/audit/verify',
    summary: '校验审计链',
    tag: '审计',
    access: ['auditor', 'audit-admin'],
    response: V.AuditVerification,
  }),
  overview: route({
    method: 'get',
    path: '/api/overview',
    summary: '执法总览',
    tag: '监督',
    access: CASE_ROLES,
    response: z.object({
      open: z.number(),
      filedToday: z.number(),
      dueSoon: z.number(),
      overdue: z.number(),
      warnings: z.number(),
      closed: z.number(),
      byOrgan: z.array(z.object({ organId: z.string(), name: z.string(), open: z.number(), overdue: z.number() })),
      byStage: z.array(z.object({ stage: z.string(), name: z.string(), count: z.number() })),
    }),
  }),
  system: route({
    method: 'get',
    path: '/api/system',
    summary: '系统状态',
    tag: '系统',
    access: ['system-admin', 'auditor'],
    response: z.object({ version: z.string(), store: z.string(), engine: JsonObject, projection: JsonObject }),
  }),
} as const;
