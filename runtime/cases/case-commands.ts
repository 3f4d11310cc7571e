import { randomUUID } from 'node:crypto';
import type { CaseDetail, CaseEventBody, DiscretionResult, JsonObject } from '#contracts';
import { CASE_EVENTS, CLOCK_EVENTS } from '#contracts';
import { civilDateExists } from '#rules';
import type { z } from 'zod';
import type { Person } from '../identity/person.ts';
import { actorOf, hasRole } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { forbidden, invalid } from '../problem-error.ts';
import { CASES } from '../store/collections.ts';
import { refreshCase } from './case-index.ts';
import { procedureOf } from './case-file.ts';
import { caseDetail, caseInScope } from './case-views.ts';
import { adviseCase } from '../discretion/advise.ts';
import { eventName } from './timeline.ts';

/**
 * Events that people may record by hand: those that pause, resume or extend a clock, and those of the master table that
 * no step of the standard procedures emits. All others come from steps.
 */
const MANUAL = new Set<string>([
  ...Object.keys(CLOCK_EVENTS),
  'case.suspended',
  'case.resumed',
  'testing.started',
  'testing.finished',
  'announcement.started',
  'announcement.finished',
  'limit.extended',
  'lead.verification-extended',
  'payment.deferred',
]);
const BY_LEADER = new Set<string>([
  'limit.extended',
  'case.suspended',
  'lead.verification-extended',
  'payment.deferred',
  ...Object.keys(CLOCK_EVENTS).filter((type) => /extended(-again)?$/.test(type)),
]);
/** What is planned may lie ahead: clocks count back from it. */
const AHEAD = new Set<string>(['hearing.planned', 'licence.hearing-planned', 'licence.expiring']);

/** Who handles the case: its officers, or the deciding people of its organ. */
export function demandHandling(
  person: Person,
  item: { organId: string; handlers: string[]; registeredBy: string },
): void {
  const named = item.handlers.length > 0 ? item.handlers.includes(person.id) : item.organId === person.organId;
  const leading = item.organId === person.organId && hasRole(person, 'unit-head', 'legal-reviewer', 'organ-leader');
  if (!named && !leading) throw forbidden('您不是本案的办案人员，只能查看。');
}

/** What of the body the event keeps. @throws ProblemError for a date that does not exist */
function dataOf({ reason, days, amountFen, until, instalments, ref }: z.output<typeof CaseEventBody>): JsonObject {
  for (const date of [...(until ? [until] : []), ...(instalments ?? []).map((part) => part.dueOn)])
    if (!civilDateExists(date)) throw invalid('until', `日期“${date}”不存在，请核对。`);
  return {
    reason,
    ...(days === undefined ? {} : { days }),
    ...(amountFen === undefined ? {} : { amountFen }),
    ...(until === undefined ? {} : { until }),
    ...(instalments === undefined ? {} : { instalments }),
    ...(ref === undefined || ref.trim() === '' ? {} : { ref: ref.trim() }),
  };
}

/** Records an event that moves a clock. @throws ProblemError 422 for events that steps produce, 403 without authority */
export async function recordEvent(
  platform: Platform,
  person: Person,
  caseId: string,
  body: z.output<typeof CaseEventBody>,
): Promise<CaseDetail> {
  const item = await caseInScope(platform, person, caseId);
  demandHandling(person, item);
  if (!(body.type in CASE_EVENTS) || !MANUAL.has(body.type))
    throw invalid('type', '这类事件由办理步骤产生，不能手工登记。');
  if (BY_LEADER.has(body.type) && !hasRole(person, 'unit-head', 'organ-leader'))
    throw forbidden(`“${eventName(body.type)}”须由办案机构负责人或机关负责人批准登记。`);
  const at = body.at ?? platform.clock.now();
  if (Date.parse(at) > platform.clock.ms() && !AHEAD.has(body.type)) throw invalid('at', '事件时间不能晚于现在。');
  await procedureOf(platform, item);
  await platform.store.transaction(actorOf(person), async (unit) => {
    await unit.update(CASES, {
      ...item,
      events: [...item.events, { id: randomUUID(), type: body.type, at, actorId: person.id, data: dataOf(body) }],
      updatedAt: platform.clock.now(),
    });
    unit.audit({
      action: 'case.event',
      summary: `${person.name} 为 ${item.number} 登记“${eventName(body.type)}”：${body.reason}`.slice(0, 300),
      subjectType: 'case',
      subjectId: caseId,
    });
    await refreshCase(platform, unit, caseId);
  });
  platform.live.publish({ type: 'case', id: caseId });
  return caseDetail(platform, person, caseId);
}

/** The recommendation as it would be with other data; nothing is stored. */
export async function previewDiscretion(
  platform: Platform,
  person: Person,
  caseId: string,
  data: Record<string, unknown>,
): Promise<DiscretionResult> {
  const item = await caseInScope(platform, person, caseId);
  return adviseCase(platform, { ...item, data: { ...item.data, ...data } });
}
