import type { DiscretionItem, RouteResponse } from '#contracts';
import type { Platform } from '../platform.ts';
import type { PenaltyFactDoc } from './collections.ts';
import { PENALTY_FACTS } from './collections.ts';

type Statistics = RouteResponse<'discretionStatistics'>;

const TOP = 20;
const MONTHS = 12;

interface Filter {
  department?: string | undefined;
  list?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

const monthOf = (date: string): string => date.slice(0, 7);

/** The last twelve months up to a date, oldest first. */
const monthsUpTo = (date: string): string[] => {
  const [year = 2000, month = 1] = date.split('-').map(Number);
  return Array.from({ length: MONTHS }, (_, back) => {
    const index = year * 12 + month - 1 - (MONTHS - 1 - back);
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  });
};

const factsBetween = (platform: Platform, { from, to, department }: Filter): Promise<PenaltyFactDoc[]> =>
  platform.store.find(PENALTY_FACTS, {
    where: {
      ...(from || to ? { decidedOn: { ...(from ? { gte: from } : {}), ...(to ? { lte: to } : {}) } } : {}),
      ...(department ? { department } : {}),
    },
  });

interface Counted {
  matched: number;
  followed: number;
}

/** By item: in how many decided cases it was matched, and in how many its list was followed. */
const countItems = (facts: readonly PenaltyFactDoc[], listOf: (code: string) => string | undefined) => {
  const counts = new Map<string, Counted>();
  for (const fact of facts)
    for (const code of fact.matched) {
      const one = counts.get(code) ?? { matched: 0, followed: 0 };
      one.matched += 1;
      if (fact.tier === listOf(code)) one.followed += 1;
      counts.set(code, one);
    }
  return counts;
};

const rowsOf = (items: readonly DiscretionItem[], counts: ReadonlyMap<string, Counted>): Statistics['rows'] => {
  const rows = new Map<string, Statistics['rows'][number]>();
  for (const item of items) {
    const key = `${item.department}|${item.list}`;
    const row = rows.get(key) ?? {
      department: item.department,
      list: item.list,
      items: 0,
      usedItems: 0,
      matched: 0,
      followed: 0,
    };
    const count = counts.get(item.code);
    row.items += item.status === 'retired' ? 0 : 1;
    if (count) {
      row.usedItems += 1;
      row.matched += count.matched;
      row.followed += count.followed;
    }
    rows.set(key, row);
  }
  return [...rows.values()].sort((a, b) => b.matched - a.matched || a.department.localeCompare(b.department, 'zh'));
};

/** How the lists were used in decided cases: by department and list, by month, and the items used most. */
export async function statisticsOf(platform: Platform, filter: Filter): Promise<Statistics> {
  const heads = (await platform.items.current(platform.store)).heads();
  const byCode = new Map(heads.map((item) => [item.code, item]));
  const items = heads.filter(
    (item) =>
      (!filter.department || item.department === filter.department) && (!filter.list || item.list === filter.list),
  );
  const facts = await factsBetween(platform, { from: filter.from, to: filter.to });
  const counts = countItems(facts, (code) => byCode.get(code)?.list);
  const wanted = new Set(items.map((item) => item.code));
  const months = monthsUpTo(filter.to ?? platform.clock.today());
  const trend = months.map((month) => {
    const lists: Record<string, number> = {};
    for (const fact of facts)
      if (monthOf(fact.decidedOn) === month)
        for (const list of new Set(
          fact.matched.filter((code) => wanted.has(code)).map((code) => byCode.get(code)!.list),
        ))
          lists[list] = (lists[list] ?? 0) + 1;
    return { month, lists };
  });
  const top = items
    .flatMap((item) => {
      const count = counts.get(item.code);
      return count
        ? [{ code: item.code, violation: item.violation, list: item.list, department: item.department, ...count }]
        : [];
    })
    .sort((a, b) => b.matched - a.matched || a.code.localeCompare(b.code))
    .slice(0, TOP);
  return {
    decided: facts.filter((fact) => !filter.department || fact.department === filter.department).length,
    rows: rowsOf(items, counts),
    trend,
    top,
  };
}

/** The use of one item over the last twelve months and in all. */
export async function useOfItem(
  platform: Platform,
  item: DiscretionItem,
): Promise<RouteResponse<'discretionItem'>['use']> {
  const facts = await platform.store.find(PENALTY_FACTS, { where: { matched: { has: item.code } } });
  return {
    matched: facts.length,
    followed: facts.filter((fact) => fact.tier === item.list).length,
    lastOn:
      facts
        .map((fact) => fact.decidedOn)
        .sort()
        .at(-1) ?? null,
    trend: monthsUpTo(platform.clock.today()).map((month) => ({
      month,
      count: facts.filter((fact) => monthOf(fact.decidedOn) === month).length,
    })),
  };
}
