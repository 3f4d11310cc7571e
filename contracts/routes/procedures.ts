import { z } from 'zod';
import { CivilDate, Instant, PageQuery, pageOf } from '../common.ts';
import { PackageFile } from '../procedure.ts';
import * as V from '../views.ts';
import { route } from './route.ts';

export const SaveDraftBody = z.object({
  revision: z.number().int(),
  files: z.array(PackageFile),
  note: z.string().default(''),
});
export const VersionFiles = z.object({ version: V.ProcedureVersionView, files: z.array(PackageFile) });

/** Procedure packages: drafts, review, publishing. */
export const PROCEDURE_ROUTES = {
  procedures: route({
    method: 'get',
    path: '/api/procedures',
    summary: '规程列表',
    tag: '规程',
    access: 'session',
    query: PageQuery.extend({ q: z.string().optional(), status: z.string().optional() }),
    response: pageOf(V.ProcedureSummary),
  }),
  createProcedure: route({
    method: 'post',
    path: '/api/procedures',
    summary: '新建规程（空白或复制）',
    tag: '规程',
    access: ['configurer'],
    body: z.object({ code: z.string(), name: z.string(), copyOf: z.string().optional() }),
    response: V.ProcedureSummary,
  }),
  importProcedure: route({
    method: 'post',
    path: '/api/procedures/import',
    summary: '导入规程包（zip）',
    tag: '规程',
    access: ['configurer'],
    upload: 'binary',
    response: V.ProcedureSummary,
  }),
  procedure: route({
    method: 'get',
    path: '/api/procedures/:code',
    summary: '规程及其版本',
    tag: '规程',
    access: 'session',
    response: V.ProcedureSummary.extend({ versions: z.array(V.ProcedureVersionView) }),
  }),
  procedureVersion: route({
    method: 'get',
    path: '/api/procedures/:code/versions/:version',
    summary: '某版本的文件',
    tag: '规程',
    access: 'session',
    response: VersionFiles,
  }),
  exportProcedure: route({
    method: 'get',
    path: '/api/procedures/:code/versions/:version/export',
    summary: '导出规程包（zip）',
    tag: '规程',
    access: ['configurer', 'auditor'],
  }),
  openDraft: route({
    method: 'post',
    path: '/api/procedures/:code/draft',
    summary: '由已发布版本开新草稿',
    tag: '规程',
    access: ['configurer'],
    response: VersionFiles,
  }),
  saveDraft: route({
    method: 'put',
    path: '/api/procedures/:code/draft',
    summary: '保存草稿',
    tag: '规程',
    access: ['configurer'],
    body: SaveDraftBody,
    response: V.ProcedureVersionView,
  }),
  draftHistory: route({
    method: 'get',
    path: '/api/procedures/:code/draft/history',
    summary: '草稿保存历史',
    tag: '规程',
    access: ['configurer'],
    response: z.object({
      items: z.array(z.object({ revision: z.number().int(), at: Instant, authorName: z.string(), note: z.string() })),
    }),
  }),
  draftRevision: route({
    method: 'get',
    path: '/api/procedures/:code/draft/history/:revision',
    summary: '草稿的某次保存',
    tag: '规程',
    access: ['configurer'],
    response: z.object({ files: z.array(PackageFile) }),
  }),
  checkFiles: route({
    method: 'post',
    path: '/api/procedures/:code/check',
    summary: '检查规程文件（不保存）',
    tag: '规程',
    access: ['configurer'],
    body: z.object({ files: z.array(PackageFile) }),
    response: V.ProcedureCheck,
  }),
  submitDraft: route({
    method: 'post',
    path: '/api/procedures/:code/draft/submit',
    summary: '送审',
    tag: '规程',
    access: ['configurer'],
    body: z.object({ note: z.string().default('') }),
    response: V.ProcedureVersionView,
  }),
  returnDraft: route({
    method: 'post',
    path: '/api/procedures/:code/draft/return',
    summary: '退回',
    tag: '规程',
    access: ['configurer'],
    body: z.object({ comment: z.string().min(1, '请写明退回理由') }),
    response: V.ProcedureVersionView,
  }),
  approveDraft: route({
    method: 'post',
    path: '/api/procedures/:code/draft/approve',
    summary: '批准并发布到引擎',
    tag: '规程',
    access: ['configurer'],
    body: z.object({ comment: z.string().default(''), effectiveOn: CivilDate.optional() }),
    response: V.ProcedureVersionView,
  }),
  retireProcedure: route({
    method: 'post',
    path: '/api/procedures/:code/retire',
    summary: '停用（在办案件不受影响）',
    tag: '规程',
    access: ['configurer'],
    response: V.ProcedureSummary,
  }),
} as const;
