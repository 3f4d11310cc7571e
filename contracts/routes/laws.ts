import { z } from 'zod';
import { JsonObject, PageQuery, pageOf } from '../common.ts';
import { route } from './route.ts';

/** The law library. */
export const LAW_ROUTES = {
  laws: route({
    method: 'get',
    path: '/api/laws',
    summary: '法规库',
    tag: '规则',
    access: 'session',
    query: PageQuery.extend({ q: z.string().optional() }),
    response: pageOf(
      z.object({
        id: z.string(),
        code: z.string().optional(),
        name: z.string(),
        number: z.string(),
        version: z.string(),
        effectiveOn: z.string(),
        origin: z.string(),
        articles: z.array(z.object({ article: z.string(), text: z.string() })),
      }),
    ),
  }),
  putLaw: route({
    method: 'put',
    path: '/api/laws/:id',
    summary: '新建或修改法规',
    tag: '规则',
    access: ['configurer'],
    body: JsonObject,
    response: JsonObject,
  }),
} as const;
