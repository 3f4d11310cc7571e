import type { TaskDetail, TaskSummary } from '#contracts';
import type { RouteResponse } from '#contracts';
import type { UserTaskDoc } from '../exporter/read-models.ts';
import { USER_TASKS } from '../exporter/read-models.ts';
import type { Person } from '../identity/person.ts';
import { officerFact } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { notFound } from '../problem-error.ts';
import type { CaseDoc, CaseIndexDoc } from '../store/collections.ts';
import { CASES, CASE_INDEX, SUBMISSIONS, TASK_DRAFTS, TASK_STATES } from '../store/collections.ts';
import type { Collection, Query, StoredDocument } from '../store/port.ts';
import { searchText } from '../store/port.ts';
import { deadlinesOf, officersOf } from './case-file.ts';
import { taskSummary } from './case-views.ts';
import { auditSensitiveRead, fieldsOf, maskData, seesUnmasked } from './masking.ts';
import { formOf, gateFindings } from './submission.ts';
import { blockedReason, isCandidate, taskFile, taskProcedure } from './task-access.ts';
import { draftId } from './tasks.ts';

/** The most cases whose tasks one inbox looks at. */
const MAX_CASES = 5000;
const CHUNK = 400;

export async function taskSummaryByKey(platform: Platform, person: Person, key: string): Promise<TaskSummary> {
  const { task, state, item } = await taskFile(platform, person, key);
  const entry = await platform.store.get(CASE_INDEX, item.id);
  const summary = entry ? await taskSummary(platform, person, task, state, item, entry) : null;
  if (!summary) throw notFound('这项任务');
  return summary;
}

export async function taskDetail(platform: Platform, person: Person, key: string): Promise<TaskDetail> {
  const file = await taskFile(platform, person, key);
  const { item, procedure, step } = file;
  const summary = await taskSummaryByKey(platform, person, key);
  const fields = fieldsOf(procedure);
  const unmasked = seesUnmasked(person, item) || summary.canWork;
  if (unmasked) await auditSensitiveRead(platform, person, item, fields);
  const draft = await platform.store.get(TASK_DRAFTS, draftId(person, key));
  const deadlines = await deadlinesOf(platform, platform.store, item);
  const shown = new Set(step.clocks);
  return {
    ...summary,
    step,
    form: formOf(procedure, step),
    data: unmasked ? item.data : maskData(item.data, fields),
    draft: draft ? { data: draft.data, savedAt: draft.savedAt } : null,
    findings: await gateFindings(platform, step, item, person, item.events),
    deadlines: shown.size > 0 ? deadlines.filter((deadline) => shown.has(deadline.code)) : deadlines,
    discretion: item.discretion,
    officers: (await officersOf(platform.store, item.handlers)).map(officerFact),
    blockedReason: blockedReason(platform, person, file),
  };
}

async function inChunks<T extends StoredDocument>(
  platform: Platform,
  collection: Collection<T>,
  field: string,
  values: readonly string[],
  query: Query = {},
): Promise<T[]> {
  const found: T[] = [];
  for (let start = 0; start < values.length; start += CHUNK)
    found.push(
      ...(await platform.store.find(collection, {
        ...query,
        where: { ...query.where, [field]: { in: values.slice(start, start + CHUNK) } },
      })),
    );
  return found;
}

interface Candidate {
  task: UserTaskDoc;
  item: CaseDoc;
  entry: CaseIndexDoc;
}

/** Open tasks that are this person's kind of work. */
async function openCandidates(platform: Platform, person: Person): Promise<Candidate[]> {
  const reach = platform.organs.visibleTo(person);
  const entries = await platform.store.find(CASE_INDEX, {
    where: { organId: { in: [...reach] }, status: { in: ['open', 'incident'] } },
    sort: [
      ['lightRank', 'asc'],
      ['dueOn', 'asc'],
    ],
    limit: MAX_CASES,
  });
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const tasks = await inChunks(platform, USER_TASKS, 'caseId', [...byId.keys()], { where: { state: 'open' } });
  const items = await inChunks(platform, CASES, 'id', [...new Set(tasks.map((task) => task.caseId ?? ''))]);
  const itemById = new Map(items.map((item) => [item.id, item]));
  const candidates: Candidate[] = [];
  for (const task of tasks) {
    const item = itemById.get(task.caseId ?? '');
    const entry = byId.get(task.caseId ?? '');
    const found = item ? await taskProcedure(platform, item, task) : null;
    if (item && entry && found && isCandidate(platform, person, item, found.step))
      candidates.push({ task, item, entry });
  }
  return candidates;
}

const DUE = (item: TaskSummary): string => `${item.dueOn ?? '9999'}${item.createdAt}`;
const RANK: Record<TaskSummary['light'], number> = {
  overdue: 0,
  'due-soon': 1,
  normal: 2,
  paused: 3,
  none: 4,
  done: 5,
};

function order(sort: string | undefined): (a: TaskSummary, b: TaskSummary) => number {
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  if (sort === 'created') return (a, b) => compare(b.createdAt, a.createdAt);
  if (sort === 'number') return (a, b) => compare(a.caseNumber, b.caseNumber);
  return (a, b) => RANK[a.light] - RANK[b.light] || compare(DUE(a), DUE(b));
}

/** The inbox. */
export async function taskList(
  platform: Platform,
  person: Person,
  query: {
    page: number;
    pageSize: number;
    q?: string | undefined;
    light?: string | undefined;
    sort?: string | undefined;
    view: 'all' | 'mine' | 'group' | 'done';
  },
): Promise<RouteResponse<'tasks'>> {
  const candidates = await openCandidates(platform, person);
  const states = new Map(
    (
      await inChunks(
        platform,
        TASK_STATES,
        'id',
        candidates.map(({ task }) => task.id),
      )
    ).map((state) => [state.id, state]),
  );
  const open: TaskSummary[] = [];
  for (const { task, item, entry } of candidates) {
    const state = states.get(task.id) ?? null;
    if (state?.submissionId) continue;
    const summary = await taskSummary(platform, person, task, state, item, entry);
    if (summary && (summary.assigneeId === null || summary.assigneeId === person.id)) open.push(summary);
  }
  const mine = open.filter((item) => item.assigneeId === person.id);
  const group = open.filter((item) => item.assigneeId === null);
  const doneQuery: Query = { where: { userId: person.id, taskKey: { not: null } } };
  const counts = {
    all: open.length,
    mine: mine.length,
    group: group.length,
    done: await platform.store.count(SUBMISSIONS, doneQuery),
  };
  const chosen =
    query.view === 'mine'
      ? mine
      : query.view === 'group'
        ? group
        : query.view === 'done'
          ? await doneTasks(platform, person, doneQuery)
          : open;
  const wanted = searchText(query.q ?? '');
  const hits = chosen
    .filter((item) => !query.light || item.light === query.light)
    .filter((item) => wanted === '' || searchText(item.caseNumber, item.caseTitle, item.name).includes(wanted));
  if (query.view !== 'done') hits.sort(order(query.sort));
  const start = (query.page - 1) * query.pageSize;
  return {
    items: hits.slice(start, start + query.pageSize),
    total: hits.length,
    page: query.page,
    pageSize: query.pageSize,
    counts,
  };
}

async function doneTasks(platform: Platform, person: Person, query: Query): Promise<TaskSummary[]> {
  const submissions = await platform.store.find(SUBMISSIONS, { ...query, sort: [['at', 'desc']], limit: 500 });
  const summaries: TaskSummary[] = [];
  for (const submission of submissions) {
    if (submission.void || submission.taskKey === null) continue;
    const task = await platform.store.get(USER_TASKS, submission.taskKey);
    const item = await platform.store.get(CASES, submission.caseId);
    const entry = await platform.store.get(CASE_INDEX, submission.caseId);
    if (!task || !item || !entry) continue;
    const state = await platform.store.get(TASK_STATES, task.id);
    const summary = await taskSummary(platform, person, task, state, item, entry);
    if (summary) summaries.push(summary);
  }
  return summaries;
}
