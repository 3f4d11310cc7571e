import { randomUUID } from 'node:crypto';
import type { LawFinding, LawImportFacts, LawText, LawVersionFacts, LawVersionSummary } from '#contracts';
import type { LawReading } from '#rules';
import { beginsOn, factsOfFileName, readLaw, versionsInOrder } from '#rules';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import type { LawDoc, LawImportDoc, LawImportEntryDoc } from './collections.ts';
import { LAW_IMPORTS, LAW_IMPORT_ENTRIES } from './collections.ts';
import { editionOf, idForName, sameText } from './commands.ts';
import type { LawSnapshot } from './library.ts';
import type { UploadedFile } from './read-file.ts';
import { textOfFile, unpack } from './read-file.ts';

const EMPTY: LawText = { unit: 'article', preamble: [], headings: [], articles: [], appendix: [] };
/** How many previews of a person are kept: an older one that was never confirmed is thrown away. */
const KEPT = 5;

export const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const entryId = (importId: string, order: number): string => `${importId}:${String(order).padStart(5, '0')}`;

/** Reads what was uploaded and keeps it for a look before anything is imported. @throws ProblemError */
export async function previewImport(
  platform: Platform,
  person: Person,
  uploaded: readonly UploadedFile[],
): Promise<LawImportDoc> {
  const files = unpack(uploaded);
  const snapshot = await platform.laws.current();
  const id = randomUUID();
  const entries: Omit<LawImportEntryDoc, 'version'>[] = [];
  for (const [index, file] of files.entries()) {
    entries.push(await entryOf(platform, snapshot, id, index + 1, file));
    if (index % 10 === 9) await tick();
  }
  await dropOld(platform, person);
  return platform.store.transaction(actorOf(person), async (unit) => {
    for (const entry of entries) await unit.insert(LAW_IMPORT_ENTRIES, entry);
    return unit.insert(LAW_IMPORTS, {
      id,
      state: 'previewed',
      createdAt: platform.clock.now(),
      createdById: person.id,
      createdByName: person.name,
      total: entries.length,
      error: null,
      amended: [],
      markedItems: [],
    });
  });
}

async function entryOf(
  platform: Platform,
  snapshot: LawSnapshot,
  importId: string,
  order: number,
  file: UploadedFile,
): Promise<Omit<LawImportEntryDoc, 'version'>> {
  const reading = readFile(file);
  const facts = factsOf(reading, snapshot);
  const entry = {
    id: entryId(importId, order),
    importId,
    order,
    file: file.path,
    action: 'unreadable' as const,
    facts,
    reading,
  };
  return { ...entry, action: await actionOf(platform, snapshot, entry) };
}

function readFile(file: UploadedFile): LawReading {
  try {
    return readLaw(textOfFile(file), file.path);
  } catch (error) {
    const finding: LawFinding = { severity: 'error', line: null, message: (error as Error).message };
    const { name, publishedOn } = factsOfFileName(file.path);
    const guess = { name, level: null, organ: '', number: '', change: 'enacted' as const, publishedOn };
    return { guess, history: [], text: EMPTY, effectiveOn: null, effectiveAssumed: false, findings: [finding] };
  }
}

/** What the text says of itself; a law that the library has keeps its name, code and level. */
function factsOf({ guess, effectiveOn, effectiveAssumed }: LawReading, { names, byId }: LawSnapshot): LawImportFacts {
  const known = byId.get(names.find(guess.name) ?? '');
  return {
    lawId: known?.id ?? null,
    ...(known?.law.code ? { code: known.law.code } : {}),
    name: known?.law.name ?? guess.name,
    aliases: known?.law.aliases ?? [],
    level: known?.law.level ?? guess.level,
    organ: known?.law.organ || guess.organ,
    number: guess.number,
    change: guess.change,
    publishedOn: guess.publishedOn,
    effectiveOn,
    effectiveAssumed,
    skip: false,
  };
}

type Judged = Pick<LawImportEntryDoc, 'facts' | 'reading'>;

/** What importing it would do, as the library is now. */
export async function actionOf(
  platform: Platform,
  { byId }: LawSnapshot,
  { facts, reading }: Judged,
): Promise<LawImportEntryDoc['action']> {
  if (reading.text.articles.length === 0) return 'unreadable';
  const doc = byId.get(facts.lawId ?? '');
  if (!doc) return 'new-law';
  const former = editionOf(doc.versions, versionFacts({ facts, reading }));
  if (!former) return 'new-version';
  const known = await platform.laws.text(former.id);
  return known && sameText(known, reading.text) ? 'duplicate' : 'new-edition';
}

/** The facts under which a file becomes a version. An imported text is the law's own: 法. */
export function versionFacts({ facts, reading }: Judged): LawVersionFacts {
  const { publishedOn, effectiveOn, effectiveAssumed, change, number } = facts;
  return {
    ...{ publishedOn, effectiveOn, effectiveAssumed, change, number },
    repealedOn: null,
    history: reading.history,
    origin: '法',
    excerpt: false,
  };
}

/** Why an entry can't be imported as it stands; empty when it can. */
export function blockers({ facts, action }: Pick<LawImportEntryDoc, 'facts' | 'action'>): string[] {
  if (facts.skip) return [];
  const reasons: string[] = [];
  if (action === 'unreadable') reasons.push('没有读出任何条文，请换一个文件，或不导入它');
  if (facts.name.trim() === '') reasons.push('请填写法规名称');
  else if (facts.lawId === null && idForName(facts.name) === '') reasons.push('法规名称里没有可用的文字');
  if (facts.level === null) reasons.push('请选择效力级别');
  if (facts.publishedOn === null) reasons.push('请填写公布日期');
  if (facts.publishedOn !== null && facts.effectiveOn !== null && facts.effectiveOn < facts.publishedOn)
    reasons.push(`施行日期 ${facts.effectiveOn} 早于公布日期 ${facts.publishedOn}`);
  return reasons;
}

/** The version that a new one follows: the latest that begins before it (not the one that it is an edition of). */
export function formerVersion(doc: LawDoc | undefined, facts: LawVersionFacts): LawVersionSummary | null {
  if (!doc) return null;
  const edition = editionOf(doc.versions, facts);
  return (
    versionsInOrder(doc.versions.filter((version) => version !== edition))
      .filter((version) => beginsOn(version) <= beginsOn(facts))
      .at(-1) ?? null
  );
}

async function dropOld(platform: Platform, person: Person): Promise<void> {
  const all = await platform.store.find(LAW_IMPORTS, { sort: [['createdAt', 'desc']] });
  const old = all.filter(({ createdById, state }) => createdById === person.id && state !== 'running').slice(KEPT - 1);
  for (const { id } of old)
    await platform.store.transaction(actorOf(person), async (unit) => {
      for (const entry of await unit.find(LAW_IMPORT_ENTRIES, { where: { importId: id } }))
        await unit.remove(LAW_IMPORT_ENTRIES, entry.id);
      await unit.remove(LAW_IMPORTS, id);
    });
}
