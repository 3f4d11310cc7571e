import { createHash, randomUUID } from 'node:crypto';
import type { CheckView, Finding, ParsedQuery, RouteResponse, StepDefinition } from '#contracts';
import { CHECK_KINDS } from '#contracts';
import { officerFindings } from '#rules';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import { certificateOfStep, signatureProblems } from '../officers/duty.ts';
import type { Platform } from '../platform.ts';
import { ProblemError, notFound } from '../problem-error.ts';
import type { LoadedProcedure } from '../procedures/library.ts';
import { rulesOfCase } from '../rule-packs/rules-of-case.ts';
import type { CaseDoc, CheckDoc } from '../store/collections.ts';
import { CHECKS } from '../store/collections.ts';
import type { Query, UnitOfWork } from '../store/port.ts';
import { procedureOf } from './case-file.ts';
import { caseInScope, checkView } from './case-views.ts';
import { elementName, separationProblem } from './submission.ts';

/** Which versions of procedure, packs and calendar a check obeyed. */
export async function versionsOf(platform: Platform, item: CaseDoc): Promise<NonNullable<CheckView['versions']>> {
  const rules = await rulesOfCase(platform, item);
  return {
    procedure: item.procedureCode,
    procedureVersion: item.procedureVersion,
    asOf: rules.asOf,
    revision: rules.revision,
    packs: rules.packs.map(({ pack, name, number }) => ({ pack, name, number })),
    calendar: item.calendarVersion,
  };
}

/** Whether the person may sign the step: certificate, 回避, separation of duties, as findings for the record. */
export function signatureFindings(
  platform: Platform,
  person: Person,
  procedure: LoadedProcedure,
  step: StepDefinition,
  item: CaseDoc,
): Finding[] {
  const work = elementName(procedure, step.elementId);
  const findings = officerFindings(person.name, work, signatureProblems(platform, person, procedure, step, item));
  const separation = separationProblem(procedure, step, item, person);
  if (step.notBy.length > 0)
    findings.push({
      gate: '分离',
      name: '职责分离',
      level: 'block',
      outcome: separation === null ? 'passed' : 'failed',
      message: separation ?? `${person.name}没有办理过须分离的环节`,
      basis: step.basis,
      origin: '法',
      lookedAt: step.notBy.map((elementId) => ({
        name: elementName(procedure, elementId),
        value:
          item.stepActors
            .filter((actor) => actor.elementId === elementId)
            .map((actor) => (actor.userId === person.id ? person.name : '其他人员'))
            .join('、') || '尚未办理',
      })),
    });
  return findings;
}

const blocked = (findings: readonly Finding[]): boolean =>
  findings.some(
    (finding) => finding.level === 'block' && finding.outcome !== 'passed' && finding.outcome !== 'not-applicable',
  );

/** Keeps that the signature of a step was looked at. */
export async function writeSignatureCheck(
  platform: Platform,
  unit: UnitOfWork,
  parts: {
    caseId: string;
    person: Person;
    procedure: LoadedProcedure;
    step: StepDefinition;
    item: CaseDoc;
    taskKey: string | null;
    processInstanceKey: string | null;
    /** The moment of the submission: its checks belong together. */
    at: string;
  },
): Promise<void> {
  const { person, procedure, step, item, at } = parts;
  // Where nothing had to be looked at there is nothing to keep.
  if (certificateOfStep(procedure, step) === null && step.notBy.length === 0 && !item.recusals?.length) return;
  const findings = signatureFindings(platform, person, procedure, step, item);
  await unit.insert(CHECKS, {
    ...blank(platform, item.id, step.elementId, person),
    at,
    id: randomUUID(),
    kind: 'officer',
    passed: !blocked(findings),
    findings,
    processInstanceKey: parts.processInstanceKey,
    taskKey: parts.taskKey,
    versions: await versionsOf(platform, item),
  });
}

const blank = (platform: Platform, caseId: string, elementId: string, person: Person) => ({
  elementId,
  at: platform.clock.now(),
  deadlines: [],
  discretion: null,
  caseId,
  jobKey: null,
  actorName: person.name,
});

/** The check that an error tells of; null when the error is none of a check. */
function refusalOf(error: unknown): Pick<CheckDoc, 'kind' | 'findings' | 'issues'> | null {
  if (!(error instanceof ProblemError)) return null;
  if (error.kind === 'gate-blocked') return { kind: 'task', findings: error.findings ?? [], issues: [] };
  if (error.kind === 'validation' && error.issues) return { kind: 'form', findings: [], issues: error.issues };
  return null;
}

export interface Attempt {
  person: Person;
  procedure: LoadedProcedure;
  step: StepDefinition;
  item: CaseDoc;
  taskKey: string;
  processInstanceKey: string | null;
}

/**
 * Keeps that a submission was refused, by whom and why; the case itself stays as it was. The same refusal again only
 * counts up. A failure to keep it never hides the refusal itself.
 */
export async function recordRefusal(platform: Platform, attempt: Attempt, error: unknown): Promise<void> {
  const refusal = refusalOf(error);
  if (refusal) await keep(platform, attempt, refusal);
}

/** Keeps that a person was not let to a step because of certificate, 回避 or separation of duties. */
export async function recordStoppedSignature(platform: Platform, attempt: Attempt): Promise<void> {
  const { person, procedure, step, item } = attempt;
  const findings = signatureFindings(platform, person, procedure, step, item);
  if (blocked(findings)) await keep(platform, attempt, { kind: 'officer', findings, issues: [] });
}

async function keep(
  platform: Platform,
  attempt: Attempt,
  refusal: Pick<CheckDoc, 'kind' | 'findings' | 'issues'>,
): Promise<void> {
  const { person, step, item } = attempt;
  const said = JSON.stringify([
    refusal.kind,
    refusal.findings.map((finding) => [finding.gate, finding.outcome, finding.message]),
    refusal.issues,
  ]);
  const digest = createHash('sha256').update(said).digest('hex').slice(0, 24);
  const id = `refused:${attempt.taskKey}:${person.id}:${digest}`;
  try {
    const versions = await versionsOf(platform, item);
    await platform.store.transaction(actorOf(person), async (unit) => {
      const known = await unit.get(CHECKS, id);
      const at = platform.clock.now();
      if (known) await unit.update(CHECKS, { ...known, at, times: (known.times ?? 1) + 1 });
      else
        await unit.insert(CHECKS, {
          ...blank(platform, item.id, step.elementId, person),
          ...refusal,
          id,
          passed: false,
          attempt: true,
          times: 1,
          firstAt: at,
          processInstanceKey: attempt.processInstanceKey,
          taskKey: attempt.taskKey,
          versions,
        });
      unit.audit({
        action: 'submission.refused',
        summary: `${person.name} 在 ${item.number} 提交“${elementName(attempt.procedure, step.elementId)}”没有被接受`,
        subjectType: 'case',
        subjectId: item.id,
      });
    });
  } catch (error) {
    platform.logger.warn({ err: error, caseId: item.id }, 'a refused submission could not be recorded');
  }
}

const named = (procedure: LoadedProcedure, check: CheckDoc): CheckView => ({
  ...checkView(check),
  elementName: elementName(procedure, check.elementId),
});

/** Every check that ever ran on the case, the newest first, with its filters. */
export async function caseChecks(
  platform: Platform,
  person: Person,
  caseId: string,
  query: ParsedQuery<'caseChecks'>,
): Promise<RouteResponse<'caseChecks'>> {
  const item = await caseInScope(platform, person, caseId);
  const procedure = await procedureOf(platform, item);
  const filter: Query = {
    where: {
      caseId,
      ...(query.kind ? { kind: query.kind } : {}),
      ...(query.outcome ? { outcome: query.outcome === 'failed' ? { in: ['failed', 'refused'] } : query.outcome } : {}),
      ...(query.elementId ? { elementId: query.elementId } : {}),
      ...(query.gate ? { gates: { has: query.gate } } : {}),
    },
  };
  const found = await platform.store.find(CHECKS, {
    ...filter,
    sort: [
      ['at', query.order ?? 'desc'],
      ['kind', 'asc'],
    ],
    limit: query.pageSize,
    skip: (query.page - 1) * query.pageSize,
  });
  const all = await platform.store.find(CHECKS, { where: { caseId } });
  const elements = new Map<string, number>();
  const gates = new Map<string, string>();
  for (const check of all) {
    elements.set(check.elementId, (elements.get(check.elementId) ?? 0) + 1);
    for (const finding of check.findings) gates.set(finding.gate, finding.name);
  }
  return {
    items: found.map((check) => named(procedure, check)),
    total: await platform.store.count(CHECKS, filter),
    page: query.page,
    pageSize: query.pageSize,
    kinds: Object.fromEntries(CHECK_KINDS.map((kind) => [kind, all.filter((check) => check.kind === kind).length])),
    refused: all.filter((check) => check.attempt).length,
    elements: [...elements].map(([id, count]) => ({ id, name: elementName(procedure, id), count })),
    gates: [...gates].map(([code, name]) => ({ code, name })).sort((a, b) => (a.code < b.code ? -1 : 1)),
  };
}

/** One check with the run before it of the same kind at the same step, to compare with. */
export async function caseCheck(
  platform: Platform,
  person: Person,
  caseId: string,
  checkId: string,
): Promise<RouteResponse<'caseCheck'>> {
  const item = await caseInScope(platform, person, caseId);
  const check = await platform.store.get(CHECKS, checkId);
  if (!check || check.caseId !== caseId) throw notFound('这次检查');
  const procedure = await procedureOf(platform, item);
  const runs = await platform.store.find(CHECKS, {
    where: { caseId, kind: check.kind, ...(check.kind === 'timing' ? {} : { elementId: check.elementId }) },
    sort: [['at', 'desc']],
    limit: 100,
  });
  return {
    check: named(procedure, check),
    runs: runs.filter((run) => run.id !== check.id).map((run) => named(procedure, run)),
  };
}
