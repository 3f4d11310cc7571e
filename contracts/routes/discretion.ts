import { z } from 'zod';
import { PageQuery, pageOf } from '../common.ts';
import { DiscretionItem } from '../rule-data/index.ts';
import { route } from './route.ts';

/** The four lists and the discretion they guide. */
export const DISCRETION_ROUTES = {
  discretionItems: route({
    method: 'get',
    path: '/api/discretion-items',
    summary: '四张清单',
    tag: '规则',
    access: 'session',
    query: PageQuery.extend({
      q: z.string().optional(),
      list: z.string().optional(),
      department: z.string().optional(),
    }),
    response: pageOf(DiscretionItem),
  }),
  putDiscretionItem: route({
    method: 'put',
    path: '/api/discretion-items/:code',
    summary: '新建或修改清单项',
    tag: '规则',
    access: ['configurer'],
    body: DiscretionItem,
    response: DiscretionItem,
  }),
} as const;
