import type { CaseFacts, DiscretionItem, DiscretionResult, DiscretionTier } from '#contracts';
import { evaluateExpression } from '../expression.ts';
import { gateContext } from '../gates/context.ts';
import { formatFen } from '../money/money.ts';
import { addMonths, toCivilDate } from '../timing/civil-date.ts';
import { DISCRETION_FACTORS, factorName, type DiscretionFactor } from './factors.ts';
import { tierOfAmount, tierRange } from './ranges.ts';

export interface DiscretionRequest {
  items: readonly DiscretionItem[];
  facts: CaseFacts;
  /** ISO instant. */
  now: string;
  proposed?: { fineFen?: number; tier?: DiscretionTier };
}

export const TIER_NAMES: Record<DiscretionTier, string> = {
  'no-penalty': '不予处罚',
  exempt: '免予处罚',
  mitigated: '减轻处罚',
  lenient: '从轻处罚',
  ordinary: '一般处罚',
  aggravated: '从重处罚',
};

type Judged = DiscretionResult['matched'][number];

const activeFactors = (facts: CaseFacts, now: string): DiscretionFactor[] => {
  const claimed = new Set(
    Array.isArray(facts.data['circumstances']) ? (facts.data['circumstances'] as unknown[]).map(String) : [],
  );
  const context = gateContext({ facts, now });
  const age = context['partyAge'];
  if (typeof age === 'number' && age < 14) claimed.add('under-fourteen');
  if (typeof age === 'number' && age >= 14 && age < 18) claimed.add('fourteen-to-eighteen');
  const since = addMonths(toCivilDate(now), -12);
  const code = facts.data['violationCode'];
  if (facts.history.some((past) => past.violationCode === code)) claimed.delete('first-offence');
  if (facts.history.some((past) => past.violationCode === code && past.decidedOn >= since)) claimed.add('repeated');
  return DISCRETION_FACTORS.filter((factor) => claimed.has(factor.id));
};

const judge = (
  item: DiscretionItem,
  context: Record<string, unknown>,
  now: string,
): { met: boolean; judged: Judged } => {
  const conditions = item.conditions.map((condition) => ({
    text: condition.text,
    met: evaluateExpression(condition.feel, context, now).value === true,
  }));
  const excluded = item.exclusions.filter(
    (condition) => evaluateExpression(condition.feel, context, now).value === true,
  );
  const met =
    item.combine === 'any'
      ? conditions.some((condition) => condition.met)
      : conditions.every((condition) => condition.met);
  return {
    met: met && excluded.length === 0 && conditions.length > 0,
    judged: {
      code: item.code,
      version: item.version,
      list: item.list,
      violation: item.violation,
      origin: item.origin,
      conditions: [
        ...conditions,
        ...excluded.map((condition) => ({ text: `排除情形：${condition.text}`, met: false })),
      ],
    },
  };
};

/** What the circumstances alone say, where no list item matches. Lists recommend, they never exclude (domain facts §8.3). */
const tierOfFactors = (factors: readonly DiscretionFactor[]): { tier: DiscretionTier; why: string } => {
  const has = (id: string): boolean => factors.some((factor) => factor.id === id);
  const first = (effect: string): DiscretionFactor | undefined => factors.find((factor) => factor.effect === effect);
  const mustNot = first('must-not');
  if (mustNot) return { tier: 'no-penalty', why: `${mustNot.text}，应当不予处罚` };
  if (has('minor-violation') && (has('corrected-in-time') || has('corrected-on-spot')) && has('no-consequence'))
    return { tier: 'no-penalty', why: '违法行为轻微并及时改正，没有造成危害后果，应当不予处罚' };
  const lenient = first('must-lenient') ?? first('may-lenient');
  const aggravate = first('must-aggravate') ?? first('may-aggravate');
  if (
    has('first-offence') &&
    has('minor-consequence') &&
    (has('corrected-in-time') || has('corrected-on-spot')) &&
    !aggravate
  )
    return { tier: 'no-penalty', why: '初次违法且危害后果轻微并及时改正，可以不予处罚' };
  if (lenient && aggravate)
    return {
      tier: 'ordinary',
      why: `同时有从轻或减轻情节（${lenient.text}）和从重情节（${aggravate.text}），应当综合考虑`,
    };
  if (aggravate)
    return {
      tier: 'aggravated',
      why: `${aggravate.text}，${aggravate.effect === 'must-aggravate' ? '应当' : '可以'}从重处罚`,
    };
  if (lenient)
    return {
      tier: 'lenient',
      why: `${lenient.text}，${lenient.effect === 'must-lenient' ? '应当' : '可以'}从轻或者减轻处罚`,
    };
  return { tier: 'ordinary', why: '没有从轻、减轻或者从重情节，按一般档次处罚' };
};

const LIST_PRECEDENCE = ['no-penalty', 'mitigated', 'lenient', 'aggravated'] as const;

const chooseTier = (
  matched: readonly Judged[],
  factors: readonly DiscretionFactor[],
): { tier: DiscretionTier; why: string } => {
  const byFactors = tierOfFactors(factors);
  const lists = new Set(matched.map((item) => item.list));
  const favourable = LIST_PRECEDENCE.find((list) => list !== 'aggravated' && lists.has(list));
  if (lists.has('aggravated') && favourable)
    return { tier: 'ordinary', why: '同时命中从重清单和从宽清单，应当综合考虑，请说明理由' };
  const list = favourable ?? (lists.has('aggravated') ? ('aggravated' as const) : undefined);
  if (list === undefined) return byFactors;
  const codes = matched
    .filter((item) => item.list === list)
    .map((item) => item.code)
    .join('、');
  return { tier: list, why: `符合${TIER_NAMES[list]}清单 ${codes} 的全部适用条件` };
};

const judgeProposal = (
  request: DiscretionRequest,
  tier: DiscretionTier,
  statutory: { minFen: number; maxFen: number } | undefined,
): DiscretionResult['deviation'] => {
  const fineFen = request.proposed?.fineFen;
  if (fineFen === undefined && request.proposed?.tier === undefined) return undefined;
  const noFine = tier === 'no-penalty' || tier === 'exempt';
  const proposedTier = fineFen !== undefined && statutory ? tierOfAmount(statutory, fineFen) : request.proposed?.tier;
  const outsideStatutory =
    fineFen !== undefined &&
    statutory !== undefined &&
    (fineFen > statutory.maxFen || (fineFen < statutory.minFen && tier !== 'mitigated' && !noFine && fineFen > 0));
  const range = statutory && !noFine ? tierRange(statutory, tier) : null;
  const deviates = noFine
    ? (fineFen ?? 0) > 0
    : fineFen !== undefined && range
      ? fineFen < range.minFen || fineFen > range.maxFen
      : proposedTier !== undefined && proposedTier !== tier;
  const reason =
    outsideStatutory && statutory && fineFen !== undefined
      ? `拟罚款 ${formatFen(fineFen)}，法定幅度为 ${formatFen(statutory.minFen)} 至 ${formatFen(statutory.maxFen)}`
      : undefined;
  return {
    ...(fineFen === undefined ? {} : { proposedFen: fineFen }),
    ...(proposedTier === undefined || proposedTier === 'above-maximum' ? {} : { proposedTier }),
    deviates,
    outsideStatutory,
    needs: outsideStatutory
      ? '超出法定幅度，不得作出；低于法定最低限度的应有减轻处罚的法定情节'
      : deviates
        ? '偏离推荐档次，须说明理由，并经主要负责人批准或者集体讨论'
        : '',
    ...(reason === undefined ? {} : { reason }),
  };
};

/**
 * Matches a case to the lists and benchmarks and says which tier and which range of money follow.
 *
 * Candidates are the effective items of the same violation as the chosen item (`violationCode`). The result names every
 * matched and every missed item with the conditions met and not met.
 */
export const recommendDiscretion = (request: DiscretionRequest): DiscretionResult => {
  const { facts, items, now } = request;
  const chosen = items.find((item) => item.code === facts.data['violationCode']);
  const factors = activeFactors(facts, now);
  const context: Record<string, unknown> = {
    ...gateContext({ facts, now }),
    ...Object.fromEntries(
      DISCRETION_FACTORS.map((factor) => [factorName(factor.id), factors.some((active) => active.id === factor.id)]),
    ),
  };
  const candidates = chosen
    ? items.filter(
        (item) =>
          item.violation === chosen.violation && item.status === 'effective' && item.effectiveFrom <= toCivilDate(now),
      )
    : [];
  const judged = candidates.map((item) => judge(item, context, now));
  const matched = judged.filter((entry) => entry.met).map((entry) => entry.judged);
  const missed = judged.filter((entry) => !entry.met).map((entry) => entry.judged);
  const { tier, why } = chooseTier(matched, factors);
  const statutory = chosen?.range;
  const range = statutory ? tierRange(statutory, tier) : null;
  const deviation = judgeProposal(request, tier, statutory);
  return {
    recommendedTier: tier,
    ...(range ?? {}),
    ...(statutory ? { statutory } : {}),
    matched,
    missed,
    factors: factors.map((factor) => ({
      id: factor.id,
      text: factor.text,
      effect: factor.effect,
      basis: factor.basis,
    })),
    measures: [
      ...new Set(
        candidates.filter((item) => matched.some((entry) => entry.code === item.code)).flatMap((item) => item.measures),
      ),
    ],
    explanation: [
      chosen
        ? `违法行为：${chosen.violation}（${chosen.penaltyBasis.map((basis) => `${basis.law}${basis.article}`).join('、')}）。`
        : '还没有选定违法行为，无法与清单比对，仅按情节判断。',
      `${why}。`,
      ...(statutory ? [`法定罚款幅度 ${formatFen(statutory.minFen)} 至 ${formatFen(statutory.maxFen)}。`] : []),
      ...(range
        ? [`${TIER_NAMES[tier]}的罚款幅度为 ${formatFen(range.minFen)} 至 ${formatFen(range.maxFen)}。`]
        : tier === 'no-penalty' || tier === 'exempt'
          ? ['不予处罚的，应当对当事人进行教育。']
          : []),
      '清单用于推荐，不限制依法作出其他处理；偏离推荐的，应当说明理由。',
    ],
    ...(deviation ? { deviation } : {}),
  };
};
