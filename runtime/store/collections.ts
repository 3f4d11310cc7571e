import type { z } from 'zod';
import type {
  CaseEvent,
  CheckView,
  DiscretionResult,
  DocumentView,
  EvidenceView,
  Finding,
  Light,
  Notice,
  Organ,
  PackageFile,
  Party,
  ProcedureVersionView,
  Recusal,
  RoleId,
  RulePin,
  Scope,
  UserView,
} from '#contracts';
import type { RemainingInput } from '#rules';
import { DISCRETION_ITEMS, ITEM_VERSIONS, LIST_IMPORTS, PENALTY_FACTS } from '../discretion/collections.ts';
import { LAW_IMPORTS, LAW_IMPORT_ENTRIES, LAW_VERSIONS, LAWS } from '../laws/collections.ts';
import { GATE_EXCEPTIONS, GATE_REVIEWS, GATE_REVIEW_RESULTS, GATE_WARNINGS } from '../gates/collections.ts';
import { RULE_PACKS } from '../rule-packs/collections.ts';
import { CALENDARS } from '../timing/collections.ts';
import { CERTIFICATES, RELATIONS } from '../officers/collections.ts';
import { NUMBERS, NUMBER_SERIES } from '../numbers/collections.ts';
import type { Collection, StoredDocument } from './port.ts';
import { searchText } from './port.ts';
import { AUDIT, COUNTERS } from './system-collections.ts';
import type { AnyCollection } from './unit.ts';
import { untyped } from './unit.ts';

// What the platform itself says: audited. Read models over the engine's records are in exporter/read-models.ts.

export type OrganDoc = StoredDocument & Organ;
export const ORGANS: Collection<OrganDoc> = { name: 'organs', audited: true, fields: {} };

export type UserDoc = StoredDocument &
  Omit<z.infer<typeof UserView>, 'organName' | 'roles' | 'scope'> & {
    roles: RoleId[];
    scope: z.infer<typeof Scope>;
    passwordHash: string | null;
    /** Shown on the sign-in page of a demonstration. */
    demonstration?: boolean | undefined;
  };
export const USERS: Collection<UserDoc> = {
  name: 'users',
  audited: true,
  fields: {
    account: { type: 'text', unique: true, of: (user) => user.account },
    organId: { type: 'text', of: (user) => user.organId },
    roles: { type: 'set', of: (user) => user.roles },
    search: {
      type: 'search',
      of: (user) => searchText(user.name, user.account, user.post, ...user.certificates.map((item) => item.number)),
    },
  },
};

/** Failed sign-ins of an account: kept apart so that counting them does not rewrite the person. */
export const SIGN_INS: Collection<StoredDocument & { failures: number; lockedUntil: number }> = {
  name: 'sign_ins',
  audited: false,
  fields: {},
};

/** The id is the SHA-256 of the cookie: a copy of the store opens no session. */
export type SessionDoc = StoredDocument & { userId: string; csrfToken: string; expiresAt: number };
export const SESSIONS: Collection<SessionDoc> = {
  name: 'sessions',
  audited: false,
  fields: {
    userId: { type: 'text', of: (session) => session.userId },
    expiresAt: { type: 'number', of: (session) => session.expiresAt },
  },
};

export type NoticeDoc = StoredDocument & Notice & { userId: string };
export const NOTICES: Collection<NoticeDoc> = {
  name: 'notices',
  audited: false,
  fields: {
    userId: { type: 'text', of: (notice) => notice.userId },
    at: { type: 'text', of: (notice) => notice.at },
    readAt: { type: 'text', of: (notice) => notice.readAt },
    caseId: { type: 'text', of: (notice) => notice.caseId },
  },
};

export type ProcedureDoc = StoredDocument & {
  code: string;
  name: string;
  kind: string;
  summary: string;
  publishedVersion: number | null;
  draftVersion: number | null;
  lastVersion: number;
  retired: boolean;
  updatedAt: string;
};
export const PROCEDURES: Collection<ProcedureDoc> = {
  name: 'procedures',
  audited: true,
  fields: {
    updatedAt: { type: 'text', of: (procedure) => procedure.updatedAt },
    search: { type: 'search', of: (procedure) => searchText(procedure.name, procedure.code, procedure.summary) },
  },
};

export type VersionDoc = StoredDocument &
  Omit<ProcedureVersionView, 'version'> & {
    code: string;
    number: number;
    files: PackageFile[];
    processId: string;
    definitionKeys: string[];
    authorIds: string[];
  };
export const VERSIONS: Collection<VersionDoc> = {
  name: 'procedure_versions',
  audited: true,
  fields: {
    code: { type: 'text', of: (version) => version.code },
    number: { type: 'number', of: (version) => version.number },
    status: { type: 'text', of: (version) => version.status },
    processId: { type: 'text', of: (version) => version.processId },
    definitionKeys: { type: 'set', of: (version) => version.definitionKeys },
  },
};
export const versionId = (code: string, version: number): string => `${code}@${version}`;

export type RevisionDoc = StoredDocument & {
  versionId: string;
  revision: number;
  at: string;
  authorName: string;
  note: string;
  files: PackageFile[];
};
export const REVISIONS: Collection<RevisionDoc> = {
  name: 'draft_revisions',
  audited: true,
  fields: {
    versionId: { type: 'text', of: (revision) => revision.versionId },
    revision: { type: 'number', of: (revision) => revision.revision },
  },
};

export type CaseDoc = StoredDocument & {
  number: string;
  leadNumber: string;
  title: string;
  procedureCode: string;
  procedureVersion: number;
  calendarVersion: string;
  /** Absent for cases registered before there were rule packs. */
  rules?: RulePin;
  organId: string;
  data: Record<string, unknown>;
  events: CaseEvent[];
  parties: Party[];
  handlers: string[];
  stepActors: { elementId: string; userId: string; at: string }[];
  /** 回避 in this case, in the order of application. */
  recusals?: Recusal[];
  discretion: DiscretionResult | null;
  registeredAt: string;
  registeredBy: string;
  requestId: string | null;
  updatedAt: string;
  /** The engine refused to start the case: it exists no more for anybody. */
  void?: boolean;
};
export const CASES: Collection<CaseDoc> = {
  name: 'cases',
  audited: true,
  fields: {
    organId: { type: 'text', of: (item) => item.organId },
    requestId: { type: 'text', of: (item) => item.requestId, unique: true },
    procedureCode: { type: 'text', of: (item) => item.procedureCode },
    violationCode: {
      type: 'text',
      of: ({ data }) => (typeof data['violationCode'] === 'string' ? data['violationCode'] : null),
    },
    partyKeys: { type: 'set', of: (item) => item.parties.flatMap((party) => party.uscc ?? party.idNumber ?? []) },
  },
};

/** What was submitted at a step, as it was: never changed, only marked void when the engine refuses it. */
export type SubmissionDoc = StoredDocument & {
  caseId: string;
  elementId: string;
  taskKey: string | null;
  formId: string;
  userId: string;
  userName: string;
  at: string;
  data: Record<string, unknown>;
  digest: string;
  findings: Finding[];
  void: boolean;
};
export const SUBMISSIONS: Collection<SubmissionDoc> = {
  name: 'submissions',
  audited: true,
  fields: {
    caseId: { type: 'text', of: (item) => item.caseId },
    taskKey: { type: 'text', of: (item) => item.taskKey },
    userId: { type: 'text', of: (item) => item.userId },
    at: { type: 'text', of: (item) => item.at },
  },
};

/** What the platform knows of a user task beside the engine's record: who has it, and whether it is being completed. */
export type TaskStateDoc = StoredDocument & {
  caseId: string;
  assigneeId: string | null;
  submissionId: string | null;
};
export const TASK_STATES: Collection<TaskStateDoc> = {
  name: 'task_states',
  audited: true,
  fields: { caseId: { type: 'text', of: (item) => item.caseId } },
};

/** Unfinished forms, one for each person and task. */
export type TaskDraftDoc = StoredDocument & { data: Record<string, unknown>; savedAt: string };
export const TASK_DRAFTS: Collection<TaskDraftDoc> = { name: 'task_drafts', audited: false, fields: {} };

export type EvidenceDoc = StoredDocument &
  Omit<EvidenceView, 'custody'> & {
    fileName: string;
    custody: (EvidenceView['custody'][number] & { userId: string })[];
  };
export const EVIDENCE: Collection<EvidenceDoc> = {
  name: 'evidence',
  audited: true,
  fields: {
    caseId: { type: 'text', of: (item) => item.caseId },
    uploadedAt: { type: 'text', of: (item) => item.uploadedAt },
    sha256: { type: 'text', of: (item) => item.sha256 },
  },
};

export type DocumentDoc = StoredDocument &
  DocumentView & {
    jobKey: string | null;
    /** Everything that the text was made of. */
    snapshot: Record<string, unknown>;
    docxSha256: string;
    pdfSha256: string | null;
    processInstanceKey: string | null;
  };
export const DOCUMENTS: Collection<DocumentDoc> = {
  name: 'documents',
  audited: true,
  fields: {
    caseId: { type: 'text', of: (item) => item.caseId },
    jobKey: { type: 'text', of: (item) => item.jobKey, unique: true },
    createdAt: { type: 'text', of: (item) => item.createdAt },
  },
};

export type CheckDoc = StoredDocument &
  CheckView & {
    caseId: string;
    processInstanceKey: string | null;
    /** The job or the task that it was made for; neither for the start of a case. */
    jobKey: string | null;
    taskKey: string | null;
  };
export const CHECKS: Collection<CheckDoc> = {
  name: 'checks',
  audited: true,
  fields: {
    caseId: { type: 'text', of: (item) => item.caseId },
    at: { type: 'text', of: (item) => item.at },
    processInstanceKey: { type: 'text', of: (item) => item.processInstanceKey },
    kind: { type: 'text', of: (item) => item.kind },
    elementId: { type: 'text', of: (item) => item.elementId },
    outcome: { type: 'text', of: (item) => (item.attempt ? 'refused' : item.passed ? 'passed' : 'failed') },
    gates: { type: 'set', of: (item) => [...new Set(item.findings.map((finding) => finding.gate))] },
  },
};

/** Checks of one moment (who may act, and the gates of the step) always stand in the same order. */
export const CHECK_ORDER: [field: string, direction: 'asc' | 'desc'][] = [
  ['at', 'asc'],
  ['kind', 'asc'],
];

/** Answers already given to a job: asked again, the same answer is given. */
export const JOB_ANSWERS: Collection<StoredDocument & { answer: unknown }> = {
  name: 'job_answers',
  audited: true,
  fields: {},
};

export type EngineCommand =
  | { kind: 'create-instance'; processId: string; version: number; variables: Record<string, unknown> }
  | { kind: 'complete-task'; taskKey: string; variables: Record<string, unknown> }
  | { kind: 'assign-task'; taskKey: string; assigneeId: string | null };

/** Commands that the engine must still get. Written with the change they belong to, removed when the engine accepted. */
export type OutboxDoc = StoredDocument & {
  caseId: string;
  submissionId: string | null;
  command: EngineCommand;
  at: string;
  attempts: number;
  lastError: string | null;
  actorId: string;
  actorName: string;
  /** The case before the step, to go back to when the engine refuses. */
  before: CaseDoc | null;
};
export const OUTBOX: Collection<OutboxDoc> = {
  name: 'outbox',
  audited: false,
  fields: {
    at: { type: 'text', of: (item) => item.at },
    caseId: { type: 'text', of: (item) => item.caseId },
  },
};

/** Read model for lists: recomputed from case, tasks, instances and time; holds nothing that is said nowhere else. */
export type CaseIndexDoc = StoredDocument & {
  number: string;
  title: string;
  partyName: string;
  procedureCode: string;
  procedureName: string;
  procedureVersion: number;
  organId: string;
  stage: string;
  stageName: string;
  status: 'open' | 'closed' | 'cancelled' | 'incident';
  light: Light;
  lightRank: number;
  clockName: string | null;
  dueOn: string | null;
  /** The most urgent clock as numbers: how much is left is told when it is read (runtime/timing/case-clocks.ts). */
  clock: (RemainingInput & { calendarVersion: string }) | null;
  /** When a light or a due date can next change by time alone. */
  changesAt: string;
  /** Years of running clocks that no calendar announced when this was computed. */
  provisionalYears: number[];
  handlers: string[];
  registeredBy: string;
  registeredAt: string;
  updatedAt: string;
  filedOn: string | null;
  warnings: number;
  /** Codes of the rules that the case uses (`caseUses` of #rules). */
  uses?: string[];
};
export const CASE_INDEX: Collection<CaseIndexDoc> = {
  name: 'case_index',
  audited: false,
  fields: {
    organId: { type: 'text', of: (item) => item.organId },
    procedureCode: { type: 'text', of: (item) => item.procedureCode },
    stage: { type: 'text', of: (item) => item.stage },
    status: { type: 'text', of: (item) => item.status },
    light: { type: 'text', of: (item) => item.light },
    lightRank: { type: 'number', of: (item) => item.lightRank },
    /** Far in the future when nothing is due, so that sorting by due date puts those last on both stores. */
    dueOn: { type: 'text', of: (item) => item.dueOn ?? '9999-12-31' },
    number: { type: 'text', of: (item) => item.number },
    registeredAt: { type: 'text', of: (item) => item.registeredAt },
    registeredBy: { type: 'text', of: (item) => item.registeredBy },
    updatedAt: { type: 'text', of: (item) => item.updatedAt },
    filedOn: { type: 'text', of: (item) => item.filedOn },
    // An entry of an earlier release has neither: it is due at once.
    changesAt: { type: 'text', of: (item) => item.changesAt ?? '' },
    provisionalYears: {
      type: 'set',
      of: (item) => (item.provisionalYears?.length ? item.provisionalYears.map(String) : null),
    },
    handlers: { type: 'set', of: (item) => item.handlers },
    uses: { type: 'set', of: (item) => item.uses ?? [] },
    search: { type: 'search', of: (item) => searchText(item.number, item.title, item.partyName) },
  },
};

/** Small settings of the installation: seeded, clock offset, projection positions. */
export const SETTINGS: Collection<StoredDocument & { value: unknown }> = {
  name: 'settings',
  audited: false,
  fields: {},
};

export const PLATFORM_COLLECTIONS: AnyCollection[] = [
  untyped(AUDIT),
  untyped(COUNTERS),
  untyped(ORGANS),
  untyped(USERS),
  untyped(SIGN_INS),
  untyped(SESSIONS),
  untyped(NOTICES),
  untyped(PROCEDURES),
  untyped(VERSIONS),
  untyped(REVISIONS),
  untyped(DISCRETION_ITEMS),
  untyped(ITEM_VERSIONS),
  untyped(LIST_IMPORTS),
  untyped(PENALTY_FACTS),
  untyped(LAWS),
  untyped(LAW_VERSIONS),
  untyped(LAW_IMPORTS),
  untyped(LAW_IMPORT_ENTRIES),
  untyped(CALENDARS),
  untyped(RULE_PACKS),
  untyped(GATE_EXCEPTIONS),
  untyped(GATE_WARNINGS),
  untyped(GATE_REVIEWS),
  untyped(GATE_REVIEW_RESULTS),
  untyped(CASES),
  untyped(CERTIFICATES),
  untyped(RELATIONS),
  untyped(NUMBERS),
  untyped(NUMBER_SERIES),
  untyped(SUBMISSIONS),
  untyped(TASK_STATES),
  untyped(TASK_DRAFTS),
  untyped(EVIDENCE),
  untyped(DOCUMENTS),
  untyped(CHECKS),
  untyped(JOB_ANSWERS),
  untyped(OUTBOX),
  untyped(CASE_INDEX),
  untyped(SETTINGS),
];
