import type { z } from 'zod';
import type { DiscretionResult, Finding, JOBS } from '#contracts';
import { isBlocked } from '../gates/evaluate-gates.ts';

/** How a checking job ends: with output variables, or with a BPMN error that the model can catch. */
export type CheckOutcome<Type extends 'review-check' | 'discretion-check'> =
  | { output: z.input<(typeof JOBS)[Type]['output']> }
  | { error: string; message: string; output: z.input<(typeof JOBS)[Type]['output']> };

/** A failed 阻断 gate is an error unless the model only wants to know. */
export const reviewOutcome = (
  findings: readonly Finding[],
  onBlock: 'error' | 'output' | undefined,
): CheckOutcome<'review-check'> => {
  const failed = findings.filter(({ outcome }) => outcome === 'failed' || outcome === 'error');
  const blocked = isBlocked([...findings]);
  const output = {
    review: {
      passed: !blocked,
      blocking: failed.filter(({ level }) => level === 'block').length,
      warnings: failed.filter(({ level }) => level === 'warn').length,
      failedGates: failed.map(({ gate }) => gate),
    },
  };
  if (!blocked || onBlock === 'output') return { output };
  return { error: 'GATE_BLOCKED', message: failed.map(({ gate, message }) => `${gate} ${message}`).join('；'), output };
};

/** Outside the statutory range is always an error; a deviation from the recommendation where the model says so. */
export const discretionOutcome = (
  result: DiscretionResult,
  onDeviation: 'error' | 'output' | undefined,
): CheckOutcome<'discretion-check'> => {
  const all = [result, ...(result.units ?? [])].map(({ deviation }) => deviation);
  const deviates = all.some((deviation) => deviation?.deviates);
  const outside = all.find((deviation) => deviation?.outsideStatutory);
  const output = {
    discretion: {
      tier: result.recommendedTier,
      minFen: result.minFen ?? null,
      maxFen: result.maxFen ?? null,
      deviates,
      outsideStatutory: outside !== undefined,
      matched: result.matched.map(({ code }) => code),
    },
  };
  if (outside) return { error: 'OUTSIDE_STATUTORY_RANGE', message: outside.reason ?? '拟罚款超出法定幅度', output };
  if (deviates && onDeviation === 'error')
    return {
      error: 'DISCRETION_DEVIATION',
      message: all.find((deviation) => deviation?.deviates)?.needs ?? '',
      output,
    };
  return { output };
};
