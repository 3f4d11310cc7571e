import { proposedFine, recommendDiscretion } from '#rules';
import type { JobHandler } from '../job.ts';

/** Matches the case to lists and benchmarks and compares the proposed penalty. */
export const discretionCheck: JobHandler<'discretion-check'> = async (job, runtime) => {
  const { facts, items, newerItems, similar, rules, now } = await runtime.readCase(job.caseId);
  const fineFen = proposedFine(facts.data);
  const result = recommendDiscretion({
    items,
    facts,
    now,
    parameters: rules.parameters,
    ...(newerItems ? { newerItems } : {}),
    ...(similar ? { similar } : {}),
    ...(fineFen === undefined ? {} : { proposed: { fineFen } }),
  });
  const all = [result, ...(result.units ?? [])].map((one) => one.deviation);
  const deviates = all.some((deviation) => deviation?.deviates);
  const outside = all.find((deviation) => deviation?.outsideStatutory);
  await runtime.reportCheck({
    jobKey: job.key,
    caseId: job.caseId,
    elementId: job.elementId,
    processInstanceKey: job.processInstanceKey,
    kind: 'discretion',
    passed: !outside,
    discretion: result,
  });
  const output = {
    discretion: {
      tier: result.recommendedTier,
      minFen: result.minFen ?? null,
      maxFen: result.maxFen ?? null,
      deviates,
      outsideStatutory: outside !== undefined,
      matched: result.matched.map((item) => item.code),
    },
  };
  if (outside) return { error: 'OUTSIDE_STATUTORY_RANGE', message: outside.reason ?? '拟罚款超出法定幅度', output };
  if (deviates && job.headers.onDeviation === 'error')
    return {
      error: 'DISCRETION_DEVIATION',
      message: all.find((deviation) => deviation?.deviates)?.needs ?? '',
      output,
    };
  return { output };
};
