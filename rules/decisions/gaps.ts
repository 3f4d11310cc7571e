import type { DecisionFinding } from '#contracts';
import type { Box } from './boxes.ts';
import { boxesMeet, rangesWhere, rangesWithin } from './boxes.ts';
import { findUncovered, growBox } from './coverage.ts';
import { describePoint, pointOf, rowRef, usable, type Prepared } from './prepared.ts';

export interface GapResult {
  findings: DecisionFinding[];
  total: number;
  /** Whether more gaps may exist than were listed. */
  more: boolean;
}

const MAX_GAPS = 20;

interface Search {
  prepared: Prepared;
  /** What is covered: certain boxes of the rows, and gaps already reported. */
  boxes: Box[];
  disjoint: boolean;
}

const describeGap = ({ prepared }: Search, box: Box, space: Box, unlikely: boolean): DecisionFinding => {
  const point = pointOf(prepared, box);
  const matters = (column: number): boolean => !rangesWithin(space[column]!, box[column]!);
  const { example, text } = describePoint(prepared, point, matters);
  const maybe = prepared.rows.filter((row) => !row.exact && boxesMeet(row.upper, box));
  const doubt =
    maybe.length > 0 ? `（第 ${maybe.map((row) => row.row.index).join('、')} 行有无法分析的条件，也许能命中）` : '';
  const severity = unlikely || prepared.table.hasDefault ? 'info' : 'warning';
  return {
    kind: 'gap',
    severity,
    certain: maybe.length === 0,
    rows: maybe.map(rowRef),
    message: `当 ${text} 时没有规则命中${prepared.table.hasDefault ? '，结果取默认值' : ''}${doubt}`,
    remedy: unlikely
      ? '如果不会出现这样的取值，可以不管；也可以在输入上写明允许的取值'
      : '请补一条规则，或者设置默认结果',
    example,
  };
};

const search = (state: Search, space: Box, unlikely: boolean, limit: number): GapResult => {
  const findings: DecisionFinding[] = [];
  const { budget } = state.prepared;
  while (!budget.exhausted) {
    const point = findUncovered(space, state.boxes, budget, state.disjoint);
    if (!point) return { findings, total: findings.length, more: false };
    if (findings.length >= limit) return { findings, total: findings.length, more: true };
    const box = growBox(point, space, state.boxes);
    findings.push(describeGap(state, box, space, unlikely));
    state.boxes.push(box);
  }
  return { findings, total: findings.length, more: true };
};

/**
 * Inputs that hit no rule, each as a largest region around one of them. Ordinary data first; then, one finding a
 * column, data that are only met oddly (unknown texts, amounts below zero).
 *
 * @param disjoint no two rows overlap, which makes the search exact by counting
 */
export const findGaps = (prepared: Prepared, disjoint: boolean): GapResult & { odd: DecisionFinding[] } => {
  const boxes = prepared.rows.filter((row) => row.exact && usable(row)).map((row) => row.lower);
  const state: Search = { prepared, boxes, disjoint };
  const ordinary = search(state, prepared.likely, false, MAX_GAPS);
  const odd: DecisionFinding[] = [];
  for (const [at, column] of prepared.columns.entries()) {
    const unlikely = rangesWhere(column.atoms.length, (index) => column.atoms[index]!.unlikely);
    if (unlikely.length === 0) continue;
    const space = prepared.likely.map((ranges, other) => (other === at ? unlikely : ranges));
    const own: Search = { prepared, boxes: [...boxes], disjoint };
    odd.push(...search(own, space, true, 1).findings.map((finding) => nameOdd(finding, prepared, at, unlikely)));
  }
  return { ...ordinary, odd };
};

/** The odd value itself belongs into the sentence, although the whole space of this search has it. */
const nameOdd = (finding: DecisionFinding, prepared: Prepared, at: number, unlikely: number[]): DecisionFinding => {
  const column = prepared.columns[at]!;
  if (finding.example.some((entry) => entry.input === column.input.id)) return finding;
  const { example, text } = describePoint(
    prepared,
    prepared.columns.map((_column, index) => (index === at ? unlikely[0]! : 0)),
    (index) => index === at,
  );
  const rest = finding.example.map((entry) => `${entry.label}=${entry.text}`);
  return {
    ...finding,
    example: [...example, ...finding.example],
    message: finding.message.replace(/^当 .*? 时/, `当 ${[text, ...rest].join(' 且 ')} 时`),
  };
};
