import { DEFAULT_NUMBER_PATTERN, formatNumber } from '#rules';
import type { Platform } from '../platform.ts';
import type { UnitOfWork } from '../store/port.ts';

/** The next number of organ · word · year, without gaps: it is taken in the unit of work that uses it. */
export async function nextNumber(platform: Platform, unit: UnitOfWork, organId: string, word: string): Promise<string> {
  const year = Number(platform.clock.today().slice(0, 4));
  const seq = await unit.next(`number|${organId}|${word}|${year}`);
  const prefix = platform.organs.get(organId)?.numberPrefix ?? '';
  return formatNumber(DEFAULT_NUMBER_PATTERN, { prefix, word, year, seq });
}

/** Words of the platform's own numbers. */
export const LEAD_WORD = '线索';
export const FILING_WORD = '立';
