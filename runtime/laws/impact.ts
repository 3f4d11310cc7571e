import type { ImpactEntry, LawImpact } from '#contracts';
import type { ArticlePair, CitationIndex } from '#rules';
import { articleUse, diffLaw, impactOf, stateOfLaw, versionsInOrder } from '#rules';
import { DISCRETION_ITEMS } from '../discretion/collections.ts';
import type { ItemDoc } from '../discretion/collections.ts';
import { nextSequence, writeVersion } from '../discretion/items.ts';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { notFound } from '../problem-error.ts';
import { CASE_INDEX } from '../store/collections.ts';
import type { Query, UnitOfWork } from '../store/port.ts';
import { OPEN_STATES, citationIndex, citedCounts } from './citing.ts';
import type { LawDoc } from './collections.ts';
import type { VersionPair } from './views.ts';
import { countChanges, lawBrief, versionPair, versionView } from './views.ts';

export interface WhichChange {
  from?: string | undefined;
  to?: string | undefined;
}

interface Change {
  doc: LawDoc;
  pair: VersionPair | null;
  pairs: ArticlePair[];
  repealed: boolean;
  entries: ImpactEntry[];
  /** Codes by which an open case uses any of what is touched. */
  uses: string[];
}

export async function demandLaw(platform: Platform, id: string): Promise<LawDoc> {
  const doc = (await platform.laws.current()).byId.get(id);
  if (!doc) throw notFound('这部法规');
  return doc;
}

export async function pairsOf(platform: Platform, { from, to }: VersionPair): Promise<ArticlePair[]> {
  const [before, after] = [await platform.laws.text(from.id), await platform.laws.text(to.id)];
  return diffLaw(before?.articles ?? [], after?.articles ?? []);
}

/** A law that is repealed, and was asked for without versions, touches everything that cites it. */
async function changeOf(platform: Platform, doc: LawDoc, which: WhichChange, index?: CitationIndex): Promise<Change> {
  const { names } = await platform.laws.current();
  const today = platform.clock.today();
  const ends = doc.versions.length > 0 && versionsInOrder(doc.versions).at(-1)?.repealedOn != null;
  const repealed = !which.from && !which.to && (ends || stateOfLaw(doc.versions, today) === 'repealed');
  const pair = repealed ? null : versionPair(doc, which);
  const last = versionsInOrder(doc.versions).at(-1);
  const lastText = repealed && last ? await platform.laws.text(last.id) : null;
  const pairs: ArticlePair[] = pair
    ? await pairsOf(platform, pair)
    : (lastText?.articles ?? []).map((before) => ({ kind: 'removed', before, after: null }));
  const change = {
    lawId: doc.id,
    publishedOn: pair?.to.publishedOn ?? null,
    pairs,
    formerWasExcerpt: pair?.from.excerpt ?? false,
    repealed,
  };
  const entries = impactOf(change, index ?? (await citationIndex(platform, names)));
  return { doc, pair, pairs, repealed, entries, uses: usesOf(doc, pairs, entries) };
}

/** What a case can use of it: the rules that are touched, and the changed articles by every name of the law. */
function usesOf(doc: LawDoc, pairs: readonly ArticlePair[], entries: readonly ImpactEntry[]): string[] {
  const names = [doc.law.name, doc.law.code ?? '', ...doc.law.aliases].filter((name) => name !== '');
  const articles = pairs.flatMap(({ kind, before }) =>
    before && (kind === 'changed' || kind === 'removed') ? [before.number] : [],
  );
  return [
    ...new Set([
      ...entries
        .filter(({ effect }) => effect === 'changed' || effect === 'removed')
        .flatMap(({ subject }) => subject.uses),
      ...names.flatMap((name) => articles.map((article) => articleUse(name, article))),
    ]),
  ];
}

/** Open cases within the reader's reach that use any of these rules. */
function casesUsing(platform: Platform, person: Person, uses: readonly string[]): Query {
  const scope = platform.organs.caseQuery(person);
  return { ...scope, where: { ...scope.where, uses: { hasAny: uses }, status: { in: OPEN_STATES } } };
}

/** What an amendment or a repeal touches, with the number of open cases for each. */
export async function lawImpact(
  platform: Platform,
  person: Person,
  id: string,
  which: WhichChange,
): Promise<LawImpact> {
  const { doc, pair, pairs, repealed, entries, uses } = await changeOf(platform, await demandLaw(platform, id), which);
  const today = platform.clock.today();
  const items = new Map((await platform.store.find(DISCRETION_ITEMS)).map(({ item }) => [item.code, item.status]));
  const counted = new Map<string, number>();
  const openCases = async (list: readonly string[]): Promise<number> => {
    const key = [...list].sort().join('|');
    const known = counted.get(key);
    if (known !== undefined) return known;
    const count = list.length === 0 ? 0 : await platform.store.count(CASE_INDEX, casesUsing(platform, person, list));
    counted.set(key, count);
    return count;
  };
  const counts = [];
  for (const entry of entries) counts.push({ ...entry, openCases: await openCases(entry.subject.uses) });
  return {
    law: lawBrief(doc, today, (await citedCounts(platform)).get(doc.id) ?? 0),
    from: pair ? versionView(pair.from, doc.versions, today) : null,
    to: pair ? versionView(pair.to, doc.versions, today) : null,
    repealed,
    counts: countChanges(pairs),
    entries: counts.map((entry) =>
      entry.subject.kind === 'list-item' ? { ...entry, toReview: items.get(itemCode(entry)) === 'to-review' } : entry,
    ),
    openCases: await openCases(uses),
  };
}

export async function lawImpactCases(
  platform: Platform,
  person: Person,
  id: string,
  { page, pageSize, ...which }: WhichChange & { page: number; pageSize: number },
) {
  const { uses } = await changeOf(platform, await demandLaw(platform, id), which);
  const query = casesUsing(platform, person, uses);
  const cases = await platform.store.find(CASE_INDEX, {
    ...query,
    sort: [['number', 'asc']],
    limit: pageSize,
    skip: (page - 1) * pageSize,
  });
  return {
    items: cases.map(({ id: caseId, number, title, procedureName, stageName, organId }) => ({
      ...{ id: caseId, number, title, procedureName, stageName },
      organName: platform.organs.nameOf(organId),
    })),
    total: await platform.store.count(CASE_INDEX, query),
    page,
    pageSize,
  };
}

const itemCode = ({ subject }: ImpactEntry): string => subject.id.slice('list-item/'.length);

/** Codes of the list items whose clause a change takes away or rewords. */
export const lapsedItems = (entries: readonly ImpactEntry[]): { code: string; why: string }[] =>
  entries
    .filter(({ subject, effect }) => subject.kind === 'list-item' && (effect === 'removed' || effect === 'changed'))
    .map((entry) => ({ code: itemCode(entry), why: entry.explanation }));

/** Turns effective items into 待复核 by a version of their own, within a unit of work; returns those that were turned. */
export async function markItems(
  unit: UnitOfWork,
  by: { at: string; name: string },
  lawName: string,
  items: readonly { code: string; why: string }[],
): Promise<string[]> {
  const marked: string[] = [];
  for (const { code, why } of items) {
    const current = await unit.get(DISCRETION_ITEMS, code);
    if (current?.item.status !== 'effective') continue;
    await setStatus(unit, current, 'to-review', by, `《${lawName}》修改，引用的条款有变动：${why}`);
    marked.push(code);
  }
  return marked;
}

const STATUS_WORDS = { effective: '恢复', 'to-review': '转为待复核' } as const;

async function setStatus(
  unit: UnitOfWork,
  { item }: ItemDoc,
  status: keyof typeof STATUS_WORDS,
  by: { at: string; name: string },
  reason: string,
): Promise<void> {
  const note = { at: by.at, byName: by.name, reason };
  await writeVersion(unit, { ...item, status, statusReason: reason }, note, await nextSequence(unit));
  unit.audit({
    action: 'discretion-item.status',
    summary: `${by.name} ${STATUS_WORDS[status]}清单项 ${item.code}：${reason}`.slice(0, 300),
    subjectType: 'discretion-item',
    subjectId: item.code,
  });
}

/** By hand: marks items that the change touches, or puts them back. */
export async function reviewImpact(
  platform: Platform,
  person: Person,
  id: string,
  { items, undo = false, ...which }: WhichChange & { items: string[]; undo?: boolean | undefined },
): Promise<{ changed: string[] }> {
  const doc = await demandLaw(platform, id);
  const { entries } = await changeOf(platform, doc, which);
  const touched = new Map(
    entries.flatMap((entry) =>
      entry.subject.kind === 'list-item' ? [[itemCode(entry), entry.explanation] as const] : [],
    ),
  );
  const wanted = items.flatMap((code) => {
    const why = touched.get(code);
    return why === undefined ? [] : [{ code, why }];
  });
  const by = { at: platform.clock.now(), name: person.name };
  return platform.store.transaction(actorOf(person), async (unit) => {
    if (!undo) return { changed: await markItems(unit, by, doc.law.name, wanted) };
    const changed: string[] = [];
    for (const { code } of wanted) {
      const current = await unit.get(DISCRETION_ITEMS, code);
      if (current?.item.status !== 'to-review') continue;
      await setStatus(unit, current, 'effective', by, `已按《${doc.law.name}》的新版本复核`);
      changed.push(code);
    }
    return { changed };
  });
}
