import { z } from 'zod';
import { Instant, PageQuery, pageOf } from '../common.ts';
import { CASE_ROLES, route } from './route.ts';

/** The numbers of one organ · document word · year (`null`: not begun again by year). */
export const NumberSeriesView = z.object({
  id: z.string(),
  organId: z.string(),
  organName: z.string(),
  word: z.string(),
  year: z.number().int().nullable(),
  pattern: z.string(),
  /** First number in the register and the last one taken. */
  first: z.number().int(),
  last: z.number().int(),
  lastText: z.string(),
  used: z.number().int(),
  voids: z.number().int(),
  /** Whether every number from first to last is there, in use or void. */
  complete: z.boolean(),
  /** The missing ones, at most twenty. */
  missing: z.array(z.number().int()),
  updatedAt: Instant,
});
export type NumberSeriesView = z.infer<typeof NumberSeriesView>;

export const NumberEntryView = z.object({
  id: z.string(),
  seq: z.number().int(),
  text: z.string(),
  caseId: z.string(),
  caseTitle: z.string(),
  subject: z.enum(['case', 'document']),
  subjectName: z.string(),
  takenAt: Instant,
  takenByName: z.string(),
  void: z.object({ reason: z.string(), document: z.string(), at: Instant, actorName: z.string() }).nullable(),
});
export type NumberEntryView = z.infer<typeof NumberEntryView>;

const READERS = [...CASE_ROLES, 'system-admin', 'configurer'] as const;

/** The register of numbers (编号登记簿). */
export const NUMBER_ROUTES = {
  numberSeries: route({
    method: 'get',
    path: '/api/numbers',
    summary: '编号登记簿',
    tag: '编号',
    access: READERS,
    query: PageQuery.extend({
      q: z.string().optional(),
      organId: z.string().optional(),
      word: z.string().optional(),
      year: z.coerce.number().int().optional(),
    }),
    response: pageOf(NumberSeriesView),
  }),
  numberEntries: route({
    method: 'get',
    path: '/api/numbers/:id/entries',
    summary: '一个序列的编号',
    tag: '编号',
    access: READERS,
    query: PageQuery.extend({ q: z.string().optional(), state: z.enum(['used', 'void']).optional() }),
    response: pageOf(NumberEntryView).extend({ series: NumberSeriesView }),
  }),
  voidNumber: route({
    method: 'post',
    path: '/api/number-entries/:id/void',
    summary: '作废文书编号',
    tag: '编号',
    access: ['unit-head', 'legal-reviewer', 'organ-leader'],
    body: z.object({
      reason: z.string().trim().min(4, '请写明作废的理由（至少四个字）').max(500),
      document: z.string().trim().max(200).default(''),
    }),
    response: NumberEntryView,
  }),
} as const;
