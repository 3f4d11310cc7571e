import { z } from 'zod';
import { CivilDate } from '../common.ts';
import {
  Accrual,
  AccrualPreviewBody,
  CalendarChange,
  CalendarImport,
  CalendarVersionView,
  PutCalendarBody,
  TimingPreview,
  TimingPreviewBody,
  WorkCalendar,
} from '../rule-data/index.ts';
import { CASE_ROLES, route } from './route.ts';

/** Calendars, time limits and 加处罚款. */
export const TIMING_ROUTES = {
  calendar: route({
    method: 'get',
    path: '/api/calendar',
    summary: '工作日历',
    tag: '规则',
    access: 'session',
    response: WorkCalendar,
  }),
  putCalendar: route({
    method: 'put',
    path: '/api/calendar',
    summary: '更新工作日历（生成新版本）',
    tag: '规则',
    access: ['configurer'],
    body: PutCalendarBody,
    response: WorkCalendar,
  }),
  calendarVersions: route({
    method: 'get',
    path: '/api/calendars',
    summary: '工作日历的全部版本',
    tag: '规则',
    access: 'session',
    response: z.object({
      items: z.array(CalendarVersionView),
      /** Running cases whose clocks are still to be recomputed with the newest version. */
      pending: z.number().int(),
      /** Running cases with a due date in a year that is not announced. */
      provisional: z.number().int(),
    }),
  }),
  calendarVersion: route({
    method: 'get',
    path: '/api/calendars/:version',
    summary: '一个版本的工作日历',
    tag: '规则',
    access: 'session',
    response: WorkCalendar,
  }),
  calendarDiff: route({
    method: 'get',
    path: '/api/calendars/:version/diff',
    summary: '两个版本的工作日历的差异',
    tag: '规则',
    access: 'session',
    query: z.object({ from: z.string().min(1, '请选择比较的版本') }),
    response: z.object({ items: z.array(CalendarChange) }),
  }),
  announcedCalendar: route({
    method: 'post',
    path: '/api/calendars/announced',
    summary: '从内置数据读取年度放假安排（只预览，不保存）',
    tag: '规则',
    access: ['configurer'],
    body: z.object({ years: z.array(z.number().int().min(1950).max(2120)).min(1, '请选择年份').max(30) }),
    response: CalendarImport,
  }),
  importCalendar: route({
    method: 'post',
    path: '/api/calendars/import',
    summary: '从 Excel 或 CSV 读取放假安排（只预览，不保存）',
    tag: '规则',
    access: ['configurer'],
    upload: 'binary',
    response: CalendarImport,
  }),
  timingPreview: route({
    method: 'post',
    path: '/api/rules/timing/preview',
    summary: '期限试算',
    tag: '规则',
    access: [...CASE_ROLES, 'configurer'],
    body: TimingPreviewBody,
    response: TimingPreview,
  }),
  accrualPreview: route({
    method: 'post',
    path: '/api/rules/accrual/preview',
    summary: '加处罚款试算',
    tag: '规则',
    access: [...CASE_ROLES, 'configurer'],
    body: AccrualPreviewBody,
    response: z.object({ accrual: Accrual.nullable() }),
  }),
  caseAccrual: route({
    method: 'get',
    path: '/api/cases/:id/accrual',
    summary: '本案的加处罚款',
    tag: '案件',
    access: CASE_ROLES,
    query: z.object({ on: CivilDate.optional() }),
    response: z.object({
      accrual: Accrual.nullable(),
      /** Why there is none, or what is missing to compute it. */
      reason: z.string(),
    }),
  }),
} as const;
