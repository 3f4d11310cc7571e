import type { DecisionAnalysis, DecisionCheck, DecisionFinding } from '#contracts';
import { literalsOf, opaqueReason } from './cell.ts';
import { newBudget } from './coverage.ts';
import { findGaps } from './gaps.ts';
import { findMilder } from './monotonicity.ts';
import { findOverlaps } from './overlaps.ts';
import { prepare, rowRef, type Prepared } from './prepared.ts';
import type { AnalysisTable } from './table.ts';

/** Comparisons of rows with parts of the input; about two seconds at most. */
export const DECISION_STEP_LIMIT = 15_000_000;

const KIND_NAMES = {
  number: '数字',
  date: '日期',
  'date-time': '日期时间',
  time: '时间',
  'day-duration': '期间',
  'month-duration': '期间（年月）',
  boolean: '是或否',
  string: '文字',
} as const;

const cellFindings = (prepared: Prepared): DecisionFinding[] =>
  prepared.rows.flatMap((row) =>
    row.row.cells.flatMap((cell, at): DecisionFinding[] => {
      const column = prepared.columns[at]!;
      const base = { certain: true, rows: [rowRef(row)], column: column.input.id, example: [] };
      const reason = opaqueReason(cell);
      if (reason !== null)
        return [
          {
            ...base,
            kind: 'unanalysed',
            severity: 'info',
            message: `第 ${row.row.index} 行的“${column.input.label}”没有分析：${reason}`,
            remedy: '不影响使用；分析时既不当它一定命中，也不当它一定不命中',
          },
        ];
      const strange = literalsOf(cell).find((literal) => !column.kinds.includes(literal.kind));
      if (strange)
        return [
          {
            ...base,
            kind: 'invalid-cell',
            severity: 'warning',
            message: `第 ${row.row.index} 行的“${column.input.label}”按${KIND_NAMES[strange.kind]}比较，而这一列是${KIND_NAMES[column.kinds[0]!]}`,
            remedy: '请改成同一种值',
          },
        ];
      if (cell.test !== 'any' && row.upper[at]!.length === 0)
        return [
          {
            ...base,
            kind: 'invalid-cell',
            severity: 'warning',
            message: `第 ${row.row.index} 行的“${column.input.label}”永远不成立，这一行不会命中`,
            remedy: '请检查区间的上下限和允许的取值',
          },
        ];
      return [];
    }),
  );

const countKinds = (findings: readonly DecisionFinding[]): DecisionAnalysis['totals'] => {
  const totals: DecisionAnalysis['totals'] = {};
  for (const { kind } of findings) totals[kind] = (totals[kind] ?? 0) + 1;
  return totals;
};

const boundFinding = (limit: number): DecisionFinding => ({
  kind: 'incomplete',
  severity: 'warning',
  certain: true,
  rows: [],
  message: `分析没有做完：在 ${limit.toLocaleString('en-US')} 步的上限内没有穷尽，没有报告的问题不等于不存在`,
  remedy: '请把决策表拆成几张，或者减少互相重叠的规则',
  example: [],
});

/**
 * Analyses a decision table: gaps, overlaps and conflicts by hit policy, rows that never get their turn, rows that
 * change nothing, and results that get milder while facts get worse. Exact over the unary tests that it understands;
 * every other cell is told, and no table with one is called complete because of it.
 *
 * @param checks the declared orders of severity of this table
 * @param stepLimit bound of the work; when it is reached the result says so
 */
export const analyseTable = (
  table: AnalysisTable,
  checks: readonly DecisionCheck[] = [],
  stepLimit = DECISION_STEP_LIMIT,
): DecisionAnalysis => {
  const prepared = prepare(table, newBudget(stepLimit));
  const findings = cellFindings(prepared);
  const pairs = findOverlaps(prepared);
  const gaps = findGaps(prepared, pairs.disjoint);
  const milder = checks.map((check) => findMilder(prepared, check));
  findings.push(...pairs.findings, ...gaps.findings, ...gaps.odd, ...milder.flatMap((result) => result.findings));
  const { budget } = prepared;
  const totals = {
    ...countKinds(findings),
    ...Object.fromEntries(Object.entries(pairs.totals).filter(([, count]) => count > 0)),
    ...(milder.some((result) => result.total > 0)
      ? { monotonicity: milder.reduce((sum, result) => sum + result.total, 0) }
      : {}),
  };
  if (budget.exhausted) findings.push(boundFinding(stepLimit));
  const certainGap = [...gaps.findings, ...gaps.odd].some((finding) => finding.certain);
  const anyGap = gaps.findings.length + gaps.odd.length > 0;
  return {
    decisionId: table.id,
    decisionName: table.name,
    hitPolicy: table.hitPolicy,
    rowCount: table.rows.length,
    inputCount: table.inputs.length,
    coverage: certainGap ? 'gaps' : anyGap || budget.exhausted ? 'unknown' : 'complete',
    exhaustive: !budget.exhausted,
    steps: budget.steps,
    stepLimit,
    findings,
    totals,
    assumptions: [
      ...(milder.some((result) => result.more) ? ['情节与结果轻重不一致的规则太多，只数到一部分'] : []),
      ...prepared.columns.flatMap((column) => (column.assumption ? [column.assumption] : [])),
      ...prepared.columns
        .filter((column) => !column.atoms.some((atom) => atom.kind === 'null'))
        .map((column) => `“${column.input.label}”按有值分析`),
    ],
  };
};
