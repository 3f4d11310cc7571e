import type { PackageFile, ProcedureCheck, ProcedureManifest } from '#contracts';
import { ProcedureManifest as ManifestSchema } from '#contracts';
import { checkProcedure, readPackage } from '#rules';
import { checkWordTemplates } from '../documents/word-template.ts';
import type { Platform } from '../platform.ts';
import { ProblemError } from '../problem-error.ts';
import { canonicalJson, sha256 } from '../store/audit-chain.ts';
import { demandSafePaths } from './zip.ts';

export const contentHash = (files: readonly PackageFile[]): string =>
  sha256(
    canonicalJson(
      files
        .map(({ path, encoding, content }) => ({ path, encoding, content }))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
    ),
  );

/** The manifest of a package. @throws ProblemError 422 naming what can't be read */
export function manifestOf(files: readonly PackageFile[]): ProcedureManifest {
  return ManifestSchema.parse(readPackage(files).manifest);
}

export async function checkFiles(platform: Platform, code: string, files: PackageFile[]): Promise<ProcedureCheck> {
  demandSafePaths(files);
  const issues = [...(await checkProcedure(files)), ...checkWordTemplates(files)];
  const manifest = issues.some((issue) => issue.file === 'procedure.json' && issue.rule === 'package')
    ? null
    : manifestOf(files);
  if (manifest && manifest.code !== code)
    issues.push({
      severity: 'error',
      rule: 'code',
      file: 'procedure.json',
      message: `规程代码“${manifest.code}”与正在编辑的规程“${code}”不一致`,
      remedy: '请把 procedure.json 的 code 改回来',
      basis: [],
    });
  return { issues, ok: !issues.some((issue) => issue.severity === 'error'), checkedAt: platform.clock.now() };
}

/** @throws ProblemError 422 with every error of the package */
export async function demandChecked(platform: Platform, code: string, files: PackageFile[]): Promise<void> {
  const check = await checkFiles(platform, code, files);
  const errors = check.issues.filter((issue) => issue.severity === 'error');
  if (errors.length > 0)
    throw new ProblemError('validation', `规程还有 ${errors.length} 个问题，改好后才能继续。`, {
      issues: errors.map((issue) => ({
        path: issue.elementId ? `${issue.file}#${issue.elementId}` : issue.file,
        message: issue.remedy ? `${issue.message}。${issue.remedy}` : issue.message,
      })),
    });
}
