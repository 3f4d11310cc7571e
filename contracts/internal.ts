import { z } from 'zod';
import { Instant, Key } from './common.ts';
import { ProcedureManifest } from './procedure.ts';
import { CaseFacts, Deadline, DiscretionItem, EffectiveRules, SimilarCases, WorkCalendar } from './rule-data/index.ts';

// The runtime's API for its own workers (`/internal/*`, bearer service token). Every write is idempotent by `jobKey`.

/** `GET /internal/cases/:id`: all that a check needs, as of `now`. */
export const InternalCase = z.object({
  facts: CaseFacts,
  /** The version of the procedure that the case is pinned to. */
  manifest: ProcedureManifest,
  /** The rules in force for the case: clocks, gates and parameters. */
  rules: EffectiveRules,
  calendar: WorkCalendar,
  /** Items of the violations of the case, in the versions that it obeys. */
  items: z.array(DiscretionItem),
  /** The newest versions of those items where they differ (从旧兼从轻). */
  newerItems: z.array(DiscretionItem).optional(),
  similar: SimilarCases.optional(),
  deadlines: z.array(Deadline),
  now: Instant,
});
export type InternalCase = z.infer<typeof InternalCase>;

/** `GET /internal/cases/:id/label?element=…`: what people call the case and the step. */
export const CaseLabel = z.object({ caseNumber: z.string(), step: z.string() });

/** `POST /internal/cases/:id/documents`. */
export const GenerateDocumentBody = z.object({
  jobKey: Key,
  document: z.string(),
  elementId: z.string(),
  processInstanceKey: Key,
});
export const GeneratedDocument = z.object({ id: z.string(), code: z.string(), number: z.string().nullable() });

/** `POST /internal/cases/:id/evidence-seal`. */
export const SealEvidenceBody = z.object({ jobKey: Key, elementId: z.string() });
export const SealedEvidence = z.object({ count: z.number().int(), digest: z.string() });

/** `POST /internal/notifications`. `to` is a role id, `handlers`, or a user id. */
export const NotifyBody = z.object({
  jobKey: Key,
  caseId: z.string(),
  to: z.string(),
  message: z.string(),
  severity: z.enum(['info', 'warning', 'urgent']).default('info'),
});
