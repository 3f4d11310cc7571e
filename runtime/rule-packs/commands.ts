import type { RulePackVersion } from '#contracts';
import { checkPack } from '#rules';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { ProblemError, conflict, forbidden, notFound } from '../problem-error.ts';
import type { UnitOfWork } from '../store/port.ts';
import type { RulePackDoc } from './collections.ts';
import { RULE_PACKS, RULE_REVISION, rulePackId } from './collections.ts';
import { packSurroundings } from './surroundings.ts';

const OPEN = { in: ['draft', 'submitted', 'returned'] } as const;

export function packView(document: RulePackDoc): RulePackVersion {
  const {
    id: _id,
    version: _version,
    authorIds: _authors,
    reviewerName: _reviewer,
    retiredByName: _by,
    ...view
  } = document;
  return view;
}

export async function draftOf(platform: Platform, pack: string): Promise<RulePackDoc> {
  const [draft] = await platform.store.find(RULE_PACKS, { where: { pack, status: OPEN }, limit: 1 });
  if (!draft) throw new ProblemError('not-found', '这个规则包没有正在编辑的草稿，请先由已发布的版本开新草稿。');
  return draft;
}

export async function versionsOf(platform: Platform, pack: string): Promise<RulePackDoc[]> {
  const versions = await platform.store.find(RULE_PACKS, { where: { pack }, sort: [['number', 'desc']] });
  if (versions.length === 0) throw notFound('该规则包');
  return versions;
}

type Contents = Pick<RulePackVersion, 'name' | 'parent' | 'scope' | 'effectiveFrom' | 'content' | 'note'>;

function note(unit: UnitOfWork, action: string, summary: string, document: Pick<RulePackDoc, 'pack'>): void {
  unit.audit({ action: `rule-pack.${action}`, summary, subjectType: 'rule-pack', subjectId: document.pack });
}

async function insertDraft(
  platform: Platform,
  unit: UnitOfWork,
  person: Person,
  pack: string,
  number: number,
  contents: Contents,
): Promise<RulePackDoc> {
  return unit.insert(RULE_PACKS, {
    id: rulePackId(pack, number),
    pack,
    number,
    ...contents,
    status: 'draft',
    revision: null,
    retiredRevision: null,
    authorName: person.name,
    authorIds: [person.id],
    publishedAt: null,
    publishedByName: null,
    draftRevision: 1,
    submittedAt: null,
    reviewComment: null,
    reviewerName: null,
    retiredAt: null,
    retiredByName: null,
    updatedAt: platform.clock.now(),
  });
}

/** A new pack with a first draft. @throws ProblemError 409 when the code is taken */
export async function createPack(
  platform: Platform,
  person: Person,
  body: Contents & { pack: string },
): Promise<RulePackDoc> {
  const { pack, ...contents } = body;
  const draft = await platform.store.transaction(actorOf(person), async (unit) => {
    if ((await unit.count(RULE_PACKS, { where: { pack } })) > 0)
      throw conflict(`规则包代码“${pack}”已被使用，请换一个。`);
    note(unit, 'created', `${person.name} 新建规则包“${contents.name}”`, { pack });
    return insertDraft(platform, unit, person, pack, 1, contents);
  });
  return published(platform, draft);
}

/** A new draft from a version, by default the newest published one; undoing a change starts from the version before it. */
export async function openPackDraft(
  platform: Platform,
  person: Person,
  pack: string,
  from?: number,
): Promise<RulePackDoc> {
  const versions = await versionsOf(platform, pack);
  const open = versions.find((version) => ['draft', 'submitted', 'returned'].includes(version.status));
  if (open && from === undefined) return open;
  if (open) throw conflict(`规则包已有第 ${open.number} 版草稿（${open.authorName}），请先处理它。`);
  const base =
    from === undefined
      ? (versions.find((version) => version.status === 'published') ?? versions[0])
      : versions.find((version) => version.number === from);
  if (!base) throw notFound(`第 ${from} 版`);
  const number = (versions[0]?.number ?? 0) + 1;
  const { name, parent, scope, content } = base;
  return published(
    platform,
    await platform.store.transaction(actorOf(person), async (unit) => {
      note(unit, 'draft-opened', `${person.name} 由“${name}”第 ${base.number} 版开新草稿第 ${number} 版`, { pack });
      return insertDraft(platform, unit, person, pack, number, {
        name,
        parent,
        scope,
        content,
        effectiveFrom: platform.clock.today(),
        note: from === undefined ? '' : `恢复为第 ${from} 版的内容`,
      });
    }),
  );
}

function demandEditable(draft: RulePackDoc): void {
  if (draft.status === 'submitted') throw conflict('草稿正在送审，不能修改。请等待审批，或由审批人退回。');
}

/** Saves a draft. @throws ProblemError 409 when it was saved by someone else since, or is under review */
export async function savePackDraft(
  platform: Platform,
  person: Person,
  pack: string,
  body: Contents & { draftRevision: number },
): Promise<RulePackDoc> {
  const draft = await draftOf(platform, pack);
  demandEditable(draft);
  if (draft.draftRevision !== body.draftRevision)
    throw conflict(
      `草稿已由 ${draft.authorName} 保存到第 ${draft.draftRevision} 次，您手里的是第 ${body.draftRevision} 次。请刷新后再改。`,
    );
  const { draftRevision, ...contents } = body;
  return change(platform, person, 'saved', `保存规则包“${body.name}”第 ${draft.number} 版草稿`, {
    ...draft,
    ...contents,
    status: 'draft',
    draftRevision: draftRevision + 1,
    authorName: person.name,
    authorIds: [...new Set([...draft.authorIds, person.id])],
  });
}

async function change(
  platform: Platform,
  person: Person,
  action: string,
  done: string,
  next: RulePackDoc,
): Promise<RulePackDoc> {
  const changed = await platform.store.transaction(actorOf(person), async (unit) => {
    note(unit, action, `${person.name} ${done}`, next);
    return unit.update(RULE_PACKS, { ...next, updatedAt: platform.clock.now() });
  });
  return published(platform, changed);
}

function published(platform: Platform, document: RulePackDoc): RulePackDoc {
  platform.live.publish({ type: 'rule-pack', id: document.pack });
  return document;
}

export async function discardPackDraft(platform: Platform, person: Person, pack: string): Promise<void> {
  const draft = await draftOf(platform, pack);
  demandEditable(draft);
  await platform.store.transaction(actorOf(person), async (unit) => {
    note(unit, 'draft-discarded', `${person.name} 放弃规则包“${draft.name}”第 ${draft.number} 版草稿`, draft);
    await unit.remove(RULE_PACKS, draft.id);
  });
  published(platform, draft);
}

async function demandChecked(platform: Platform, draft: RulePackDoc): Promise<void> {
  const issues = checkPack(draft, await packSurroundings(platform));
  if (issues.length > 0)
    throw new ProblemError('validation', `规则包还有 ${issues.length} 处需要改正：${issues[0]?.message ?? ''}`, {
      issues,
    });
}

export async function submitPack(platform: Platform, person: Person, pack: string, text: string): Promise<RulePackDoc> {
  const draft = await draftOf(platform, pack);
  demandEditable(draft);
  await demandChecked(platform, draft);
  return change(platform, person, 'submitted', `送审规则包“${draft.name}”第 ${draft.number} 版`, {
    ...draft,
    status: 'submitted',
    note: text || draft.note,
    submittedAt: platform.clock.now(),
    authorIds: [...new Set([...draft.authorIds, person.id])],
  });
}

function demandReviewer(draft: RulePackDoc, person: Person): void {
  if (draft.status !== 'submitted') throw conflict('草稿还没有送审。');
  if (draft.authorIds.includes(person.id)) throw forbidden('编写人不能审批自己编写的规则，请由另一名法制人员审批。');
}

export async function returnPack(
  platform: Platform,
  person: Person,
  pack: string,
  comment: string,
): Promise<RulePackDoc> {
  const draft = await draftOf(platform, pack);
  demandReviewer(draft, person);
  return change(platform, person, 'returned', `退回规则包“${draft.name}”第 ${draft.number} 版：${comment}`, {
    ...draft,
    status: 'returned',
    reviewerName: person.name,
    reviewComment: comment,
  });
}

/** Approves and publishes: from here on the version never changes. Cases registered before keep what they had. */
export async function approvePack(
  platform: Platform,
  person: Person,
  pack: string,
  comment: string,
): Promise<RulePackDoc> {
  const draft = await draftOf(platform, pack);
  demandReviewer(draft, person);
  await demandChecked(platform, draft);
  const done = await platform.store.transaction(actorOf(person), async (unit) => {
    const revision = await unit.next(RULE_REVISION);
    note(
      unit,
      'published',
      `${person.name} 批准并发布规则包“${draft.name}”第 ${draft.number} 版，自 ${draft.effectiveFrom} 起施行（发布序号 ${revision}）`,
      draft,
    );
    return unit.update(RULE_PACKS, {
      ...draft,
      status: 'published',
      revision,
      reviewerName: person.name,
      reviewComment: comment,
      publishedAt: platform.clock.now(),
      publishedByName: person.name,
      updatedAt: platform.clock.now(),
    });
  });
  await platform.rules.load(platform.store);
  return published(platform, done);
}

/** Withdraws a published version for cases registered from now on; the version before it holds again, where there is one. */
export async function retirePack(
  platform: Platform,
  person: Person,
  pack: string,
  number: number,
  reason: string,
): Promise<RulePackDoc> {
  const versions = await versionsOf(platform, pack);
  const version = versions.find((one) => one.number === number);
  if (!version) throw notFound(`第 ${number} 版`);
  if (version.status !== 'published') throw conflict('只有已发布的版本才能停用。');
  const last = versions.filter((one) => one.status === 'published').length === 1;
  const children = platform.rules
    .versions()
    .filter((one) => one.status === 'published' && one.parent === pack && one.pack !== pack);
  if (last && children[0])
    throw conflict(`规则包“${children[0].name}”继承这个规则包，停用后就没有上级了；请先改它的上级或停用它。`);
  const done = await platform.store.transaction(actorOf(person), async (unit) => {
    const revision = await unit.next(RULE_REVISION);
    note(unit, 'retired', `${person.name} 停用规则包“${version.name}”第 ${number} 版：${reason}`, version);
    return unit.update(RULE_PACKS, {
      ...version,
      status: 'retired',
      retiredRevision: revision,
      retiredAt: platform.clock.now(),
      retiredByName: person.name,
      reviewComment: reason,
      updatedAt: platform.clock.now(),
    });
  });
  await platform.rules.load(platform.store);
  return published(platform, done);
}
