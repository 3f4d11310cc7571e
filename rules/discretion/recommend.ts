import type {
  CaseFacts,
  ClauseOutcome,
  DiscretionItem,
  DiscretionResult,
  DiscretionTier,
  ItemOutcome,
  MissingFact,
  PenaltyUnit,
  RuleParameters,
  SimilarCases,
  UnitResult,
} from '#contracts';
import { formatFen, yuanToFen } from '../money/money.ts';
import { contradictsFirst, countWithin, discretionCase, isSameMatter, type DiscretionCase } from './case-context.ts';
import { clauseOfRange, computeClause, higherClause } from './clauses/compute-clause.ts';
import type { FactRecord } from './conditions/compile.ts';
import { judgeProposal, recommendedRange } from './deviation.ts';
import { indexItems, judgeItem, type CompiledItem, type ItemIndex } from './item-index.ts';
import { DEFAULT_FORMULA, tierMultiples, type MoneyRange } from './ranges.ts';
import { absorbSameActs, finedBefore, sameActInHistory } from './same-act.ts';
import { compareWithSimilar } from './similar.ts';
import { chooseTier, TIER_NAMES, TIER_ORDER, type TierChoice } from './tiers.ts';
import { penaltyUnitsOf } from './penalty-units.ts';

export interface DiscretionRequest {
  /** One version of each item, those in force for the case; or an index of them made before. */
  items?: readonly DiscretionItem[];
  index?: ItemIndex;
  facts: CaseFacts;
  /** ISO instant. */
  now: string;
  proposed?: { fineFen?: number; tier?: DiscretionTier };
  /** Tier formula and 初次 rule of the department; absent = 30 % (SJC 第十条) and “the same matter, ever”. */
  parameters?: Pick<RuleParameters, 'tierFormula' | 'firstOffence'>;
  /** Violations × parties; absent = those in the form field `penaltyUnits`, else one unit of the chosen violation. */
  units?: readonly PenaltyUnit[];
  /** Versions that came after those in force for the case (从旧兼从轻). */
  newerItems?: readonly DiscretionItem[];
  similar?: SimilarCases;
}

interface Scope {
  request: DiscretionRequest;
  index: ItemIndex;
}

const inForce = (item: DiscretionItem, today: string): boolean =>
  item.status === 'effective' &&
  item.effectiveFrom <= today &&
  (item.effectiveTo === undefined || item.effectiveTo >= today);

/** Facts for one item: 初次 by the item's own rule where it has one. */
const factsFor = (one: DiscretionCase, item: DiscretionItem, codes: ReadonlySet<string>): FactRecord => {
  if (!item.firstOffence || one.facts['firstOffence'] !== true) return one.facts;
  const earlier = contradictsFirst(one.history, item.firstOffence, one.today, codes, item.violation);
  return earlier ? { ...one.facts, firstOffence: false } : one.facts;
};

const clausesOf = (
  { item }: CompiledItem,
  one: DiscretionCase,
  codes: ReadonlySet<string>,
  proposedFen: number | undefined,
): ClauseOutcome[] => {
  const clauses =
    item.clauses && item.clauses.length > 0
      ? item.clauses
      : item.range
        ? [clauseOfRange(item.range, item.code, { basis: item.penaltyBasis, origin: item.origin })]
        : [];
  const facts =
    one.facts['unitFineFen'] === undefined && proposedFen !== undefined
      ? { ...one.facts, unitFineFen: proposedFen }
      : one.facts;
  return clauses.map((clause) =>
    computeClause({
      clause,
      facts,
      correction: one.correction,
      countWithin: (window) => countWithin(one, window, codes, item.violation),
      correctionOrderedOn: one.correctionOrderedOn,
      today: one.today,
    }),
  );
};

const uniqueMissing = (missing: readonly MissingFact[]): MissingFact[] => [
  ...new Map(missing.map((fact) => [fact.fact, fact])).values(),
];

const rangeOf = (clause: ClauseOutcome | undefined): MoneyRange | undefined =>
  clause?.minFen !== undefined && clause.maxFen !== undefined && clause.state !== 'missing-facts'
    ? { minFen: clause.minFen, maxFen: clause.maxFen }
    : undefined;

/** The clause that the amounts come from: the higher of several norms; none while one of them can't be computed. */
const decisiveClause = (clauses: readonly ClauseOutcome[]): ClauseOutcome | undefined =>
  clauses.find((clause) => clause.state === 'missing-facts') ?? higherClause(clauses);

const NOT_YET: readonly string[] = ['correct-first', 'awaiting-recheck', 'corrected'];

interface Parts {
  chosen: CompiledItem | undefined;
  choice: TierChoice;
  clause: ClauseOutcome | undefined;
  clauses: readonly ClauseOutcome[];
  statutory: MoneyRange | undefined;
  range: MoneyRange | null;
  one: DiscretionCase;
  toReview: readonly CompiledItem[];
  formula: NonNullable<RuleParameters['tierFormula']>;
}

const explain = (parts: Parts): string[] => {
  const { chosen, choice, clause, clauses, statutory, range, one, formula } = parts;
  const multiple = clause?.multiple && tierMultiples(clause.multiple, choice.tier, formula);
  return [
    chosen
      ? `违法行为：${chosen.item.violation}（${chosen.item.penaltyBasis.map((basis) => `${basis.law}${basis.article}`).join('、')}）。`
      : '还没有选定违法行为，无法与清单比对，仅按情节判断。',
    ...one.notes,
    `${choice.why}。`,
    ...(clause?.steps ?? []),
    ...(clauses.length > 1 && clause && statutory
      ? [`同一个违法行为违反 ${clauses.length} 项规范，按罚款数额高的规定处罚（行政处罚法第二十九条）。`]
      : []),
    ...(statutory ? [`法定罚款幅度 ${formatFen(statutory.minFen)} 至 ${formatFen(statutory.maxFen)}。`] : []),
    ...(range && multiple ? [`${TIER_NAMES[choice.tier]}按 ${multiple.min} 倍至 ${multiple.max} 倍计算。`] : []),
    ...(range
      ? [`${TIER_NAMES[choice.tier]}的罚款幅度为 ${formatFen(range.minFen)} 至 ${formatFen(range.maxFen)}。`]
      : choice.tier === 'no-penalty' || choice.tier === 'exempt'
        ? ['不予处罚的，应当对当事人进行教育。']
        : []),
    ...parts.toReview.map(
      ({ item }) => `清单项 ${item.code} 待复核（${item.statusReason ?? '依据的条文有变动'}），没有采用。`,
    ),
    ...(clause && NOT_YET.includes(clause.state) && range ? ['上述幅度在前置条件满足后才可以适用。'] : []),
    '清单用于推荐，不限制依法作出其他处理；偏离推荐的，应当说明理由。',
  ];
};

/**
 * Where not obeying an order to correct is what the clause punishes (P1) or raises the range (P2), it is no reason for a
 * heavier tier besides: the same circumstance is not counted twice.
 */
const withoutDouble = ({ item }: CompiledItem, one: DiscretionCase): DiscretionCase => {
  const counted =
    item.clauses?.some((clause) => clause.correction === 'first' || clause.overdueBands.length > 0) ??
    item.range?.pattern === 'P1';
  if (!counted || !one.factors.some((factor) => factor.id === 'refused-correction')) return one;
  one.notes.push('拒不改正或者逾期未改正已是本条罚款（加重幅度）的前置条件，不再作为从重情节。');
  return { ...one, factors: one.factors.filter((factor) => factor.id !== 'refused-correction') };
};

/** Judges the items of the violation and chooses the tier. */
const weigh = (
  candidates: readonly CompiledItem[],
  one: DiscretionCase,
  codes: ReadonlySet<string>,
): {
  matched: CompiledItem[];
  hits: ItemOutcome[];
  misses: ItemOutcome[];
  missing: MissingFact[];
  choice: TierChoice;
} => {
  const judged = candidates.map((compiled) => {
    const facts = factsFor(one, compiled.item, codes);
    return { compiled, facts, ...judgeItem(compiled, facts) };
  });
  const met = judged.filter((entry) => entry.met);
  const missed = judged.filter((entry) => !entry.met);
  return {
    matched: met.map((entry) => entry.compiled),
    hits: met.map((entry) => entry.outcome),
    misses: missed.map((entry) => entry.outcome),
    missing: missed.flatMap(({ compiled, facts }) => compiled.conditions.flatMap((one_) => one_.missing(facts))),
    choice: chooseTier(
      met.map((entry) => entry.outcome),
      one.factors,
    ),
  };
};

/** One violation by one party. */
const recommendUnit = (
  { request, index }: Scope,
  unit: PenaltyUnit,
  proposed: DiscretionRequest['proposed'],
): UnitResult => {
  const { facts, parameters } = request;
  const chosen = index.get(unit.violationCode);
  const family = chosen ? index.ofViolation(chosen.item.violation) : [];
  const codes = new Set(family.map(({ item }) => item.code));
  const violation = chosen?.item.violation ?? '';
  const one = discretionCase({
    facts,
    now: request.now,
    unit,
    codes,
    violation,
    firstOffence: parameters?.firstOffence,
    withGateFacts: family.some((compiled) => compiled.needsGateFacts),
  });
  const candidates = family.filter(({ item }) => inForce(item, one.today));
  const weighed = weigh(candidates, chosen ? withoutDouble(chosen, one) : one, codes);
  const { choice } = weighed;
  const formula = parameters?.tierFormula ?? DEFAULT_FORMULA;
  const clauses = chosen ? clausesOf(chosen, one, codes, proposed?.fineFen) : [];
  const clause = decisiveClause(clauses);
  const sameAct = sameActInHistory(facts, one.history, (past) => isSameMatter(past, codes, violation));
  const statutory = finedBefore(facts, sameAct) ? undefined : rangeOf(clause);
  const leader = weighed.matched.find(({ item }) => item.list === choice.tier);
  const range = recommendedRange(statutory, choice.tier, formula, leader?.item.mitigatedMaxFen);
  const toReview = family.filter(({ item }) => item.status === 'to-review');
  const deviation = proposed
    ? judgeProposal({
        proposal: proposed,
        choice,
        statutory,
        recommended: range,
        clause,
        formula,
        issuer: (leader ?? chosen)?.item.issuer,
      })
    : undefined;
  const party = facts.parties.find((candidate) => candidate.id === unit.partyId) ?? facts.parties[0];
  const missing = uniqueMissing([
    ...clauses.flatMap((outcome) => [...outcome.missing, ...(outcome.responsible?.missing ?? [])]),
    ...weighed.missing,
  ]);
  return {
    unitId: unit.id,
    violationCode: unit.violationCode,
    violation,
    ...(party ? { partyId: party.id, partyName: party.name } : {}),
    recommendedTier: choice.tier,
    ...(range ?? {}),
    ...(statutory && clause
      ? { statutory: { ...statutory, pattern: clause.patterns.join('+'), optional: clause.optional } }
      : {}),
    matched: weighed.hits,
    missed: weighed.misses,
    factors: one.factors.map(({ id, text, effect, basis }) => ({ id, text, effect, basis })),
    measures: [...new Set(weighed.matched.flatMap(({ item }) => item.measures))],
    explanation: [
      ...explain({ chosen, choice, clause, clauses, statutory, range, one, toReview, formula }),
      ...sameAct.map((finding) => finding.text),
    ],
    ...(deviation ? { deviation } : {}),
    clauses: clause ? [clause, ...clauses.filter((other) => other !== clause)] : [],
    tierFormula: formula,
    missing,
    sameAct,
  };
};

/** Units of the request, of the form, or the one of the chosen violation; `unread`: rows of the form that are no units. */
const unitsOf = ({ units, facts }: DiscretionRequest): { units: PenaltyUnit[]; unread: number } => {
  if (units && units.length > 0) return { units: [...units], unread: 0 };
  const given: unknown = facts.data['penaltyUnits'];
  const read = penaltyUnitsOf(facts.data);
  const unread = (Array.isArray(given) ? given.length : 0) - read.length;
  if (read.length > 0) return { units: read, unread };
  const code = facts.data['violationCode'];
  return { units: [{ id: '1', violationCode: typeof code === 'string' ? code : '' }], unread };
};

const sum = (values: readonly (number | undefined)[]): number | undefined =>
  values.every((value) => value !== undefined) ? values.reduce((total: number, value) => total + value!, 0) : undefined;

/** 不同的违法行为分别裁量、合并执行: totals over the units that are fined. */
const totalsOf = (units: readonly UnitResult[]): DiscretionResult['totals'] => {
  const fined = units.filter((unit) => unit.absorbedBy === undefined && unit.recommendedTier !== 'no-penalty');
  const minFen = sum(fined.map((unit) => unit.minFen));
  const maxFen = sum(fined.map((unit) => unit.maxFen));
  const proposedFen = sum(units.map((unit) => unit.deviation?.proposedFen ?? (unit.absorbedBy ? 0 : undefined)));
  const lacking = fined.filter((unit) => unit.maxFen === undefined).map((unit) => unit.violation);
  return {
    ...(minFen === undefined ? {} : { minFen }),
    ...(maxFen === undefined ? {} : { maxFen }),
    ...(proposedFen === undefined ? {} : { proposedFen }),
    text:
      maxFen === undefined
        ? `共 ${units.length} 个处罚单元；“${lacking.join('”“')}”还不能算出幅度，没有合计。`
        : `共 ${units.length} 个处罚单元，分别裁量、合并执行：合计 ${formatFen(minFen ?? 0)} 至 ${formatFen(maxFen)}。`,
  };
};

/** 从旧兼从轻: what the versions that came later would give, where that is milder. */
const milderOf = (scope: Scope, unit: PenaltyUnit, result: UnitResult): DiscretionResult['milderVersions'] => {
  const { request } = scope;
  if (!request.newerItems || request.newerItems.length === 0) return undefined;
  const newer = recommendUnit({ request, index: indexItems(request.newerItems) }, unit, undefined);
  const rank = (tier: DiscretionTier): number => TIER_ORDER.indexOf(tier);
  const milder =
    rank(newer.recommendedTier) < rank(result.recommendedTier) ||
    (newer.recommendedTier === result.recommendedTier &&
      newer.maxFen !== undefined &&
      result.maxFen !== undefined &&
      newer.maxFen < result.maxFen);
  if (!milder) return undefined;
  const leading = newer.matched.find((item) => item.list === newer.recommendedTier);
  const item = leading ?? request.newerItems[0]!;
  return [
    {
      code: item.code,
      version: item.version,
      text: `按新版清单（${item.code} 第 ${item.version} 版）为${TIER_NAMES[newer.recommendedTier]}${newer.maxFen === undefined ? '' : `，${formatFen(newer.minFen ?? 0)} 至 ${formatFen(newer.maxFen)}`}，比登记时的版本轻；请依照行政处罚法第三十七条从旧兼从轻考虑。`,
    },
  ];
};

/** The fine that a case proposes: what was decided, else what is proposed. */
export const proposedFine = (data: Record<string, unknown>): number | undefined => {
  for (const key of ['decidedFineYuan', 'proposedFineYuan']) {
    const value = data[key];
    const fen = typeof value === 'string' ? yuanToFen(value) : null;
    if (fen !== null) return fen;
  }
  return undefined;
};

/**
 * Compares a case with the lists and clauses and says which tier and which range of money follow.
 *
 * Candidates are the effective items of the same violation as the chosen item. The result names every matched and every
 * missed item with its conditions, met and not met, and the values that were looked at. Lists recommend, they never
 * exclude. Amounts are in fen; where a fact is missing there are none and `missing` names it.
 */
export const recommendDiscretion = (request: DiscretionRequest): DiscretionResult => {
  const scope: Scope = { request, index: request.index ?? indexItems(request.items ?? []) };
  const { units, unread } = unitsOf(request);
  const single = units.length === 1;
  const results = units.map((unit) => {
    const fineFen = unit.proposedFineFen ?? (single ? request.proposed?.fineFen : undefined);
    const proposed = {
      ...(fineFen === undefined ? {} : { fineFen }),
      ...(single && request.proposed?.tier ? { tier: request.proposed.tier } : {}),
    };
    return recommendUnit(scope, unit, Object.keys(proposed).length > 0 ? proposed : undefined);
  });
  const acts = new Map(units.flatMap((unit) => (unit.act ? [[unit.id, unit.act] as const] : [])));
  const settled = absorbSameActs(results, acts);
  const first = settled[0]!;
  const milderVersions = milderOf(scope, units[0]!, first);
  const proposedFen = first.deviation?.proposedFen;
  const similar =
    request.similar && (proposedFen === undefined ? request.similar : compareWithSimilar(request.similar, proposedFen));
  const {
    unitId: _unit,
    violationCode: _code,
    violation: _violation,
    partyId: _party,
    partyName: _name,
    absorbedBy: _by,
    ...top
  } = first;
  const explanation =
    unread > 0 ? [`有 ${unread} 行处罚单元没有填完整，没有算在内。`, ...top.explanation] : top.explanation;
  return {
    ...top,
    explanation,
    ...(milderVersions ? { milderVersions } : {}),
    ...(similar ? { similar } : {}),
    ...(single ? {} : { units: settled, totals: totalsOf(settled) }),
  };
};
