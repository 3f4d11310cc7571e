import type { RouteResponse } from '#contracts';
import { previewDiscretion, recordEvent } from '../../cases/case-commands.ts';
import { caseCheck, caseChecks } from '../../cases/checks.ts';
import { caseDetail, summaryView } from '../../cases/case-views.ts';
import { overview } from '../../cases/overview.ts';
import { registerCase } from '../../cases/register-case.ts';
import { formOf } from '../../cases/submission.ts';
import { claimTask, completeTask, previewGates, releaseTask, saveTaskDraft } from '../../cases/tasks.ts';
import { taskDetail, taskList, taskSummaryByKey } from '../../cases/task-views.ts';
import { hasRole } from '../../identity/person.ts';
import { startStep } from '../../procedures/library.ts';
import { CASE_INDEX, PROCEDURES } from '../../store/collections.ts';
import type { Query } from '../../store/port.ts';
import type { Handlers } from '../registrar.ts';

const SORTS: Record<string, Query['sort']> = {
  due: [
    ['lightRank', 'asc'],
    ['dueOn', 'asc'],
  ],
  '-due': [
    ['lightRank', 'desc'],
    ['dueOn', 'desc'],
  ],
  updated: [['updatedAt', 'desc']],
  registered: [['registeredAt', 'desc']],
  '-registered': [['registeredAt', 'asc']],
  number: [['number', 'asc']],
};

const id = (params: Record<string, string>): string => params['id'] ?? '';
const key = (params: Record<string, string>): string => params['key'] ?? '';

export const caseHandlers: Pick<
  Handlers,
  | 'cases'
  | 'startForms'
  | 'registerCase'
  | 'case'
  | 'caseChecks'
  | 'caseCheck'
  | 'caseEvent'
  | 'discretionPreview'
  | 'gatePreview'
  | 'tasks'
  | 'task'
  | 'claimTask'
  | 'releaseTask'
  | 'saveTaskDraft'
  | 'completeTask'
  | 'overview'
> = {
  cases: async (platform, { person, query }) => {
    const scope = platform.organs.caseQuery(person);
    const reach = platform.organs.visibleTo(person);
    const filter: Query = {
      ...scope,
      where: {
        ...scope.where,
        ...(query.organId ? { organId: { in: reach.has(query.organId) ? [query.organId] : [] } } : {}),
        ...(query.q ? { search: { contains: query.q } } : {}),
        ...(query.light ? { light: query.light } : {}),
        ...(query.stage ? { stage: query.stage } : {}),
        ...(query.status ? { status: query.status } : {}),
        ...(query.procedureCode ? { procedureCode: query.procedureCode } : {}),
      },
    };
    const items = await platform.store.find(CASE_INDEX, {
      ...filter,
      sort: SORTS[query.sort ?? 'due'] ?? SORTS['due'] ?? [],
      limit: query.pageSize,
      skip: (query.page - 1) * query.pageSize,
    });
    return {
      items: items.map((item) => summaryView(platform, item)),
      total: await platform.store.count(CASE_INDEX, filter),
      page: query.page,
      pageSize: query.pageSize,
    };
  },

  startForms: async (platform, { person }) => {
    const items: RouteResponse<'startForms'>['items'] = [];
    for (const { code } of await platform.store.find(PROCEDURES)) {
      const procedure = await platform.procedures.effective(code);
      const step = procedure ? startStep(procedure) : undefined;
      if (procedure && step && hasRole(person, step.role))
        items.push({
          procedureCode: code,
          procedureName: procedure.manifest.name,
          version: procedure.version,
          form: formOf(procedure, step),
        });
    }
    return { items };
  },

  registerCase: (platform, { person, body }) => registerCase(platform, person, body),
  case: (platform, { person, params }) => caseDetail(platform, person, id(params)),
  caseChecks: (platform, { person, params, query }) => caseChecks(platform, person, id(params), query),
  caseCheck: (platform, { person, params }) => caseCheck(platform, person, id(params), params['check'] ?? ''),
  caseEvent: (platform, { person, params, body }) => recordEvent(platform, person, id(params), body),
  discretionPreview: (platform, { person, params, body }) => previewDiscretion(platform, person, id(params), body.data),
  gatePreview: async (platform, { person, params, body }) => ({
    findings: await previewGates(platform, person, key(params), body.data),
  }),

  tasks: (platform, { person, query }) => taskList(platform, person, query),
  task: (platform, { person, params }) => taskDetail(platform, person, key(params)),
  claimTask: async (platform, { person, params }) => {
    await claimTask(platform, person, key(params));
    return taskSummaryByKey(platform, person, key(params));
  },
  releaseTask: async (platform, { person, params }) => {
    await releaseTask(platform, person, key(params));
    return taskSummaryByKey(platform, person, key(params));
  },
  saveTaskDraft: async (platform, { person, params, body }) => ({
    savedAt: await saveTaskDraft(platform, person, key(params), body.data),
  }),
  completeTask: (platform, { person, params, body }) => completeTask(platform, person, key(params), body.data),
  overview: (platform, { person }) => overview(platform, person),
};
