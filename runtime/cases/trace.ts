import type { ElementVisit, TraceView } from '#contracts';
import type { z } from 'zod';
import type { InstanceDoc, VisitDoc } from '../exporter/read-models.ts';
import {
  FLOWS,
  INCIDENTS,
  INSTANCES,
  JOBS_SEEN,
  USER_TASKS,
  VARIABLE_CHANGES,
  VISITS,
} from '../exporter/read-models.ts';
import type { Person } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { notFound } from '../problem-error.ts';
import type { CaseDoc } from '../store/collections.ts';
import { CHECK_ORDER, CASES, CHECKS, DOCUMENTS, SUBMISSIONS } from '../store/collections.ts';
import { procedureOf } from './case-file.ts';
import { checkView, documentView, instanceRef } from './case-views.ts';
import { fieldsOf, maskData, seesUnmasked } from './masking.ts';
import { elementName } from './submission.ts';

type Visit = z.infer<typeof ElementVisit>;

/** An instance on its diagram: every visit with who, when, how long, what changed and what was checked. */
export async function traceView(platform: Platform, person: Person, key: string): Promise<TraceView> {
  const { store } = platform;
  const instance = await store.get(INSTANCES, key);
  const item = instance?.caseId ? await store.get(CASES, instance.caseId) : null;
  if (!instance || !item || item.void || !platform.organs.seesCase(person, item)) throw notFound('该流程实例');
  const own = await procedureOf(platform, item);
  const holds = (procedure: typeof own): [string, unknown] | undefined =>
    Object.entries(procedure.package.models).find(([, model]) =>
      model.processes.some((process) => process.id === instance.processId),
    );
  const procedure = holds(own)
    ? own
    : ((await platform.procedures.byDefinitionKey(instance.processDefinitionKey)) ?? own);
  const file = holds(procedure)?.[0];
  const bpmnXml = procedure.document.files.find((candidate) => candidate.path === file)?.content ?? '';
  const flows = await store.find(FLOWS, { where: { instanceKey: key } });
  const incidents = await store.find(INCIDENTS, { where: { instanceKey: key }, sort: [['at', 'asc']] });
  const open = new Set(incidents.filter((entry) => entry.resolvedAt === null).map((entry) => entry.elementInstanceKey));
  const visits = await store.find(VISITS, { where: { instanceKey: key }, sort: [['order', 'asc']] });
  return {
    instance: instanceRef(instance),
    caseId: item.id,
    caseNumber: item.number,
    caseTitle: item.title,
    procedureName: procedure.manifest.name,
    bpmnXml,
    visits: await visitViews(
      platform,
      person,
      item,
      instance,
      visits,
      (elementId) => elementName(procedure, elementId),
      open,
    ),
    flows: flows.map(({ flowId, count }) => ({ id: flowId, count })),
    incidents: incidents.map(({ id, elementId, type, message, at, resolvedAt }) => ({
      ...{ key: id, elementId, type, message, at, resolvedAt },
    })),
  };
}

async function visitViews(
  platform: Platform,
  person: Person,
  item: CaseDoc,
  instance: InstanceDoc,
  visits: VisitDoc[],
  nameOf: (elementId: string) => string,
  withIncident: Set<string>,
): Promise<Visit[]> {
  const { store } = platform;
  const where = { instanceKey: instance.id };
  const changes = await store.find(VARIABLE_CHANGES, { where });
  const tasks = await store.find(USER_TASKS, { where });
  const jobs = await store.find(JOBS_SEEN, { where });
  const visitOfJob = new Map(jobs.map((job) => [job.id, job.elementInstanceKey]));
  const visitOfTask = new Map(tasks.map((task) => [task.id, task.elementInstanceKey]));
  const submissions = await store.find(SUBMISSIONS, { where: { caseId: item.id }, sort: [['at', 'asc']] });
  const checks = await store.find(CHECKS, { where: { caseId: item.id }, sort: CHECK_ORDER });
  const documents = await store.find(DOCUMENTS, { where: { caseId: item.id }, sort: [['createdAt', 'asc']] });
  const fields = fieldsOf(await procedureOf(platform, item));
  const unmasked = seesUnmasked(person, item);
  const show = (data: Record<string, unknown>) => (unmasked ? data : maskData(data, fields));
  const first = visits[0];
  return visits.map((visit) => {
    const task = tasks.find((candidate) => candidate.elementInstanceKey === visit.id);
    const submission = submissions.find((candidate) =>
      task ? candidate.taskKey === task.id && !candidate.void : visit === first && candidate.taskKey === null,
    );
    // By key, never by time: the engine's clock is another one, and a step that is sent back is visited again.
    const mine = (entry: { elementId: string | null; jobKey: string | null; taskKey?: string | null }): boolean => {
      if (entry.jobKey !== null) return visitOfJob.get(entry.jobKey) === visit.id;
      if (entry.taskKey) return visitOfTask.get(entry.taskKey) === visit.id;
      return visit === first && entry.elementId === visit.elementId;
    };
    return {
      elementInstanceKey: visit.id,
      elementId: visit.elementId,
      elementType: visit.elementType,
      name: nameOf(visit.elementId),
      state: visit.state === 'active' && withIncident.has(visit.id) ? 'incident' : visit.state,
      startedAt: visit.startedAt,
      endedAt: visit.endedAt,
      durationMs: visit.endedAt === null ? null : Date.parse(visit.endedAt) - Date.parse(visit.startedAt),
      actorName: submission?.userName ?? null,
      form: submission ? { id: submission.formId, data: show(submission.data) } : null,
      variableChanges: changes
        .filter((change) => change.visitKey === visit.id || (visit === first && change.visitKey === instance.id))
        .map(({ name, before, after }) => ({ name, before, after })),
      checks: checks.filter(mine).map(checkView),
      documents: documents.filter(mine).map(documentView),
    };
  });
}
