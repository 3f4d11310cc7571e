import type { EngineRecord, ScopedVariable, WaitingMessage, WaitingSignal } from '#engine';
import { caughtErrorCodes, replay, trailOf, waitingOf, type Waiting } from '#engine';
import type { Deadline } from '#contracts';
import { toShanghaiInstant } from '#rules';
import {
  deadlinesAt,
  gateNames,
  gatesOfJob,
  jobChoices,
  jobWords,
  type GateName,
  type JobChoice,
} from './platform-jobs.ts';
import { computedCheck, type ComputedCheck } from './computed-checks.ts';
import type { ProcedureRun } from './procedure-run.ts';
import type { SimulatedDocument, SimulatedNote } from './simulated-case.ts';
import { incidentWords, reasonText } from './words.ts';

/** How an element of the drawing stands: who is there now, and how often it was entered. */
export interface ElementStanding {
  state: 'done' | 'active' | 'incident';
  tokens: number;
  count: number;
}

/** The drawing at one moment. */
export interface Moment {
  elements: Record<string, ElementStanding>;
  flows: string[];
  variables: ScopedVariable[];
}

export interface TaskView {
  key: number;
  elementId: string;
  name: string;
  formId: string;
  role: string;
  guidance: string;
  /** What a completion must pass at the platform; not checked here. */
  gates: GateName[];
}

export interface JobView {
  key: number;
  elementId: string;
  name: string;
  type: string;
  typeName: string;
  purpose: string;
  headers: Record<string, string>;
  failed: boolean;
  /** The platform does it by itself. */
  automatic: boolean;
  choices: JobChoice[];
  /** What the platform's rules come to with what was entered; null where they can't tell. */
  computed: ComputedCheck | null;
}

export interface TimerView {
  key: number;
  name: string;
  dueMs: number;
  dueAt: string;
  repeats: boolean;
}

export interface IncidentView {
  key: number;
  elementId: string;
  name: string;
  title: string;
  reason: string;
  remedy: string;
  /** The engine's own words, where they say more. */
  original: string;
}

export interface HistoryEntry {
  index: number;
  at: string;
  label: string;
  automatic: boolean;
}

/** All that a page shows of a run. */
export interface RunView extends Moment {
  now: string;
  nowMs: number;
  state: 'running' | 'completed' | 'terminated';
  problem: string | null;
  tasks: TaskView[];
  jobs: JobView[];
  timers: TimerView[];
  messages: (WaitingMessage & { title: string })[];
  signals: (WaitingSignal & { title: string })[];
  incidents: IncidentView[];
  data: Record<string, unknown>;
  documents: (SimulatedDocument & { step: string })[];
  notes: (SimulatedNote & { step: string })[];
  /** What gates said of the latest act of a person. */
  gateNotes: (SimulatedNote & { step: string })[];
  deadlines: Deadline[];
  history: HistoryEntry[];
  recordCount: number;
  nextDueMs: number | null;
  canBack: boolean;
}

const elementsOf = (waiting: Waiting, records: readonly EngineRecord[]): Pick<Moment, 'elements' | 'flows'> => {
  const { visits, flows } = trailOf(records);
  const elements: Record<string, ElementStanding> = {};
  for (const [id, count] of visits) elements[id] = { state: 'done', tokens: 0, count };
  for (const { elementId, elementType, scope } of waiting.tokens) {
    if (elementType === 'PROCESS' || elementType === 'MULTI_INSTANCE_BODY') continue;
    const standing = (elements[elementId] ??= { state: 'active', tokens: 0, count: 1 });
    standing.state = 'active';
    // What holds others is a frame: the tokens are inside.
    if (!scope || elementType === 'CALL_ACTIVITY') standing.tokens++;
  }
  for (const { elementId } of waiting.incidents)
    elements[elementId] = { ...(elements[elementId] ?? { tokens: 1, count: 1 }), state: 'incident' };
  return { elements, flows: [...flows.keys()] };
};

/** The drawing and the variables as they were after the first records, the engine's appliers being played again. */
export const momentAt = (run: ProcedureRun, recordCount: number): Moment => {
  const records = run.simulation.records().slice(0, recordCount);
  const waiting = waitingOf(replay(records));
  return { ...elementsOf(waiting, records), variables: waiting.variables };
};

const stateOf = (waiting: Waiting, records: readonly EngineRecord[]): RunView['state'] => {
  if (waiting.tokens.some(({ elementType }) => elementType === 'PROCESS')) return 'running';
  const last = records.findLast(
    ({ valueType, value }) =>
      valueType === 'PROCESS_INSTANCE' && (value as { bpmnElementType?: string }).bpmnElementType === 'PROCESS',
  );
  return last?.intent === 'ELEMENT_TERMINATED' ? 'terminated' : 'completed';
};

const AUTOMATIC = new Set(['timing-check', 'document-generate', 'evidence-seal', 'notify']);

const jobViews = (waiting: Waiting, run: ProcedureRun, name: (id: string) => string): JobView[] =>
  waiting.jobs.map((job) => {
    const words = jobWords(job.type);
    return {
      key: job.key,
      elementId: job.elementId,
      name: name(job.elementId),
      type: job.type,
      typeName: words.name,
      purpose: words.purpose,
      headers: job.headers,
      failed: job.failed,
      automatic: AUTOMATIC.has(job.type),
      computed: job.failed ? null : computedCheck(job, run.play, run.file, run.now),
      choices: jobChoices(
        job,
        caughtErrorCodes(run.simulation.state, job.elementInstanceKey),
        gatesOfJob(job, run.play.manifest, run.now.slice(0, 10)),
      ),
    };
  });

const incidentViews = (waiting: Waiting, name: (id: string) => string): IncidentView[] =>
  waiting.incidents.map((incident) => {
    const reason = reasonText(incident.message);
    return {
      key: incident.key,
      elementId: incident.elementId,
      name: name(incident.elementId),
      ...incidentWords(incident.errorType),
      reason,
      original: reason === incident.message ? '' : incident.message,
    };
  });

export const viewOf = (run: ProcedureRun): RunView => {
  const { simulation, play, file } = run;
  const { state } = simulation;
  const waiting = waitingOf(state);
  const records = simulation.records();
  const name = (id: string): string => play.names.get(id) ?? id;
  const today = run.now.slice(0, 10);
  const stepOf = (id: string) => play.manifest.steps.find(({ elementId }) => elementId === id);
  return {
    ...elementsOf(waiting, records),
    variables: waiting.variables,
    now: run.now,
    nowMs: simulation.now,
    state: stateOf(waiting, records),
    problem: run.problem,
    tasks: waiting.tasks.map(({ key, elementId, formId, candidateGroups }) => ({
      key,
      elementId,
      name: name(elementId),
      formId: stepOf(elementId)?.form || formId,
      role: stepOf(elementId)?.role ?? candidateGroups[0] ?? '',
      guidance: stepOf(elementId)?.guidance ?? '',
      gates: gateNames(play.manifest, stepOf(elementId)?.gates ?? [], today),
    })),
    jobs: jobViews(waiting, run, name),
    timers: waiting.timers
      .map(({ key, elementId, dueAt, repetitions }) => ({
        key,
        name: name(elementId),
        dueMs: dueAt,
        dueAt: toShanghaiInstant(dueAt),
        repeats: repetitions !== 1,
      }))
      .sort((a, b) => a.dueMs - b.dueMs),
    messages: waiting.messages.map((message) => ({ ...message, title: name(message.elementId) })),
    signals: waiting.signals.map((signal) => ({ ...signal, title: name(signal.elementId) })),
    incidents: incidentViews(waiting, name),
    data: { ...file.data },
    documents: file.documents.map((document) => ({ ...document, step: name(document.elementId) })),
    notes: file.notes.map((note) => ({ ...note, step: name(note.elementId) })),
    gateNotes: run.gateNotes().map((note) => ({ ...note, step: name(note.elementId) })),
    deadlines: deadlinesAt(play.manifest, file, play.calendar, run.now),
    history: run.history().map((each, index) => ({
      index,
      at: each.now,
      label: each.label,
      automatic: each.automatic,
    })),
    recordCount: simulation.recordCount,
    nextDueMs: simulation.nextDue() ?? null,
    canBack: run.past !== undefined,
  };
};
