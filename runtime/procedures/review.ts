import type { PackageFile, ProcedureManifest } from '#contracts';
import { explainRejection } from '#rules';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { ProblemError, conflict, forbidden, invalid } from '../problem-error.ts';
import type { ProcedureDoc, VersionDoc } from '../store/collections.ts';
import { PROCEDURES, VERSIONS } from '../store/collections.ts';
import type { DeployedProcess } from '../zeebe/client.ts';
import { EngineRejection, EngineUnavailable } from '../zeebe/client.ts';
import { contentHash, demandChecked, manifestOf } from './check-package.ts';
import { demandEditable, draftOf, procedureOf } from './drafts.ts';

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

/** Who approves a procedure that declares rules of legality not applicable says why that is right. */
function demandCommentOnExceptions(manifest: ProcedureManifest, comment: string): void {
  if (manifest.legalityExceptions.length === 0 || comment.trim() !== '') return;
  const rules = manifest.legalityExceptions.map(({ rule, reason }) => `${rule}（${reason}）`).join('、');
  throw invalid('comment', `本规程声明有合法性规则不适用：${rules}。请在审批意见中写明同意的理由。`);
}

/** Approves and publishes: checks pass, the engine takes all resources in one deployment, the version is frozen. */
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
