import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import type { ImportSheet, MergedCells } from '#contracts';
import { invalid } from '../problem-error.ts';

export interface ListFile {
  kind: 'xlsx' | 'csv';
  encoding: string;
  sheets: ImportSheet[];
}

const MAX_ROWS = 5_000;
const MAX_COLUMNS = 60;

/** Reads an Excel workbook or a CSV (UTF-8, UTF-16, GBK) into text cells. @throws ProblemError 422 */
export async function readListFile(bytes: Buffer): Promise<ListFile> {
  if (bytes.length === 0) throw invalid('file', '文件是空的。');
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
    throw invalid('file', '这是旧格式的 Excel 文件（.xls），请用 Excel 或 WPS 另存为 .xlsx 后再导入。');
  return bytes.subarray(0, 2).toString('latin1') === 'PK' ? readWorkbook(bytes) : readCsv(bytes);
}

async function readWorkbook(bytes: Buffer): Promise<ListFile> {
  const workbook = new exceljs.Workbook();
  try {
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  } catch {
    throw invalid('file', '文件不能打开：不是 Excel 工作簿（.xlsx），或者已经损坏、有密码。');
  }
  const sheets = workbook.worksheets.filter((sheet) => sheet.actualRowCount > 0).map(sheetOf);
  if (sheets.length === 0) throw invalid('file', '工作簿里没有内容。');
  return { kind: 'xlsx', encoding: 'xlsx', sheets };
}

function sheetOf(sheet: exceljs.Worksheet): ImportSheet {
  if (sheet.rowCount > MAX_ROWS)
    throw invalid('file', `工作表“${sheet.name}”有 ${sheet.rowCount} 行，一次最多导入 ${MAX_ROWS} 行，请分开导入。`);
  const width = Math.min(sheet.columnCount, MAX_COLUMNS);
  const rows: string[][] = [];
  for (let number = 1; number <= sheet.rowCount; number++) {
    const row = sheet.getRow(number);
    rows.push(Array.from({ length: width }, (_, column) => cellText(row.getCell(column + 1))));
  }
  return { name: sheet.name, rows, merged: mergedOf(sheet) };
}

/** A merged cell has its text in its top left cell only, so that nothing is taken for what it does not say. */
function cellText(cell: exceljs.Cell): string {
  if (cell.isMerged && cell.master.address !== cell.address) return '';
  const { value } = cell;
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object' && 'result' in value) return String(value.result ?? '').trim();
  return cell.text.trim();
}

function mergedOf(sheet: exceljs.Worksheet): MergedCells[] {
  const model = sheet.model as unknown as { merges?: string[] };
  return (model.merges ?? []).flatMap((range) => {
    const found = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range);
    if (!found) return [];
    const [, left = 'A', top, right = 'A', bottom] = found;
    return [{ top: Number(top) - 1, left: columnOf(left), bottom: Number(bottom) - 1, right: columnOf(right) }];
  });
}

const columnOf = (letters: string): number =>
  [...letters].reduce((total, letter) => total * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** UTF-8 where it is valid UTF-8, else the Chinese encoding that Excel writes by default. */
function decode(bytes: Buffer): { text: string; encoding: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('gb18030').decode(bytes), encoding: 'GBK' };
  }
}

function readCsv(bytes: Buffer): ListFile {
  const { text, encoding } = decode(bytes);
  if (text.includes('\u0000')) throw invalid('file', '文件不是 Excel 工作簿，也不是文本（CSV）。');
  const firstLine = text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'));
  const delimiter = firstLine.split('\t').length > firstLine.split(',').length ? '\t' : ',';
  let rows: string[][];
  try {
    rows = parse(text.replace(/^\uFEFF/, ''), { delimiter, relax_column_count: true, skip_empty_lines: false });
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : null;
    throw invalid('file', `CSV 的引号不成对${line ? `（第 ${line} 行附近）` : ''}，请在 Excel 中打开检查后重新保存。`);
  }
  if (rows.length > MAX_ROWS)
    throw invalid('file', `文件有 ${rows.length} 行，一次最多导入 ${MAX_ROWS} 行，请分开导入。`);
  return {
    kind: 'csv',
    encoding,
    sheets: [
      { name: 'CSV', rows: rows.map((row) => row.slice(0, MAX_COLUMNS).map((cell) => cell.trim())), merged: [] },
    ],
  };
}
