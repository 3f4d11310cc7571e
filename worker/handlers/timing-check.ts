import { computeDeadlines, deadlineVariables } from '#rules';
import { JobContractError, type JobHandler } from '../job.ts';

/** Computes the statutory clocks of the case and leaves them for BPMN timer events; in mode `fired` it also warns. */
export const timingCheck: JobHandler<'timing-check'> = async (job, runtime) => {
  const { facts, rules, calendar, now } = await runtime.readCase(job.caseId);
  const wanted = job.headers.clocks
    ?.split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');
  const unknown = wanted?.filter((code) => !rules.clocks.some((clock) => clock.code === code)) ?? [];
  if (unknown.length > 0)
    throw new JobContractError(
      `步骤“${job.elementId}”（期限检查）要检查的期限 ${unknown.join('、')} 不在本案适用的规则里。请在规程的“期限”页或者规则包里补上，重新发布后迁移本案，再重试`,
    );
  const all = computeDeadlines(rules.clocks, facts.events, calendar, now, { days: false });
  const chosen = wanted ? all.filter((deadline) => wanted.includes(deadline.code)) : all;
  // A timer may fire for a clock that was stopped or moved meanwhile: only what is due soon or overdue warns.
  const pressing = chosen.filter((deadline) => deadline.light === 'due-soon' || deadline.light === 'overdue');
  await runtime.reportCheck({
    jobKey: job.key,
    caseId: job.caseId,
    elementId: job.elementId,
    processInstanceKey: job.processInstanceKey,
    kind: 'timing',
    passed: chosen.every((deadline) => deadline.light !== 'overdue'),
    deadlines: all,
    ...(job.headers.mode === 'fired'
      ? {
          warnings: pressing.map((deadline) => ({
            clock: deadline.code,
            message: `${deadline.name}${deadline.remainingText}（${deadline.basis.law}${deadline.basis.article}）`,
          })),
        }
      : {}),
  });
  return { output: { deadlines: deadlineVariables(all) } };
};
