import { caseUses, toCivilDate } from '#rules';
import { recordPenalty } from '../discretion/penalty-facts.ts';
import type { InstanceDoc, UserTaskDoc } from '../exporter/read-models.ts';
import { INCIDENTS, INSTANCES, USER_TASKS } from '../exporter/read-models.ts';
import type { Platform } from '../platform.ts';
import { stageName, startStep, stepOf } from '../procedures/library.ts';
import { pinOf } from '../rule-packs/rules-of-case.ts';
import type { LoadedProcedure } from '../procedures/library.ts';
import type { CaseDoc, CaseIndexDoc } from '../store/collections.ts';
import { CASES, CASE_INDEX, NOTICES } from '../store/collections.ts';
import type { UnitOfWork } from '../store/port.ts';
import { endedClocks, remainingNow, runningClocks } from '../timing/case-clocks.ts';
import { procedureOf } from './case-file.ts';

/** Recomputes the list entry of a case, and tells its officers when a light has changed for the worse. */
export async function refreshCase(platform: Platform, unit: UnitOfWork, caseId: string): Promise<void> {
  const item = await unit.get(CASES, caseId);
  if (!item || item.void) {
    if (item?.void) await unit.remove(CASE_INDEX, caseId);
    return;
  }
  const before = await unit.get(CASE_INDEX, caseId);
  const entry = await indexEntry(platform, unit, item);
  await unit.put(CASE_INDEX, entry);
  await recordPenalty(platform, unit, item);
  await warnOfChange(platform, unit, entry, before);
}

/** The cheap part of it, for the sweep: only what the clocks say; stage, tasks and status stay as they are. */
export async function refreshClocks(platform: Platform, unit: UnitOfWork, caseId: string): Promise<void> {
  const before = await unit.get(CASE_INDEX, caseId);
  const item = await unit.get(CASES, caseId);
  if (!before || !item || item.void) return refreshCase(platform, unit, caseId);
  const ended = before.status === 'closed' || before.status === 'cancelled' ? before.status : null;
  const clocks = ended ? endedClocks(ended, 0) : await runningClocks(platform, unit, item);
  const entry = { ...before, ...clocks };
  await unit.put(CASE_INDEX, entry);
  await warnOfChange(platform, unit, entry, before);
}

async function warnOfChange(
  platform: Platform,
  unit: UnitOfWork,
  entry: Omit<CaseIndexDoc, 'version'>,
  before: CaseIndexDoc | null,
): Promise<void> {
  if (entry.light !== before?.light && (entry.light === 'due-soon' || entry.light === 'overdue'))
    await warn(platform, unit, entry);
}

async function indexEntry(platform: Platform, unit: UnitOfWork, item: CaseDoc): Promise<Omit<CaseIndexDoc, 'version'>> {
  const procedure = await procedureOf(platform, item);
  const tasks = await unit.find(USER_TASKS, { where: { caseId: item.id, state: 'open' } });
  const instances = await unit.find(INSTANCES, { where: { caseId: item.id } });
  const incidents = await unit.count(INCIDENTS, { where: { caseId: item.id, resolvedAt: null } });
  const stage = currentStage(procedure, item, tasks);
  const status = statusOf(procedure, instances, incidents);
  const running = await runningClocks(platform, unit, item);
  const ended = status === 'closed' || status === 'cancelled' ? status : null;
  const filed = item.events.find((event) => event.type === 'case.filed');
  return {
    id: item.id,
    number: item.number,
    title: item.title,
    partyName: item.parties[0]?.name ?? '',
    procedureCode: item.procedureCode,
    procedureName: procedure.manifest.name,
    procedureVersion: item.procedureVersion,
    organId: item.organId,
    stage,
    stageName: stageName(procedure, stage),
    status,
    ...(ended ? endedClocks(ended, running.warnings) : running),
    handlers: item.handlers,
    registeredBy: item.registeredBy,
    registeredAt: item.registeredAt,
    updatedAt: item.updatedAt,
    filedOn: filed ? toCivilDate(filed.at) : null,
    uses: caseUses({
      ...{ procedureCode: item.procedureCode, procedureVersion: item.procedureVersion, data: item.data },
      packs: platform.rules.chain(pinOf(platform, item), item.procedureCode),
      items: item.discretion?.matched.map(({ code }) => code) ?? [],
    }),
  };
}

/** The stage of the newest open task, else of the last step done. */
export function currentStage(procedure: LoadedProcedure, item: CaseDoc, tasks: readonly UserTaskDoc[]): string {
  const open = [...tasks]
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
    .map((task) => stepOf(procedure, task.elementId)?.stage)
    .find((stage) => stage !== undefined);
  const last = item.stepActors
    .map((actor) => stepOf(procedure, actor.elementId)?.stage)
    .filter((stage) => stage !== undefined)
    .at(-1);
  return open ?? last ?? startStep(procedure)?.stage ?? procedure.manifest.stages[0]?.id ?? '';
}

function statusOf(
  procedure: LoadedProcedure,
  instances: readonly InstanceDoc[],
  incidents: number,
): CaseIndexDoc['status'] {
  const main = instances.filter((instance) => instance.parentKey === null);
  const own = main.filter((instance) => instance.processId === procedure.manifest.processId);
  const states = new Set((own.length > 0 ? own : main).map((instance) => instance.state));
  if (states.size === 0 || states.has('active')) return incidents > 0 ? 'incident' : 'open';
  return states.has('completed') ? 'closed' : 'cancelled';
}

async function warn(platform: Platform, unit: UnitOfWork, entry: Omit<CaseIndexDoc, 'version'>): Promise<void> {
  const at = platform.clock.now();
  for (const userId of entry.handlers) {
    const id = `${entry.id}:${entry.clockName}:${entry.dueOn}:${entry.light}:${userId}`;
    if (await unit.get(NOTICES, id)) continue;
    await unit.insert(NOTICES, {
      id,
      userId,
      at,
      severity: entry.light === 'overdue' ? 'urgent' : 'warning',
      title: entry.light === 'overdue' ? '期限已超' : '期限将到',
      body: `${entry.number} ${entry.title}：${entry.clockName ?? ''}${remainingNow(platform, entry)}`,
      caseId: entry.id,
      taskKey: null,
      readAt: null,
    });
  }
}
