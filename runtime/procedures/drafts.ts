import type { PackageFile, ProcedureManifest, ProcedureVersionView } from '#contracts';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { ProblemError, conflict, invalid, notFound } from '../problem-error.ts';
import type { ProcedureDoc, VersionDoc } from '../store/collections.ts';
import { PROCEDURES, REVISIONS, VERSIONS, versionId } from '../store/collections.ts';
import type { UnitOfWork } from '../store/port.ts';
import { blankPackage } from './blank-package.ts';
import { contentHash, manifestOf } from './check-package.ts';
import { demandSafePaths } from './zip.ts';

export function versionView(document: VersionDoc): ProcedureVersionView {
  const { number, status, contentHash: hash, authorId, authorName, note, submittedAt, reviewerName } = document;
  const { reviewComment, publishedAt, effectiveOn, processDefinitionKey, engineVersion, updatedAt, revision } =
    document;
  return {
    version: number,
    status,
    contentHash: hash,
    authorId,
    authorName,
    note,
    submittedAt,
    reviewerName,
    reviewComment,
    publishedAt,
    effectiveOn,
    processDefinitionKey,
    engineVersion,
    updatedAt,
    revision,
  };
}

export async function procedureOf(platform: Platform, code: string): Promise<ProcedureDoc> {
  const procedure = await platform.store.get(PROCEDURES, code);
  if (!procedure) throw notFound('该规程');
  return procedure;
}

export async function draftOf(
  platform: Platform,
  code: string,
): Promise<{ procedure: ProcedureDoc; draft: VersionDoc }> {
  const procedure = await procedureOf(platform, code);
  const draft =
    procedure.draftVersion === null
      ? null
      : await platform.store.get(VERSIONS, versionId(code, procedure.draftVersion));
  if (!draft) throw new ProblemError('not-found', '这个规程没有正在编辑的草稿，请先由已发布版本开新草稿。');
  return { procedure, draft };
}

export function demandEditable(draft: VersionDoc): void {
  if (draft.status === 'submitted') throw conflict('草稿正在送审，不能修改。请等待审批，或由审批人退回。');
}

async function addRevision(unit: UnitOfWork, draft: VersionDoc): Promise<void> {
  await unit.insert(REVISIONS, {
    id: `${draft.id}#${String(draft.revision).padStart(6, '0')}`,
    versionId: draft.id,
    revision: draft.revision,
    at: draft.updatedAt,
    authorName: draft.authorName,
    note: draft.note,
    files: draft.files,
  });
}

async function insertDraft(
  platform: Platform,
  unit: UnitOfWork,
  person: Person,
  code: string,
  number: number,
  files: PackageFile[],
  note: string,
): Promise<VersionDoc> {
  const draft = await unit.insert(VERSIONS, {
    id: versionId(code, number),
    code,
    number,
    status: 'draft',
    contentHash: contentHash(files),
    authorId: person.id,
    authorIds: [person.id],
    authorName: person.name,
    note,
    submittedAt: null,
    reviewerName: null,
    reviewComment: null,
    publishedAt: null,
    effectiveOn: null,
    processDefinitionKey: null,
    definitionKeys: [],
    engineVersion: null,
    updatedAt: platform.clock.now(),
    revision: 1,
    files,
    processId: '',
  });
  await addRevision(unit, draft);
  return draft;
}

/** A new procedure with a first draft. @throws ProblemError 409 when the code is taken */
export async function createProcedure(
  platform: Platform,
  person: Person,
  code: string,
  name: string,
  files: PackageFile[],
  note: string,
): Promise<ProcedureDoc> {
  demandSafePaths(files);
  const manifest = manifestOf(files);
  const procedure = await platform.store.transaction(actorOf(person), async (unit) => {
    if (await unit.get(PROCEDURES, code)) throw conflict(`规程代码“${code}”已被使用，请换一个。`);
    await insertDraft(platform, unit, person, code, 1, files, note);
    unit.audit({
      action: 'procedure.created',
      summary: `${person.name} 新建规程“${name}”`,
      subjectType: 'procedure',
      subjectId: code,
    });
    return unit.insert(PROCEDURES, {
      id: code,
      code,
      name,
      kind: manifest.kind,
      summary: manifest.summary,
      publishedVersion: null,
      draftVersion: 1,
      lastVersion: 1,
      retired: false,
      updatedAt: platform.clock.now(),
    });
  });
  platform.live.publish({ type: 'procedure', id: code });
  return procedure;
}

export async function createBlankOrCopy(
  platform: Platform,
  person: Person,
  body: { code: string; name: string; copyOf?: string | undefined },
): Promise<ProcedureDoc> {
  if (!/^[a-z][a-z0-9-]{1,60}$/.test(body.code)) throw invalid('code', '规程代码用小写字母、数字和短横，以字母开头。');
  if (body.copyOf === undefined)
    return createProcedure(platform, person, body.code, body.name, blankPackage(body.code, body.name), '新建');
  const source = await procedureOf(platform, body.copyOf);
  const number = source.publishedVersion ?? source.draftVersion ?? source.lastVersion;
  const version = await platform.store.get(VERSIONS, versionId(source.code, number));
  if (!version) throw notFound('要复制的规程');
  const files = version.files.map((file) =>
    file.path === 'procedure.json' ? { ...file, content: renamed(file.content, body.code, body.name) } : file,
  );
  return createProcedure(platform, person, body.code, body.name, files, `复制自“${source.name}”`);
}

const renamed = (manifest: string, code: string, name: string): string =>
  `${JSON.stringify({ ...(JSON.parse(manifest) as object), code, name }, null, 2)}\n`;

/** Imports a package: a new procedure, or a new draft of a known one. */
export async function importPackage(platform: Platform, person: Person, files: PackageFile[]): Promise<ProcedureDoc> {
  const manifest = manifestOf(files);
  const known = await platform.store.get(PROCEDURES, manifest.code);
  if (!known) return createProcedure(platform, person, manifest.code, manifest.name, files, '导入');
  if (known.draftVersion === null) await openDraft(platform, person, manifest.code);
  const { draft } = await draftOf(platform, manifest.code);
  await saveDraft(platform, person, manifest.code, { revision: draft.revision, files, note: '导入' });
  return procedureOf(platform, manifest.code);
}

/** A new draft from the published version; the present one when there is one already. */
export async function openDraft(platform: Platform, person: Person, code: string): Promise<VersionDoc> {
  const procedure = await procedureOf(platform, code);
  if (procedure.draftVersion !== null) return (await draftOf(platform, code)).draft;
  const base = await platform.store.get(VERSIONS, versionId(code, procedure.publishedVersion ?? procedure.lastVersion));
  if (!base) throw notFound('可以修改的版本');
  return platform.store.transaction(actorOf(person), async (unit) => {
    const current = await unit.get(PROCEDURES, code);
    if (!current || current.draftVersion !== null) throw conflict('他人刚刚开了新草稿，请刷新。');
    const number = current.lastVersion + 1;
    await unit.update(PROCEDURES, {
      ...current,
      draftVersion: number,
      lastVersion: number,
      updatedAt: platform.clock.now(),
    });
    unit.audit({
      action: 'procedure.draft-opened',
      summary: `${person.name} 为“${procedure.name}”开新草稿 v${number}`,
      subjectType: 'procedure',
      subjectId: code,
    });
    return insertDraft(platform, unit, person, code, number, base.files, '');
  });
}

/** Saves a draft. @throws ProblemError 409 when it was saved by someone else since, or is under review */
export async function saveDraft(
  platform: Platform,
  person: Person,
  code: string,
  body: { revision: number; files: PackageFile[]; note: string },
): Promise<VersionDoc> {
  demandSafePaths(body.files);
  const { procedure, draft } = await draftOf(platform, code);
  demandEditable(draft);
  if (draft.revision !== body.revision)
    throw conflict(
      `草稿已由 ${draft.authorName} 保存到第 ${draft.revision} 次，您手里的是第 ${body.revision} 次。请刷新后再改。`,
    );
  const manifest = body.files.some((file) => file.path === 'procedure.json') ? tryManifest(body.files) : null;
  const saved = await platform.store.transaction(actorOf(person), async (unit) => {
    const next = await unit.update(VERSIONS, {
      ...draft,
      status: 'draft',
      files: body.files,
      contentHash: contentHash(body.files),
      authorId: person.id,
      authorName: person.name,
      authorIds: [...new Set([...draft.authorIds, person.id])],
      note: body.note,
      revision: draft.revision + 1,
      updatedAt: platform.clock.now(),
    });
    await addRevision(unit, next);
    await unit.update(PROCEDURES, {
      ...procedure,
      updatedAt: platform.clock.now(),
      ...(manifest ? { name: manifest.name, kind: manifest.kind, summary: manifest.summary } : {}),
    });
    unit.audit({
      action: 'procedure.saved',
      summary: `${person.name} 保存“${procedure.name}”草稿 v${draft.number}（第 ${next.revision} 次）`,
      subjectType: 'procedure',
      subjectId: code,
    });
    return next;
  });
  platform.live.publish({ type: 'procedure', id: code });
  return saved;
}

/** A draft may be saved half-finished; only what is submitted must be right. */
function tryManifest(files: readonly PackageFile[]): ProcedureManifest | null {
  try {
    return manifestOf(files);
  } catch {
    return null;
  }
}
