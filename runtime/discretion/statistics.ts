import type { DiscretionItem, RouteResponse } from '#contracts';
import type { Platform } from '../platform.ts';
import type { PenaltyFactDoc } from './collections.ts';
import { PENALTY_FACTS } from './collections.ts';
import { pagesOf } from '../store/pages.ts';

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

/** A page of facts is counted, then whoever waits has a turn: a city has 150,000 of them. */
function factsBetween({ store }: Platform, { from, to }: Filter): AsyncGenerator<PenaltyFactDoc[]> {
  const decidedOn = { ...(from ? { gte: from } : {}), ...(to ? { lte: to } : {}) };
  return pagesOf(store, PENALTY_FACTS, from || to ? { decidedOn } : {});
}

interface Counted {
  matched: number;
  followed: number;
}

interface Counts {
  decided: number;
  /** By item: in how many decided cases it was matched, and in how many its list was followed. */
  items: Map<string, Counted>;
  /** By month, by list: decided cases with a matched item of it among those asked for. */
  months: Map<string, Record<string, number>>;
}

function countItems(counts: Counts, fact: PenaltyFactDoc, listOf: (code: string) => string | undefined): void {
  for (const code of fact.matched) {
    const one = counts.items.get(code) ?? { matched: 0, followed: 0 };
    one.matched += 1;
    if (fact.tier === listOf(code)) one.followed += 1;
    counts.items.set(code, one);
  }
}

function countMonth(counts: Counts, fact: PenaltyFactDoc, wantedListOf: (code: string) => string | undefined): void {
  const lists = counts.months.get(monthOf(fact.decidedOn));
  if (!lists) return;
  for (const list of new Set(fact.matched.map(wantedListOf)))
    if (list !== undefined) lists[list] = (lists[list] ?? 0) + 1;
}

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
  const wanted = new Set(items.map((item) => item.code));
  const listOf = (code: string) => byCode.get(code)?.list;
  const months = monthsUpTo(filter.to ?? platform.clock.today());
  const counts: Counts = { decided: 0, items: new Map(), months: new Map(months.map((month) => [month, {}])) };
  const wantedListOf = (code: string) => (wanted.has(code) ? listOf(code) : undefined);
  for await (const page of factsBetween(platform, filter))
    for (const fact of page) {
      const first = (fact.unit ?? 0) === 0;
      if (first && (!filter.department || fact.department === filter.department)) counts.decided += 1;
      countItems(counts, fact, listOf);
      countMonth(counts, fact, wantedListOf);
    }
  const top = items
    .flatMap((item) => {
      const count = counts.items.get(item.code);
      return count
        ? [{ code: item.code, violation: item.violation, list: item.list, department: item.department, ...count }]
        : [];
    })
    .sort((a, b) => b.matched - a.matched || a.code.localeCompare(b.code))
    .slice(0, TOP);
  return {
    decided: counts.decided,
    rows: rowsOf(items, counts.items),
    trend: months.map((month) => ({ month, lists: counts.months.get(month) ?? {} })),
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
