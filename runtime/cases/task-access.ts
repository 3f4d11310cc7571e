import type { StepDefinition } from '#contracts';
import type { UserTaskDoc } from '../exporter/read-models.ts';
import { USER_TASKS } from '../exporter/read-models.ts';
import type { Person } from '../identity/person.ts';
import { hasRole } from '../identity/person.ts';
import { signatureRefusal } from '../officers/duty.ts';
import type { Platform } from '../platform.ts';
import { notFound } from '../problem-error.ts';
import type { LoadedProcedure } from '../procedures/library.ts';
import { stepOf } from '../procedures/library.ts';
import type { CaseDoc, TaskStateDoc } from '../store/collections.ts';
import { CASES, TASK_STATES } from '../store/collections.ts';
import { procedureOf } from './case-file.ts';
import { separationProblem } from './submission.ts';

/** Everything about one task. */
export interface TaskFile {
  task: UserTaskDoc;
  state: TaskStateDoc | null;
  item: CaseDoc;
  procedure: LoadedProcedure;
  step: StepDefinition;
}

/** The procedure that a task belongs to: the case's own, or the one that it called. */
export async function taskProcedure(
  platform: Platform,
  item: CaseDoc,
  task: UserTaskDoc,
): Promise<{ procedure: LoadedProcedure; step: StepDefinition } | null> {
  const own = await procedureOf(platform, item);
  const processes = Object.values(own.package.models).flatMap((model) => model.processes.map((process) => process.id));
  const step = processes.includes(task.processId) ? stepOf(own, task.elementId) : undefined;
  if (step) return { procedure: own, step };
  const other = await platform.procedures.byDefinitionKey(task.processDefinitionKey);
  const otherStep = other ? stepOf(other, task.elementId) : undefined;
  return other && otherStep ? { procedure: other, step: otherStep } : null;
}

/** Loads a task in the person's scope. @throws ProblemError 404 */
export async function taskFile(platform: Platform, person: Person, key: string): Promise<TaskFile> {
  const task = await platform.store.get(USER_TASKS, key);
  const item = task?.caseId ? await platform.store.get(CASES, task.caseId) : null;
  const found = task && item ? await taskProcedure(platform, item, task) : null;
  if (!task || !item || !found || !mayRead(platform, person, item, found.step)) throw notFound('这项任务');
  return { task, item, state: await platform.store.get(TASK_STATES, key), ...found };
}

/** In scope, or one of those who may work on the step (an officer of the organ while nobody is named yet). */
function mayRead(platform: Platform, person: Person, item: CaseDoc, step: StepDefinition): boolean {
  return platform.organs.seesCase(person, item) || isCandidate(platform, person, item, step);
}

/** Whether the step is this person's kind of work on this case. */
export function isCandidate(
  platform: Platform,
  person: Person,
  item: Pick<CaseDoc, 'organId' | 'handlers' | 'registeredBy'>,
  step: StepDefinition,
): boolean {
  if (!hasRole(person, step.role)) return false;
  if (step.role === 'officer')
    return item.handlers.length > 0 ? item.handlers.includes(person.id) : item.organId === person.organId;
  return platform.organs.visibleTo(person).has(item.organId);
}

/** Why the person can't work on the task, in Chinese; null when they can. */
export function blockedReason(platform: Platform, person: Person, file: TaskFile): string | null {
  const { task, state, item, step, procedure } = file;
  if (task.state !== 'open') return task.state === 'completed' ? '这项任务已经办结。' : '这项任务已随流程变化取消。';
  if (state?.submissionId) return '这项任务正在提交，请稍候。';
  if (!hasRole(person, step.role)) return '这一步由其他岗位办理。';
  if (!isCandidate(platform, person, item, step))
    return step.role === 'officer' ? '您不是本案的办案人员。' : '本案不在您的办理范围内。';
  const separation = separationProblem(procedure, step, item, person);
  if (separation) return separation;
  const unqualified = signatureRefusal(platform, person, procedure, step, item);
  if (unqualified) return unqualified;
  if (state?.assigneeId && state.assigneeId !== person.id) return '这项任务已由他人领取；需要时请其放回。';
  return null;
}
