import type { RouteResponse } from '#contracts';
import type { Person } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import type { CaseIndexDoc } from '../store/collections.ts';
import { CASE_INDEX } from '../store/collections.ts';
import type { Query, Where } from '../store/port.ts';

const PAGE = 2000;

/** Counts over the cases in the person's scope. */
export async function overview(platform: Platform, person: Person): Promise<RouteResponse<'overview'>> {
  const { store, organs, clock } = platform;
  const scope = organs.caseQuery(person);
  const count = (where: Where): Promise<number> =>
    store.count(CASE_INDEX, { ...scope, where: { ...scope.where, ...where } });
  const live: Where = { status: { in: ['open', 'incident'] } };
  const byOrgan = new Map<string, { open: number; overdue: number }>();
  const byStage = new Map<string, { name: string; count: number }>();
  let warnings = 0;
  await each(platform, { ...scope, where: { ...scope.where, ...live } }, (entry) => {
    const organ = byOrgan.get(entry.organId) ?? { open: 0, overdue: 0 };
    byOrgan.set(entry.organId, { open: organ.open + 1, overdue: organ.overdue + (entry.light === 'overdue' ? 1 : 0) });
    const stage = byStage.get(entry.stage) ?? { name: entry.stageName, count: 0 };
    byStage.set(entry.stage, { name: stage.name, count: stage.count + 1 });
    warnings += entry.warnings;
  });
  return {
    open: await count(live),
    filedToday: await count({ filedOn: clock.today() }),
    dueSoon: await count({ ...live, light: 'due-soon' }),
    overdue: await count({ ...live, light: 'overdue' }),
    warnings,
    closed: await count({ status: 'closed' }),
    byOrgan: [...byOrgan]
      .map(([organId, counts]) => ({ organId, name: organs.nameOf(organId), ...counts }))
      .sort((a, b) => b.open - a.open),
    byStage: [...byStage].map(([stage, counts]) => ({ stage, ...counts })),
  };
}

async function each(platform: Platform, query: Query, visit: (entry: CaseIndexDoc) => void): Promise<void> {
  for (let skip = 0; ; skip += PAGE) {
    const page = await platform.store.find(CASE_INDEX, { ...query, limit: PAGE, skip });
    page.forEach(visit);
    if (page.length < PAGE) return;
  }
}
