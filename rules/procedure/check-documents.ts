import type { PackageFile, ProcedureIssue } from '#contracts';
import type { ProcedurePackage } from './read-package.ts';

/** Every document of the package has its template file. */
export const checkDocuments = (procedure: ProcedurePackage, files: readonly PackageFile[]): ProcedureIssue[] =>
  procedure.manifest.documents
    .filter((document) => !files.some((file) => file.path === document.template))
    .map((document) => ({
      severity: 'error',
      rule: 'document-template',
      file: 'procedure.json',
      message: `文书“${document.name}”的模板文件“${document.template}”不存在`,
      remedy: '请上传模板，或选择已有的模板',
      basis: [],
    }));
