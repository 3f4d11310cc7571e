import type { LawImportView } from '#contracts';
import type { CitationIndex } from '#rules';
import { beginsOn, diffLaw, impactOf, versionsInOrder } from '#rules';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { ProblemError, conflict, notFound } from '../problem-error.ts';
import type { UnitOfWork } from '../store/port.ts';
import { citationIndex } from './citing.ts';
import type { LawDoc, LawImportDoc, LawImportEntryDoc } from './collections.ts';
import { LAWS, LAW_IMPORTS, LAW_IMPORT_ENTRIES } from './collections.ts';
import { idForName, writeVersion } from './commands.ts';
import type { NewVersion } from './commands.ts';
import { lapsedItems, markItems } from './impact.ts';
import { blockers, tick, versionFacts } from './import-preview.ts';
import { bumpLaws } from './library.ts';

interface Job {
  done: number;
  total: number;
  cancelled: boolean;
  finished: Promise<void>;
}

/** Jobs of this process, by import. One that is `running` in the store but not here was cut off by a stop of the server. */
const jobs = new WeakMap<Platform, Map<string, Job>>();

export function jobsOf(platform: Platform): Map<string, Job> {
  const known = jobs.get(platform) ?? new Map<string, Job>();
  jobs.set(platform, known);
  return known;
}

/** Imports begun by this process: one of them that is no longer a job has ended, whatever a document read before says. */
const begunHere = new WeakMap<Platform, Set<string>>();

/** A law of the import with its new versions, oldest first. */
interface Planned {
  id: string;
  isNew: boolean;
  entries: LawImportEntryDoc[];
}

interface Amendment {
  lawId: string;
  name: string;
  from: string;
  to: string;
  items: { code: string; why: string }[];
}

/** Starts the import in the background. Everything is written in one unit of work at its end: all of it or nothing. */
export async function confirmImport(platform: Platform, person: Person, id: string, markThem: boolean): Promise<void> {
  const doc = await platform.store.get(LAW_IMPORTS, id);
  if (!doc) throw notFound('这次导入');
  if (jobsOf(platform).has(id)) throw conflict('这次导入正在进行。');
  if (doc.state === 'done') throw conflict('这次导入已经完成。');
  const entries = await platform.store.find(LAW_IMPORT_ENTRIES, { where: { importId: id }, sort: [['order', 'asc']] });
  const chosen = entries.filter(({ facts, action }) => !facts.skip && action !== 'duplicate');
  demandComplete(entries);
  const job: Job = { done: 0, total: chosen.length, cancelled: false, finished: Promise.resolve() };
  jobsOf(platform).set(id, job);
  begunHere.set(platform, (begunHere.get(platform) ?? new Set()).add(id));
  try {
    await setState(platform, person, id, { state: 'running', error: null });
  } catch (error) {
    jobsOf(platform).delete(id);
    throw error;
  }
  job.finished = run(platform, person, id, job, chosen, markThem)
    .catch((error: unknown) => fail(platform, person, id, error))
    .finally(() => jobsOf(platform).delete(id));
}

/** Stops a running import before it writes; what was not begun is thrown away. */
export async function cancelImport(platform: Platform, person: Person, id: string): Promise<void> {
  const doc = await platform.store.get(LAW_IMPORTS, id);
  if (!doc) throw notFound('这次导入');
  const job = jobsOf(platform).get(id);
  if (job) {
    job.cancelled = true;
    await job.finished;
    return;
  }
  if (doc.state !== 'done') await setState(platform, person, id, { state: 'cancelled' });
}

function demandComplete(entries: readonly LawImportEntryDoc[]): void {
  const issues = entries.flatMap((entry) =>
    blockers(entry).map((message) => ({ path: `entries[${entry.order}]`, label: entry.file, message })),
  );
  const seen = new Map<string, string>();
  for (const entry of entries) {
    if (entry.facts.skip || entry.action === 'duplicate' || entry.action === 'unreadable') continue;
    const key = `${lawIdOf(entry)}@${entry.facts.publishedOn ?? ''}`;
    const twin = seen.get(key);
    if (twin)
      issues.push({
        path: `entries[${entry.order}]`,
        label: entry.file,
        message: `与“${twin}”是同一部法规的同一个版本，请只留一个`,
      });
    seen.set(key, entry.file);
  }
  if (issues.length > 0)
    throw new ProblemError('validation', `有 ${issues.length} 处还不能导入，请改正，或标为不导入。什么都没有导入。`, {
      issues: issues.slice(0, 200),
    });
  if (seen.size === 0) throw new ProblemError('validation', '没有要导入的内容：所选文件都已在库中，或都标为不导入。');
}

const lawIdOf = ({ facts }: LawImportEntryDoc): string => facts.lawId ?? idForName(facts.name);

class Cancelled extends Error {}

async function run(
  platform: Platform,
  person: Person,
  id: string,
  job: Job,
  chosen: readonly LawImportEntryDoc[],
  markThem: boolean,
): Promise<void> {
  const snapshot = await platform.laws.current();
  const index = await citationIndex(platform, snapshot.names);
  const planned = planOf(chosen, snapshot.byId);
  const amendments: Amendment[] = [];
  for (const law of planned) {
    if (job.cancelled) throw new Cancelled();
    amendments.push(...(await amendmentOf(platform, law, snapshot.byId.get(law.id), index)));
    job.done += law.entries.length / 2;
    await tick();
  }
  const by = { at: platform.clock.now(), name: person.name };
  await platform.store.transaction(actorOf(person), async (unit) => {
    job.done = job.total / 2;
    for (const [order, law] of planned.entries()) {
      if (job.cancelled) throw new Cancelled();
      await writeLaw(unit, law, by);
      job.done += law.entries.length / 2;
      // Others are served while the unit of work is open; the store itself lets nobody else write.
      if (order % 5 === 4) await tick();
    }
    await bumpLaws(unit);
    const marked: string[] = [];
    for (const { name, items } of markThem ? amendments : []) marked.push(...(await markItems(unit, by, name, items)));
    unit.audit({
      action: 'law.import',
      summary: `${person.name} 导入 ${planned.length} 部法规的 ${chosen.length} 个版本${marked.length > 0 ? `，${marked.length} 个清单项转为待复核` : ''}`,
      subjectType: 'law-import',
      subjectId: id,
    });
    const current = await unit.get(LAW_IMPORTS, id);
    if (!current) throw notFound('这次导入');
    const amended = amendments.map(({ lawId, name, from, to }) => ({ lawId, name, from, to }));
    await unit.update(LAW_IMPORTS, { ...current, state: 'done', amended, markedItems: [...new Set(marked)] });
  });
  job.done = job.total;
}

function planOf(chosen: readonly LawImportEntryDoc[], byId: ReadonlyMap<string, LawDoc>): Planned[] {
  const planned = new Map<string, Planned>();
  for (const entry of chosen) {
    const id = lawIdOf(entry);
    const law = planned.get(id) ?? { id, isNew: !byId.has(id), entries: [] };
    law.entries.push(entry);
    planned.set(id, law);
  }
  for (const { entries } of planned.values())
    entries.sort((a, b) => (beginsOn(versionFacts(a)) < beginsOn(versionFacts(b)) ? -1 : 1));
  return [...planned.values()];
}

/** A law that gets a newer version than it had: from the newest known to the newest of the import. */
async function amendmentOf(
  platform: Platform,
  { id, entries }: Planned,
  doc: LawDoc | undefined,
  index: CitationIndex,
): Promise<Amendment[]> {
  const newest = versionsInOrder(doc?.versions ?? []).at(-1);
  const last = entries.at(-1);
  if (!doc || !newest || !last) return [];
  const facts = versionFacts(last);
  const isNewer = beginsOn(facts) > beginsOn(newest) || (facts.publishedOn ?? '') > (newest.publishedOn ?? '');
  if (!isNewer || facts.publishedOn === newest.publishedOn) return [];
  const before = await platform.laws.text(newest.id);
  const pairs = diffLaw(before?.articles ?? [], last.reading.text.articles);
  const change = { lawId: id, publishedOn: facts.publishedOn, pairs, formerWasExcerpt: newest.excerpt };
  const items = lapsedItems(impactOf(change, index));
  return [{ lawId: id, name: doc.law.name, from: newest.publishedOn ?? newest.id, to: facts.publishedOn ?? '', items }];
}

async function writeLaw(
  unit: UnitOfWork,
  { id, isNew, entries }: Planned,
  by: { at: string; name: string },
): Promise<void> {
  const newest = entries.at(-1)?.facts;
  let doc = await unit.get(LAWS, id);
  if (!doc) {
    if (!isNew || newest?.level == null) throw conflict('法规库在导入期间被他人修改，请重新导入。');
    const { code, name, aliases, level, organ } = newest;
    doc = await unit.insert(LAWS, {
      id,
      law: { ...(code ? { code } : {}), name, aliases, level, organ },
      versions: [],
    });
  }
  for (const entry of entries) {
    const version: NewVersion = { facts: versionFacts(entry), text: entry.reading.text, source: entry.file };
    ({ doc } = await writeVersion(unit, doc, version, by));
  }
}

async function fail(platform: Platform, person: Person, id: string, error: unknown): Promise<void> {
  if (error instanceof Cancelled) {
    await setState(platform, person, id, { state: 'cancelled' });
    return;
  }
  platform.logger.error({ err: error }, 'law import failed');
  const reason = error instanceof ProblemError ? error.message : '写入时出错，什么都没有导入，请稍后再试。';
  await setState(platform, person, id, { state: 'failed', error: reason }).catch(() => undefined);
}

async function setState(
  platform: Platform,
  person: Person,
  id: string,
  change: Partial<Pick<LawImportDoc, 'state' | 'error'>>,
): Promise<void> {
  await platform.store.transaction(actorOf(person), async (unit) => {
    const current = await unit.get(LAW_IMPORTS, id);
    if (current) await unit.update(LAW_IMPORTS, { ...current, ...change });
  });
}

/** State and progress, as the page shows them. */
export function progressOf(platform: Platform, doc: LawImportDoc): Pick<LawImportView, 'state' | 'done'> {
  const job = jobsOf(platform).get(doc.id);
  if (doc.state === 'running') {
    if (job) return { state: 'running', done: Math.floor(job.done) };
    const ending = begunHere.get(platform)?.has(doc.id) === true;
    return ending ? { state: 'running', done: doc.total } : { state: 'interrupted', done: 0 };
  }
  return { state: doc.state, done: doc.state === 'done' ? doc.total : 0 };
}
