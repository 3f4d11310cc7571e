import ExcelJS from 'exceljs';
import { parse } from 'csv-parse/sync';
import { ProblemError } from '../problem-error.ts';

/** A sheet as text: the first row names the columns; `row` counts as the person sees it, from 1. */
export interface Table {
  headers: string[];
  rows: { row: number; cells: string[] }[];
}

const MAX_ROWS = 20_000;
const tooMany = (): never => {
  throw new ProblemError('validation', `一次最多导入 ${MAX_ROWS} 行，请分成几个文件。`);
};

const dateText = (date: Date): string => new Date(date.getTime()).toISOString().slice(0, 10);

function cellText(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'object') {
    if ('richText' in value) return value.richText.map((part) => part.text).join('');
    if ('result' in value) return cellText(value.result as ExcelJS.CellValue);
    if ('text' in value) return cellText(value.text as ExcelJS.CellValue);
    return '';
  }
  return String(value);
}

async function readSheet(bytes: Buffer): Promise<Table> {
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  } catch {
    throw new ProblemError('validation', '这个文件不是能读的 Excel（.xlsx）文件，请另存为 .xlsx 或 CSV 后再导入。');
  }
  const sheet = workbook.worksheets[0];
  if (!sheet) throw new ProblemError('validation', 'Excel 文件里没有工作表。');
  const merged = (sheet.model as { merges?: string[] }).merges ?? [];
  if (merged.length > 0)
    throw new ProblemError(
      'validation',
      `工作表里有合并单元格（${merged.slice(0, 5).join('、')}），请取消合并、每行填满后再导入。`,
    );
  if (sheet.rowCount > MAX_ROWS + 1) tooMany();
  const rows: Table['rows'] = [];
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: string[] = [];
    for (let column = 1; column <= sheet.columnCount; column++) cells.push(cellText(row.getCell(column).value).trim());
    if (cells.some((cell) => cell !== '')) rows.push({ row: number, cells });
  });
  return tableOf(rows);
}

/** Text in UTF-8, or in GBK as Excel saves it. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function readCsv(bytes: Buffer): Table {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(decode(bytes), {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as unknown as typeof records;
  } catch (error) {
    throw new ProblemError('validation', `CSV 文件读不出来：${error instanceof Error ? error.message : String(error)}`);
  }
  if (records.length > MAX_ROWS + 1) tooMany();
  return tableOf(records.map(({ record, info }) => ({ row: info.lines, cells: record })));
}

function tableOf([head, ...rows]: Table['rows']): Table {
  if (!head) throw new ProblemError('validation', '文件是空的。');
  return { headers: head.cells.map((cell) => cell.replace(/\s/g, '')), rows };
}

/**
 * Reads an Excel sheet (.xlsx) or a CSV file.
 *
 * @throws ProblemError `validation`: unreadable, merged cells, too many rows
 */
export function readTable(bytes: Buffer): Promise<Table> {
  if (bytes.length === 0) throw new ProblemError('validation', '没有收到文件内容。');
  return bytes.subarray(0, 2).toString('latin1') === 'PK' ? readSheet(bytes) : Promise.resolve(readCsv(bytes));
}
