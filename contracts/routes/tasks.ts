import { z } from 'zod';
import { Instant, JsonObject, pageOf } from '../common.ts';
import { Finding } from '../rule-data/index.ts';
import * as V from '../views.ts';
import { CASE_ROLES, CaseFilter, route } from './route.ts';

/** Tasks. */
export const TASK_ROUTES = {
  tasks: route({
    method: 'get',
    path: '/api/tasks',
    summary: '待办',
    tag: '任务',
    access: CASE_ROLES,
    query: CaseFilter.extend({ view: z.enum(['all', 'mine', 'group', 'done']).default('all') }),
    response: pageOf(V.TaskSummary).extend({
      counts: z.object({ all: z.number(), mine: z.number(), group: z.number(), done: z.number() }),
    }),
  }),
  task: route({
    method: 'get',
    path: '/api/tasks/:key',
    summary: '任务办理页',
    tag: '任务',
    access: CASE_ROLES,
    response: V.TaskDetail,
  }),
  claimTask: route({
    method: 'post',
    path: '/api/tasks/:key/claim',
    summary: '领取',
    tag: '任务',
    access: CASE_ROLES,
    response: V.TaskSummary,
  }),
  releaseTask: route({
    method: 'post',
    path: '/api/tasks/:key/release',
    summary: '放回',
    tag: '任务',
    access: CASE_ROLES,
    response: V.TaskSummary,
  }),
  saveTaskDraft: route({
    method: 'put',
    path: '/api/tasks/:key/draft',
    summary: '保存草稿',
    tag: '任务',
    access: CASE_ROLES,
    body: z.object({ data: JsonObject }),
    response: z.object({ savedAt: Instant }),
  }),
  completeTask: route({
    method: 'post',
    path: '/api/tasks/:key/complete',
    summary: '提交',
    tag: '任务',
    access: CASE_ROLES,
    body: z.object({ data: JsonObject }),
    response: z.object({ caseId: z.string(), findings: z.array(Finding) }),
  }),
} as const;
