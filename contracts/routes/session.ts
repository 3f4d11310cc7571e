import { z } from 'zod';
import { PageQuery, pageOf } from '../common.ts';
import * as V from '../views.ts';
import { route } from './route.ts';

export const SetupBody = z.object({
  account: z.string().min(3),
  name: z.string().min(1),
  password: z.string().min(10, '口令至少 10 位'),
  organName: z.string().min(2),
});

/** Signing in, set-up, notices, search. */
export const SESSION_ROUTES = {
  setupState: route({
    method: 'get',
    path: '/api/setup',
    summary: '是否需要初始化',
    tag: '登录',
    access: 'public',
    response: z.object({
      needed: z.boolean(),
      demoAccounts: z.array(z.object({ account: z.string(), name: z.string(), post: z.string(), organ: z.string() })),
    }),
  }),
  setup: route({
    method: 'post',
    path: '/api/setup',
    summary: '设置首个系统管理员',
    tag: '登录',
    access: 'public',
    body: SetupBody,
    response: V.SessionView,
  }),
  signIn: route({
    method: 'post',
    path: '/api/session',
    summary: '登录',
    tag: '登录',
    access: 'public',
    body: z.object({ account: z.string().min(1, '请输入账号'), password: z.string().min(1, '请输入口令') }),
    response: V.SessionView,
  }),
  session: route({
    method: 'get',
    path: '/api/session',
    summary: '当前会话',
    tag: '登录',
    access: 'session',
    response: V.SessionView,
  }),
  signOut: route({ method: 'delete', path: '/api/session', summary: '退出', tag: '登录', access: 'session' }),
  events: route({ method: 'get', path: '/api/events', summary: '实时变更（SSE）', tag: '登录', access: 'session' }),
  notices: route({
    method: 'get',
    path: '/api/notices',
    summary: '我的通知',
    tag: '登录',
    access: 'session',
    query: PageQuery,
    response: pageOf(V.Notice).extend({ unread: z.number().int() }),
  }),
  readNotices: route({
    method: 'post',
    path: '/api/notices/read',
    summary: '标为已读',
    tag: '登录',
    access: 'session',
    body: z.object({ ids: z.array(z.string()) }),
  }),
  search: route({
    method: 'get',
    path: '/api/search',
    summary: '全局查找',
    tag: '登录',
    access: 'session',
    query: z.object({ q: z.string() }),
    response: z.object({
      hits: z.array(
        z.object({
          kind: z.enum(['case', 'person', 'procedure', 'article']),
          id: z.string(),
          title: z.string(),
          detail: z.string(),
        }),
      ),
    }),
  }),
} as const;
