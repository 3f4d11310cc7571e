import type {
  Citation,
  DiscretionItem,
  DiscretionList,
  ImportDraft,
  ImportField,
  ImportIssue,
  ImportPreview,
  ImportRow,
} from '#contracts';
import { violationKey } from '../item-index.ts';
import { readBasis } from './basis-texts.ts';
import { readConditions } from './condition-texts.ts';
import { detectLayout, FIELD_NAMES, findHeaderRow, LAYOUTS, mapColumns } from './layouts.ts';

/** What the reader asks of the world: items that are there, and whether an article is. */
export interface ImportSurroundings {
  byCode(code: string): DiscretionItem | undefined;
  byViolation(department: string, list: DiscretionList, violation: string): DiscretionItem | undefined;
  /** `unknown-law`: the library has not got the law; `unknown-article`: it has, and the article is not in it. */
  article(citation: Citation): 'known' | 'unknown-law' | 'unknown-article';
  today: string;
}

const LIST_WORDS: readonly [RegExp, DiscretionList][] = [
  [/不予|免予|免罚|不罚/, 'no-penalty'],
  [/减轻/, 'mitigated'],
  [/从轻/, 'lenient'],
  [/从重|加重/, 'aggravated'],
];
const LIST_LETTERS: Record<DiscretionList, string> = {
  'no-penalty': 'Q',
  mitigated: 'J',
  lenient: 'C',
  aggravated: 'Z',
};
const OUTCOMES: Record<DiscretionList, string> = {
  'no-penalty': '不予处罚',
  mitigated: '减轻处罚',
  lenient: '从轻处罚',
  aggravated: '从重处罚',
};
const MEASURE_SPLIT = /[、，,；;\n/]+/;
/** Fields whose merged cells plainly mean “the same for all these rows”. */
const SHARED: readonly ImportField[] = ['category', 'organ', 'department', 'list', 'effectiveFrom'];

interface Columns {
  of(field: ImportField): number | undefined;
  heading(column: number): string;
}

interface RowContext {
  draft: ImportDraft;
  columns: Columns;
  around: ImportSurroundings;
  index: number;
  cells: readonly string[];
  issues: ImportIssue[];
}

const issueAt = (
  context: RowContext,
  field: ImportField,
  severity: ImportIssue['severity'],
  message: string,
  remedy?: string,
): void => {
  const column = context.columns.of(field);
  context.issues.push({
    severity,
    row: context.index + 1,
    ...(column === undefined ? {} : { column: column + 1, heading: context.columns.heading(column) }),
    message,
    ...(remedy ? { remedy } : {}),
  });
};

/** The text of a field: the cell, or for fields that merged rows share the top cell of the merged range. */
const textOf = (context: RowContext, field: ImportField): string => {
  const { columns, cells, draft, index } = context;
  const column = columns.of(field);
  if (column === undefined) return '';
  const own = (cells[column] ?? '').trim();
  if (own !== '') return own;
  const merged = draft.sheet.merged.find(
    (range) => range.top < index && index <= range.bottom && range.left <= column && column <= range.right,
  );
  if (!merged) return '';
  const above = (draft.sheet.rows[merged.top]?.[merged.left] ?? '').trim();
  if (SHARED.includes(field)) return above;
  issueAt(
    context,
    field,
    'error',
    `第 ${merged.top + 1}—${merged.bottom + 1} 行的“${columns.heading(column)}”是合并单元格，本行没有自己的内容。`,
    above === '' ? '请填写本行的内容。' : '内容相同的，点“填入上方内容”；不同的请填写。',
  );
  return '';
};

const listOf = (context: RowContext): DiscretionList | undefined => {
  const words = textOf(context, 'list');
  if (words === '') return context.draft.defaults.list;
  const found = LIST_WORDS.find(([pattern]) => pattern.test(words))?.[1];
  if (!found)
    issueAt(
      context,
      'list',
      'error',
      `“${words.slice(0, 20)}”不是清单类型。`,
      '请写不予处罚、减轻处罚、从轻处罚或者从重处罚。',
    );
  return found;
};

const dateOf = (context: RowContext): string | undefined => {
  const words = textOf(context, 'effectiveFrom');
  if (words === '') return context.draft.defaults.effectiveFrom;
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/.exec(words);
  const date = parts ? `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}` : '';
  const ms = Date.parse(`${date}T00:00:00Z`);
  if (date !== '' && !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date)) return date;
  issueAt(context, 'effectiveFrom', 'error', `“${words.slice(0, 20)}”不是存在的日期。`, '日期写成 2026-01-01 的样子。');
  return undefined;
};

const basisOf = (context: RowContext, field: ImportField): Citation[] => {
  const { citations, unread } = readBasis(textOf(context, field));
  if (unread)
    issueAt(
      context,
      field,
      'warning',
      '没有认出法规和条文，按原文保存。',
      '可写成《食品安全法》第一百二十二条第一款的样子。',
    );
  for (const citation of citations) {
    const name = `《${citation.law}》${citation.article}`;
    const known = context.around.article(citation);
    if (known === 'unknown-article')
      issueAt(
        context,
        field,
        'error',
        `法规库中的《${citation.law}》没有${citation.article}。`,
        '请核对条文号，或者先更新法规库。',
      );
    else if (known === 'unknown-law' && !unread)
      issueAt(context, field, 'warning', `法规库中没有${name}，条文没有核对。`);
  }
  return citations;
};

const conditionsOf = (context: RowContext, code: string, list: DiscretionList | undefined) => {
  const words = textOf(context, 'conditions');
  const kind = textOf(context, 'leniencyKind');
  const reading = readConditions(words, code);
  for (const text of reading.broken)
    issueAt(context, 'conditions', 'error', `“${text}”的阈值不是数字。`, '请改成数字，例如“不足1个月”“≤0.1倍”。');
  const pieces = [...reading.conditions];
  if (/首违|初次|首次/.test(kind) && !pieces.some(({ text }) => /初次|首次/.test(text)))
    pieces.unshift({
      id: `${code}-0`,
      text: '初次违法',
      feel: '',
      test: { fact: 'firstOffence', operator: 'true' },
      suggested: true,
    });
  if (pieces.length === 0 && list !== 'aggravated' && !context.issues.some((issue) => issue.heading === '适用条件'))
    issueAt(context, 'conditions', 'error', '没有适用条件。', '请填写适用条件；没有条件的清单项不能导入。');
  return { conditions: pieces, combine: reading.combine };
};

const codeOf = (context: RowContext, list: DiscretionList, department: string, violation: string): string => {
  const given = textOf(context, 'code').replace(/\s+/g, '');
  if (given !== '') return given;
  const same = context.around.byViolation(department, list, violation);
  if (same) return same.code;
  const number = textOf(context, 'number').replace(/\.0$/, '');
  const serial = /^\d{1,6}$/.test(number) ? number : String(context.index);
  return `${context.draft.defaults.codePrefix || `${department}-`}${LIST_LETTERS[list]}${serial.padStart(3, '0')}`;
};

/** A row as an item; null when something that an item needs is not there. */
const readItem = (context: RowContext): DiscretionItem | null => {
  const { draft, around } = context;
  const list = listOf(context);
  const department = textOf(context, 'department') || draft.defaults.department.trim();
  const violation = textOf(context, 'violation').replace(/\s*\n\s*/g, '');
  const effectiveFrom = dateOf(context);
  if (!list && !context.issues.some((issue) => issue.message.includes('清单类型')))
    issueAt(context, 'list', 'error', '没有写明清单类型。', '请在上方选择这张表的清单类型。');
  if (department === '') issueAt(context, 'department', 'error', '没有写明部门。', '请在上方填写部门。');
  if (violation === '' && !context.issues.some((issue) => issue.message.includes('合并单元格')))
    issueAt(context, 'violation', 'error', '没有违法行为。', '请填写违法行为，或者不导入这一行。');
  if (violation.length > 2_000) issueAt(context, 'violation', 'error', '违法行为超过 2000 字。');
  if (!effectiveFrom && context.columns.of('effectiveFrom') === undefined)
    issueAt(context, 'effectiveFrom', 'error', '没有施行日期。', '请在上方填写施行日期。');
  const penaltyBasis = basisOf(context, 'penaltyBasis');
  const leniencyBasis = basisOf(context, 'leniencyBasis');
  const dutyBasis = basisOf(context, 'dutyBasis');
  const code = list && department && violation ? codeOf(context, list, department, violation) : `row-${context.index}`;
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u.test(code))
    issueAt(context, 'code', 'error', `编号“${code.slice(0, 30)}”只能用文字、数字、点和短横，最多 60 个字。`);
  const { conditions, combine } = conditionsOf(context, code, list);
  const known = around.byCode(code);
  if (known && violation && violationKey(known.violation) !== violationKey(violation))
    issueAt(context, 'code', 'error', `编号 ${code} 已用于“${known.violation.slice(0, 30)}”。`, '请改用别的编号。');
  if (!list || department === '' || violation === '' || !effectiveFrom) return null;
  const exclusions = readConditions(textOf(context, 'exclusions'), `${code}-x`);
  const note = [textOf(context, 'penaltyText'), textOf(context, 'note')].filter(Boolean).join('；');
  const category = textOf(context, 'category');
  const organ = textOf(context, 'organ');
  return {
    code,
    list,
    department,
    violation,
    penaltyBasis,
    conditions,
    combine,
    exclusions: exclusions.conditions,
    outcome: textOf(context, 'outcome') || OUTCOMES[list],
    measures: [
      ...new Set(
        textOf(context, 'measures')
          .split(MEASURE_SPLIT)
          .map((one) => one.trim())
          .filter(Boolean),
      ),
    ],
    origin: draft.defaults.origin,
    ...(draft.defaults.originNote ? { originNote: draft.defaults.originNote } : {}),
    effectiveFrom,
    version: (known?.version ?? 0) + 1,
    status: 'effective',
    issuer: draft.defaults.issuer,
    ...(category ? { category } : {}),
    ...(organ ? { organ } : {}),
    ...(leniencyBasis.length > 0 ? { leniencyBasis } : {}),
    ...(dutyBasis.length > 0 ? { dutyBasis } : {}),
    ...(note ? { note } : {}),
  };
};

const sameContent = (a: DiscretionItem, b: DiscretionItem): boolean => {
  const essence = (item: DiscretionItem): string =>
    JSON.stringify([
      item.list,
      item.department,
      item.violation,
      item.penaltyBasis,
      item.conditions.map(({ text }) => text),
      item.exclusions.map(({ text }) => text),
      item.combine,
      item.outcome,
      item.measures,
      item.effectiveFrom,
      item.status,
    ]);
  return essence(a) === essence(b);
};

/** Two rows of one sheet with the same code, or the same violation in the same list of a department. */
const markDuplicates = (rows: readonly ImportRow[], columns: Columns): void => {
  const seen = new Map<string, number>();
  for (const row of rows) {
    if (!row.item || row.skipped) continue;
    const keys = [
      `code ${row.item.code}`,
      `violation ${row.item.department} ${row.item.list} ${violationKey(row.item.violation)}`,
    ];
    const first = keys.map((key) => seen.get(key)).find((index) => index !== undefined);
    for (const key of keys) if (!seen.has(key)) seen.set(key, row.index);
    if (first === undefined) continue;
    const column = columns.of('violation');
    row.issues.push({
      severity: 'error',
      row: row.index + 1,
      ...(column === undefined ? {} : { column: column + 1, heading: columns.heading(column) }),
      message: `与第 ${first + 1} 行重复（同一清单、同一违法行为或者同一编号）。`,
      remedy: '请修改其中一行，或者不导入这一行。',
    });
  }
};

/** What is wrong with the sheet as a whole. */
const sheetIssues = (mapping: readonly ImportField[], found: boolean, draft: ImportDraft): ImportIssue[] => {
  if (!found)
    return [
      {
        severity: 'error',
        message: '没有找到标题行：前 15 行里没有“违法行为”（或“事项名称”）一栏。',
        remedy: '请指定标题行，或者为各列选择含义。',
      },
    ];
  const lacking = (['violation', 'conditions'] as const).filter((field) => !mapping.includes(field));
  const issues: ImportIssue[] = lacking.map((field) => ({
    severity: 'error',
    message: `缺少“${FIELD_NAMES[field]}”一栏。`,
    remedy: `请在列的含义中指定哪一列是“${FIELD_NAMES[field]}”。`,
  }));
  if (!mapping.includes('penaltyBasis'))
    issues.push({ severity: 'warning', message: '缺少“处罚依据”一栏，清单项不能与法规联动。' });
  if (draft.sheet.rows.length === 0) issues.push({ severity: 'error', message: '表里没有内容。' });
  return issues;
};

const isEmptyRow = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/**
 * Reads a sheet into list items with what is wrong, by row and column (1-based, as the sheet shows them). Pure: the same
 * draft gives the same preview, and what is imported is exactly what the preview shows.
 */
export const readImport = (draft: ImportDraft, around: ImportSurroundings): ImportPreview => {
  const { rows } = draft.sheet;
  const found = draft.headerRow ?? findHeaderRow(rows);
  const headerRow = found ?? 0;
  const width = Math.max(0, ...rows.map((row) => row.length));
  const headings = Array.from({ length: width }, (_, column) => (rows[headerRow]?.[column] ?? '').trim());
  const mapping = Array.from(
    { length: width },
    (_, column): ImportField => draft.mapping?.[column] ?? mapColumns(headings)[column] ?? 'ignore',
  );
  const columns: Columns = {
    of: (field) => {
      const column = mapping.indexOf(field);
      return column < 0 ? undefined : column;
    },
    heading: (column) => headings[column] || `第 ${column + 1} 列`,
  };
  const issues = sheetIssues(mapping, found !== null || draft.mapping !== undefined, draft);
  const skipped = new Set(draft.skipped);
  const usable = !issues.some((issue) => issue.severity === 'error');
  const read: ImportRow[] = [];
  for (let index = headerRow + 1; usable && index < rows.length; index++) {
    const cells = rows[index] ?? [];
    if (isEmptyRow(cells)) continue;
    const context: RowContext = { draft, columns, around, index, cells, issues: [] };
    const item = readItem(context);
    const known = item && around.byCode(item.code);
    read.push({
      index,
      item,
      issues: context.issues,
      skipped: skipped.has(index),
      action: !known ? 'new' : item && sameContent(known, item) ? 'same' : 'version',
    });
  }
  markDuplicates(read, columns);
  const taken = read.filter((row) => !row.skipped);
  const faulty = taken.filter((row) => row.issues.some((issue) => issue.severity === 'error'));
  const layout = detectLayout(headings);
  return {
    layout,
    layoutName: layout === 'other' ? '没有对应的样式，请核对各列的含义' : LAYOUTS[layout].name,
    headerRow,
    headings,
    mapping,
    issues,
    rows: read,
    total: read.length,
    ready: taken.length - faulty.length,
    withErrors: faulty.length,
    unconfirmed: taken.filter((row) => row.item?.conditions.some((condition) => condition.suggested)).length,
  };
};
