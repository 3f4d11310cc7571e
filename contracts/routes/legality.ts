import { z } from 'zod';
import { PackageFile } from '../procedure.ts';
import { LegalityReport, ProcedureIssue } from '../rule-data/index.ts';
import { route } from './route.ts';

/** Legality of a procedure. */
export const LEGALITY_ROUTES = {
  previewLegality: route({
    method: 'post',
    path: '/api/rules/legality/preview',
    summary: '合法性检查（不保存）',
    tag: '规则',
    access: ['configurer', 'supervisor', 'auditor'],
    body: z.object({ files: z.array(PackageFile).min(1, '请附上规程包的文件') }),
    response: z.object({ legality: LegalityReport.nullable(), issues: z.array(ProcedureIssue) }),
  }),
} as const;
