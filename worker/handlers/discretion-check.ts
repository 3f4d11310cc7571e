import { discretionOutcome, proposedFine, recommendDiscretion } from '#rules';
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
  const outcome = discretionOutcome(result, job.headers.onDeviation);
  await runtime.reportCheck({
    jobKey: job.key,
    caseId: job.caseId,
    elementId: job.elementId,
    processInstanceKey: job.processInstanceKey,
    kind: 'discretion',
    passed: !outcome.output.discretion.outsideStatutory,
    discretion: result,
  });
  return outcome;
};
