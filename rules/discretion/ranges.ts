import { Decimal } from 'decimal.js';
import type { DiscretionTier } from '#contracts';

export interface MoneyRange {
  minFen: number;
  maxFen: number;
}

/** Share of the span that 从轻 and 从重 take at each end (SJC 第十条): department-specific, 30 % by default. */
export const DEFAULT_BAND = '0.3';

/**
 * The range of a tier inside the statutory range, in fen, both ends inclusive.
 *
 * 从轻 [a, a+0.3(b−a)] · 一般 between · 从重 [b−0.3(b−a), b] · 减轻 below a · 不予、免予 none.
 * Fractions of a fen are rounded towards the middle band, so that neighbouring tiers never overlap.
 */
export const tierRange = (
  statutory: MoneyRange,
  tier: DiscretionTier,
  band: string = DEFAULT_BAND,
): MoneyRange | null => {
  const min = new Decimal(statutory.minFen);
  const max = new Decimal(statutory.maxFen);
  const share = max.minus(min).times(band);
  const lenientEnd = min.plus(share).floor().toNumber();
  const aggravatedStart = max.minus(share).ceil().toNumber();
  switch (tier) {
    case 'lenient':
      return { minFen: statutory.minFen, maxFen: lenientEnd };
    case 'ordinary':
      return { minFen: Math.min(lenientEnd + 1, aggravatedStart), maxFen: Math.max(aggravatedStart - 1, lenientEnd) };
    case 'aggravated':
      return { minFen: aggravatedStart, maxFen: statutory.maxFen };
    case 'mitigated':
      return statutory.minFen > 0 ? { minFen: 0, maxFen: statutory.minFen - 1 } : null;
    default:
      return null;
  }
};

/** The tier that an amount falls into. */
export const tierOfAmount = (
  statutory: MoneyRange,
  amountFen: number,
  band: string = DEFAULT_BAND,
): DiscretionTier | 'above-maximum' => {
  if (amountFen > statutory.maxFen) return 'above-maximum';
  if (amountFen < statutory.minFen) return 'mitigated';
  const lenient = tierRange(statutory, 'lenient', band);
  const aggravated = tierRange(statutory, 'aggravated', band);
  if (lenient && amountFen <= lenient.maxFen) return 'lenient';
  if (aggravated && amountFen >= aggravated.minFen) return 'aggravated';
  return 'ordinary';
};
