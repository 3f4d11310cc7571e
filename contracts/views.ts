import { z } from 'zod';
import { CivilDate, Instant, JsonObject, Key } from './common.ts';
import { ProblemIssue } from './problem.ts';
import { RoleId, StepDefinition, VersionStatus } from './procedure.ts';
import {
  CaseEvent,
  Certificate,
  Deadline,
  DiscretionResult,
  Finding,
  Light,
  OfficerFact,
  Party,
  ProcedureIssue,
} from './rule-data/index.ts';

// What the server shows. Every view is already reduced to what its reader may see (masking, scope).

export const Organ = z.object({
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
  parentId: z.string().nullable(),
  /** 市 · 区县 · 功能区 · 街镇. */
  level: z.enum(['city', 'district', 'zone', 'street']),
  /** `government` for the trunk of the tree, `department` for enforcement bodies. */
  kind: z.enum(['government', 'department', 'judicial-office']),
  department: z.string(),
  regionCode: z.string(),
  /** 机关代字 for numbers, e.g. `济历市监`. */
  numberPrefix: z.string(),
});
export type Organ = z.infer<typeof Organ>;

/** 本人 · 本部门 · 本级 · 本级及下级. */
export const Scope = z.enum(['self', 'organ', 'level', 'level-and-below']);
export type Scope = z.infer<typeof Scope>;

export const UserView = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  organId: z.string(),
  organName: z.string(),
  post: z.string(),
  roles: z.array(RoleId),
  scope: Scope,
  status: z.enum(['active', 'locked', 'disabled']),
  employment: OfficerFact.shape.employment,
  certificates: z.array(Certificate),
  /** First day of doing 法制审核; absent = never before (CF58). */
  legalReviewSince: CivilDate.optional(),
});
export type UserView = z.infer<typeof UserView>;

export const SessionView = z.object({ user: UserView, csrfToken: z.string(), demo: z.boolean(), now: Instant });
export type SessionView = z.infer<typeof SessionView>;

export const TaskSummary = z.object({
  key: Key,
  elementId: z.string(),
  name: z.string(),
  stage: z.string(),
  stageName: z.string(),
  role: RoleId,
  caseId: z.string(),
  caseNumber: z.string(),
  caseTitle: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  organId: z.string(),
  organName: z.string(),
  assigneeId: z.string().nullable(),
  assigneeName: z.string().nullable(),
  handlers: z.array(z.string()),
  createdAt: Instant,
  /** The most urgent running clock of the case. */
  light: Light,
  clockName: z.string().nullable(),
  dueOn: CivilDate.nullable(),
  remainingText: z.string(),
  state: z.enum(['open', 'completing', 'completed', 'cancelled']),
  /** Whether the reader may claim and complete it. */
  canWork: z.boolean(),
});
export type TaskSummary = z.infer<typeof TaskSummary>;

export const TaskDetail = TaskSummary.extend({
  step: StepDefinition,
  form: JsonObject,
  /** Latest values of the case's fields, the start of the form (masked where the reader may not see). */
  data: JsonObject,
  draft: z.object({ data: JsonObject, savedAt: Instant }).nullable(),
  /** Gates as they stand now with the case's data. */
  findings: z.array(Finding),
  deadlines: z.array(Deadline),
  discretion: DiscretionResult.nullable(),
  officers: z.array(OfficerFact),
  /** Why the reader can't work on it, in Chinese; null when they can. */
  blockedReason: z.string().nullable(),
});
export type TaskDetail = z.infer<typeof TaskDetail>;

export const StageState = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['done', 'current', 'waiting', 'skipped']),
});

export const CaseSummary = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  partyName: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  procedureVersion: z.number().int(),
  organId: z.string(),
  organName: z.string(),
  stage: z.string(),
  stageName: z.string(),
  status: z.enum(['open', 'closed', 'cancelled', 'incident']),
  light: Light,
  clockName: z.string().nullable(),
  dueOn: CivilDate.nullable(),
  remainingText: z.string(),
  handlers: z.array(z.string()),
  registeredAt: Instant,
  updatedAt: Instant,
});
export type CaseSummary = z.infer<typeof CaseSummary>;

export const EvidenceView = z.object({
  id: z.string(),
  caseId: z.string(),
  name: z.string(),
  /** One of the eight kinds of CF46. */
  kind: z.enum(['书证', '物证', '视听资料', '电子数据', '证人证言', '当事人的陈述', '鉴定意见', '勘验笔录、现场笔录']),
  description: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  sm3: z.string(),
  elementId: z.string().nullable(),
  uploadedBy: z.string(),
  uploadedByName: z.string(),
  uploadedAt: Instant,
  supersededBy: z.string().nullable(),
  sealedAt: Instant.nullable(),
  custody: z.array(
    z.object({
      at: Instant,
      action: z.enum(['collected', 'viewed', 'downloaded', 'superseded', 'sealed']),
      userName: z.string(),
    }),
  ),
});
export type EvidenceView = z.infer<typeof EvidenceView>;

export const DocumentView = z.object({
  id: z.string(),
  caseId: z.string(),
  code: z.string(),
  name: z.string(),
  number: z.string().nullable(),
  audience: z.enum(['internal', 'external', 'record']),
  elementId: z.string().nullable(),
  createdAt: Instant,
  sha256: z.string(),
  /** `valid`, corrected by a later 补正/更正 document, or its number was made void. */
  status: z.enum(['valid', 'corrected', 'void']),
});
export type DocumentView = z.infer<typeof DocumentView>;

export const TimelineEntry = z.object({
  id: z.string(),
  at: Instant,
  kind: z.enum(['event', 'step', 'check', 'evidence', 'document', 'notice', 'incident', 'deadline']),
  title: z.string(),
  detail: z.string().optional(),
  actorName: z.string().optional(),
  elementId: z.string().optional(),
  outcome: z.enum(['ok', 'warning', 'failed']).optional(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** 期限 · 闸门 · 裁量 by jobs; gates, person and form of a submission. */
export const CHECK_KINDS = ['timing', 'review', 'discretion', 'task', 'officer', 'form'] as const;

export const CheckView = z.object({
  id: z.string(),
  kind: z.enum(CHECK_KINDS),
  elementId: z.string(),
  elementName: z.string().optional(),
  at: Instant,
  passed: z.boolean(),
  /** Who submitted; absent for jobs. */
  actorName: z.string().optional(),
  /** A submission that was refused: the case stayed as it was. */
  attempt: z.boolean().optional(),
  /** How often the same refusal came, and when first. */
  times: z.number().int().optional(),
  firstAt: Instant.optional(),
  trigger: z.enum(['job', 'task', 'start']).optional(),
  /** What was wrong with the form. */
  issues: z.array(ProblemIssue).optional(),
  /** The rules that the check obeyed. */
  versions: z
    .object({
      procedure: z.string(),
      procedureVersion: z.number().int(),
      asOf: CivilDate,
      revision: z.number().int(),
      packs: z.array(z.object({ pack: z.string(), name: z.string(), number: z.number().int() })),
      calendar: z.string(),
    })
    .optional(),
  findings: z.array(Finding),
  deadlines: z.array(Deadline),
  discretion: DiscretionResult.nullable(),
});
export type CheckView = z.infer<typeof CheckView>;

export const InstanceRef = z.object({
  key: Key,
  processId: z.string(),
  version: z.number().int(),
  state: z.enum(['active', 'completed', 'terminated']),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  parentKey: Key.nullable(),
});

export const CaseDetail = CaseSummary.extend({
  stages: z.array(StageState),
  deadlines: z.array(Deadline),
  parties: z.array(Party),
  officers: z.array(OfficerFact),
  events: z.array(CaseEvent),
  data: JsonObject,
  /** Label of every form field by key, and how to show its value. */
  fields: z.array(
    z.object({ key: z.string(), label: z.string(), stage: z.string(), sensitive: z.boolean(), display: z.string() }),
  ),
  findings: z.array(Finding),
  discretion: DiscretionResult.nullable(),
  openTasks: z.array(TaskSummary),
  evidence: z.array(EvidenceView),
  documents: z.array(DocumentView),
  timeline: z.array(TimelineEntry),
  instances: z.array(InstanceRef),
  incidents: z.array(z.object({ key: Key, elementId: z.string(), type: z.string(), message: z.string(), at: Instant })),
});
export type CaseDetail = z.infer<typeof CaseDetail>;

/** One visit of one element by a token. */
export const ElementVisit = z.object({
  elementInstanceKey: Key,
  elementId: z.string(),
  elementType: z.string(),
  name: z.string(),
  state: z.enum(['active', 'completed', 'terminated', 'incident']),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  durationMs: z.number().nullable(),
  actorName: z.string().nullable(),
  form: z.object({ id: z.string(), data: JsonObject }).nullable(),
  variableChanges: z.array(z.object({ name: z.string(), before: z.string().nullable(), after: z.string() })),
  checks: z.array(CheckView),
  documents: z.array(DocumentView),
});
export type ElementVisit = z.infer<typeof ElementVisit>;

export const TraceView = z.object({
  instance: InstanceRef,
  caseId: z.string(),
  caseNumber: z.string(),
  caseTitle: z.string(),
  procedureName: z.string(),
  bpmnXml: z.string(),
  visits: z.array(ElementVisit),
  /** Ids of sequence flows taken, with the number of times. */
  flows: z.array(z.object({ id: z.string(), count: z.number().int() })),
  incidents: z.array(
    z.object({
      key: Key,
      elementId: z.string(),
      type: z.string(),
      message: z.string(),
      at: Instant,
      resolvedAt: Instant.nullable(),
    }),
  ),
});
export type TraceView = z.infer<typeof TraceView>;

export const AuditEntry = z.object({
  sequence: z.number().int(),
  at: Instant,
  actorId: z.string(),
  actorName: z.string(),
  action: z.string(),
  /** Chinese sentence of what was done. */
  summary: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  hash: z.string(),
  previousHash: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditVerification = z.object({
  ok: z.boolean(),
  entries: z.number().int(),
  head: z.string(),
  verifiedAt: Instant,
  signedHeads: z.array(z.object({ day: CivilDate, sequence: z.number().int(), hash: z.string(), valid: z.boolean() })),
  problem: z.string().nullable(),
});
export type AuditVerification = z.infer<typeof AuditVerification>;

export const ProcedureVersionView = z.object({
  version: z.number().int(),
  status: VersionStatus,
  contentHash: z.string(),
  authorId: z.string(),
  authorName: z.string(),
  note: z.string(),
  submittedAt: Instant.nullable(),
  reviewerName: z.string().nullable(),
  reviewComment: z.string().nullable(),
  publishedAt: Instant.nullable(),
  effectiveOn: CivilDate.nullable(),
  processDefinitionKey: Key.nullable(),
  engineVersion: z.number().int().nullable(),
  updatedAt: Instant,
  /** Increases with each save: sent back with a save to find out lost updates. */
  revision: z.number().int(),
});
export type ProcedureVersionView = z.infer<typeof ProcedureVersionView>;

export const ProcedureSummary = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  summary: z.string(),
  published: ProcedureVersionView.nullable(),
  /** The version being edited or reviewed; null when none. */
  draft: ProcedureVersionView.nullable(),
  openCases: z.number().int(),
  updatedAt: Instant,
});
export type ProcedureSummary = z.infer<typeof ProcedureSummary>;

export const ProcedureCheck = z.object({ issues: z.array(ProcedureIssue), ok: z.boolean(), checkedAt: Instant });
export type ProcedureCheck = z.infer<typeof ProcedureCheck>;

export const Notice = z.object({
  id: z.string(),
  at: Instant,
  severity: z.enum(['info', 'warning', 'urgent']),
  title: z.string(),
  body: z.string(),
  caseId: z.string().nullable(),
  taskKey: Key.nullable(),
  readAt: Instant.nullable(),
});
export type Notice = z.infer<typeof Notice>;

/** Server-sent events on `GET /api/events`: only names what changed; pages fetch again. */
export const LiveEvent = z.object({
  type: z.enum(['task', 'case', 'procedure', 'rule-pack', 'warning', 'gate-review', 'notice']),
  id: z.string(),
});
export type LiveEvent = z.infer<typeof LiveEvent>;
