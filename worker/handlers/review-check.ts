import { evaluateGates, reviewOutcome } from '#rules';
import type { JobHandler } from '../job.ts';

/** Evaluates gates over the facts of the case; a failed 阻断 gate is a BPMN error unless the model only wants to know. */
export const reviewCheck: JobHandler<'review-check'> = async (job, runtime) => {
  const { facts, rules, calendar, now } = await runtime.readCase(job.caseId);
  const codes = job.headers.gates
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');
  const findings = evaluateGates(codes, {
    facts,
    now,
    calendar,
    gates: rules.gates,
    parameters: rules.parameters,
  });
  const outcome = reviewOutcome(findings, job.headers.onBlock);
  await runtime.reportCheck({
    jobKey: job.key,
    caseId: job.caseId,
    elementId: job.elementId,
    processInstanceKey: job.processInstanceKey,
    kind: 'review',
    passed: outcome.output.review.passed,
    findings,
  });
  return outcome;
};
