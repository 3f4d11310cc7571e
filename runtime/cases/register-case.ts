import { randomUUID } from 'node:crypto';
import type { CaseSummary } from '#contracts';
import type { Person } from '../identity/person.ts';
import { actorOf, hasRole } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { ProblemError, forbidden, notFound } from '../problem-error.ts';
import { startStep } from '../procedures/library.ts';
import type { CaseDoc } from '../store/collections.ts';
import { CASES } from '../store/collections.ts';
import { refreshCase } from './case-index.ts';
import { pinNow } from '../rule-packs/rules-of-case.ts';
import { caseSummary } from './case-views.ts';
import { LEAD_WORD, takeNumber } from '../numbers/take-number.ts';
import { withFilingNumber, writeSubmission } from './step-writer.ts';
import { acceptSubmission } from './submission.ts';

/** Registers a lead: the start step of the procedure, a new case, and an instance of the procedure in the engine. */
export async function registerCase(
  platform: Platform,
  person: Person,
  body: { procedureCode: string; data: Record<string, unknown>; requestId?: string | undefined },
): Promise<CaseSummary> {
  const requestId = body.requestId ? `${person.id}:${body.requestId}` : null;
  const again = requestId ? await platform.store.find(CASES, { where: { requestId }, limit: 1 }) : [];
  if (again[0] && !again[0].void) return caseSummary(platform, again[0].id);
  const procedure = await platform.procedures.effective(body.procedureCode);
  if (!procedure) throw notFound('可以启动的规程（还没有发布，或已停用）');
  const step = startStep(procedure);
  if (!step) throw new ProblemError('internal', '规程没有登记步骤。');
  if (!hasRole(person, step.role)) throw forbidden('您的岗位不能登记这类案件。');
  if (!platform.organs.get(person.organId)) throw forbidden('您还没有归属到一个组织，请联系系统管理员。');
  const calendar = await platform.calendars.current(platform.store);
  const id = randomUUID();
  const submissionId = randomUUID();
  const now = platform.clock.now();
  const blank: CaseDoc = {
    id,
    version: 0,
    number: '',
    leadNumber: '',
    title: procedure.manifest.name,
    procedureCode: procedure.code,
    procedureVersion: procedure.version,
    calendarVersion: calendar.version,
    rules: pinNow(platform, person.organId),
    organId: person.organId,
    data: {},
    events: [],
    parties: [],
    handlers: [],
    stepActors: [],
    discretion: null,
    registeredAt: now,
    registeredBy: person.id,
    requestId,
    updatedAt: now,
  };
  const accepted = await acceptSubmission(platform, person, procedure, step, blank, body.data, submissionId);
  const outboxId = await platform.store.transaction(actorOf(person), async (unit) => {
    const subject = { subjectId: id, subjectName: '线索', submissionId, takenByName: person.name };
    const leadNumber = await takeNumber(platform, unit, blank, LEAD_WORD, { subject: 'case', ...subject });
    const next = { ...accepted.next, leadNumber, number: leadNumber };
    const numbered = await withFilingNumber(platform, unit, blank, next, submissionId, person);
    await unit.insert(CASES, numbered);
    const taskKey = null;
    await writeSubmission(platform, unit, {
      id: submissionId,
      caseId: id,
      step,
      taskKey,
      processInstanceKey: null,
      person,
      accepted,
      procedure,
      item: blank,
    });
    unit.audit({
      action: 'case.registered',
      summary: `${person.name} 登记 ${numbered.number} ${numbered.title}`,
      subjectType: 'case',
      subjectId: id,
    });
    await refreshCase(platform, unit, id);
    return platform.outbox.add(unit, {
      caseId: id,
      submissionId,
      command: {
        kind: 'create-instance',
        processId: procedure.manifest.processId,
        version: procedure.document.engineVersion ?? -1,
        variables: { ...accepted.variables, caseId: id, organId: person.organId, procedureCode: procedure.code },
      },
      at: now,
      actorId: person.id,
      actorName: person.name,
      before: null,
    });
  });
  await platform.outbox.deliver(outboxId);
  platform.live.publish({ type: 'case', id });
  return caseSummary(platform, id);
}
