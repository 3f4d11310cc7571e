import { evaluateGates, isBlocked } from '#rules';
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
  const blocked = isBlocked(findings);
  await runtime.reportCheck({
    jobKey: job.key,
    caseId: job.caseId,
    elementId: job.elementId,
    processInstanceKey: job.processInstanceKey,
    kind: 'review',
    passed: !blocked,
    findings,
  });
  const failed = findings.filter((finding) => finding.outcome === 'failed' || finding.outcome === 'error');
  const output = {
    review: {
      passed: !blocked,
      blocking: failed.filter((finding) => finding.level === 'block').length,
      warnings: failed.filter((finding) => finding.level === 'warn').length,
      failedGates: failed.map((finding) => finding.gate),
    },
  };
  if (!blocked || job.headers.onBlock === 'output') return { output };
  return {
    error: 'GATE_BLOCKED',
    message: failed.map((finding) => `${finding.gate} ${finding.message}`).join('；'),
    output,
  };
};
