import { randomUUID } from 'node:crypto';
import type { Citation, DiscretionItem, ImportDraft, ImportPreview, ListImport } from '#contracts';
import { readImport, violationKey, type ImportSurroundings } from '#rules';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { conflict, invalid, notFound } from '../problem-error.ts';
import type { UnitOfWork } from '../store/port.ts';
import { articleCheck } from './article-check.ts';
import type { ListImportDoc } from './collections.ts';
import { DISCRETION_ITEMS, ITEM_VERSIONS, itemVersionId, LIST_IMPORTS } from './collections.ts';
import { nextSequence, writeVersion, type VersionNote } from './items.ts';

const familyKey = (department: string, list: string, violation: string): string =>
  `${department}|${list}|${violationKey(violation)}`;

/** A first reading says which articles are cited; they are looked up, and the second reading knows of them. */
async function citedIn(draft: ImportDraft, around: ImportSurroundings): Promise<Citation[]> {
  const cited: Citation[] = [];
  readImport(draft, {
    ...around,
    article: (citation) => {
      cited.push(citation);
      return 'known';
    },
  });
  return cited;
}

async function surroundings(platform: Platform, draft: ImportDraft): Promise<ImportSurroundings> {
  const heads = (await platform.items.current(platform.store)).heads();
  const byCode = new Map(heads.map((item) => [item.code, item]));
  const byFamily = new Map(heads.map((item) => [familyKey(item.department, item.list, item.violation), item]));
  const around: ImportSurroundings = {
    byCode: (code) => byCode.get(code),
    byViolation: (department, list, violation) => byFamily.get(familyKey(department, list, violation)),
    article: () => 'known',
    today: platform.clock.today(),
  };
  return { ...around, article: await articleCheck(platform, await citedIn(draft, around)) };
}

export async function checkImport(platform: Platform, draft: ImportDraft): Promise<ImportPreview> {
  return readImport(draft, await surroundings(platform, draft));
}

const MANY = 5;

/** Every row is sound or left out, else nothing is imported. @throws ProblemError 422 naming rows and columns */
function demandReady(preview: ImportPreview): DiscretionItem[] {
  const errors = [...preview.issues, ...preview.rows.filter((row) => !row.skipped).flatMap((row) => row.issues)].filter(
    (issue) => issue.severity === 'error',
  );
  if (errors.length > 0)
    throw invalid(
      'rows',
      `还有 ${errors.length} 处错误，没有导入任何内容：${errors
        .slice(0, MANY)
        .map(
          (issue) =>
            `${issue.row ? `第 ${issue.row} 行` : ''}${issue.heading ? `“${issue.heading}”` : ''} ${issue.message}`,
        )
        .join('')}${errors.length > MANY ? '……' : ''}`,
    );
  const items = preview.rows.flatMap((row) => (row.skipped || row.action === 'same' || !row.item ? [] : [row.item]));
  if (items.length === 0) throw invalid('rows', '没有可以导入的内容：所有行都与现行清单相同，或者没有选择导入。');
  return items;
}

const viewOf = ({ version: _version, codes: _codes, ...view }: ListImportDoc): ListImport => view;

/** Imports a sheet as a whole: one unit of work, one audit entry, or nothing. */
export async function commitImport(platform: Platform, person: Person, draft: ImportDraft): Promise<ListImport> {
  const preview = await checkImport(platform, draft);
  const items = demandReady(preview);
  const id = randomUUID();
  const at = platform.clock.now();
  const note: VersionNote = { at, byName: person.name, reason: `导入 ${draft.fileName || draft.sheet.name}` };
  return platform.store.transaction(actorOf(person), async (unit) => {
    const sequence = await nextSequence(unit);
    let created = 0;
    for (const [index, item] of items.entries()) {
      const written = await writeVersion(unit, { ...item, importId: id }, note, sequence + index);
      if (written.version === 1) created += 1;
    }
    const record: Omit<ListImportDoc, 'version'> = {
      id,
      fileName: draft.fileName || draft.sheet.name,
      at,
      byName: person.name,
      count: items.length,
      created,
      updated: items.length - created,
      undoneAt: null,
      undoneByName: null,
      codes: items.map((item) => item.code),
    };
    unit.audit({
      action: 'discretion-import',
      summary: `${person.name} 导入清单 ${record.fileName}：新增 ${created} 项，更新 ${record.updated} 项`,
      subjectType: 'discretion-import',
      subjectId: id,
    });
    return viewOf(await unit.insert(LIST_IMPORTS, record));
  });
}

/** The version of an item before an import brought its own. */
async function versionBefore(unit: UnitOfWork, item: DiscretionItem): Promise<DiscretionItem | null> {
  return item.version === 1
    ? null
    : ((await unit.get(ITEM_VERSIONS, itemVersionId(item.code, item.version - 1)))?.item ?? null);
}

/**
 * Takes an import back: what it brought new is retired, what it changed gets its former content as a new version.
 *
 * @throws ProblemError 409 naming the items that somebody changed since: their work is not undone in silence
 */
export async function undoImport(platform: Platform, person: Person, id: string): Promise<ListImport> {
  const at = platform.clock.now();
  return platform.store.transaction(actorOf(person), async (unit) => {
    const record = await unit.get(LIST_IMPORTS, id);
    if (!record) throw notFound('该次导入');
    if (record.undoneAt !== null) throw conflict(`这次导入已由${record.undoneByName ?? ''}撤销。`);
    const changed: string[] = [];
    const heads: DiscretionItem[] = [];
    for (const code of record.codes) {
      const head = await unit.get(DISCRETION_ITEMS, code);
      if (head?.item.importId === id) heads.push(head.item);
      else changed.push(code);
    }
    if (changed.length > 0)
      throw conflict(
        `${changed.slice(0, 10).join('、')}${changed.length > 10 ? `等 ${changed.length} 项` : ''} 导入后又有修改，不能整批撤销，请逐项处理。`,
      );
    const note: VersionNote = { at, byName: person.name, reason: `撤销导入 ${record.fileName}` };
    const sequence = await nextSequence(unit);
    for (const [index, head] of heads.entries()) {
      const former = await versionBefore(unit, head);
      const { importId: _import, ...own } = former ?? head;
      const next = former ? own : { ...own, status: 'retired' as const, statusReason: `撤销导入 ${record.fileName}` };
      await writeVersion(unit, next, note, sequence + index);
    }
    unit.audit({
      action: 'discretion-import.undo',
      summary: `${person.name} 撤销清单导入 ${record.fileName}，涉及 ${heads.length} 项`,
      subjectType: 'discretion-import',
      subjectId: id,
    });
    return viewOf(await unit.update(LIST_IMPORTS, { ...record, undoneAt: at, undoneByName: person.name }));
  });
}

export async function importsPage(platform: Platform, query: { page: number; pageSize: number }) {
  const found = await platform.store.find(LIST_IMPORTS, {
    sort: [['at', 'desc']],
    limit: query.pageSize,
    skip: (query.page - 1) * query.pageSize,
  });
  return { items: found.map(viewOf), total: await platform.store.count(LIST_IMPORTS), ...query };
}
