import type {
  CaseDetail,
  CaseSummary,
  CheckView,
  DocumentView,
  EvidenceView,
  StageState,
  TaskSummary,
} from '#contracts';
import type { z } from 'zod';
import { displayValue, maskValue } from '#rules';
import { INCIDENTS, INSTANCES, USER_TASKS } from '../exporter/read-models.ts';
import type { InstanceDoc, UserTaskDoc } from '../exporter/read-models.ts';
import type { Person } from '../identity/person.ts';
import { officerFact } from '../identity/person.ts';
import { signatureRefusal } from '../officers/duty.ts';
import type { Platform } from '../platform.ts';
import { notFound } from '../problem-error.ts';
import type { LoadedProcedure } from '../procedures/library.ts';
import { stageName, stepOf } from '../procedures/library.ts';
import type { CaseDoc, CaseIndexDoc, CheckDoc, DocumentDoc, EvidenceDoc, TaskStateDoc } from '../store/collections.ts';
import {
  CHECK_ORDER,
  CASES,
  CASE_INDEX,
  CHECKS,
  DOCUMENTS,
  EVIDENCE,
  TASK_STATES,
  USERS,
} from '../store/collections.ts';
import { remainingNow } from '../timing/case-clocks.ts';
import { deadlinesOf, officersOf, procedureOf } from './case-file.ts';
import { auditSensitiveRead, fieldsOf, maskData, maskParty, seesUnmasked } from './masking.ts';
import { elementName } from './submission.ts';
import { isCandidate, taskProcedure } from './task-access.ts';
import { separationProblem } from './submission.ts';
import { timelineOf } from './timeline.ts';

export function summaryView(platform: Platform, entry: CaseIndexDoc): CaseSummary {
  return {
    id: entry.id,
    number: entry.number,
    title: entry.title,
    partyName: entry.partyName,
    procedureCode: entry.procedureCode,
    procedureName: entry.procedureName,
    procedureVersion: entry.procedureVersion,
    organId: entry.organId,
    organName: platform.organs.nameOf(entry.organId),
    stage: entry.stage,
    stageName: entry.stageName,
    status: entry.status,
    light: entry.light,
    clockName: entry.clockName,
    dueOn: entry.dueOn,
    remainingText: remainingNow(platform, entry),
    handlers: entry.handlers,
    registeredAt: entry.registeredAt,
    updatedAt: entry.updatedAt,
  };
}

export async function caseSummary(platform: Platform, id: string): Promise<CaseSummary> {
  const entry = await platform.store.get(CASE_INDEX, id);
  if (!entry) throw notFound('该案件');
  return summaryView(platform, entry);
}

/** Loads a case in the person's scope. @throws ProblemError 404 */
export async function caseInScope(platform: Platform, person: Person, id: string): Promise<CaseDoc> {
  const item = await platform.store.get(CASES, id);
  if (!item || item.void || !platform.organs.seesCase(person, item)) throw notFound('该案件');
  return item;
}

export function evidenceView(piece: EvidenceDoc): EvidenceView {
  const { id, caseId, name, kind, description, mediaType, sizeBytes, sha256, sm3, elementId, uploadedBy } = piece;
  const { uploadedByName, uploadedAt, supersededBy, sealedAt } = piece;
  const custody = piece.custody.map(({ at, action, userName }) => ({ at, action, userName }));
  return {
    ...{ id, caseId, name, kind, description, mediaType, sizeBytes, sha256, sm3, elementId, uploadedBy },
    ...{ uploadedByName, uploadedAt, supersededBy, sealedAt, custody },
  };
}

export function documentView(document: DocumentDoc): DocumentView {
  const { id, caseId, code, name, number, audience, elementId, createdAt, sha256, status } = document;
  return { id, caseId, code, name, number, audience, elementId, createdAt, sha256, status };
}

export function checkView(check: CheckDoc): CheckView {
  const { id, kind, elementId, at, passed, findings, deadlines, discretion } = check;
  const { actorName, attempt, times, firstAt, issues, versions } = check;
  return {
    ...{ id, kind, elementId, at, passed, findings, deadlines, discretion },
    trigger: check.jobKey ? 'job' : check.taskKey ? 'task' : 'start',
    ...(actorName === undefined ? {} : { actorName }),
    ...(attempt === undefined ? {} : { attempt }),
    ...(times === undefined ? {} : { times }),
    ...(firstAt === undefined ? {} : { firstAt }),
    ...(issues === undefined ? {} : { issues }),
    ...(versions === undefined ? {} : { versions }),
  };
}

export const instanceRef = (instance: InstanceDoc) => ({
  key: instance.id,
  processId: instance.processId,
  version: instance.processVersion,
  state: instance.state,
  startedAt: instance.startedAt,
  endedAt: instance.endedAt,
  parentKey: instance.parentKey,
});

/** The entry of one task in a list. */
export async function taskSummary(
  platform: Platform,
  person: Person,
  task: UserTaskDoc,
  state: TaskStateDoc | null,
  item: CaseDoc,
  entry: CaseIndexDoc,
): Promise<TaskSummary | null> {
  const found = await taskProcedure(platform, item, task);
  if (!found) return null;
  const { procedure, step } = found;
  const assignee = state?.assigneeId ? await platform.store.get(USERS, state.assigneeId) : null;
  const canWork =
    task.state === 'open' &&
    !state?.submissionId &&
    (!state?.assigneeId || state.assigneeId === person.id) &&
    isCandidate(platform, person, item, step) &&
    separationProblem(procedure, step, item, person) === null &&
    signatureRefusal(platform, person, procedure, step, item) === null;
  return {
    key: task.id,
    elementId: task.elementId,
    name: elementName(procedure, task.elementId),
    stage: step.stage,
    stageName: stageName(procedure, step.stage),
    role: step.role,
    caseId: item.id,
    caseNumber: item.number,
    caseTitle: item.title,
    procedureCode: item.procedureCode,
    procedureName: entry.procedureName,
    organId: item.organId,
    organName: platform.organs.nameOf(item.organId),
    assigneeId: state?.assigneeId ?? null,
    assigneeName: assignee?.name ?? null,
    handlers: item.handlers,
    createdAt: task.createdAt,
    light: entry.light,
    clockName: entry.clockName,
    dueOn: entry.dueOn,
    remainingText: remainingNow(platform, entry),
    state: task.state === 'open' && state?.submissionId ? 'completing' : task.state,
    canWork,
  };
}

/** The whole case as the person may see it. */
export async function caseDetail(platform: Platform, person: Person, id: string): Promise<CaseDetail> {
  const { store } = platform;
  const item = await caseInScope(platform, person, id);
  const entry = await store.get(CASE_INDEX, id);
  if (!entry) throw notFound('该案件');
  const procedure = await procedureOf(platform, item);
  const fields = fieldsOf(procedure);
  const unmasked = seesUnmasked(person, item);
  if (unmasked) await auditSensitiveRead(platform, person, item, fields);
  const byCase = { where: { caseId: id } };
  const tasks = await store.find(USER_TASKS, { ...byCase, sort: [['createdAt', 'asc']] });
  const checks = await store.find(CHECKS, { ...byCase, sort: CHECK_ORDER });
  const evidence = await store.find(EVIDENCE, { ...byCase, sort: [['uploadedAt', 'asc']] });
  const documents = await store.find(DOCUMENTS, { ...byCase, sort: [['createdAt', 'asc']] });
  const instances = await store.find(INSTANCES, { ...byCase, sort: [['startedAt', 'asc']] });
  const incidents = await store.find(INCIDENTS, { where: { caseId: id, resolvedAt: null } });
  const openTasks: TaskSummary[] = [];
  for (const task of tasks.filter((candidate) => candidate.state === 'open')) {
    const summary = await taskSummary(platform, person, task, await store.get(TASK_STATES, task.id), item, entry);
    if (summary) openTasks.push(summary);
  }
  return {
    ...summaryView(platform, entry),
    stages: stagesOf(procedure, item, tasks, entry),
    deadlines: await deadlinesOf(platform, store, item),
    parties: unmasked ? item.parties : item.parties.map(maskParty),
    officers: (await officersOf(store, item.handlers)).map(officerFact),
    events: item.events,
    data: unmasked ? item.data : maskData(item.data, fields),
    fields: [...fields.values()]
      .filter((field) => item.data[field.key] !== undefined)
      .map((field) => ({
        key: field.key,
        label: field.label,
        stage: field.stage,
        sensitive: field.sensitive,
        display: displayValue(field, unmasked ? item.data[field.key] : maskValue(field, item.data[field.key])),
      })),
    findings: latestFindings(checks),
    discretion: item.discretion,
    openTasks,
    evidence: evidence.map(evidenceView),
    documents: documents.map(documentView),
    timeline: await timelineOf(platform, item, procedure),
    instances: instances.map(instanceRef),
    incidents: incidents.map(({ id: key, elementId, type, message, at }) => ({ key, elementId, type, message, at })),
  };
}

/** The latest finding of each gate that did not simply pass; refused submissions are no part of the case. */
export function latestFindings(checks: readonly CheckDoc[]) {
  const held = checks.filter((check) => !check.attempt && check.kind !== 'officer');
  const byGate = new Map(held.flatMap((check) => check.findings).map((finding) => [finding.gate, finding]));
  return [...byGate.values()].filter((finding) => finding.outcome === 'failed' || finding.outcome === 'error');
}

function stagesOf(
  procedure: LoadedProcedure,
  item: CaseDoc,
  tasks: readonly UserTaskDoc[],
  entry: CaseIndexDoc,
): z.infer<typeof StageState>[] {
  const touched = new Set(item.stepActors.map((actor) => stepOf(procedure, actor.elementId)?.stage));
  for (const task of tasks) touched.add(stepOf(procedure, task.elementId)?.stage);
  const order = procedure.manifest.stages.map((stage) => stage.id);
  const current = order.indexOf(entry.stage);
  const ended = entry.status === 'closed' || entry.status === 'cancelled';
  return procedure.manifest.stages.map((stage, index) => {
    if (!ended && index === current) return { id: stage.id, name: stage.name, state: 'current' };
    if (touched.has(stage.id) && (ended || index < current)) return { id: stage.id, name: stage.name, state: 'done' };
    return { id: stage.id, name: stage.name, state: ended || index < current ? 'skipped' : 'waiting' };
  });
}
