import type { CaseEvent, Finding, StepDefinition } from '#contracts';
import { evaluateExpression, toShanghaiInstant } from '#rules';

/** A paper that the played procedure made: nothing is written, numbered or sent. */
export interface SimulatedDocument {
  code: string;
  name: string;
  elementId: string;
  /** Instant of the played clock. */
  at: string;
}

/** Something that a job of the platform would have done outside the procedure. */
export interface SimulatedNote {
  elementId: string;
  at: string;
  text: string;
  /** Set for what a gate says: what it does at the platform. */
  gate?: Finding['level'];
}

/** What a case would hold: the platform's side of a played procedure. Never changed in place. */
export interface SimulatedCase {
  data: Readonly<Record<string, unknown>>;
  events: readonly CaseEvent[];
  documents: readonly SimulatedDocument[];
  notes: readonly SimulatedNote[];
}

export const EMPTY_CASE: SimulatedCase = { data: {}, events: [], documents: [], notes: [] };

/** The instant that a date field means: today's date is now, another day is its beginning. */
const eventInstant = (value: unknown, now: string): string => {
  if (typeof value !== 'string' || value === '') return now;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value === now.slice(0, 10) ? now : `${value}T00:00:00+08:00`;
  const ms = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(value) ? value : `${value}+08:00`);
  return Number.isNaN(ms) ? now : toShanghaiInstant(ms);
};

/** What the case becomes when a step is completed, as at the platform: its data and the events of the time line. */
export const withSubmission = (
  file: SimulatedCase,
  step: StepDefinition,
  data: Readonly<Record<string, unknown>>,
  now: string,
): SimulatedCase => {
  const merged = { ...file.data, ...data };
  const events = step.emits.flatMap((emit, index): CaseEvent[] => {
    if (emit.when && evaluateExpression(emit.when, merged, now).value !== true) return [];
    const at = eventInstant(emit.dateField ? data[emit.dateField] : undefined, now);
    return [{ id: `${file.events.length}-${index}`, type: emit.event, at, elementId: step.elementId }];
  });
  return { ...file, data: merged, events: [...file.events, ...events] };
};

export const withNotes = (file: SimulatedCase, notes: readonly SimulatedNote[]): SimulatedCase =>
  notes.length === 0 ? file : { ...file, notes: [...file.notes, ...notes] };

/** What of the case enters the engine with a step: only what the procedure says. */
export const variablesOf = (file: SimulatedCase, step: StepDefinition): Record<string, unknown> =>
  Object.fromEntries(step.variables.map((name) => [name, file.data[name] ?? null]));
