import { recommendDiscretion, yuanToFen } from '#rules';
import type { JobHandler } from '../job.ts';

const fen = (value: unknown): number | undefined =>
  typeof value === 'string' ? (yuanToFen(value) ?? undefined) : undefined;

/** Matches the case to lists and benchmarks and compares the proposed penalty. */
export const discretionCheck: JobHandler<'discretion-check'> = async (job, runtime) => {
  const { facts, items, now } = await runtime.readCase(job.caseId);
  const fineFen = fen(facts.data['decidedFineYuan']) ?? fen(facts.data['proposedFineYuan']);
  const result = recommendDiscretion({
    items,
    facts,
    now,
    ...(fineFen === undefined ? {} : { proposed: { fineFen } }),
  });
  const deviates = result.deviation?.deviates ?? false;
  const outsideStatutory = result.deviation?.outsideStatutory ?? false;
  await runtime.reportCheck({
    jobKey: job.key,
    caseId: job.caseId,
    elementId: job.elementId,
    processInstanceKey: job.processInstanceKey,
    kind: 'discretion',
    passed: !outsideStatutory,
    discretion: result,
  });
  const output = {
    discretion: {
      tier: result.recommendedTier,
      minFen: result.minFen ?? null,
      maxFen: result.maxFen ?? null,
      deviates,
      outsideStatutory,
      matched: result.matched.map((item) => item.code),
    },
  };
  if (outsideStatutory)
    return { error: 'OUTSIDE_STATUTORY_RANGE', message: result.deviation?.reason ?? '拟罚款超出法定幅度', output };
  if (deviates && job.headers.onDeviation === 'error')
    return { error: 'DISCRETION_DEVIATION', message: result.deviation?.needs ?? '', output };
  return { output };
};
