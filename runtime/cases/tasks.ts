import { randomUUID } from 'node:crypto';
import type { Finding } from '#contracts';
import type { Person } from '../identity/person.ts';
import { actorOf, hasRole } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { conflict, forbidden } from '../problem-error.ts';
import type { TaskStateDoc } from '../store/collections.ts';
import { CASES, SUBMISSIONS, TASK_DRAFTS, TASK_STATES } from '../store/collections.ts';
import type { UnitOfWork } from '../store/port.ts';
import { refreshCase } from './case-index.ts';
import { recordRefusal, recordStoppedSignature } from './checks.ts';
import { withFilingNumber, writeSubmission } from './step-writer.ts';
import { acceptSubmission, elementName, gateFindings } from './submission.ts';
import type { TaskFile } from './task-access.ts';
import { blockedReason, isCandidate, taskFile } from './task-access.ts';

async function writeState(
  unit: UnitOfWork,
  file: TaskFile,
  change: Partial<Pick<TaskStateDoc, 'assigneeId' | 'submissionId'>>,
): Promise<void> {
  const current = await unit.get(TASK_STATES, file.task.id);
  if (current) await unit.update(TASK_STATES, { ...current, ...change });
  else
    await unit.insert(TASK_STATES, {
      id: file.task.id,
      caseId: file.item.id,
      assigneeId: null,
      submissionId: null,
      ...change,
    });
}

function demandWorkable(platform: Platform, person: Person, file: TaskFile): void {
  const reason = blockedReason(platform, person, file);
  if (reason === null) return;
  if (file.task.state !== 'open' || file.state?.submissionId) throw conflict(reason);
  if (
    file.state?.assigneeId &&
    file.state.assigneeId !== person.id &&
    isCandidate(platform, person, file.item, file.step)
  )
    throw conflict(reason);
  throw forbidden(reason);
}

async function assign(platform: Platform, person: Person, file: TaskFile, assigneeId: string | null, verb: string) {
  const name = elementName(file.procedure, file.task.elementId);
  const outboxId = await platform.store.transaction(actorOf(person), async (unit) => {
    const current = await unit.get(TASK_STATES, file.task.id);
    if (assigneeId !== null && current?.assigneeId && current.assigneeId !== assigneeId)
      throw conflict('这项任务刚刚被他人领取。');
    if (current?.submissionId) throw conflict('这项任务已经提交。');
    await writeState(unit, file, { assigneeId });
    unit.audit({
      action: assigneeId ? 'task.claimed' : 'task.released',
      summary: `${person.name} ${verb} ${file.item.number} 的“${name}”`,
      subjectType: 'task',
      subjectId: file.task.id,
    });
    return platform.outbox.add(unit, {
      caseId: file.item.id,
      submissionId: null,
      command: { kind: 'assign-task', taskKey: file.task.id, assigneeId },
      at: platform.clock.now(),
      actorId: person.id,
      actorName: person.name,
      before: null,
    });
  });
  // Who has a task is the platform's to say; the engine is told, and told again later if it can't hear now.
  await platform.outbox.deliver(outboxId).catch(() => undefined);
  platform.live.publish({ type: 'task', id: file.task.id });
}

/** Takes a task. @throws ProblemError 409 when someone else has it, 403 when it is not the person's work */
export async function claimTask(platform: Platform, person: Person, key: string): Promise<void> {
  const file = await taskFile(platform, person, key);
  demandWorkable(platform, person, file);
  if (file.state?.assigneeId !== person.id) await assign(platform, person, file, person.id, '领取');
}

/** Puts a task back: who has it, or the head of the unit. */
export async function releaseTask(platform: Platform, person: Person, key: string): Promise<void> {
  const file = await taskFile(platform, person, key);
  if (file.task.state !== 'open') throw conflict('这项任务已经结束。');
  if (!file.state?.assigneeId) return;
  const mayRelease =
    file.state.assigneeId === person.id || (hasRole(person, 'unit-head') && file.item.organId === person.organId);
  if (!mayRelease) throw forbidden('只有领取人本人或办案机构负责人可以放回任务。');
  await assign(platform, person, file, null, '放回');
}

export const draftId = (person: Person, key: string): string => `${key}:${person.id}`;

export async function saveTaskDraft(
  platform: Platform,
  person: Person,
  key: string,
  data: Record<string, unknown>,
): Promise<string> {
  const file = await taskFile(platform, person, key);
  demandWorkable(platform, person, file);
  const savedAt = platform.clock.now();
  await platform.store.transaction(actorOf(person), (unit) =>
    unit.put(TASK_DRAFTS, { id: draftId(person, key), data, savedAt }),
  );
  return savedAt;
}

/** The gates of a task as they would stand with these data. */
export async function previewGates(
  platform: Platform,
  person: Person,
  key: string,
  data: Record<string, unknown>,
): Promise<Finding[]> {
  const { item, step } = await taskFile(platform, person, key);
  const handlers = Array.isArray(data['handlers']) ? data['handlers'].map(String) : item.handlers;
  const next = { ...item, data: { ...item.data, ...data }, handlers };
  return gateFindings(platform, step, next, person, item.events);
}

/**
 * Completes a task: check, write (submission, case, events, audit, command) in one unit of work, then tell the engine.
 * The same submission sent twice gets the same answer; another person's gets 409.
 */
export async function completeTask(
  platform: Platform,
  person: Person,
  key: string,
  submitted: Record<string, unknown>,
): Promise<{ caseId: string; findings: Finding[] }> {
  const file = await taskFile(platform, person, key);
  const repeated = await repeatedAnswer(platform, person, file);
  if (repeated) return repeated;
  const { item, procedure, step } = file;
  const attempt = { person, procedure, step, item, taskKey: key, processInstanceKey: file.task.instanceKey };
  if (file.task.state === 'open' && isCandidate(platform, person, item, step))
    await recordStoppedSignature(platform, attempt);
  demandWorkable(platform, person, file);
  const submissionId = randomUUID();
  const accepted = await acceptSubmission(platform, person, procedure, step, item, submitted, submissionId).catch(
    async (error: unknown) => {
      await recordRefusal(platform, attempt, error);
      throw error;
    },
  );
  const outboxId = await platform.store.transaction(actorOf(person), async (unit) => {
    const state = await unit.get(TASK_STATES, key);
    if (state?.submissionId) throw conflict('这项任务刚刚已被提交，请刷新查看。');
    if (state?.assigneeId && state.assigneeId !== person.id) throw conflict('这项任务刚刚被他人领取。');
    await writeState(unit, file, { submissionId, assigneeId: person.id });
    const numbered = await withFilingNumber(platform, unit, item, accepted.next, submissionId, person);
    // The version guards against a change of the case since the submission was checked.
    await unit.update(CASES, numbered);
    const processInstanceKey = file.task.instanceKey;
    await writeSubmission(platform, unit, {
      id: submissionId,
      caseId: item.id,
      step,
      taskKey: key,
      processInstanceKey,
      person,
      accepted,
      procedure,
      item,
    });
    await unit.remove(TASK_DRAFTS, draftId(person, key));
    unit.audit({
      action: 'task.completed',
      summary: `${person.name} 提交 ${numbered.number} 的“${elementName(procedure, step.elementId)}”`,
      subjectType: 'case',
      subjectId: item.id,
    });
    await refreshCase(platform, unit, item.id);
    return platform.outbox.add(unit, {
      caseId: item.id,
      submissionId,
      command: { kind: 'complete-task', taskKey: key, variables: accepted.variables },
      at: platform.clock.now(),
      actorId: person.id,
      actorName: person.name,
      before: item,
    });
  });
  await platform.outbox.deliver(outboxId);
  platform.live.publish({ type: 'task', id: key }, { type: 'case', id: item.id });
  return { caseId: item.id, findings: accepted.findings };
}

/** A second click gets the answer of the first. */
async function repeatedAnswer(platform: Platform, person: Person, file: TaskFile) {
  const id = file.state?.submissionId;
  const submission = id ? await platform.store.get(SUBMISSIONS, id) : null;
  if (!submission || submission.void || submission.userId !== person.id) return null;
  return { caseId: file.item.id, findings: submission.findings };
}
