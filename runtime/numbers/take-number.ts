import { formatNumber, parsePattern, patternFor } from '#rules';
import type { Platform } from '../platform.ts';
import { conflict } from '../problem-error.ts';
import { rulesOfCase } from '../rule-packs/rules-of-case.ts';
import type { CaseDoc } from '../store/collections.ts';
import type { UnitOfWork } from '../store/port.ts';
import { NUMBERS, NUMBER_SERIES } from './collections.ts';

export interface NumberSubject {
  subject: 'case' | 'document';
  subjectId: string;
  subjectName: string;
  submissionId: string | null;
  takenByName: string;
}

/** Words of the platform's own numbers. */
export const LEAD_WORD = '线索';
export const FILING_WORD = '立';

/**
 * Takes the next number of organ · word · year by the pattern of the case's rules, and enters it in the register: in the
 * unit of work that uses it, so that a refusal or a kill leaves no gap, and nothing is given twice.
 *
 * @throws ProblemError 409 when the text was given before (two organs with one 机关代字)
 */
export async function takeNumber(
  platform: Platform,
  unit: UnitOfWork,
  item: CaseDoc,
  word: string,
  subject: NumberSubject,
): Promise<string> {
  const pattern = patternFor((await rulesOfCase(platform, item)).parameters.numberPatterns, word);
  const parsed = parsePattern(pattern);
  const yearly = !('reset' in parsed) || parsed.reset === 'yearly';
  const today = platform.clock.today();
  const year = Number(today.slice(0, 4));
  const seriesId = `${item.organId}|${word}|${yearly ? year : '*'}`;
  const seq = await unit.next(`number|${seriesId}`);
  const organ = platform.organs.get(item.organId);
  const text = formatNumber(pattern, { prefix: organ?.numberPrefix ?? '', word, year, seq });
  if ((await unit.count(NUMBERS, { where: { text } })) > 0)
    throw conflict(
      `编号“${text}”已经用过，不能再用。${organ?.name ?? '本机关'}的机关代字“${organ?.numberPrefix ?? ''}”与其他机关相同或没有填写，请系统管理员在“组织机构”中改正。`,
    );
  const takenAt = platform.clock.now();
  await unit.insert(NUMBERS, {
    id: `${seriesId}|${String(seq).padStart(8, '0')}`,
    seriesId,
    organId: item.organId,
    seq,
    text,
    caseId: item.id,
    ...subject,
    takenAt,
    void: null,
  });
  const known = await unit.get(NUMBER_SERIES, seriesId);
  const last = { pattern, last: seq, lastText: text, updatedAt: takenAt };
  if (known) await unit.update(NUMBER_SERIES, { ...known, ...last });
  else
    await unit.insert(NUMBER_SERIES, {
      ...{ id: seriesId, organId: item.organId, word, year: yearly ? year : null, first: seq, voids: 0 },
      ...last,
    });
  return text;
}

/** Marks numbers void that a submission took which the engine refused: they stay in the register, never used again. */
export async function voidNumbersOf(
  platform: Platform,
  unit: UnitOfWork,
  submissionId: string,
  reason: string,
): Promise<string[]> {
  const taken = await unit.find(NUMBERS, { where: { submissionId, state: 'used' } });
  for (const entry of taken) await voidEntry(platform, unit, entry.id, { reason, document: '', actorName: '系统' });
  return taken.map((entry) => entry.text);
}

export async function voidEntry(
  platform: Platform,
  unit: UnitOfWork,
  id: string,
  how: { reason: string; document: string; actorName: string },
): Promise<void> {
  const entry = await unit.get(NUMBERS, id);
  if (!entry || entry.void) return;
  await unit.update(NUMBERS, { ...entry, void: { ...how, at: platform.clock.now() } });
  const series = await unit.get(NUMBER_SERIES, entry.seriesId);
  if (series) await unit.update(NUMBER_SERIES, { ...series, voids: series.voids + 1 });
}
