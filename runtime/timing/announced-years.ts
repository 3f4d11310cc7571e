import type { CalendarImport, WorkCalendar } from '#contracts';
import chineseDays from 'chinese-days/dist/chinese-days.json' with { type: 'json' };

/** Day → `National Day,国庆节,3`. */
const REST: Readonly<Record<string, string>> = chineseDays.holidays;
const WORKED: Readonly<Record<string, string>> = chineseDays.workdays;

const nameOf = (text: string): string => text.split(',')[1] ?? text;

/** The years that the package `chinese-days` knows. */
export const announcedYears = (): number[] =>
  [...new Set(Object.keys(REST).map((date) => Number(date.slice(0, 4))))].sort((a, b) => a - b);

export const SOURCE = 'npm chinese-days 1.5.7（国务院办公厅历年放假通知的公开数据集）';

/** The announced arrangement of years; a year that is not known yet is a problem, not an empty year. */
export function readAnnounced(years: readonly number[]): Omit<CalendarImport, 'changes'> {
  const known = new Set(announcedYears());
  const found: WorkCalendar['years'] = [];
  const problems: CalendarImport['problems'] = [];
  for (const year of [...new Set(years)].sort((a, b) => a - b)) {
    if (!known.has(year)) {
      const last = Math.max(...known);
      problems.push({
        level: 'error',
        message: `内置数据还没有${year}年的放假安排（现有至${last}年）。公布后请用表格导入，或者升级平台。`,
      });
      continue;
    }
    const of = (record: Readonly<Record<string, string>>): string[] =>
      Object.keys(record)
        .filter((date) => date.startsWith(`${year}-`))
        .sort();
    found.push({
      year,
      holidays: of(REST).map((date) => ({ date, name: nameOf(REST[date] ?? '') })),
      workdays: of(WORKED),
    });
  }
  return { years: found, problems, source: SOURCE };
}
