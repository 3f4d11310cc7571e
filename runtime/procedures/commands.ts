import type { PackageFile, ProcedureCheck, ProcedureManifest, ProcedureVersionView } from '#contracts';
import { ProcedureManifest as ManifestSchema } from '#contracts';
import { checkProcedure, readPackage, explainRejection } from '#rules';
import { EngineRejection, EngineUnavailable } from '../zeebe/client.ts';
import type { DeployedProcess } from '../zeebe/client.ts';
import { checkWordTemplates } from '../documents/word-template.ts';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { ProblemError, conflict, forbidden, invalid, notFound } from '../problem-error.ts';
import type { ProcedureDoc, VersionDoc } from '../store/collections.ts';
import { PROCEDURES, REVISIONS, VERSIONS, versionId } from '../store/collections.ts';
import { canonicalJson, sha256 } from '../store/audit-chain.ts';
import type { UnitOfWork } from '../store/port.ts';
import { blankPackage } from './blank-package.ts';
import { demandSafePaths } from './zip.ts';

export const contentHash = (files: readonly PackageFile[]): string =>
  sha256(
    canonicalJson(
      files
        .map(({ path, encoding, content }) => ({ path, encoding, content }))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
    ),
  );

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

/** The manifest of a package. @throws ProblemError 422 naming what can't be read */
export function manifestOf(files: readonly PackageFile[]): ProcedureManifest {
  return ManifestSchema.parse(readPackage(files).manifest);
}

export async function checkFiles(platform: Platform, code: string, files: PackageFile[]): Promise<ProcedureCheck> {
  demandSafePaths(files);
  const issues = [...(await checkProcedure(files)), ...checkWordTemplates(files)];
  const manifest = issues.some((issue) => issue.file === 'procedure.json' && issue.rule === 'package')
    ? null
    : manifestOf(files);
  if (manifest && manifest.code !== code)
    issues.push({
      severity: 'error',
      rule: 'code',
      file: 'procedure.json',
      message: `规程代码“${manifest.code}”与正在编辑的规程“${code}”不一致`,
      remedy: '请把 procedure.json 的 code 改回来',
      basis: [],
    });
  return { issues, ok: !issues.some((issue) => issue.severity === 'error'), checkedAt: platform.clock.now() };
}

async function procedureOf(platform: Platform, code: string): Promise<ProcedureDoc> {
  const procedure = await platform.store.get(PROCEDURES, code);
  if (!procedure) throw notFound('该规程');
  return procedure;
}

async function draftOf(platform: Platform, code: string): Promise<{ procedure: ProcedureDoc; draft: VersionDoc }> {
  const procedure = await procedureOf(platform, code);
  const draft =
    procedure.draftVersion === null
      ? null
      : await platform.store.get(VERSIONS, versionId(code, procedure.draftVersion));
  if (!draft) throw new ProblemError('not-found', '这个规程没有正在编辑的草稿，请先由已发布版本开新草稿。');
  return { procedure, draft };
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

function demandEditable(draft: VersionDoc): void {
  if (draft.status === 'submitted') throw conflict('草稿正在送审，不能修改。请等待审批，或由审批人退回。');
}

async function changeDraft(
  platform: Platform,
  person: Person,
  code: string,
  action: string,
  verb: string,
  change: (draft: VersionDoc) => Partial<VersionDoc>,
): Promise<VersionDoc> {
  const { procedure, draft } = await draftOf(platform, code);
  const changed = await platform.store.transaction(actorOf(person), async (unit) => {
    unit.audit({
      action,
      summary: `${person.name} ${verb}“${procedure.name}” v${draft.number}`,
      subjectType: 'procedure',
      subjectId: code,
    });
    return unit.update(VERSIONS, { ...draft, ...change(draft), updatedAt: platform.clock.now() });
  });
  platform.live.publish({ type: 'procedure', id: code });
  return changed;
}

async function demandChecked(platform: Platform, code: string, files: PackageFile[]): Promise<void> {
  const check = await checkFiles(platform, code, files);
  const errors = check.issues.filter((issue) => issue.severity === 'error');
  if (errors.length > 0)
    throw new ProblemError('validation', `规程还有 ${errors.length} 个问题，改好后才能继续。`, {
      issues: errors.map((issue) => ({
        path: issue.elementId ? `${issue.file}#${issue.elementId}` : issue.file,
        message: issue.remedy ? `${issue.message}。${issue.remedy}` : issue.message,
      })),
    });
}

export async function submitDraft(platform: Platform, person: Person, code: string, note: string): Promise<VersionDoc> {
  const { draft } = await draftOf(platform, code);
  demandEditable(draft);
  await demandChecked(platform, code, draft.files);
  return changeDraft(platform, person, code, 'procedure.submitted', '送审', (current) => ({
    status: 'submitted',
    note: note || current.note,
    submittedAt: platform.clock.now(),
    authorIds: [...new Set([...current.authorIds, person.id])],
  }));
}

function demandReviewer(draft: VersionDoc, person: Person): void {
  if (draft.status !== 'submitted') throw conflict('草稿还没有送审。');
  if (draft.authorIds.includes(person.id)) throw forbidden('编写人不能审批自己编写的规程，请由另一名法制人员审批。');
}

export async function returnDraft(platform: Platform, person: Person, code: string, comment: string) {
  const { draft } = await draftOf(platform, code);
  demandReviewer(draft, person);
  return changeDraft(platform, person, code, 'procedure.returned', '退回', () => ({
    status: 'returned',
    reviewerName: person.name,
    reviewComment: comment,
  }));
}

/** Approves and publishes: checks pass, the engine takes all resources in one deployment, the version is frozen. */
/** Who approves a procedure that declares rules of legality not applicable says why that is right. */
function demandCommentOnExceptions(manifest: ProcedureManifest, comment: string): void {
  if (manifest.legalityExceptions.length === 0 || comment.trim() !== '') return;
  const rules = manifest.legalityExceptions.map(({ rule, reason }) => `${rule}（${reason}）`).join('、');
  throw invalid('comment', `本规程声明有合法性规则不适用：${rules}。请在审批意见中写明同意的理由。`);
}

export async function approveDraft(
  platform: Platform,
  person: Person,
  code: string,
  body: { comment: string; effectiveOn?: string | undefined },
): Promise<VersionDoc> {
  const { procedure, draft } = await draftOf(platform, code);
  demandReviewer(draft, person);
  await demandChecked(platform, code, draft.files);
  const manifest = manifestOf(draft.files);
  demandCommentOnExceptions(manifest, body.comment);
  const deployed = await deploy(platform, draft.files);
  const main = deployed.find((process) => process.processId === manifest.processId);
  if (!main) throw new ProblemError('rejected-by-engine', `流程文件里没有主流程“${manifest.processId}”。`);
  const published = await platform.store.transaction(actorOf(person), async (unit) => {
    const next = await unit.update(VERSIONS, {
      ...draft,
      status: 'published',
      reviewerName: person.name,
      reviewComment: body.comment,
      publishedAt: platform.clock.now(),
      effectiveOn: body.effectiveOn ?? platform.clock.today(),
      processId: main.processId,
      processDefinitionKey: main.definitionKey,
      definitionKeys: deployed.map((process) => process.definitionKey),
      engineVersion: main.version,
      contentHash: contentHash(draft.files),
      updatedAt: platform.clock.now(),
    });
    await unit.update(PROCEDURES, {
      ...procedure,
      name: manifest.name,
      kind: manifest.kind,
      summary: manifest.summary,
      publishedVersion: draft.number,
      draftVersion: null,
      retired: false,
      updatedAt: platform.clock.now(),
    });
    unit.audit({
      action: 'procedure.published',
      summary: `${person.name} 批准并发布“${manifest.name}” v${draft.number}（内容 ${next.contentHash.slice(0, 12)}）`,
      subjectType: 'procedure',
      subjectId: code,
    });
    return next;
  });
  platform.live.publish({ type: 'procedure', id: code });
  return published;
}

async function deploy(platform: Platform, files: readonly PackageFile[]): Promise<DeployedProcess[]> {
  const resources = files
    .filter((file) => /\.(bpmn|form|dmn)$/.test(file.path))
    .map((file) => ({ name: file.path, content: file.content }));
  try {
    return await platform.engine.deploy(resources);
  } catch (error) {
    if (error instanceof EngineRejection) {
      const { detail, issues } = explainRejection(error.message);
      throw new ProblemError('rejected-by-engine', detail, { issues });
    }
    if (error instanceof EngineUnavailable)
      throw new ProblemError('engine-unavailable', '流程引擎暂时联系不上，规程没有发布，请稍后再试。');
    throw error;
  }
}

/** No new cases any more; running ones stay on their version. */
export async function retireProcedure(platform: Platform, person: Person, code: string): Promise<ProcedureDoc> {
  const procedure = await procedureOf(platform, code);
  const versions = await platform.store.find(VERSIONS, { where: { code, status: 'published' } });
  if (versions.length === 0) throw conflict('这个规程没有已发布的版本。');
  return platform.store.transaction(actorOf(person), async (unit) => {
    for (const version of versions)
      await unit.update(VERSIONS, { ...version, status: 'retired', updatedAt: platform.clock.now() });
    unit.audit({
      action: 'procedure.retired',
      summary: `${person.name} 停用规程“${procedure.name}”`,
      subjectType: 'procedure',
      subjectId: code,
    });
    return unit.update(PROCEDURES, {
      ...procedure,
      publishedVersion: null,
      retired: true,
      updatedAt: platform.clock.now(),
    });
  });
}
