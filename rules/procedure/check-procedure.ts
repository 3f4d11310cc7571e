import type { PackageFile, ProcedureIssue } from '#contracts';
import { checkDocuments } from './check-documents.ts';
import { checkForms } from './check-forms.ts';
import { checkModel } from './check-model.ts';
import { checkSteps } from './check-steps.ts';
import { PackageError, readPackage } from './read-package.ts';

/**
 * Everything that is wrong with a procedure package, in Chinese, before it is published. Issues of severity `error`
 * keep it from being submitted.
 */
export const checkProcedure = (files: readonly PackageFile[]): Promise<ProcedureIssue[]> => {
  try {
    const procedure = readPackage(files);
    return Promise.resolve([
      ...procedure.issues,
      ...checkModel(procedure),
      ...checkSteps(procedure),
      ...checkForms(procedure),
      ...checkDocuments(procedure, files),
    ]);
  } catch (error) {
    if (error instanceof PackageError) return Promise.resolve(error.issues);
    throw error;
  }
};
