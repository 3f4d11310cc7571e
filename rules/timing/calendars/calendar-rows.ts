import type { CalendarProblem, WorkCalendar } from '#contracts';
import { civilDateExists, fromDayNumber, toDayNumber } from '../civil-date.ts';

/** A row of a sheet as texts; dates that the sheet held as dates are given as `YYYY-MM-DD`. */
export interface SheetRow {
  /** As a person counts: the heading is row 1. */
  row: number;
  cells: readonly string[];
  /** Cells that belong to a merged range, by position. */
  merged?: readonly number[];
}

type Year = WorkCalendar['years'][number];
type Column = 'from' | 'to' | 'kind' | 'name';

const HEADINGS: Record<Column, RegExp> = {
  from: /^(日期|开始日期|起始日期|放假日期|date|start)$/i,
  to: /^(结束日期|截止日期|终止日期|end)$/i,
  kind: /^(类型|安排|休班|放假或上班|type)$/i,
  name: /^(名称|节日|节假日|节日名称|name)$/i,
};
const COLUMN_NAMES: Record<Column, string> = { from: '日期', to: '结束日期', kind: '类型', name: '名称' };
const REST = /^(休|放假|休息|假|节假日|holiday|off)$/i;
const WORK = /^(班|上班|调休上班|调休|补班|workday|work)$/i;
/** Longest holiday in one row: a slip of the year in one end would make thousands. */
const MAX_RANGE_DAYS = 20;

/** `2027-1-1`, `2027/01/01`, `2027年1月1日`, `20270101`, a date of the sheet. */
export const readDate = (text: string): string | null => {
  const found =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text.trim()) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text.trim());
  if (!found) return null;
  const date = `${found[1]}-${(found[2] ?? '').padStart(2, '0')}-${(found[3] ?? '').padStart(2, '0')}`;
  return civilDateExists(date) ? date : null;
};

const columnsOf = (heading: SheetRow): Partial<Record<Column, number>> => {
  const columns: Partial<Record<Column, number>> = {};
  heading.cells.forEach((cell, index) => {
    for (const [column, pattern] of Object.entries(HEADINGS) as [Column, RegExp][])
      if (pattern.test(cell.trim()) && columns[column] === undefined) columns[column] = index;
  });
  return columns;
};

interface Entry {
  row: number;
  date: string;
  rest: boolean;
  name: string;
}

/** Reads one row into days, or tells what is wrong with it. */
const readRow = (row: SheetRow, columns: Partial<Record<Column, number>>, problems: CalendarProblem[]): Entry[] => {
  const cell = (column: Column): string => {
    const index = columns[column];
    return index === undefined ? '' : (row.cells[index] ?? '').trim();
  };
  const wrong = (column: Column, message: string): Entry[] => {
    problems.push({ level: 'error', row: row.row, column: COLUMN_NAMES[column], message });
    return [];
  };
  for (const column of ['from', 'to', 'kind', 'name'] as const)
    if (row.merged?.includes(columns[column] ?? -1)) return wrong(column, '是合并的单元格，请取消合并，每行单独填写');
  const from = readDate(cell('from'));
  if (!from) return wrong('from', cell('from') === '' ? '没有填写日期' : `“${cell('from')}”不是存在的日期`);
  const to = cell('to') === '' ? from : readDate(cell('to'));
  if (!to) return wrong('to', `“${cell('to')}”不是存在的日期`);
  const length = toDayNumber(to) - toDayNumber(from) + 1;
  if (length < 1) return wrong('to', `结束日期${to}早于开始日期${from}`);
  if (length > MAX_RANGE_DAYS) return wrong('to', `一行跨了${length}天，超过${MAX_RANGE_DAYS}天，请核对年份`);
  const rest = REST.test(cell('kind'));
  if (!rest && !WORK.test(cell('kind'))) return wrong('kind', `“${cell('kind')}”应写“休”或者“班”`);
  if (rest && cell('name') === '') return wrong('name', '放假日没有填写节日名称');
  return Array.from({ length }, (_, index) => ({
    row: row.row,
    date: fromDayNumber(toDayNumber(from) + index),
    rest,
    name: cell('name'),
  }));
};

const place = (entries: readonly Entry[], problems: CalendarProblem[]): Year[] => {
  const years = new Map<number, Year>();
  const seen = new Map<string, Entry>();
  for (const entry of entries) {
    const former = seen.get(entry.date);
    if (former) {
      const what = former.rest === entry.rest ? '重复' : '矛盾（一处放假、一处上班）';
      const message = `${entry.date}与第${former.row}行${what}`;
      problems.push({ level: 'error', row: entry.row, column: COLUMN_NAMES.from, message });
      continue;
    }
    seen.set(entry.date, entry);
    const number = Number(entry.date.slice(0, 4));
    const year = years.get(number) ?? { year: number, holidays: [], workdays: [] };
    years.set(number, year);
    if (entry.rest) year.holidays.push({ date: entry.date, name: entry.name });
    else {
      const weekday = (toDayNumber(entry.date) + 4) % 7;
      if (weekday !== 0 && weekday !== 6) {
        const message = `${entry.date}是周一至周五，本来就上班，不需要调休`;
        problems.push({ level: 'error', row: entry.row, column: COLUMN_NAMES.kind, message });
        continue;
      }
      year.workdays.push(entry.date);
    }
  }
  return [...years.values()].sort((a, b) => a.year - b.year);
};

/**
 * The years of a sheet with the columns 日期（or 开始日期、结束日期）、类型（休/班）、名称. All problems are told, by row and
 * column; with one error or more the sheet must not be stored.
 */
export const readCalendarRows = (rows: readonly SheetRow[]): { years: Year[]; problems: CalendarProblem[] } => {
  const problems: CalendarProblem[] = [];
  const filled = rows.filter((row) => row.cells.some((cell) => cell.trim() !== ''));
  const [heading, ...data] = filled;
  if (!heading) return { years: [], problems: [{ level: 'error', message: '表格是空的' }] };
  const columns = columnsOf(heading);
  for (const column of ['from', 'kind', 'name'] as const)
    if (columns[column] === undefined)
      problems.push({
        level: 'error',
        row: heading.row,
        column: COLUMN_NAMES[column],
        message: `表头缺少“${COLUMN_NAMES[column]}”一列`,
      });
  if (problems.length > 0) return { years: [], problems };
  const entries = data.flatMap((row) => readRow(row, columns, problems));
  const years = place(entries, problems);
  if (data.length === 0) problems.push({ level: 'error', message: '表格只有表头，没有日期' });
  return { years, problems };
};
