import type { EngineRecord } from '#contracts';
import type { Collection, StoredDocument } from '../store/port.ts';
import type { AnyCollection } from '../store/unit.ts';
import { untyped } from '../store/unit.ts';

// Read models over the engine's record stream. All of them can be cleared and rebuilt from RECORDS.

/** The records as they came; audited, so that a record changed later is found. The id sorts by partition and position. */
export type RecordDoc = StoredDocument & { record: EngineRecord };
export const RECORDS: Collection<RecordDoc> = { name: 'engine_records', audited: true, fields: {} };
export const recordId = (partitionId: number, position: string): string =>
  `${String(partitionId).padStart(4, '0')}-${position.padStart(20, '0')}`;

/** How far each partition is projected; the id is the partition. */
export const POSITIONS: Collection<StoredDocument & { position: string; records: number; at: string }> = {
  name: 'projection_positions',
  audited: false,
  fields: {},
};

export type InstanceDoc = StoredDocument & {
  processId: string;
  processVersion: number;
  processDefinitionKey: string;
  parentKey: string | null;
  parentElementInstanceKey: string | null;
  caseId: string | null;
  state: 'active' | 'completed' | 'terminated';
  startedAt: string;
  endedAt: string | null;
  /** The visit that acted last: variable changes belong to it. */
  lastVisit: string | null;
};
export const INSTANCES: Collection<InstanceDoc> = {
  name: 'instances',
  audited: false,
  fields: {
    caseId: { type: 'text', of: (item) => item.caseId },
    parentKey: { type: 'text', of: (item) => item.parentKey },
    startedAt: { type: 'text', of: (item) => item.startedAt },
    state: { type: 'text', of: (item) => item.state },
  },
};

export type VisitDoc = StoredDocument & {
  instanceKey: string;
  elementId: string;
  elementType: string;
  state: 'active' | 'completed' | 'terminated';
  startedAt: string;
  endedAt: string | null;
  order: string;
};
export const VISITS: Collection<VisitDoc> = {
  name: 'visits',
  audited: false,
  fields: {
    instanceKey: { type: 'text', of: (item) => item.instanceKey },
    order: { type: 'text', of: (item) => item.order },
  },
};

export type FlowDoc = StoredDocument & { instanceKey: string; flowId: string; count: number };
export const FLOWS: Collection<FlowDoc> = {
  name: 'flows_taken',
  audited: false,
  fields: { instanceKey: { type: 'text', of: (item) => item.instanceKey } },
};

export type UserTaskDoc = StoredDocument & {
  instanceKey: string;
  elementInstanceKey: string;
  elementId: string;
  processId: string;
  processDefinitionKey: string;
  caseId: string | null;
  state: 'open' | 'completed' | 'cancelled';
  createdAt: string;
  endedAt: string | null;
  engineAssignee: string | null;
};
export const USER_TASKS: Collection<UserTaskDoc> = {
  name: 'user_tasks',
  audited: false,
  fields: {
    instanceKey: { type: 'text', of: (item) => item.instanceKey },
    caseId: { type: 'text', of: (item) => item.caseId },
    state: { type: 'text', of: (item) => item.state },
    createdAt: { type: 'text', of: (item) => item.createdAt },
  },
};

/** Current value of a variable; the id is `scopeKey:name`. */
export type VariableDoc = StoredDocument & { instanceKey: string; name: string; value: string };
export const VARIABLES: Collection<VariableDoc> = {
  name: 'variables',
  audited: false,
  fields: { instanceKey: { type: 'text', of: (item) => item.instanceKey } },
};

export type VariableChangeDoc = StoredDocument & {
  instanceKey: string;
  visitKey: string;
  name: string;
  before: string | null;
  after: string;
  at: string;
};
export const VARIABLE_CHANGES: Collection<VariableChangeDoc> = {
  name: 'variable_changes',
  audited: false,
  fields: { instanceKey: { type: 'text', of: (item) => item.instanceKey } },
};

export type JobDoc = StoredDocument & {
  instanceKey: string;
  elementInstanceKey: string;
  elementId: string;
  type: string;
  state: string;
  retries: number;
  worker: string;
  errorMessage: string;
  at: string;
};
export const JOBS_SEEN: Collection<JobDoc> = {
  name: 'jobs',
  audited: false,
  fields: {
    instanceKey: { type: 'text', of: (item) => item.instanceKey },
    elementInstanceKey: { type: 'text', of: (item) => item.elementInstanceKey },
  },
};

export type TimerDoc = StoredDocument & {
  instanceKey: string;
  elementId: string;
  dueAt: string;
  state: 'waiting' | 'fired' | 'cancelled';
  at: string;
};
export const TIMERS: Collection<TimerDoc> = {
  name: 'timers',
  audited: false,
  fields: { instanceKey: { type: 'text', of: (item) => item.instanceKey } },
};

export type IncidentDoc = StoredDocument & {
  instanceKey: string;
  caseId: string | null;
  elementId: string;
  elementInstanceKey: string;
  jobKey: string | null;
  type: string;
  message: string;
  at: string;
  resolvedAt: string | null;
};
export const INCIDENTS: Collection<IncidentDoc> = {
  name: 'incidents',
  audited: false,
  fields: {
    instanceKey: { type: 'text', of: (item) => item.instanceKey },
    caseId: { type: 'text', of: (item) => item.caseId },
    at: { type: 'text', of: (item) => item.at },
    resolvedAt: { type: 'text', of: (item) => item.resolvedAt },
  },
};

export type DecisionDoc = StoredDocument & {
  instanceKey: string;
  elementInstanceKey: string;
  decisionId: string;
  decisionName: string;
  output: string;
  evaluated: unknown;
  failure: string;
  at: string;
};
export const DECISIONS: Collection<DecisionDoc> = {
  name: 'decision_evaluations',
  audited: false,
  fields: {
    instanceKey: { type: 'text', of: (item) => item.instanceKey },
    elementInstanceKey: { type: 'text', of: (item) => item.elementInstanceKey },
  },
};

/** What a rebuild clears: everything but the raw records. */
export const READ_MODELS: AnyCollection[] = [
  untyped(POSITIONS),
  untyped(INSTANCES),
  untyped(VISITS),
  untyped(FLOWS),
  untyped(USER_TASKS),
  untyped(VARIABLES),
  untyped(VARIABLE_CHANGES),
  untyped(JOBS_SEEN),
  untyped(TIMERS),
  untyped(INCIDENTS),
  untyped(DECISIONS),
];
export const EXPORTER_COLLECTIONS: AnyCollection[] = [untyped(RECORDS), ...READ_MODELS];
