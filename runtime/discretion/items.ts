import type { DiscretionItem, ItemStatus } from '#contracts';
import { expressionError } from '#rules';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { invalid, notFound } from '../problem-error.ts';
import type { UnitOfWork } from '../store/port.ts';
import { DISCRETION_ITEMS, ITEM_VERSIONS, itemVersionId } from './collections.ts';

/** What one writing of versions shares. */
export interface VersionNote {
  at: string;
  byName: string;
  reason: string;
}

/** The next number in the order of all versions; one find, however many versions follow. */
export async function nextSequence(unit: UnitOfWork): Promise<number> {
  const [last] = await unit.find(ITEM_VERSIONS, { sort: [['sequence', 'desc']], limit: 1 });
  return (last?.sequence ?? 0) + 1;
}

/** Writes an item as its next version: nothing that was is changed. Returns it with its number. */
export async function writeVersion(
  unit: UnitOfWork,
  item: DiscretionItem,
  note: VersionNote,
  sequence: number,
): Promise<DiscretionItem> {
  const current = await unit.get(DISCRETION_ITEMS, item.code);
  const next = { ...item, version: current ? current.item.version + 1 : 1 };
  if (current) await unit.update(DISCRETION_ITEMS, { ...current, item: next });
  else await unit.insert(DISCRETION_ITEMS, { id: item.code, item: next });
  await unit.insert(ITEM_VERSIONS, {
    id: itemVersionId(item.code, next.version),
    item: next,
    recordedAt: note.at,
    recordedByName: note.byName,
    reason: note.reason,
    sequence,
  });
  return next;
}

/** Conditions that could never be judged are refused with their place. @throws ProblemError 422 */
export function demandSound(item: DiscretionItem): void {
  for (const [kind, list] of [
    ['conditions', item.conditions],
    ['exclusions', item.exclusions],
  ] as const)
    for (const [index, condition] of list.entries()) {
      const problem = condition.test || condition.feel.trim() === '' ? null : expressionError(condition.feel);
      if (problem)
        throw invalid(`${kind}.${index}.feel`, `第 ${index + 1} 项条件“${condition.text}”的表达式不能识别：${problem}`);
    }
  const range = item.range;
  if (range && range.maxFen < range.minFen) throw invalid('range.maxFen', '罚款上限不能小于下限。');
  if (item.effectiveTo && item.effectiveTo < item.effectiveFrom)
    throw invalid('effectiveTo', '失效日期不能早于施行日期。');
  demandBounds(item);
}

function demandBounds(item: DiscretionItem): void {
  for (const [index, clause] of (item.clauses ?? []).entries())
    for (const band of [...clause.bands, ...clause.overdueBands, ...(clause.responsible?.bands ?? [])]) {
      const { fine } = band;
      const [low, high] = 'minFen' in fine ? [fine.minFen, fine.maxFen] : [Number(fine.min), Number(fine.max)];
      if (high < low) throw invalid(`clauses.${index}`, `罚则“${band.text}”的上限小于下限，请核对。`);
    }
}

/** Stores a new version of an item. */
export async function putItem(
  platform: Platform,
  person: Person,
  item: DiscretionItem,
  reason: string,
): Promise<DiscretionItem> {
  demandSound(item);
  return platform.store.transaction(actorOf(person), async (unit) => {
    const current = await unit.get(DISCRETION_ITEMS, item.code);
    const note = { at: platform.clock.now(), byName: person.name, reason: reason || (current ? '修改' : '新建') };
    const { importId: _former, ...own } = item;
    const written = await writeVersion(unit, own, note, await nextSequence(unit));
    unit.audit({
      action: 'discretion-item.put',
      summary: `${person.name} ${current ? `修改清单项为第 ${written.version} 版` : '新建清单项'} ${item.code} ${item.violation}`,
      subjectType: 'discretion-item',
      subjectId: item.code,
    });
    return written;
  });
}

const STATUS_WORDS: Record<ItemStatus, string> = { effective: '恢复', 'to-review': '转为待复核', retired: '停用' };

/** Sets an item 待复核, retires it or brings it back: a version of its own, with the reason. */
export async function setItemStatus(
  platform: Platform,
  person: Person,
  code: string,
  status: ItemStatus,
  reason: string,
): Promise<DiscretionItem> {
  return platform.store.transaction(actorOf(person), async (unit) => {
    const current = await unit.get(DISCRETION_ITEMS, code);
    if (!current) throw notFound('该清单项');
    if (current.item.status === status) throw invalid('status', '清单项已经是这个状态。');
    const note = { at: platform.clock.now(), byName: person.name, reason };
    const written = await writeVersion(
      unit,
      { ...current.item, status, statusReason: reason },
      note,
      await nextSequence(unit),
    );
    unit.audit({
      action: 'discretion-item.status',
      summary: `${person.name} ${STATUS_WORDS[status]}清单项 ${code}：${reason}`.slice(0, 300),
      subjectType: 'discretion-item',
      subjectId: code,
    });
    return written;
  });
}
