import { Decimal } from 'decimal.js';
import type { Distribution, SimilarCases } from '#contracts';
import { formatFen } from '../money/money.ts';

/** Fewer cases than this say nothing about the practice: no warning. */
export const ENOUGH_CASES = 10;
const BARS = 8;

/** The quantile of sorted amounts by linear interpolation between neighbours, rounded to whole fen. */
const quantile = (sorted: readonly number[], share: string): number => {
  const position = new Decimal(sorted.length - 1).times(share);
  const low = position.floor().toNumber();
  const [a, b] = [sorted[low]!, sorted[Math.min(low + 1, sorted.length - 1)]!];
  return new Decimal(b).minus(a).times(position.minus(low)).plus(a).round().toNumber();
};

const histogram = (sorted: readonly number[]): Distribution['histogram'] => {
  const [min, max] = [sorted[0]!, sorted.at(-1)!];
  if (min === max) return [{ fromFen: min, toFen: max, count: sorted.length }];
  const width = Math.max(1, Math.ceil((max - min + 1) / BARS));
  const bars = Array.from({ length: BARS }, (_, index) => ({
    fromFen: min + index * width,
    toFen: Math.min(max, min + (index + 1) * width - 1),
    count: 0,
  })).filter((bar) => bar.fromFen <= max);
  for (const amount of sorted) bars[Math.min(bars.length - 1, Math.floor((amount - min) / width))]!.count += 1;
  return bars;
};

/** How past fines lie, in fen. */
export const distributionOf = (amountsFen: readonly number[]): Distribution => {
  if (amountsFen.length === 0) return { n: 0, histogram: [] };
  const sorted = [...amountsFen].sort((a, b) => a - b);
  return {
    n: sorted.length,
    minFen: sorted[0]!,
    p10Fen: quantile(sorted, '0.1'),
    q1Fen: quantile(sorted, '0.25'),
    medianFen: quantile(sorted, '0.5'),
    q3Fen: quantile(sorted, '0.75'),
    p90Fen: quantile(sorted, '0.9'),
    maxFen: sorted.at(-1)!,
    histogram: histogram(sorted),
  };
};

/**
 * 同案不同罚: a proposal below the tenth or above the ninetieth percentile of at least ten cases with the same
 * circumstances (of the same violation where those are too few) is told, never refused.
 */
export const compareWithSimilar = (similar: SimilarCases, proposedFen: number): SimilarCases => {
  const exact = similar.sameCircumstances.n >= ENOUGH_CASES;
  const basis = exact ? similar.sameCircumstances : similar.sameViolation;
  const what = exact ? '同一违法行为、相同情节' : '同一违法行为';
  if (basis.n < ENOUGH_CASES || basis.p10Fen === undefined || basis.p90Fen === undefined)
    return {
      ...similar,
      comparison: {
        proposedFen,
        outside: false,
        text: `${what}的已决案件只有 ${basis.n} 件（少于 ${ENOUGH_CASES} 件），不作比较。`,
      },
    };
  const side =
    proposedFen < basis.p10Fen ? ('below' as const) : proposedFen > basis.p90Fen ? ('above' as const) : undefined;
  const middle = `${formatFen(basis.p10Fen)} 至 ${formatFen(basis.p90Fen)}（第 10 至第 90 百分位，中位数 ${formatFen(basis.medianFen ?? 0)}）`;
  return {
    ...similar,
    comparison: {
      proposedFen,
      outside: side !== undefined,
      ...(side ? { side } : {}),
      text: side
        ? `拟罚款 ${formatFen(proposedFen)} ${side === 'below' ? '低于' : '高于'}${what}的 ${basis.n} 件已决案件的通常范围 ${middle}，请核对是否同案不同罚并说明理由。`
        : `拟罚款 ${formatFen(proposedFen)} 在${what}的 ${basis.n} 件已决案件的通常范围 ${middle} 之内。`,
    },
  };
};
