import { Decimal } from 'decimal.js';
import type { FineMeasure, MissingFact } from '#contracts';
import { formatFen } from '../../money/money.ts';
import type { FactRecord } from '../conditions/compile.ts';
import { factDefinition } from '../conditions/fact-library.ts';
import { missingFact } from '../conditions/words.ts';

export type FineAmount =
  | {
      ok: true;
      minFen: number;
      maxFen: number;
      step: string;
      multiple?: { of: string; baseFen: number; min: string; max: string };
    }
  | { ok: false; missing: MissingFact };

/** The law's 罚款 in whole fen: a lower bound is rounded up, an upper one down, so that neither leaves the law's range. */
const bounds = (base: number, min: Decimal.Value, max: Decimal.Value): { minFen: number; maxFen: number } => ({
  minFen: new Decimal(base).times(min).ceil().toNumber(),
  maxFen: new Decimal(base).times(max).floor().toNumber(),
});

const countOf = (name: string, facts: FactRecord): number | null => {
  const value = facts[name];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
};

const tooLarge = (minFen: number, maxFen: number): boolean =>
  !Number.isSafeInteger(minFen) || !Number.isSafeInteger(maxFen);

const lacking = (name: string, facts: FactRecord, reason: string): FineAmount => ({
  ok: false,
  missing: missingFact(name, facts[name] === undefined ? undefined : null, reason),
});

const percentOf = (name: string, min: string, max: string, facts: FactRecord): FineAmount => {
  const { label } = factDefinition(name);
  const base = countOf(name, facts);
  if (base === null) return lacking(name, facts, `罚款为${label}的 ${min}% 至 ${max}%`);
  const range = bounds(base, new Decimal(min).div(100), new Decimal(max).div(100));
  if (tooLarge(range.minFen, range.maxFen)) return lacking(name, facts, `${label}过大，请核对`);
  return { ok: true, ...range, step: `${label} ${formatFen(base)} 的 ${min}% 至 ${max}%` };
};

const multipleOf = (measure: Extract<FineMeasure, { kind: 'multiple' }>, facts: FactRecord): FineAmount => {
  const { of, min, max, baseAtLeastFen } = measure;
  const { label } = factDefinition(of);
  const given = countOf(of, facts);
  if (given === null) return lacking(of, facts, `罚款为${label}的 ${min} 倍至 ${max} 倍`);
  const baseFen = Math.max(given, baseAtLeastFen ?? 0);
  const range = bounds(baseFen, min, max);
  if (tooLarge(range.minFen, range.maxFen)) return lacking(of, facts, `${label}过大，请核对`);
  const floored = baseFen === given ? '' : `（不足 ${formatFen(baseFen)}，按 ${formatFen(baseFen)} 计算）`;
  return {
    ok: true,
    ...range,
    step: `${label} ${formatFen(given)}${floored}的 ${min} 倍至 ${max} 倍`,
    multiple: { of, baseFen, min, max },
  };
};

/**
 * The bounds of a fine in fen, both inclusive. Without the fact that it is reckoned from the answer says which one is
 * missing; there is never a guess.
 */
export const fineAmount = (measure: FineMeasure, facts: FactRecord): FineAmount => {
  switch (measure.kind) {
    case 'amount':
      return {
        ok: true,
        minFen: measure.minFen,
        maxFen: measure.maxFen,
        step:
          measure.minFen === 0
            ? `${formatFen(measure.maxFen)} 以下`
            : `${formatFen(measure.minFen)} 至 ${formatFen(measure.maxFen)}`,
      };
    case 'multiple':
      return multipleOf(measure, facts);
    case 'percent':
      return percentOf(measure.of, measure.min, measure.max, facts);
    case 'percent-of-unit-fine':
      return percentOf('unitFineFen', measure.min, measure.max, facts);
    case 'per-head': {
      const { label, unit } = factDefinition(measure.of);
      const count = countOf(measure.of, facts);
      const each = `每${unit || '个'} ${formatFen(measure.minFen)} 至 ${formatFen(measure.maxFen)}`;
      if (count === null) return lacking(measure.of, facts, `罚款按${label}计算，${each}`);
      const minFen = measure.minFen * count;
      const maxFen = measure.maxFen * count;
      if (tooLarge(minFen, maxFen)) return lacking(measure.of, facts, `${label}过大，请核对`);
      return { ok: true, minFen, maxFen, step: `${label} ${count}${unit ?? ''}，${each}` };
    }
  }
};
