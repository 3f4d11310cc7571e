import type { DiscretionTier, ItemOutcome } from '#contracts';
import type { DiscretionFactor } from './factors.ts';

export const TIER_NAMES: Record<DiscretionTier, string> = {
  'no-penalty': '不予处罚',
  exempt: '免予处罚',
  mitigated: '减轻处罚',
  lenient: '从轻处罚',
  ordinary: '一般处罚',
  aggravated: '从重处罚',
};

/** From the mildest to the heaviest. */
export const TIER_ORDER: readonly DiscretionTier[] = [
  'no-penalty',
  'exempt',
  'mitigated',
  'lenient',
  'ordinary',
  'aggravated',
];

export interface TierChoice {
  tier: DiscretionTier;
  why: string;
  /** Lenient and aggravating reasons at once: 综合考虑, and a reason is always wanted. */
  conflict?: boolean;
}

/** The factors' say by themselves: 应当不予 before 可以不予 before 综合考虑 before 从重 and 从轻 (domain facts §8.2). */
const tierOfFactors = (factors: readonly DiscretionFactor[]): TierChoice => {
  const has = (id: string): boolean => factors.some((factor) => factor.id === id);
  const of = (...effects: DiscretionFactor['effect'][]): DiscretionFactor | undefined =>
    effects.map((effect) => factors.find((factor) => factor.effect === effect)).find((factor) => factor !== undefined);
  const aggravate = of('must-aggravate', 'may-aggravate');
  const lenient = of('must-lenient', 'may-lenient');
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
      conflict: true,
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

/** What the law itself forbids to punish comes before every list. */
const mustNot = (factors: readonly DiscretionFactor[]): TierChoice | null => {
  const has = (id: string): boolean => factors.some((factor) => factor.id === id);
  const factor = factors.find((one) => one.effect === 'must-not');
  if (factor) return { tier: 'no-penalty', why: `${factor.text}，应当不予处罚` };
  if (has('minor-violation') && has('no-consequence') && (has('corrected-in-time') || has('corrected-on-spot')))
    return { tier: 'no-penalty', why: '违法行为轻微并及时改正，没有造成危害后果，应当不予处罚' };
  return null;
};

const FAVOURABLE = ['no-penalty', 'mitigated', 'lenient'] as const;

/**
 * Precedence: 应当不予 > lists and 可以不予 > 减轻 > 从轻 > 从重 > 一般. A favourable and an aggravating reason at once,
 * from lists or circumstances, are weighed together (SJC 第十七条) and leave the ordinary tier with a reason.
 */
export const chooseTier = (matched: readonly ItemOutcome[], factors: readonly DiscretionFactor[]): TierChoice => {
  const forbidden = mustNot(factors);
  if (forbidden) return forbidden;
  const lists = new Set(matched.map((item) => item.list));
  const favourable = FAVOURABLE.find((list) => lists.has(list));
  const aggravated = lists.has('aggravated');
  if (aggravated && favourable)
    return { tier: 'ordinary', why: '同时命中从重清单和从宽清单，应当综合考虑，请说明理由', conflict: true };
  const heavy = factors.find((factor) => factor.effect === 'must-aggravate');
  const codes = (list: string): string =>
    matched
      .filter((item) => item.list === list)
      .map((item) => item.code)
      .join('、');
  if (favourable && heavy)
    return {
      tier: 'ordinary',
      why: `命中${TIER_NAMES[favourable]}清单 ${codes(favourable)}，但有应当从重的情节（${heavy.text}），应当综合考虑`,
      conflict: true,
    };
  const mild = factors.find((factor) => factor.effect === 'must-lenient');
  if (aggravated && mild)
    return {
      tier: 'ordinary',
      why: `命中从重处罚清单 ${codes('aggravated')}，但有应当从轻或者减轻的情节（${mild.text}），应当综合考虑`,
      conflict: true,
    };
  const list = favourable ?? (aggravated ? ('aggravated' as const) : undefined);
  if (list === undefined) return tierOfFactors(factors);
  return { tier: list, why: `符合${TIER_NAMES[list]}清单 ${codes(list)} 的全部适用条件` };
};
