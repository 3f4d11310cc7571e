import type { LawImportEntry, LawImportFacts, LawImportView } from '#contracts';
import { diffLaw } from '#rules';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { conflict, notFound } from '../problem-error.ts';
import { searchText } from '../store/port.ts';
import type { LawImportDoc, LawImportEntryDoc } from './collections.ts';
import { LAW_IMPORTS, LAW_IMPORT_ENTRIES } from './collections.ts';
import { idForName } from './commands.ts';
import { jobsOf, progressOf } from './import-job.ts';
import { actionOf, blockers, entryId, formerVersion, versionFacts } from './import-preview.ts';
import { changesOf, countChanges, versionView } from './views.ts';

/** An import is seen by who made it. @throws ProblemError 404 */
export async function demandImport(platform: Platform, person: Person, id: string): Promise<LawImportDoc> {
  const doc = await platform.store.get(LAW_IMPORTS, id);
  if (!doc || doc.createdById !== person.id) throw notFound('这次导入');
  return doc;
}

const entriesOf = (platform: Platform, importId: string): Promise<LawImportEntryDoc[]> =>
  platform.store.find(LAW_IMPORT_ENTRIES, { where: { importId }, sort: [['order', 'asc']] });

const needsALook = ({ reading }: LawImportEntryDoc): boolean =>
  reading.findings.some(({ severity }) => severity !== 'info');

export async function importView(platform: Platform, doc: LawImportDoc): Promise<LawImportView> {
  const entries = await entriesOf(platform, doc.id);
  const counts = { 'new-law': 0, 'new-version': 0, 'new-edition': 0, duplicate: 0, unreadable: 0 };
  for (const { action, facts } of entries) if (!facts.skip) counts[action] += 1;
  const { id, createdAt, createdByName, total, error, amended, markedItems } = doc;
  return {
    ...{ id, createdAt, createdByName, total, error, amended, markedItems, counts },
    ...progressOf(platform, doc),
    blocking: entries.filter((entry) => blockers(entry).length > 0).length,
    withFindings: entries.filter(needsALook).length,
  };
}

async function entryView(platform: Platform, entry: LawImportEntryDoc): Promise<LawImportEntry> {
  const { order, file, action, facts, reading } = entry;
  const { changed } = await comparison(platform, entry);
  const blocking = blockers(entry).map((message) => ({ severity: 'error' as const, line: null, message }));
  return {
    ...{ order, file, action, facts, changed },
    articleCount: reading.text.articles.length,
    findings: [...blocking, ...reading.findings],
  };
}

async function comparison(platform: Platform, entry: LawImportEntryDoc) {
  const { byId } = await platform.laws.current();
  const doc = byId.get(entry.facts.lawId ?? '');
  const former = formerVersion(doc, versionFacts(entry));
  const text = former ? await platform.laws.text(former.id) : null;
  const pairs = text ? diffLaw(text.articles, entry.reading.text.articles) : [];
  return {
    former: former && doc ? versionView(former, doc.versions, platform.clock.today()) : null,
    changed: text ? countChanges(pairs) : null,
    changes: changesOf(pairs),
  };
}

/** The imports of a person that are kept, the newest first: to come back to one. */
export async function importsOf(platform: Platform, person: Person) {
  const all = await platform.store.find(LAW_IMPORTS, { sort: [['createdAt', 'desc']], limit: 50 });
  return {
    items: all
      .filter(({ createdById }) => createdById === person.id)
      .map((doc) => ({ id: doc.id, createdAt: doc.createdAt, total: doc.total, ...progressOf(platform, doc) })),
  };
}

type Show = 'all' | 'blocking' | 'findings' | 'changed';

export async function importEntries(
  platform: Platform,
  importId: string,
  { q, show, page, pageSize }: { q?: string | undefined; show: Show; page: number; pageSize: number },
) {
  const words = searchText(q);
  const found = (await entriesOf(platform, importId)).filter(
    (entry) =>
      (words === '' || searchText(entry.file, entry.facts.name).includes(words)) &&
      (show !== 'blocking' || blockers(entry).length > 0) &&
      (show !== 'findings' || needsALook(entry)) &&
      (show !== 'changed' || entry.action === 'new-version' || entry.action === 'new-edition'),
  );
  const shown = found.slice((page - 1) * pageSize, page * pageSize);
  const items: LawImportEntry[] = [];
  for (const entry of shown) items.push(await entryView(platform, entry));
  return { items, total: found.length, page, pageSize };
}

async function demandEntry(platform: Platform, importId: string, order: string): Promise<LawImportEntryDoc> {
  const entry = /^\d{1,5}$/.test(order)
    ? await platform.store.get(LAW_IMPORT_ENTRIES, entryId(importId, Number(order)))
    : null;
  if (!entry) throw notFound('导入的这个文件');
  return entry;
}

export async function importEntry(platform: Platform, importId: string, order: string) {
  const entry = await demandEntry(platform, importId, order);
  const { former, changes } = await comparison(platform, entry);
  const { text, history } = entry.reading;
  return { ...(await entryView(platform, entry)), text, history, former, changes };
}

/** Corrects what the reader guessed. Another name may make it a version of another law. */
export async function mendEntry(
  platform: Platform,
  person: Person,
  doc: LawImportDoc,
  order: string,
  change: Partial<LawImportFacts>,
): Promise<LawImportEntry> {
  if (jobsOf(platform).has(doc.id) || doc.state === 'done') throw conflict('这次导入已经开始或完成，不能再改。');
  const entry = await demandEntry(platform, doc.id, order);
  const snapshot = await platform.laws.current();
  const facts: LawImportFacts = { ...entry.facts, ...change };
  if (change.name !== undefined && change.lawId === undefined)
    facts.lawId =
      snapshot.names.find(change.name) ?? (snapshot.byId.has(idForName(change.name)) ? idForName(change.name) : null);
  if (change.effectiveOn !== undefined) facts.effectiveAssumed = false;
  if (facts.effectiveOn === null && facts.publishedOn !== null)
    Object.assign(facts, { effectiveOn: facts.publishedOn, effectiveAssumed: true });
  if (facts.lawId !== null && !snapshot.byId.has(facts.lawId)) throw notFound('所选的法规');
  const mended = { ...entry, facts };
  const action = await actionOf(platform, snapshot, mended);
  const stored = await platform.store.transaction(actorOf(person), (unit) =>
    unit.update(LAW_IMPORT_ENTRIES, { ...mended, action }),
  );
  return entryView(platform, stored);
}
