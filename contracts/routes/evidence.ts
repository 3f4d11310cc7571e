import { z } from 'zod';
import * as V from '../views.ts';
import { CASE_ROLES, EVIDENCE_ROLES, route } from './route.ts';

/** Evidence and documents. */
export const EVIDENCE_ROUTES = {
  uploadEvidence: route({
    method: 'post',
    path: '/api/cases/:id/evidence',
    summary: '上传证据',
    tag: '证据',
    access: EVIDENCE_ROLES,
    upload: 'multipart',
    response: V.EvidenceView,
  }),
  evidenceContent: route({
    method: 'get',
    path: '/api/evidence/:id/content',
    summary: '查看或下载证据（留痕）',
    tag: '证据',
    access: CASE_ROLES,
    query: z.object({ download: z.string().optional() }),
  }),
  supersedeEvidence: route({
    method: 'post',
    path: '/api/evidence/:id/supersede',
    summary: '以新版本替换',
    tag: '证据',
    access: EVIDENCE_ROLES,
    upload: 'multipart',
    response: V.EvidenceView,
  }),
  documentFile: route({
    method: 'get',
    path: '/api/documents/:id/file',
    summary: '文书文件',
    tag: '文书',
    access: CASE_ROLES,
    query: z.object({ format: z.enum(['docx', 'pdf']).default('pdf') }),
  }),
} as const;
