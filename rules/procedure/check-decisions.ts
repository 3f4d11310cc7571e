import type { DecisionAnalysis, DecisionFinding, PackageFile, ProcedureIssue } from '#contracts';
import { analyseTable, tablesOf, type KnownField } from '../decisions/index.ts';
import { listFields } from '../forms/fields.ts';
import type { ProcedurePackage } from './read-package.ts';

const KINDS: Record<string, KnownField['kind']> = { number: 'number', checkbox: 'boolean' };

/** What the forms of a package say of their fields, for tables that read a field as it is. */
const knownFields = (procedure: ProcedurePackage): Record<string, KnownField> => {
  const known: Record<string, KnownField> = {};
  for (const form of Object.values(procedure.forms)) {
    for (const field of listFields(form)) {
      const kind = KINDS[field.type] ?? (field.values ? 'string' : undefined);
      known[field.key] ??= {
        ...(kind ? { kind } : {}),
        ...(field.values && field.values.length > 0 ? { options: field.values.map(({ value }) => value) } : {}),
      };
    }
  }
  return known;
};

/** The analysis of every decision table of a package, by file; a file that can't be read is told elsewhere. */
export const analyseDecisions = (
  files: readonly PackageFile[],
  procedure: ProcedurePackage,
): Record<string, DecisionAnalysis[]> => {
  const fields = knownFields(procedure);
  const result: Record<string, DecisionAnalysis[]> = {};
  for (const file of files) {
    if (!file.path.endsWith('.dmn')) continue;
    try {
      result[file.path] = tablesOf(file.content, fields).map((table) =>
        analyseTable(
          table,
          procedure.manifest.decisionChecks.filter((check) => check.decision === table.id),
        ),
      );
    } catch {
      result[file.path] = [];
    }
  }
  return result;
};

/** Faults that keep a table from being published, and doubts worth a look; notes are shown at the table only. */
const MAX_ISSUES_OF_A_TABLE = 20;

const issueOf = (file: string, analysis: DecisionAnalysis, finding: DecisionFinding): ProcedureIssue => ({
  severity: finding.severity,
  rule: `decision-${finding.kind}`,
  file,
  ...(finding.rows[0] ? { elementId: finding.rows[0].id } : {}),
  elements: finding.rows.map(({ id }) => id),
  message: `决策表“${analysis.decisionName}”：${finding.message}`,
  remedy: finding.remedy,
  basis: [],
});

export const decisionIssues = (analyses: Record<string, DecisionAnalysis[]>): ProcedureIssue[] =>
  Object.entries(analyses).flatMap(([file, tables]) =>
    tables.flatMap((analysis) =>
      analysis.findings
        .filter((finding) => finding.severity !== 'info')
        .slice(0, MAX_ISSUES_OF_A_TABLE)
        .map((finding) => issueOf(file, analysis, finding)),
    ),
  );
