import type { ClauseOutcome, FineBand, MissingFact, PenaltyClause, PenaltyPart, PenaltyRange } from '#contracts';
import { formatFen } from '../../money/money.ts';
import { daysBetween } from '../../timing/civil-date.ts';
import { treeState, type FactRecord } from '../conditions/compile.ts';
import { fineAmount, type FineAmount } from './fine-amount.ts';

/** How an order to correct stands: never given · given · obeyed · not obeyed in time. */
export type CorrectionState = 'none' | 'ordered' | 'done' | 'overdue';

export interface ClauseInput {
  clause: PenaltyClause;
  facts: FactRecord;
  correction: CorrectionState;
  /** How many times the violation was found within a window, the present one included. */
  countWithin(window: { length: number; unit: 'WD' | 'ND' | 'H' | 'M' | 'Y' }): number;
  /** Civil dates for a fine by the day (P8). */
  correctionOrderedOn?: string | undefined;
  today: string;
}

/** A plain range of an item as a clause: what an item says that names no clause. */
export const clauseOfRange = (range: PenaltyRange, code: string, more: Pick<PenaltyClause, 'basis' | 'origin'>) => {
  const pattern = /^P\d+$/.test(range.pattern) ? (range.pattern as PenaltyClause['patterns'][number]) : 'P2';
  const band: FineBand = {
    id: 'range',
    text: '法定罚款幅度',
    fine: { kind: 'amount', minFen: range.minFen, maxFen: range.maxFen },
  };
  const first = pattern === 'P1';
  return {
    id: `${code}-range`,
    text: '',
    patterns: [pattern],
    basis: more.basis,
    origin: more.origin,
    correction: first ? 'first' : 'none',
    optional: range.optional,
    bands: first ? [] : [band],
    overdueBands: first ? [band] : [],
    parts: [],
    overdueParts: [],
  } satisfies PenaltyClause;
};

type Picked = { band: FineBand; amount: FineAmount } | { missing: MissingFact[] } | null;

/** The first band that applies. A band that can't be judged stops the search: a later one would be a guess. */
const pickBand = (bands: readonly FineBand[], facts: FactRecord): Picked => {
  for (const band of bands) {
    const { state, missing } = band.when ? treeState(band.when, facts) : { state: 'met' as const, missing: [] };
    if (state === 'unknown') return { missing };
    if (state === 'met') return { band, amount: fineAmount(band.fine, facts) };
  }
  return null;
};

const judgeParts = (parts: readonly PenaltyPart[], facts: FactRecord): ClauseOutcome['parts'] =>
  parts.map(({ kind, mode, text, when, approval }) => ({
    kind,
    mode,
    text,
    state: when ? treeState(when, facts).state : 'met',
    ...(approval ? { approval } : {}),
  }));

const CORRECTION_STEPS: Record<CorrectionState, string> = {
  none: '本条须先责令改正，拒不改正或者逾期不改正的才可以罚款；还没有责令改正。',
  ordered: '已责令改正，还没有复查结果；复查未改正的才可以罚款。',
  done: '当事人已按要求改正，罚款的条件不成就。',
  overdue: '当事人拒不改正或者逾期未改正，符合罚款的前置条件。',
};

const CORRECTION_RESULT = {
  none: 'correct-first',
  ordered: 'awaiting-recheck',
  done: 'corrected',
  overdue: 'range',
} as const;

/** Which bands and parts count now, and why. */
const chooseStage = (input: ClauseInput) => {
  const { clause, correction, facts } = input;
  const overdue = correction === 'overdue';
  const steps: string[] = [];
  if (clause.correction === 'first') {
    // “拒不改正或者情节严重的”: a band of its own condition needs no order to correct.
    const direct = pickBand(
      clause.bands.filter((band) => band.when !== undefined),
      facts,
    );
    const at = direct && 'band' in direct ? 'range' : CORRECTION_RESULT[correction];
    if (!(direct && 'band' in direct)) steps.push(CORRECTION_STEPS[correction]);
    return {
      state: at as ClauseOutcome['state'],
      bands: direct && 'band' in direct ? clause.bands : clause.overdueBands,
      parts: overdue ? [...clause.parts, ...clause.overdueParts] : clause.parts,
      steps,
    };
  }
  if (overdue && clause.overdueBands.length + clause.overdueParts.length > 0) {
    steps.push('逾期未改正，适用加重的幅度。');
    return {
      state: 'range' as const,
      bands: clause.overdueBands.length > 0 ? clause.overdueBands : clause.bands,
      parts: [...clause.parts, ...clause.overdueParts],
      steps,
    };
  }
  return { state: 'range' as const, bands: clause.bands, parts: clause.parts, steps };
};

const escalate = (input: ClauseInput, stage: ReturnType<typeof chooseStage>) => {
  const { escalation } = input.clause;
  if (!escalation) return { stage, escalated: undefined };
  const stated = input.facts['violationCount'];
  const count = Math.max(input.countWithin(escalation.window), typeof stated === 'number' ? stated : 0);
  if (count < escalation.atLeast)
    return {
      stage: {
        ...stage,
        steps: [...stage.steps, `${escalation.text}：查到 ${count} 次（含本次），未达到 ${escalation.atLeast} 次。`],
      },
      escalated: undefined,
    };
  const text = `${escalation.text}：查到 ${count} 次（含本次），达到 ${escalation.atLeast} 次`;
  return {
    stage: {
      ...stage,
      bands: escalation.bands.length > 0 ? escalation.bands : stage.bands,
      parts: [...stage.parts, ...escalation.parts],
      steps: [...stage.steps, `${text}。`],
    },
    escalated: { count, text },
  };
};

const dailyOf = ({ clause, correction, correctionOrderedOn, today }: ClauseInput): ClauseOutcome['daily'] => {
  if (!clause.daily) return undefined;
  if (correction !== 'overdue' || !correctionOrderedOn) return { text: clause.daily.text };
  const days = Math.max(0, daysBetween(correctionOrderedOn, today));
  return {
    text: `${clause.daily.text}自责令改正之日（${correctionOrderedOn}）的次日起至 ${today} 共 ${days} 日，按原处罚数额逐日计算。`,
    days,
    from: correctionOrderedOn,
  };
};

const responsibleOf = ({ clause, facts, correction }: ClauseInput): ClauseOutcome['responsible'] => {
  if (!clause.responsible || (clause.responsible.when === 'overdue' && correction !== 'overdue')) return undefined;
  const picked = pickBand(clause.responsible.bands, facts);
  if (!picked) return undefined;
  if ('missing' in picked) return { text: clause.responsible.bands[0]!.text, missing: picked.missing };
  const { band, amount } = picked;
  return amount.ok
    ? { text: band.text, minFen: amount.minFen, maxFen: amount.maxFen, missing: [] }
    : { text: band.text, missing: [amount.missing] };
};

/**
 * What a penalty clause gives for the facts of a case (domain facts §8.5): whether a fine may be imposed now, its bounds
 * in fen, and the other kinds of penalty. Where a fact is missing the outcome names it and has no amounts.
 */
export const computeClause = (input: ClauseInput): ClauseOutcome => {
  const { clause, facts } = input;
  const { stage, escalated } = escalate(input, chooseStage(input));
  const picked = pickBand(stage.bands, facts);
  const responsible = responsibleOf(input);
  const daily = dailyOf(input);
  const outcome: ClauseOutcome = {
    clauseId: clause.id,
    text: clause.text,
    basis: clause.basis,
    origin: clause.origin,
    patterns: clause.patterns,
    state: stage.state,
    noMinimum: false,
    optional: clause.optional,
    missing: [],
    parts: judgeParts(stage.parts, facts),
    steps: [...stage.steps],
    ...(responsible ? { responsible } : {}),
    ...(daily ? { daily } : {}),
    ...(escalated ? { escalated } : {}),
  };
  if (!picked) return { ...outcome, state: stage.state === 'range' ? 'no-fine' : stage.state };
  if ('missing' in picked) return lacking(outcome, picked.missing);
  if (!picked.amount.ok) return lacking({ ...outcome, band: picked.band.text }, [picked.amount.missing]);
  const { minFen, maxFen, step, multiple } = picked.amount;
  return {
    ...outcome,
    band: picked.band.text,
    minFen,
    maxFen,
    noMinimum: minFen === 0,
    ...(multiple ? { multiple } : {}),
    steps: [
      ...outcome.steps,
      `${picked.band.text}：${step}，即 ${formatFen(minFen)} 至 ${formatFen(maxFen)}${clause.optional ? '（可以罚款，也可以不罚款）' : ''}。`,
    ],
  };
};

const lacking = (outcome: ClauseOutcome, missing: MissingFact[]): ClauseOutcome => ({
  ...outcome,
  state: outcome.state === 'range' ? 'missing-facts' : outcome.state,
  missing,
  steps: [
    ...outcome.steps,
    ...missing.map((fact) => `还没有填写“${fact.label}”，不能计算罚款幅度（${fact.reason}）。`),
  ],
});

/** 行政处罚法第二十九条: of several norms for one act the one with the higher fine. */
export const higherClause = (outcomes: readonly ClauseOutcome[]): ClauseOutcome | undefined =>
  [...outcomes].sort((a, b) => (b.maxFen ?? -1) - (a.maxFen ?? -1) || (b.minFen ?? -1) - (a.minFen ?? -1))[0];
