import type { CaseDetail, ParsedBody } from '#contracts';
import { officersOf, procedureOf } from '../cases/case-file.ts';
import { refreshCase } from '../cases/case-index.ts';
import { caseDetail, caseInScope } from '../cases/case-views.ts';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { conflict, forbidden, invalid } from '../problem-error.ts';
import type { CaseDoc } from '../store/collections.ts';
import { CASE_INDEX, CASES, TASK_STATES } from '../store/collections.ts';
import type { UnitOfWork } from '../store/port.ts';
import { assignmentProblems, certificateOfHandlers } from './duty.ts';

export interface HandlerChange {
  next: Pick<CaseDoc, 'handlers' | 'data'>;
  /** Frees the tasks of those who left, in the unit of work that changes the case. */
  release(unit: UnitOfWork, person: Person): Promise<void>;
  /** Tells the engine, after the commit. */
  deliver(): Promise<void>;
}

/**
 * The case with other handlers. Everybody new must be assignable.
 *
 * @throws ProblemError 422 at `field`, with who is not assignable and why
 */
export async function replaceHandlers(
  platform: Platform,
  item: CaseDoc,
  handlers: string[],
  field: string,
): Promise<HandlerChange> {
  const users = await officersOf(platform.store, handlers);
  const certificate = certificateOfHandlers(await procedureOf(platform, item));
  for (const id of handlers) {
    const user = users.find((candidate) => candidate.id === id);
    if (!user || user.organId !== item.organId) throw invalid(field, '办案人员应是本案承办机关的人员，请重新选择');
    const stop = item.handlers.includes(id)
      ? undefined
      : assignmentProblems(platform, user, certificate, item).find((problem) => problem.level === 'block');
    if (stop) throw invalid(field, `不能指派${user.name}：${stop.message}。${stop.remedy}`);
  }
  const gone = item.handlers.filter((id) => !handlers.includes(id));
  const outbox: string[] = [];
  return {
    next: { handlers, data: 'handlers' in item.data ? { ...item.data, handlers } : item.data },
    async release(unit, person) {
      outbox.length = 0;
      for (const state of await unit.find(TASK_STATES, { where: { caseId: item.id } })) {
        if (state.submissionId || !state.assigneeId || !gone.includes(state.assigneeId)) continue;
        await unit.update(TASK_STATES, { ...state, assigneeId: null });
        outbox.push(
          await platform.outbox.add(unit, {
            caseId: item.id,
            submissionId: null,
            command: { kind: 'assign-task', taskKey: state.id, assigneeId: null },
            at: platform.clock.now(),
            actorId: person.id,
            actorName: person.name,
            before: null,
          }),
        );
      }
    },
    async deliver() {
      // Who has a task is the platform's to say; the engine is told again later if it can't hear now.
      for (const id of outbox) await platform.outbox.deliver(id).catch(() => undefined);
    },
  };
}

/** Changes who handles a case, by the head of the unit or the leader: for 回避, an expired certificate, a transfer. */
export async function changeHandlers(
  platform: Platform,
  person: Person,
  caseId: string,
  body: ParsedBody<'changeHandlers'>,
): Promise<CaseDetail> {
  const item = await caseInScope(platform, person, caseId);
  if (item.organId !== person.organId) throw forbidden('只有本案承办机关的负责人可以更换办案人员。');
  const entry = await platform.store.get(CASE_INDEX, caseId);
  if (entry?.status === 'closed' || entry?.status === 'cancelled') throw conflict('案件已经结束，不能再更换办案人员。');
  const handlers = [...new Set(body.handlers)];
  if (handlers.length < 2) throw invalid('handlers', '办案人员不得少于两人（行政处罚法第四十二条）');
  const change = await replaceHandlers(platform, item, handlers, 'handlers');
  await platform.store.transaction(actorOf(person), async (unit) => {
    await unit.update(CASES, { ...item, ...change.next, updatedAt: platform.clock.now() });
    await change.release(unit, person);
    const names = (await officersOf(unit, handlers)).map((user) => user.name).join('、');
    unit.audit({
      action: 'case.handlers-changed',
      summary: `${person.name} 将 ${item.number} 的办案人员更换为 ${names}：${body.reason}`.slice(0, 300),
      subjectType: 'case',
      subjectId: caseId,
    });
    await refreshCase(platform, unit, caseId);
  });
  await change.deliver();
  platform.live.publish({ type: 'case', id: caseId });
  return caseDetail(platform, person, caseId);
}
