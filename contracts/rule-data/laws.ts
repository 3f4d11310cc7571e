import { z } from 'zod';
import { CivilDate, Instant, Origin } from '../common.ts';

/** 法律 · 行政法规 · 地方性法规 · 部门规章 · 地方政府规章 · 司法解释 · 规范性文件, the highest first. */
export const LawLevel = z.enum([
  'law',
  'administrative-regulation',
  'local-regulation',
  'departmental-rule',
  'local-government-rule',
  'judicial-interpretation',
  'normative-document',
]);
export type LawLevel = z.infer<typeof LawLevel>;

export const LAW_LEVEL_NAMES: Record<LawLevel, string> = {
  law: '法律',
  'administrative-regulation': '行政法规',
  'local-regulation': '地方性法规',
  'departmental-rule': '部门规章',
  'local-government-rule': '地方政府规章',
  'judicial-interpretation': '司法解释',
  'normative-document': '规范性文件',
};

/** 制定 · 修订 · 修正 · 补录（the same version again, with its full text or corrected）. */
export const LawChangeKind = z.enum(['enacted', 'revised', 'amended', 'recorded']);
export type LawChangeKind = z.infer<typeof LawChangeKind>;

export const LAW_CHANGE_NAMES: Record<LawChangeKind, string> = {
  enacted: '制定',
  revised: '修订',
  amended: '修正',
  recorded: '补录',
};

/** 尚未施行 · 现行有效 · 已被修改 · 已废止. Of a law: never `superseded`. */
export const LawState = z.enum(['upcoming', 'in-force', 'superseded', 'repealed']);
export type LawState = z.infer<typeof LawState>;

export const LAW_STATE_NAMES: Record<LawState, string> = {
  upcoming: '尚未施行',
  'in-force': '现行有效',
  superseded: '已被修改',
  repealed: '已废止',
};

/** 目: `1. …` below an item. */
export const LawSubItem = z.object({ number: z.number().int(), text: z.string() });

/** 项: `（一）…`. */
export const LawItem = z.object({
  number: z.number().int(),
  text: z.string(),
  subItems: z.array(LawSubItem).optional(),
});
export type LawItem = z.infer<typeof LawItem>;

/** 款: a paragraph of an article with its items; clauses are counted from 1 in their order. */
export const LawClause = z.object({ text: z.string(), items: z.array(LawItem).optional() });
export type LawClause = z.infer<typeof LawClause>;

/** 条. `branch` 1 is 之一, 0 is the article itself; `label` is how it is written, `第四十二条之一`. */
export const LawArticle = z.object({
  number: z.number().int().positive(),
  branch: z.number().int().min(0).default(0),
  label: z.string(),
  clauses: z.array(LawClause),
});
export type LawArticle = z.infer<typeof LawArticle>;

/** 编 · 分编 · 章 · 节; `before` is the index of the article that it stands before. */
export const LawHeading = z.object({
  kind: z.enum(['part', 'subpart', 'chapter', 'section']),
  label: z.string(),
  title: z.string(),
  before: z.number().int().min(0),
});
export type LawHeading = z.infer<typeof LawHeading>;

/** The text of one version. A document that counts 一、二、 instead of 第…条 has unit `point`. */
export const LawText = z.object({
  unit: z.enum(['article', 'point']),
  preamble: z.array(z.string()),
  headings: z.array(LawHeading),
  articles: z.array(LawArticle),
  appendix: z.array(z.string()),
});
export type LawText = z.infer<typeof LawText>;

/** What is known of a version beside its text. Dates are null where the source does not tell them. */
export const LawVersionFacts = z.object({
  publishedOn: CivilDate.nullable(),
  effectiveOn: CivilDate.nullable(),
  /** The day from which this version is no longer in force though no other version follows. */
  repealedOn: CivilDate.nullable().default(null),
  /** The effective date is a guess (the text does not say it): shown as 待核对. */
  effectiveAssumed: z.boolean().default(false),
  change: LawChangeKind,
  number: z.string().default(''),
  /** One line each: date, organ and what it did. */
  history: z.array(z.string()).default([]),
  origin: Origin,
  /** Only digests of some articles, not the text of the law: shown as such. */
  excerpt: z.boolean().default(false),
});
export type LawVersionFacts = z.infer<typeof LawVersionFacts>;

export const LawVersionSummary = LawVersionFacts.extend({
  id: z.string(),
  /** From 1; a later edition of the same version replaces the earlier one, which stays in the store. */
  edition: z.number().int().positive(),
  articleCount: z.number().int(),
  importedAt: Instant,
  importedByName: z.string(),
  source: z.string().default(''),
});
export type LawVersionSummary = z.infer<typeof LawVersionSummary>;

/** Who a law is, without its versions. */
export const LawIdentity = z.object({
  /** Short code of domain facts §1, e.g. `CF`. */
  code: z.string().max(20).optional(),
  name: z.string().trim().min(1, '请填写法规名称').max(200),
  /** Other names under which rules cite it. */
  aliases: z.array(z.string()).default([]),
  level: LawLevel,
  organ: z.string().default(''),
});
export type LawIdentity = z.infer<typeof LawIdentity>;

/** A reference to a clause: article 42, clause 1, item 2. `point`: the number of a 一、二、 document. */
export const ClauseReference = z.object({
  /** Set when the citation names another law than its own (`→食品安全法126(1)`). */
  law: z.string().optional(),
  article: z.number().int().positive(),
  branch: z.number().int().min(0).default(0),
  clause: z.number().int().positive().optional(),
  item: z.number().int().positive().optional(),
  subItem: z.number().int().positive().optional(),
  point: z.boolean().optional(),
});
export type ClauseReference = z.infer<typeof ClauseReference>;

/** Something the reader of a law file noticed; `line` counts the lines of the file (paragraphs of a Word file) from 1. */
export const LawFinding = z.object({
  severity: z.enum(['error', 'warning', 'info']),
  line: z.number().int().nullable(),
  message: z.string(),
});
export type LawFinding = z.infer<typeof LawFinding>;

/** What became of an article between two versions. `moved`: the same text under another number. */
export const ArticleChange = z.object({
  kind: z.enum(['unchanged', 'moved', 'changed', 'added', 'removed']),
  /** Labels in the former and in the later version. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type ArticleChange = z.infer<typeof ArticleChange>;

/** A thing that cites the law. */
export const CitingSubject = z.object({
  kind: z.enum(['procedure', 'step', 'gate', 'clock', 'parameter', 'document', 'form', 'list-item', 'pack', 'factor']),
  /** Unique within the platform, e.g. `penalty-ordinary@3/gates/G02`. */
  id: z.string(),
  name: z.string(),
  /** Where it lives, in words: `行政处罚（普通程序）v3`. */
  holder: z.string(),
  /** Page that opens it. */
  target: z.string(),
  /** Codes by which a case says that it uses it: `procedure:<code>@<version>`, `item:<code>`, `pack:<pack>`. */
  uses: z.array(z.string()),
});
export type CitingSubject = z.infer<typeof CitingSubject>;

/** A subject that a change of a law touches. */
export const ImpactEntry = z.object({
  subject: CitingSubject,
  /** The citations of the changed clauses, as written. */
  citations: z.array(z.string()),
  /** removed: the clause is gone; changed: its words are others; moved: it has another number; law: cites the law as a whole. */
  effect: z.enum(['removed', 'changed', 'moved', 'law']),
  explanation: z.string(),
  openCases: z.number().int().nullable(),
});
export type ImpactEntry = z.infer<typeof ImpactEntry>;
