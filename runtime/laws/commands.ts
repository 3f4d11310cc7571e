import type {
  LawArticle,
  LawBrief,
  LawIdentity,
  LawText,
  LawVersionFacts,
  LawVersionSummary,
  LawVersionWithState,
} from '#contracts';
import type { RouteBody } from '#contracts';
import { lawKey, parseArticles, readLaw, versionsInOrder } from '#rules';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { conflict, invalid, notFound } from '../problem-error.ts';
import { canonicalJson } from '../store/audit-chain.ts';
import type { UnitOfWork } from '../store/port.ts';
import type { LawDoc } from './collections.ts';
import { LAWS, LAW_VERSIONS } from './collections.ts';
import { bumpLaws } from './library.ts';
import { lawBrief, versionView } from './views.ts';

const ID = /^[\p{L}\p{N}()、·\-—]{1,120}$/u;

type Brief = Omit<LawBrief, 'cited'>;

function briefNow(platform: Platform, doc: LawDoc): Brief {
  const { cited: _, ...brief } = lawBrief(doc, platform.clock.today(), 0);
  return brief;
}

/** Creates a law, or changes its name, level and other particulars. */
export async function putLaw(platform: Platform, person: Person, id: string, law: LawIdentity): Promise<Brief> {
  if (!ID.test(id)) throw invalid('id', '法规编号只能用汉字、字母、数字、括号和短横，最多 120 个字。', '编号');
  const { byId, names } = await platform.laws.current();
  const namesake = names.find(law.name);
  if (!byId.has(id) && namesake !== undefined && namesake !== id)
    throw conflict(`法规库中已有《${byId.get(namesake)?.law.name ?? law.name}》，请在它下面录入新版本。`);
  const doc = await platform.store.transaction(actorOf(person), async (unit) => {
    const current = await unit.get(LAWS, id);
    const stored = current
      ? await unit.update(LAWS, { ...current, law })
      : await unit.insert(LAWS, { id, law, versions: [] });
    await bumpLaws(unit);
    unit.audit({
      action: 'law.put',
      summary: `${person.name} ${current ? '修改' : '录入'}法规《${law.name}》`,
      subjectType: 'law',
      subjectId: id,
    });
    return stored;
  });
  return briefNow(platform, doc);
}

/** The first day without the law, on its newest version; null takes a former entry back. */
export async function repealLaw(
  platform: Platform,
  person: Person,
  id: string,
  repealedOn: string | null,
): Promise<Brief> {
  const doc = await platform.store.transaction(actorOf(person), async (unit) => {
    const current = await unit.get(LAWS, id);
    if (!current) throw notFound('这部法规');
    const newest = versionsInOrder(current.versions).at(-1);
    if (!newest) throw invalid('repealedOn', `《${current.law.name}》还没有版本，不能登记废止。`, '废止日期');
    if (repealedOn !== null && repealedOn <= (newest.effectiveOn ?? newest.publishedOn ?? ''))
      throw invalid(
        'repealedOn',
        `废止日期应晚于最新版本的施行日期 ${newest.effectiveOn ?? newest.publishedOn ?? ''}。`,
        '废止日期',
      );
    const versions = current.versions.map((version) => (version === newest ? { ...version, repealedOn } : version));
    await bumpLaws(unit);
    unit.audit({
      action: 'law.repeal',
      summary: `${person.name} ${repealedOn ? `登记《${current.law.name}》自 ${repealedOn} 起废止` : `撤销《${current.law.name}》的废止登记`}`,
      subjectType: 'law',
      subjectId: id,
    });
    return unit.update(LAWS, { ...current, versions });
  });
  return briefNow(platform, doc);
}

export interface NewVersion {
  facts: LawVersionFacts;
  text: LawText;
  source: string;
}

const sameDay = (a: LawVersionFacts, b: LawVersionFacts): boolean =>
  a.publishedOn === b.publishedOn && (a.publishedOn !== null || a.effectiveOn === b.effectiveOn);

/** The version that a new text would be another edition of. */
export const editionOf = (
  versions: readonly LawVersionSummary[],
  facts: LawVersionFacts,
): LawVersionSummary | undefined => versions.find((version) => sameDay(version, facts));

export const sameText = (a: LawText, b: LawText): boolean => canonicalJson(a.articles) === canonicalJson(b.articles);

/** Writes a version (or a new edition of one) within a unit of work, and lists it with its law. The caller bumps the library. */
export async function writeVersion(
  unit: UnitOfWork,
  doc: LawDoc,
  { facts, text, source }: NewVersion,
  by: { at: string; name: string },
): Promise<{ doc: LawDoc; version: LawVersionSummary }> {
  const former = editionOf(doc.versions, facts);
  const edition = (former?.edition ?? 0) + 1;
  const day = facts.publishedOn ?? facts.effectiveOn ?? 'undated';
  const id = `${doc.id}@${day}${edition > 1 ? `.${edition}` : ''}`;
  const made = { importedAt: by.at, importedByName: by.name, source };
  await unit.insert(LAW_VERSIONS, { id, lawId: doc.id, edition, facts, text, ...made });
  const version: LawVersionSummary = { ...facts, id, edition, articleCount: text.articles.length, ...made };
  const versions = versionsInOrder([...doc.versions.filter((other) => other !== former), version]);
  return { doc: await unit.update(LAWS, { ...doc, versions }), version };
}

/** Records one version by hand. @throws ProblemError */
export async function addVersion(
  platform: Platform,
  person: Person,
  id: string,
  { articles = [], text, ...body }: RouteBody<'addLawVersion'>,
): Promise<LawVersionWithState> {
  const facts = body as LawVersionFacts;
  const content = text === undefined ? textOfArticles(articles) : readLaw(text, '').text;
  if (text !== undefined && content.articles.length === 0)
    throw invalid('text', '正文里没有找到任何条文（“第一条…”或“一、…”），请核对后再录入。', '正文');
  const at = platform.clock.now();
  const { doc, version } = await platform.store.transaction(actorOf(person), async (unit) => {
    const current = await unit.get(LAWS, id);
    if (!current) throw notFound('这部法规');
    const former = editionOf(current.versions, facts);
    const known = former ? await unit.get(LAW_VERSIONS, former.id) : null;
    if (known && sameText(known.text, content))
      throw conflict(`《${current.law.name}》的这个版本（${facts.publishedOn ?? '日期不明'}）已经录入，内容相同。`);
    const written = await writeVersion(
      unit,
      current,
      { facts, text: content, source: '手工录入' },
      { at, name: person.name },
    );
    await bumpLaws(unit);
    unit.audit({
      action: 'law.version',
      summary: `${person.name} 录入《${current.law.name}》${facts.publishedOn ?? ''}版，${content.articles.length} 条`,
      subjectType: 'law',
      subjectId: id,
    });
    return written;
  });
  return versionView(version, doc.versions, platform.clock.today());
}

/** Articles quoted one by one; an article that can't be placed is refused by its name. */
function textOfArticles(quoted: readonly { article: string; text: string }[]): LawText {
  const articles = quoted.map(({ article, text }, index): LawArticle => {
    const [reference] = parseArticles(article);
    if (!reference)
      throw invalid(`articles[${index}].article`, `看不懂“${article}”是哪一条，请写成“第四十二条”。`, '条文');
    return {
      number: reference.article,
      branch: reference.branch,
      label: article,
      clauses: text.split('\n').map((line) => ({ text: line })),
    };
  });
  const unit = articles.some(({ label }) => label.includes('条')) || articles.length === 0 ? 'article' : 'point';
  return { unit, preamble: [], headings: [], articles, appendix: [] };
}

/** The id of a new law: its name as it is recognised. */
export const idForName = (name: string): string => lawKey(name).slice(0, 120);
