import { randomUUID } from 'node:crypto';
import type { StepDefinition } from '#contracts';
import type { Person } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import type { LoadedProcedure } from '../procedures/library.ts';
import type { CaseDoc, SubmissionDoc } from '../store/collections.ts';
import { CHECKS, SUBMISSIONS } from '../store/collections.ts';
import { canonicalJson, sha256 } from '../store/audit-chain.ts';
import type { UnitOfWork } from '../store/port.ts';
import { hasEvent } from './case-file.ts';
import { versionsOf, writeSignatureCheck } from './checks.ts';
import { FILING_WORD, takeNumber } from '../numbers/take-number.ts';
import type { Accepted } from './submission.ts';

export const digestOf = (data: Record<string, unknown>): string => sha256(canonicalJson(data));

/** A case that is filed by this step gets its 立案 number. */
export async function withFilingNumber(
  platform: Platform,
  unit: UnitOfWork,
  before: CaseDoc,
  next: CaseDoc,
  submissionId: string,
  person: Person,
): Promise<CaseDoc> {
  if (hasEvent(before.events, 'case.filed') || !hasEvent(next.events, 'case.filed')) return next;
  const number = await takeNumber(platform, unit, next, FILING_WORD, {
    subject: 'case',
    subjectId: next.id,
    subjectName: '立案',
    submissionId,
    takenByName: person.name,
  });
  return { ...next, number };
}

/** Writes the immutable snapshot of a step and the checks that it passed. */
export async function writeSubmission(
  platform: Platform,
  unit: UnitOfWork,
  parts: {
    id: string;
    caseId: string;
    step: StepDefinition;
    taskKey: string | null;
    processInstanceKey: string | null;
    person: Person;
    accepted: Accepted;
    procedure: LoadedProcedure;
    /** The case before the step. */
    item: CaseDoc;
  },
): Promise<SubmissionDoc> {
  const { step, person, accepted } = parts;
  const at = platform.clock.now();
  const versions = await versionsOf(platform, parts.item);
  await writeSignatureCheck(platform, unit, { ...parts, at });
  if (accepted.findings.length > 0)
    await unit.insert(CHECKS, {
      id: randomUUID(),
      kind: 'task',
      elementId: step.elementId,
      at,
      passed: true,
      findings: accepted.findings,
      deadlines: [],
      discretion: null,
      caseId: parts.caseId,
      processInstanceKey: parts.processInstanceKey,
      jobKey: null,
      taskKey: parts.taskKey,
      actorName: person.name,
      versions,
    });
  return unit.insert(SUBMISSIONS, {
    id: parts.id,
    caseId: parts.caseId,
    elementId: step.elementId,
    taskKey: parts.taskKey,
    formId: step.form,
    userId: person.id,
    userName: person.name,
    at,
    data: accepted.data,
    digest: digestOf(accepted.data),
    findings: accepted.findings,
    void: false,
  });
}
