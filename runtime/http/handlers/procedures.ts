import type { ProcedureSummary } from '#contracts';
import type { Platform } from '../../platform.ts';
import { notFound } from '../../problem-error.ts';
import { checkFiles } from '../../procedures/check-package.ts';
import { createBlankOrCopy, importPackage, openDraft, saveDraft, versionView } from '../../procedures/drafts.ts';
import { approveDraft, retireProcedure, returnDraft, submitDraft } from '../../procedures/review.ts';
import { readZip, writeZip } from '../../procedures/zip.ts';
import type { ProcedureDoc, VersionDoc } from '../../store/collections.ts';
import { CASE_INDEX, PROCEDURES, REVISIONS, VERSIONS, versionId } from '../../store/collections.ts';
import type { Handlers } from '../registrar.ts';

async function summaryOf(platform: Platform, procedure: ProcedureDoc): Promise<ProcedureSummary> {
  const load = (number: number | null): Promise<VersionDoc | null> =>
    number === null ? Promise.resolve(null) : platform.store.get(VERSIONS, versionId(procedure.code, number));
  const [published, draft] = [await load(procedure.publishedVersion), await load(procedure.draftVersion)];
  return {
    code: procedure.code,
    name: procedure.name,
    kind: procedure.kind,
    summary: procedure.summary,
    published: published ? versionView(published) : null,
    draft: draft ? versionView(draft) : null,
    openCases: await platform.store.count(CASE_INDEX, {
      where: { procedureCode: procedure.code, status: { in: ['open', 'incident'] } },
    }),
    updatedAt: procedure.updatedAt,
  };
}

async function versionOf(platform: Platform, params: Record<string, string>): Promise<VersionDoc> {
  const version = await platform.store.get(VERSIONS, versionId(params['code'] ?? '', Number(params['version'])));
  if (!version) throw notFound('该规程版本');
  return version;
}

async function draftVersion(platform: Platform, code: string): Promise<string> {
  const procedure = await platform.store.get(PROCEDURES, code);
  if (!procedure || procedure.draftVersion === null) throw notFound('该规程的草稿');
  return versionId(code, procedure.draftVersion);
}

const code = (params: Record<string, string>): string => params['code'] ?? '';

export const procedureHandlers: Pick<
  Handlers,
  | 'procedures'
  | 'createProcedure'
  | 'importProcedure'
  | 'procedure'
  | 'procedureVersion'
  | 'exportProcedure'
  | 'openDraft'
  | 'saveDraft'
  | 'draftHistory'
  | 'draftRevision'
  | 'checkFiles'
  | 'submitDraft'
  | 'returnDraft'
  | 'approveDraft'
  | 'retireProcedure'
> = {
  procedures: async (platform, { query }) => {
    const where = query.q ? { search: { contains: query.q } } : {};
    const all = await platform.store.find(PROCEDURES, { where, sort: [['updatedAt', 'desc']] });
    const chosen = all.filter(
      (item) =>
        query.status === undefined ||
        (query.status === 'published' && item.publishedVersion !== null) ||
        (query.status === 'draft' && item.draftVersion !== null) ||
        (query.status === 'retired' && item.retired),
    );
    const start = (query.page - 1) * query.pageSize;
    const page = chosen.slice(start, start + query.pageSize);
    return {
      items: await Promise.all(page.map((item) => summaryOf(platform, item))),
      total: chosen.length,
      page: query.page,
      pageSize: query.pageSize,
    };
  },
  createProcedure: async (platform, { person, body }) =>
    summaryOf(platform, await createBlankOrCopy(platform, person, body)),
  importProcedure: async (platform, { person, request }) => {
    const body: unknown = request.body;
    return summaryOf(
      platform,
      await importPackage(platform, person, readZip(Buffer.isBuffer(body) ? body : Buffer.alloc(0))),
    );
  },
  procedure: async (platform, { params }) => {
    const procedure = await platform.store.get(PROCEDURES, code(params));
    if (!procedure) throw notFound('该规程');
    const versions = await platform.store.find(VERSIONS, {
      where: { code: procedure.code },
      sort: [['number', 'desc']],
    });
    return { ...(await summaryOf(platform, procedure)), versions: versions.map(versionView) };
  },
  procedureVersion: async (platform, { params }) => {
    const version = await versionOf(platform, params);
    return { version: versionView(version), files: version.files };
  },
  exportProcedure: async (platform, { params, response }) => {
    const version = await versionOf(platform, params);
    response
      .type('application/zip')
      .attachment(`${version.code}-v${version.number}.zip`)
      .send(Buffer.from(writeZip(version.files)));
  },
  openDraft: async (platform, { person, params }) => {
    const draft = await openDraft(platform, person, code(params));
    return { version: versionView(draft), files: draft.files };
  },
  saveDraft: async (platform, { person, params, body }) =>
    versionView(await saveDraft(platform, person, code(params), body)),
  draftHistory: async (platform, { params }) => {
    const revisions = await platform.store.find(REVISIONS, {
      where: { versionId: await draftVersion(platform, code(params)) },
      sort: [['revision', 'desc']],
      limit: 200,
    });
    return {
      items: revisions.map(({ revision, at, authorName, note }) => ({ revision, at, authorName, note })),
    };
  },
  draftRevision: async (platform, { params }) => {
    const [revision] = await platform.store.find(REVISIONS, {
      where: { versionId: await draftVersion(platform, code(params)), revision: Number(params['revision']) },
    });
    if (!revision) throw notFound('这次保存');
    return { files: revision.files };
  },
  checkFiles: (platform, { params, body }) => checkFiles(platform, code(params), body.files),
  submitDraft: async (platform, { person, params, body }) =>
    versionView(await submitDraft(platform, person, code(params), body.note)),
  returnDraft: async (platform, { person, params, body }) =>
    versionView(await returnDraft(platform, person, code(params), body.comment)),
  approveDraft: async (platform, { person, params, body }) =>
    versionView(await approveDraft(platform, person, code(params), body)),
  retireProcedure: async (platform, { person, params }) =>
    summaryOf(platform, await retireProcedure(platform, person, code(params))),
};
