import { Decimal } from 'decimal.js';
import type { DiscretionTier, TierFormula } from '#contracts';

export interface MoneyRange {
  minFen: number;
  maxFen: number;
}

/** 从轻 in the lower 30 %, 从重 in the upper 30 % (SJC 第十条): what holds where a department says nothing else. */
export const DEFAULT_FORMULA: TierFormula = {
  kind: 'thirty-percent',
  zeroMinimum: 'zero',
  basis: {
    code: 'SJC',
    law: '关于规范市场监督管理行政处罚裁量权的指导意见（国市监法规〔2022〕2号）',
    article: '第十条',
    version: '2022-10-08',
  },
  origin: '法',
};

/** Shares of the span where 从轻 ends and 从重 begins. */
const shares = (formula: TierFormula): { lenientUpTo: Decimal; aggravatedFrom: Decimal } => {
  if (formula.kind === 'mid-point') return { lenientUpTo: new Decimal('0.5'), aggravatedFrom: new Decimal('0.5') };
  if (formula.kind === 'custom')
    return {
      lenientUpTo: new Decimal(formula.lenientUpTo ?? 0.3),
      aggravatedFrom: new Decimal(formula.aggravatedFrom ?? 0.7),
    };
  return { lenientUpTo: new Decimal('0.3'), aggravatedFrom: new Decimal('0.7') };
};

/** The lower end that tiers are cut from: the law's, or the department's share where the law says only “X 元以下”. */
export const tierMinimum = ({ minFen, maxFen }: MoneyRange, formula: TierFormula = DEFAULT_FORMULA): number =>
  minFen === 0 && formula.zeroMinimum === 'share'
    ? new Decimal(maxFen)
        .times(formula.zeroMinimumShare ?? 0)
        .ceil()
        .toNumber()
    : minFen;

/** Where 从轻 ends and 从重 begins, in fen; fractions of a fen are rounded towards the middle band. */
const cuts = (range: MoneyRange, formula: TierFormula): { lenientEnd: number; aggravatedStart: number } => {
  const min = new Decimal(tierMinimum(range, formula));
  const span = new Decimal(range.maxFen).minus(min);
  const { lenientUpTo, aggravatedFrom } = shares(formula);
  const lenientEnd = min.plus(span.times(lenientUpTo)).floor().toNumber();
  const aggravatedStart = min.plus(span.times(aggravatedFrom)).ceil().toNumber();
  return { lenientEnd, aggravatedStart };
};

/**
 * The range of a tier inside the statutory range [a, b], in fen, both ends inclusive.
 *
 * Thirty per cent: 从轻 [a, a+0.3(b−a)] · 一般 strictly between · 从重 [b−0.3(b−a), b] · 减轻 below a · 不予、免予 none.
 * A boundary amount belongs to the outer tier: a+0.3(b−a) is 从轻, b−0.3(b−a) is 从重.
 * Mid-point: 从轻 [a, m] · 从重 [m, b] (“中限以下”“中限以上” both include m) · 一般 is m alone.
 */
export const tierRange = (
  statutory: MoneyRange,
  tier: DiscretionTier,
  formula: TierFormula = DEFAULT_FORMULA,
): MoneyRange | null => {
  const { lenientEnd, aggravatedStart } = cuts(statutory, formula);
  const bottom = tierMinimum(statutory, formula);
  switch (tier) {
    case 'lenient':
      return { minFen: bottom, maxFen: Math.max(bottom, lenientEnd) };
    case 'ordinary':
      if (formula.kind === 'mid-point') return { minFen: lenientEnd, maxFen: Math.max(lenientEnd, aggravatedStart) };
      return { minFen: Math.min(lenientEnd + 1, aggravatedStart), maxFen: Math.max(aggravatedStart - 1, lenientEnd) };
    case 'aggravated':
      return { minFen: aggravatedStart, maxFen: statutory.maxFen };
    case 'mitigated':
      return statutory.minFen > 0 ? { minFen: 0, maxFen: statutory.minFen - 1 } : null;
    default:
      return null;
  }
};

/** The tier that an amount falls into; at the middle of a mid-point formula it is 一般. */
export const tierOfAmount = (
  statutory: MoneyRange,
  amountFen: number,
  formula: TierFormula = DEFAULT_FORMULA,
): DiscretionTier | 'above-maximum' => {
  if (amountFen > statutory.maxFen) return 'above-maximum';
  if (amountFen < statutory.minFen) return 'mitigated';
  const { lenientEnd, aggravatedStart } = cuts(statutory, formula);
  if (formula.kind === 'mid-point')
    return amountFen < lenientEnd ? 'lenient' : amountFen > aggravatedStart ? 'aggravated' : 'ordinary';
  if (amountFen <= lenientEnd) return 'lenient';
  return amountFen >= aggravatedStart ? 'aggravated' : 'ordinary';
};

/** Multiples are cut in the same way (国办发〔2022〕27号（六）): `2倍至3.5倍`. Exact decimals, no rounding. */
export const tierMultiples = (
  bounds: { min: string; max: string },
  tier: DiscretionTier,
  formula: TierFormula = DEFAULT_FORMULA,
): { min: string; max: string } | null => {
  const min = new Decimal(bounds.min);
  const span = new Decimal(bounds.max).minus(min);
  const { lenientUpTo, aggravatedFrom } = shares(formula);
  const at = (share: Decimal.Value): string => min.plus(span.times(share)).toString();
  switch (tier) {
    case 'lenient':
      return { min: at(0), max: at(lenientUpTo) };
    case 'ordinary':
      return { min: at(lenientUpTo), max: at(aggravatedFrom) };
    case 'aggravated':
      return { min: at(aggravatedFrom), max: at(1) };
    default:
      return null;
  }
};
