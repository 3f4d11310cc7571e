import { z } from 'zod';
import { CivilDate, PageQuery, pageOf } from '../common.ts';
import {
  FoundLawArticle,
  LawBrief,
  LawChangeQuery,
  LawComparison,
  LawExcerpt,
  LawImpact,
  LawImportEntry,
  LawImportFacts,
  LawImportView,
  LawVersionWithState,
} from '../rule-data/law-views.ts';
import { CitingSubject, LawIdentity, LawLevel, LawState, LawText, LawVersionFacts } from '../rule-data/laws.ts';
import { route } from './route.ts';

const tag = '法规库';
const EDITORS = ['configurer'] as const;

/** The law library. Everybody signed in reads; 法制人员 change. */
export const LAW_ROUTES = {
  laws: route({
    method: 'get',
    path: '/api/laws',
    summary: '法规库',
    tag,
    access: 'session',
    query: PageQuery.extend({
      q: z.string().optional(),
      level: LawLevel.optional(),
      organ: z.string().optional(),
      state: LawState.optional(),
    }),
    response: pageOf(LawBrief).extend({ organs: z.array(z.string()) }),
  }),
  law: route({
    method: 'get',
    path: '/api/laws/:id',
    summary: '一部法规及其一个版本的正文',
    tag,
    access: 'session',
    /** `version`: id; `on`: the version in force on that day; neither: today's. */
    query: z.object({ version: z.string().optional(), on: CivilDate.optional() }),
    response: LawBrief.extend({
      versions: z.array(LawVersionWithState),
      version: LawVersionWithState.nullable(),
      text: LawText.nullable(),
    }),
  }),
  lawArticle: route({
    method: 'get',
    path: '/api/law-article',
    summary: '按引用查条文',
    tag,
    access: 'session',
    query: z.object({
      law: z.string(),
      code: z.string().optional(),
      article: z.string().default(''),
      /** The day of the act: its version is shown beside today's. */
      on: CivilDate.optional(),
      /** Publication day of the version that the rule was made for. */
      version: z.string().optional(),
    }),
    response: z.object({
      law: LawBrief.nullable(),
      /** today first; act and cited only where they are other versions. */
      versions: z.array(
        z.object({
          role: z.enum(['today', 'act', 'cited']),
          version: LawVersionWithState,
          unit: LawText.shape.unit,
          found: z.array(FoundLawArticle),
        }),
      ),
    }),
  }),
  searchLaws: route({
    method: 'get',
    path: '/api/law-search',
    summary: '法规全文检索',
    tag,
    access: 'session',
    query: PageQuery.extend({
      q: z.string(),
      level: LawLevel.optional(),
      lawId: z.string().optional(),
      /** `1`: also versions that are not in force. */
      all: z.enum(['0', '1']).optional(),
    }),
    response: pageOf(
      z.object({
        lawId: z.string(),
        versionId: z.string(),
        lawName: z.string(),
        level: LawLevel,
        state: LawState,
        article: z.string(),
        excerpt: LawExcerpt,
      }),
    ).extend({ laws: z.number().int(), tookMs: z.number() }),
  }),
  compareLaw: route({
    method: 'get',
    path: '/api/laws/:id/comparison',
    summary: '版本对比',
    tag,
    access: 'session',
    query: LawChangeQuery,
    response: LawComparison,
  }),
  citingLaw: route({
    method: 'get',
    path: '/api/laws/:id/citing',
    summary: '哪些规则引用了这部法规',
    tag,
    access: 'session',
    query: z.object({ article: z.string().optional() }),
    response: z.object({
      entries: z.array(z.object({ subject: CitingSubject, citations: z.array(z.string()) })),
    }),
  }),
  lawImpact: route({
    method: 'get',
    path: '/api/laws/:id/impact',
    summary: '修改的影响',
    tag,
    access: ['configurer', 'auditor', 'supervisor'],
    query: LawChangeQuery,
    response: LawImpact,
  }),
  lawImpactCases: route({
    method: 'get',
    path: '/api/laws/:id/impact/cases',
    summary: '受修改影响的在办案件',
    tag,
    access: ['configurer', 'auditor', 'supervisor'],
    query: PageQuery.extend(LawChangeQuery.shape),
    response: pageOf(
      z.object({
        id: z.string(),
        number: z.string(),
        title: z.string(),
        procedureName: z.string(),
        stageName: z.string(),
        organName: z.string(),
      }),
    ),
  }),
  reviewImpact: route({
    method: 'post',
    path: '/api/laws/:id/impact/review',
    summary: '把受影响的清单项转为待复核，或恢复',
    tag,
    access: EDITORS,
    body: LawChangeQuery.extend({ items: z.array(z.string()).min(1).max(2000), undo: z.boolean().default(false) }),
    response: z.object({ changed: z.array(z.string()) }),
  }),
  putLaw: route({
    method: 'put',
    path: '/api/laws/:id',
    summary: '新建法规或修改名称、级别等信息',
    tag,
    access: EDITORS,
    body: LawIdentity,
    response: LawBrief.omit({ cited: true }),
  }),
  repealLaw: route({
    method: 'post',
    path: '/api/laws/:id/repeal',
    summary: '登记法规废止，或撤销登记',
    tag,
    access: EDITORS,
    /** The first day on which it is no longer in force; null takes the entry back. */
    body: z.object({ repealedOn: CivilDate.nullable() }),
    response: LawBrief.omit({ cited: true }),
  }),
  addLawVersion: route({
    method: 'post',
    path: '/api/laws/:id/versions',
    summary: '录入法规的一个版本',
    tag,
    access: EDITORS,
    body: LawVersionFacts.extend({
      /** The articles one by one, as they are quoted; or the whole text. */
      articles: z.array(z.object({ article: z.string(), text: z.string() })).default([]),
      text: z.string().max(8_000_000).optional(),
    }),
    response: LawVersionWithState,
  }),
  previewLawImport: route({
    method: 'post',
    path: '/api/law-imports',
    summary: '上传法规文本并预览',
    tag,
    access: EDITORS,
    upload: 'multipart',
    response: LawImportView,
  }),
  lawImports: route({
    method: 'get',
    path: '/api/law-imports',
    summary: '我最近的法规导入',
    tag,
    access: EDITORS,
    response: z.object({
      items: z.array(LawImportView.pick({ id: true, state: true, createdAt: true, total: true, done: true })),
    }),
  }),
  lawImport: route({
    method: 'get',
    path: '/api/law-imports/:id',
    summary: '一次法规导入的进度和结果',
    tag,
    access: EDITORS,
    response: LawImportView,
  }),
  lawImportEntries: route({
    method: 'get',
    path: '/api/law-imports/:id/entries',
    summary: '导入的各个文件',
    tag,
    access: EDITORS,
    query: PageQuery.extend({
      q: z.string().optional(),
      /** blocking: must be mended; findings: something to check. */
      show: z.enum(['all', 'blocking', 'findings', 'changed']).default('all'),
    }),
    response: pageOf(LawImportEntry),
  }),
  lawImportEntry: route({
    method: 'get',
    path: '/api/law-imports/:id/entries/:order',
    summary: '一个文件读出的条文及与现有版本的差异',
    tag,
    access: EDITORS,
    response: LawImportEntry.extend({
      text: LawText,
      history: z.array(z.string()),
      former: LawVersionWithState.nullable(),
      changes: LawComparison.shape.changes,
    }),
  }),
  mendLawImport: route({
    method: 'patch',
    path: '/api/law-imports/:id/entries/:order',
    summary: '改正一个文件的名称、日期等，或不导入它',
    tag,
    access: EDITORS,
    body: LawImportFacts.partial(),
    response: LawImportEntry,
  }),
  confirmLawImport: route({
    method: 'post',
    path: '/api/law-imports/:id/confirm',
    summary: '确认导入',
    tag,
    access: EDITORS,
    /** Whether list items whose clause was changed or removed become 待复核 at once. */
    body: z.object({ markItems: z.boolean().default(true) }),
    response: LawImportView,
  }),
  cancelLawImport: route({
    method: 'post',
    path: '/api/law-imports/:id/cancel',
    summary: '取消导入',
    tag,
    access: EDITORS,
    body: z.object({}).optional(),
    response: LawImportView,
  }),
} as const;
