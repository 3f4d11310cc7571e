import { WorkCalendar } from '../rule-data/index.ts';
import { route } from './route.ts';

/** Calendars and time limits. */
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
    body: WorkCalendar,
    response: WorkCalendar,
  }),
} as const;
