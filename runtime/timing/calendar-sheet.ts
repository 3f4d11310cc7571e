import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import type { SheetRow } from '#rules';
import { ProblemError } from '../problem-error.ts';

const MAX_BYTES = 5 * 1024 * 1024;
const MAX_ROWS = 5000;
const ZIP_SIGNATURE = 0x504b;

/** Rows of the first sheet of an Excel file, or of a CSV file in UTF-8 or GB18030 (as Chinese Excel writes it). */
export async function readSheet(file: Buffer): Promise<SheetRow[]> {
  if (file.length === 0) throw new ProblemError('validation', '文件是空的，请选择 Excel（.xlsx）或者 CSV 文件。');
  if (file.length > MAX_BYTES) throw new ProblemError('too-large', '文件超过 5 MB，放假安排的表格不会这么大，请核对。');
  const rows = file.length > 4 && file.readUInt16BE(0) === ZIP_SIGNATURE ? await readXlsx(file) : readCsv(file);
  if (rows.length > MAX_ROWS) throw new ProblemError('validation', `表格超过 ${MAX_ROWS} 行，请核对是否选错了文件。`);
  return rows;
}

function readCsv(file: Buffer): SheetRow[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    text = new TextDecoder('gb18030').decode(file);
  }
  try {
    const rows = parse(text, { bom: true, relax_column_count: true, info: true }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return rows.map(({ record, info }) => ({ row: info.lines, cells: record }));
  } catch (error) {
    const line = (error as { lines?: number }).lines;
    throw new ProblemError('validation', `CSV 文件${line ? `第 ${line} 行` : ''}读不懂，请核对引号是否成对。`);
  }
}

const textOf = (value: ExcelJS.CellValue): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object') {
    if ('result' in value) return textOf(value.result as ExcelJS.CellValue);
    if ('richText' in value) return value.richText.map((part) => part.text).join('');
    if ('text' in value) return String(value.text);
    return '';
  }
  return String(value);
};

async function readXlsx(file: Buffer): Promise<SheetRow[]> {
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(file as unknown as ArrayBuffer);
  } catch {
    throw new ProblemError('validation', 'Excel 文件打不开，可能已损坏或有密码，请另存为 .xlsx 后再试。');
  }
  const sheet = workbook.worksheets[0];
  if (!sheet) throw new ProblemError('validation', 'Excel 文件里没有工作表。');
  const rows: SheetRow[] = [];
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: string[] = [];
    const merged: number[] = [];
    for (let column = 1; column <= sheet.columnCount; column++) {
      const cell = row.getCell(column);
      if (cell.isMerged && cell.master.row !== cell.row) merged.push(column - 1);
      else if (cell.isMerged && number > 1) merged.push(column - 1);
      cells.push(textOf(cell.value));
    }
    rows.push({ row: number, cells, merged });
  });
  return rows;
}
