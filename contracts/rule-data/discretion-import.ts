import { z } from 'zod';
import { CivilDate, Instant, Origin } from '../common.ts';
import { DiscretionItem, DiscretionList } from './discretion.ts';

/** What a column of a published list may hold (domain facts §8.4). `ignore`: nothing that is kept. */
export const ImportField = z.enum([
  'ignore',
  'number',
  'code',
  'list',
  'department',
  'category',
  'organ',
  'violation',
  'dutyBasis',
  'penaltyBasis',
  'leniencyBasis',
  'penaltyText',
  'leniencyKind',
  'conditions',
  'exclusions',
  'outcome',
  'measures',
  'effectiveFrom',
  'note',
]);
export type ImportField = z.infer<typeof ImportField>;

export const ImportLayout = z.enum(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'other']);
export type ImportLayout = z.infer<typeof ImportLayout>;

/** A range of cells that were one cell in the sheet, 0-based, inclusive. */
export const MergedCells = z.object({
  top: z.number().int().min(0),
  left: z.number().int().min(0),
  bottom: z.number().int().min(0),
  right: z.number().int().min(0),
});
export type MergedCells = z.infer<typeof MergedCells>;

const MAX_ROWS = 5_000;

/** Text of the cells of one sheet as read from a file; a merged cell has its text at the top left only. */
export const ImportSheet = z.object({
  name: z.string(),
  rows: z.array(z.array(z.string().max(20_000)).max(60)).max(MAX_ROWS, `一次最多导入 ${MAX_ROWS} 行`),
  merged: z.array(MergedCells).max(20_000).default([]),
});
export type ImportSheet = z.infer<typeof ImportSheet>;

/** What holds for every row that says nothing itself. */
export const ImportDefaults = z.object({
  list: DiscretionList.optional(),
  department: z.string().default(''),
  effectiveFrom: CivilDate.optional(),
  /** Codes are made of this and the number of the row where the sheet has none. */
  codePrefix: z.string().max(20).default(''),
  origin: Origin.default('摘'),
  originNote: z.string().default(''),
  issuer: z.enum(['own', 'superior']).default('own'),
});
export type ImportDefaults = z.infer<typeof ImportDefaults>;

/** A sheet on its way in: its cells (mended by the user), what its columns mean, and which rows are left out. */
export const ImportDraft = z.object({
  fileName: z.string().max(200).default(''),
  sheet: ImportSheet,
  /** Index of the row of headings; absent = found by the program. */
  headerRow: z.number().int().min(0).optional(),
  /** One entry a column; absent = found by the program. */
  mapping: z.array(ImportField).optional(),
  defaults: ImportDefaults,
  skipped: z.array(z.number().int().min(0)).max(MAX_ROWS).default([]),
});
export type ImportDraft = z.infer<typeof ImportDraft>;

export const ImportIssue = z.object({
  severity: z.enum(['error', 'warning']),
  /** 1-based row and column as the sheet shows them; absent = the whole sheet. */
  row: z.number().int().optional(),
  column: z.number().int().optional(),
  /** Heading of the column. */
  heading: z.string().optional(),
  message: z.string(),
  remedy: z.string().optional(),
});
export type ImportIssue = z.infer<typeof ImportIssue>;

export const ImportRow = z.object({
  /** Index into the rows of the sheet. */
  index: z.number().int(),
  item: DiscretionItem.nullable(),
  issues: z.array(ImportIssue),
  skipped: z.boolean(),
  /** 新增 · 新版本 · 与现行版本相同. */
  action: z.enum(['new', 'version', 'same']),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const ImportPreview = z.object({
  layout: ImportLayout,
  layoutName: z.string(),
  headerRow: z.number().int(),
  headings: z.array(z.string()),
  mapping: z.array(ImportField),
  /** Of the sheet as a whole, and of rows where no heading was found. */
  issues: z.array(ImportIssue),
  rows: z.array(ImportRow),
  total: z.number().int(),
  ready: z.number().int(),
  withErrors: z.number().int(),
  unconfirmed: z.number().int(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

/** A list that was imported; undone as a whole. */
export const ListImport = z.object({
  id: z.string(),
  fileName: z.string(),
  at: Instant,
  byName: z.string(),
  count: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  undoneAt: Instant.nullable(),
  undoneByName: z.string().nullable(),
});
export type ListImport = z.infer<typeof ListImport>;
