import { z } from 'zod';
import { PackageFile } from '../procedure.ts';
import { DecisionAnalysis, DecisionCheck, LegalityReport, ProcedureIssue } from '../rule-data/index.ts';
import { route } from './route.ts';

/** Legality of a procedure, and the analysis of decision tables. */
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
  previewDecisions: route({
    method: 'post',
    path: '/api/rules/decisions/preview',
    summary: '决策表分析（不保存）',
    tag: '规则',
    access: ['configurer', 'supervisor', 'auditor'],
    body: z.object({
      dmn: z.string().min(1, '请附上决策表的内容'),
      checks: z.array(DecisionCheck).default([]),
    }),
    response: z.object({ analyses: z.array(DecisionAnalysis) }),
  }),
} as const;
