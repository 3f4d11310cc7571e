import type { DecisionAnalysis, LegalityReport, PackageFile, ProcedureIssue } from '#contracts';
import { checkLegality, type LegalityOptions } from '../legality/check-legality.ts';
import { analyseDecisions, decisionIssues } from './check-decisions.ts';
import { checkDocuments } from './check-documents.ts';
import { checkForms } from './check-forms.ts';
import { checkModel } from './check-model.ts';
import { checkSteps } from './check-steps.ts';
import { PackageError, readPackage } from './read-package.ts';

export interface ProcedureChecks {
  issues: ProcedureIssue[];
  /** Absent when the package can't be read. */
  legality?: LegalityReport;
  /** Analyses of the decision tables, by file. */
  decisions: Record<string, DecisionAnalysis[]>;
}

/** What a report of all runs says again of a step that the drawing alone shows to be cut off. */
const isSaidTwice = (issue: ProcedureIssue, drawing: readonly ProcedureIssue[]): boolean =>
  issue.rule === 'never-reached' &&
  drawing.some((other) => other.rule === 'unreachable' && other.elementId === issue.elementId);

/**
 * Everything that is wrong with a procedure package, in Chinese, before it is published, and the report of its legality.
 * Issues of severity `error` keep it from being submitted.
 */
export const checkPackage = (files: readonly PackageFile[], options: LegalityOptions = {}): ProcedureChecks => {
  try {
    const procedure = readPackage(files);
    const drawing = checkModel(procedure);
    const legality = checkLegality(procedure, options);
    const decisions = analyseDecisions(files, procedure);
    const issues = [
      ...procedure.issues,
      ...drawing,
      ...checkSteps(procedure),
      ...checkForms(procedure),
      ...checkDocuments(procedure, files),
      ...decisionIssues(decisions),
      ...legality.issues.filter((issue) => !isSaidTwice(issue, drawing)),
    ];
    return { issues, legality, decisions };
  } catch (error) {
    if (error instanceof PackageError) return { issues: error.issues, decisions: {} };
    throw error;
  }
};

/** The issues of `checkPackage` alone. */
export const checkProcedure = (files: readonly PackageFile[]): Promise<ProcedureIssue[]> =>
  Promise.resolve(checkPackage(files).issues);
