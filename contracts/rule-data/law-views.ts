import { z } from 'zod';
import { CivilDate, Instant } from '../common.ts';
import {
  ArticleChange,
  ClauseReference,
  ImpactEntry,
  LawArticle,
  LawChangeKind,
  LawFinding,
  LawIdentity,
  LawLevel,
  LawState,
  LawVersionSummary,
} from './laws.ts';

// How the law library is shown: what its routes answer.

/** A law in a list: who it is, and the version in force today (or the next one, or the last). */
export const LawBrief = LawIdentity.extend({
  id: z.string(),
  state: LawState,
  number: z.string(),
  publishedOn: CivilDate.nullable(),
  effectiveOn: CivilDate.nullable(),
  versionCount: z.number().int(),
  articleCount: z.number().int(),
  excerpt: z.boolean(),
  /** How many rules of the platform cite it. */
  cited: z.number().int(),
});
export type LawBrief = z.infer<typeof LawBrief>;

export const LawVersionWithState = LawVersionSummary.extend({ state: LawState });
export type LawVersionWithState = z.infer<typeof LawVersionWithState>;

export const FoundLawArticle = z.object({
  reference: ClauseReference,
  label: z.string(),
  article: LawArticle.nullable(),
  /** Counted from 1; null = the whole article. */
  clause: z.number().int().nullable(),
  item: z.number().int().nullable(),
});

/** Pieces of a passage; `hit` pieces are what was searched for. */
export const LawExcerpt = z.array(z.object({ text: z.string(), hit: z.boolean() }));

export const LawComparison = z.object({
  from: LawVersionWithState,
  to: LawVersionWithState,
  counts: z.record(ArticleChange.shape.kind, z.number().int()),
  /** What is not unchanged, with the articles of both versions. */
  changes: z.array(ArticleChange.extend({ former: LawArticle.nullable(), later: LawArticle.nullable() })),
});
export type LawComparison = z.infer<typeof LawComparison>;

export const LawChangeQuery = z.object({
  /** Publication day or id of the versions; absent: the newest and the one before it. */
  from: z.string().optional(),
  to: z.string().optional(),
});

export const LawImpact = z.object({
  law: LawBrief,
  from: LawVersionWithState.nullable(),
  to: LawVersionWithState.nullable(),
  /** The law itself is no longer in force. */
  repealed: z.boolean(),
  counts: z.record(ArticleChange.shape.kind, z.number().int()),
  entries: z.array(ImpactEntry.extend({ toReview: z.boolean().optional() })),
  /** Open cases, within the reader's scope, that use any of these. */
  openCases: z.number().int(),
});
export type LawImpact = z.infer<typeof LawImpact>;

/** How far an import is. previewed: read and waiting; interrupted: the server stopped in the middle, nothing was imported. */
export const LawImportState = z.enum(['previewed', 'running', 'done', 'cancelled', 'failed', 'interrupted']);
export type LawImportState = z.infer<typeof LawImportState>;

/** What importing a file would do. unreadable: nothing; duplicate: the library has the very same text. */
export const LawImportAction = z.enum(['new-law', 'new-version', 'new-edition', 'duplicate', 'unreadable']);
export type LawImportAction = z.infer<typeof LawImportAction>;

export const LawImportFacts = LawIdentity.omit({ name: true, level: true }).extend({
  /** The law of the library that this is a version of; null = a new law. */
  lawId: z.string().nullable(),
  name: z.string().max(200),
  level: LawLevel.nullable(),
  // No defaults here: a change names only what it changes.
  aliases: z.array(z.string()),
  organ: z.string(),
  number: z.string(),
  change: LawChangeKind,
  publishedOn: CivilDate.nullable(),
  effectiveOn: CivilDate.nullable(),
  effectiveAssumed: z.boolean(),
  /** Left out when the import is confirmed. */
  skip: z.boolean(),
});
export type LawImportFacts = z.infer<typeof LawImportFacts>;

export const LawImportEntry = z.object({
  order: z.number().int(),
  file: z.string(),
  action: LawImportAction,
  facts: LawImportFacts,
  articleCount: z.number().int(),
  findings: z.array(LawFinding),
  /** Against the version before it; null for a new law. */
  changed: z.record(ArticleChange.shape.kind, z.number().int()).nullable(),
});
export type LawImportEntry = z.infer<typeof LawImportEntry>;

export const LawImportView = z.object({
  id: z.string(),
  state: LawImportState,
  createdAt: Instant,
  createdByName: z.string(),
  total: z.number().int(),
  /** Of the running job. */
  done: z.number().int(),
  counts: z.record(LawImportAction, z.number().int()),
  /** Entries that must be mended or left out before the import can be confirmed. */
  blocking: z.number().int(),
  withFindings: z.number().int(),
  error: z.string().nullable(),
  /** After the import: the laws that got a newer version than the library had, to look at their impact. */
  amended: z.array(z.object({ lawId: z.string(), name: z.string(), from: z.string(), to: z.string() })),
  markedItems: z.array(z.string()),
});
export type LawImportView = z.infer<typeof LawImportView>;
