import type { CaseEvent, Finding, FormSchema, ProblemIssue, StepDefinition } from '#contracts';
import {
  evaluateExpression,
  evaluateGates,
  fieldCertificate,
  interpretForm,
  isBlocked,
  listFields,
  partiesFromData,
} from '#rules';
import type { FieldInfo } from '#rules';
import { toInstant } from '../clock.ts';
import type { Person } from '../identity/person.ts';
import { officerFact } from '../identity/person.ts';
import { assignmentProblems, certificateOfHandlers } from '../officers/duty.ts';
import type { Platform } from '../platform.ts';
import { ProblemError, invalid } from '../problem-error.ts';
import type { LoadedProcedure } from '../procedures/library.ts';
import type { CaseDoc } from '../store/collections.ts';
import { DISCRETION_ITEMS } from '../discretion/collections.ts';
import { rulesOfCase } from '../rule-packs/rules-of-case.ts';
import { EVIDENCE, USERS } from '../store/collections.ts';
import { canonicalJson } from '../store/audit-chain.ts';
import { calendarOf, factsOf, officersOf } from './case-file.ts';
import { restoreMasked } from './masking.ts';

/** A step's submission that is right: what the case becomes by it. */
export interface Accepted {
  data: Record<string, unknown>;
  findings: Finding[];
  next: CaseDoc;
  variables: Record<string, unknown>;
}

export function formOf(procedure: LoadedProcedure, step: StepDefinition): FormSchema {
  const form = procedure.package.forms[step.form];
  if (!form) throw new ProblemError('internal', `规程缺少表单“${step.form}”。`);
  return form;
}

/**
 * Checks a submission as the page does, and again what no page can be trusted with: read-only fields, references to
 * people and evidence, separation of duties, gates.
 *
 * @throws ProblemError `validation`, `forbidden` (separation of duties) or `gate-blocked`; nothing is written
 */
export async function acceptSubmission(
  platform: Platform,
  person: Person,
  procedure: LoadedProcedure,
  step: StepDefinition,
  item: CaseDoc,
  submitted: Record<string, unknown>,
  submissionId: string,
): Promise<Accepted> {
  const now = platform.clock.now();
  const form = formOf(procedure, step);
  const fields = new Map(listFields(form).map((field) => [field.key, field]));
  demandSeparation(procedure, step, item, person);
  const { issues, data } = checkForm(form, fields, step, item, restoreMasked(submitted, item.data, fields), now);
  issues.push(...(await referenceIssues(platform, item, fields, data)));
  if (issues.length > 0)
    throw new ProblemError('validation', `还有 ${issues.length} 处需要改正：${issues[0]?.message ?? ''}`, { issues });
  const next = await applyData(platform, item, step, data, person, now, submissionId);
  const findings = await gateFindings(platform, step, next, person, item.events);
  if (isBlocked(findings)) {
    const blocking = findings.filter((finding) => finding.outcome === 'failed' && finding.level === 'block');
    throw new ProblemError(
      'gate-blocked',
      blocking.map((finding) => finding.message).join('；') || '闸门检查没有通过。',
      {
        findings,
        issues: blocking.map((finding) => ({ path: finding.gate, label: finding.name, message: finding.message })),
      },
    );
  }
  const unassignable = await assignmentIssues(platform, procedure, item, step, fields, data);
  if (unassignable.length > 0)
    throw new ProblemError('validation', unassignable[0]?.message ?? '', { issues: unassignable });
  const merged: Record<string, unknown> = { ...next.data };
  const variables = Object.fromEntries(
    step.variables.map((name) => [name, merged[name] === undefined ? null : merged[name]]),
  );
  return { data, findings, next, variables };
}

/** Separation of duties: who did one of these steps may not do this one. */
export function separationProblem(
  procedure: LoadedProcedure,
  step: StepDefinition,
  item: Pick<CaseDoc, 'stepActors'>,
  person: Person,
): string | null {
  const done = item.stepActors.find((actor) => step.notBy.includes(actor.elementId) && actor.userId === person.id);
  if (!done) return null;
  const name = elementName(procedure, done.elementId);
  return `您办理过“${name}”，按职责分离的要求，这一步须由其他人员办理。`;
}

function demandSeparation(procedure: LoadedProcedure, step: StepDefinition, item: CaseDoc, person: Person): void {
  const problem = separationProblem(procedure, step, item, person);
  if (problem) throw new ProblemError('forbidden', problem);
}

export const elementName = (procedure: LoadedProcedure, elementId: string): string =>
  Object.values(procedure.package.models)
    .flatMap((model) => model.elements)
    .find((element) => element.id === elementId)?.name || elementId;

function checkForm(
  form: FormSchema,
  fields: Map<string, FieldInfo>,
  step: StepDefinition,
  item: CaseDoc,
  submitted: Record<string, unknown>,
  now: string,
): { issues: ProblemIssue[]; data: Record<string, unknown> } {
  const locked = new Set(step.readonlyFields);
  const issues: ProblemIssue[] = [];
  const entered = { ...submitted };
  for (const key of locked) {
    const stored = item.data[key];
    if (entered[key] !== undefined && stored !== undefined && canonicalJson(entered[key]) !== canonicalJson(stored)) {
      const label = fields.get(key)?.label ?? key;
      issues.push({ path: key, label, message: `“${label}”在这一步只能看，不能修改` });
    }
    if (stored !== undefined) entered[key] = stored;
  }
  const state = interpretForm(form, entered, { now, extra: item.data });
  return { issues: [...issues, ...state.issues], data: state.data };
}

/** People and evidence that a form names must exist, and belong to the case's organ and to the case. */
async function referenceIssues(
  platform: Platform,
  item: CaseDoc,
  fields: Map<string, FieldInfo>,
  data: Record<string, unknown>,
): Promise<ProblemIssue[]> {
  const issues: ProblemIssue[] = [];
  for (const field of fields.values()) {
    const value = data[field.key];
    if (value === undefined) continue;
    const ids = Array.isArray(value) ? value.map(String) : [];
    if (field.widget === 'officers') {
      const found = await platform.store.find(USERS, { where: { id: { in: ids } } });
      for (const [index, id] of ids.entries()) {
        const user = found.find((candidate) => candidate.id === id);
        if (!user || user.organId !== item.organId || user.status === 'disabled')
          issues.push({
            path: `${field.key}[${index}]`,
            label: field.label,
            message: `“${field.label}”里有不属于本机关或已停用的人员，请重新选择`,
          });
      }
      if (new Set(ids).size !== ids.length)
        issues.push({ path: field.key, label: field.label, message: `“${field.label}”里同一人选了两次` });
    } else if (field.widget === 'evidence') {
      const found = await platform.store.find(EVIDENCE, { where: { id: { in: ids }, caseId: item.id } });
      if (found.length !== new Set(ids).size)
        issues.push({
          path: field.key,
          label: field.label,
          message: `“${field.label}”里有不属于本案的证据，请重新选择`,
        });
    }
  }
  return issues;
}

/** People whom the form names anew must be assignable today: certificate, employment, 回避 (G02, G04). */
async function assignmentIssues(
  platform: Platform,
  procedure: LoadedProcedure,
  item: CaseDoc,
  step: StepDefinition,
  fields: Map<string, FieldInfo>,
  data: Record<string, unknown>,
): Promise<ProblemIssue[]> {
  const issues: ProblemIssue[] = [];
  for (const field of fields.values()) {
    const value = data[field.key];
    if (field.widget !== 'officers' || !Array.isArray(value) || step.readonlyFields.includes(field.key)) continue;
    const before = item.data[field.key];
    const fresh = value.map(String).filter((id) => !Array.isArray(before) || !before.includes(id));
    for (const user of await officersOf(platform.store, fresh)) {
      const certificate = fieldCertificate(field.component.properties, certificateOfHandlers(procedure));
      const stop = assignmentProblems(platform, user, certificate, item).find((problem) => problem.level === 'block');
      if (stop)
        issues.push({
          path: `${field.key}[${value.map(String).indexOf(user.id)}]`,
          label: field.label,
          message: `“${field.label}”不能选${user.name}：${stop.message}。${stop.remedy}`,
        });
    }
  }
  return issues;
}

async function applyData(
  platform: Platform,
  item: CaseDoc,
  step: StepDefinition,
  data: Record<string, unknown>,
  person: Person,
  now: string,
  submissionId: string,
): Promise<CaseDoc> {
  const merged = { ...item.data, ...data };
  const parties = partiesFromData(merged);
  const handlers = Array.isArray(merged['handlers']) ? merged['handlers'].map(String) : item.handlers;
  const next: CaseDoc = {
    ...item,
    data: merged,
    parties: parties.length > 0 ? parties : item.parties,
    handlers,
    events: [...item.events, ...emittedEvents(step, item, data, now, person, submissionId)],
    stepActors: [...item.stepActors, { elementId: step.elementId, userId: person.id, at: now }],
    updatedAt: now,
  };
  next.title = await titleOf(platform, next);
  return next;
}

async function titleOf(platform: Platform, item: CaseDoc): Promise<string> {
  const given = item.data['caseTitle'];
  if (typeof given === 'string' && given.trim() !== '') return given.trim();
  const code = item.data['violationCode'];
  const entry = typeof code === 'string' ? await platform.store.get(DISCRETION_ITEMS, code) : null;
  const party = item.parties[0]?.name ?? '';
  return party || entry ? `${party}${entry?.item.violation ?? '涉嫌违法'}案` : item.title;
}

function emittedEvents(
  step: StepDefinition,
  item: CaseDoc,
  data: Record<string, unknown>,
  now: string,
  person: Person,
  submissionId: string,
): CaseEvent[] {
  return step.emits.flatMap((emit, index) => {
    if (emit.when && evaluateExpression(emit.when, { ...item.data, ...data }, now).value !== true) return [];
    return [
      {
        id: `${submissionId}-${index + 1}`,
        type: emit.event,
        at: eventInstant(emit.dateField ? data[emit.dateField] : undefined, emit.dateField, now),
        elementId: step.elementId,
        actorId: person.id,
      },
    ];
  });
}

/** The instant that a date field means: today's date is now, another day is its beginning. */
export function eventInstant(value: unknown, field: string | undefined, now: string): string {
  if (typeof value !== 'string' || value === '') return now;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value === now.slice(0, 10) ? now : `${value}T00:00:00.000+08:00`;
  const text = /(Z|[+-]\d{2}:?\d{2})$/.test(value) ? value : `${value}+08:00`;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw invalid(field ?? '', `日期“${value}”写得不对。`);
  return toInstant(ms);
}

/** Gates of a step over the case as it would be; the events of the step itself have not happened yet. */
export async function gateFindings(
  platform: Platform,
  step: StepDefinition,
  next: CaseDoc,
  person: Person,
  events: CaseEvent[],
): Promise<Finding[]> {
  if (step.gates.length === 0) return [];
  const facts = await factsOf(platform, platform.store, { ...next, events });
  facts.officers = (await officersOf(platform.store, next.handlers)).map(officerFact);
  const { gates, parameters } = await rulesOfCase(platform, next);
  return evaluateGates(step.gates, {
    facts,
    now: platform.clock.now(),
    gates,
    parameters,
    calendar: await calendarOf(platform, platform.store, next),
    stepElementId: step.elementId,
    actorId: person.id,
  });
}
