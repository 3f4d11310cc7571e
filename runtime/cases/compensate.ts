import type { Platform } from '../platform.ts';
import type { OutboxDoc } from '../store/collections.ts';
import { CASES, OUTBOX, SUBMISSIONS, TASK_STATES } from '../store/collections.ts';
import { voidNumbersOf } from '../numbers/take-number.ts';
import { refreshCase } from './case-index.ts';

/**
 * Takes back a step that the engine refused for good: the submission stays, marked void; what it did to the case goes.
 * Later changes of the case by others are kept.
 */
export async function compensateStep(platform: Platform, entry: OutboxDoc, reason: string): Promise<void> {
  await platform.store.transaction({ id: entry.actorId, name: entry.actorName }, async (unit) => {
    await unit.remove(OUTBOX, entry.id);
    const submission = entry.submissionId ? await unit.get(SUBMISSIONS, entry.submissionId) : null;
    const item = await unit.get(CASES, entry.caseId);
    if (submission) await unit.update(SUBMISSIONS, { ...submission, void: true });
    const taken = submission
      ? await voidNumbersOf(platform, unit, submission.id, '流程引擎没有接受，这一步已撤回')
      : [];
    if (entry.command.kind === 'complete-task') {
      const state = await unit.get(TASK_STATES, entry.command.taskKey);
      if (state) await unit.update(TASK_STATES, { ...state, submissionId: null });
    }
    if (item && submission) {
      const { before } = entry;
      const data = { ...item.data };
      for (const key of Object.keys(submission.data)) {
        if (before && key in before.data) data[key] = before.data[key];
        else delete data[key];
      }
      await unit.update(CASES, {
        ...item,
        data,
        events: item.events.filter((event) => !event.id.startsWith(`${submission.id}-`)),
        stepActors: item.stepActors.filter(
          (actor) => !(actor.elementId === submission.elementId && actor.at === submission.at),
        ),
        handlers: before ? before.handlers : item.handlers,
        parties: before ? before.parties : item.parties,
        title: before ? before.title : item.title,
        number: before && taken.includes(item.number) ? before.number : item.number,
        ...(before === null ? { void: true, requestId: null } : {}),
      });
    }
    unit.audit({
      action: 'step.rejected-by-engine',
      summary: `流程引擎没有接受，已撤回：${reason.slice(0, 200)}`,
      subjectType: 'case',
      subjectId: entry.caseId,
    });
    await refreshCase(platform, unit, entry.caseId);
  });
  platform.live.publish({ type: 'case', id: entry.caseId });
}
