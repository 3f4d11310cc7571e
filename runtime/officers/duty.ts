import type { CertificateKind, ConflictHint, OfficerProblem, StepDefinition } from '#contracts';
import { conflictHints, handlerCertificate, officerProblems, stepCertificate } from '#rules';
import type { Person } from '../identity/person.ts';
import { officerFact } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import type { LoadedProcedure } from '../procedures/library.ts';
import { startStep } from '../procedures/library.ts';
import type { CaseDoc, UserDoc } from '../store/collections.ts';
import type { Reader } from '../store/port.ts';
import { RELATIONS } from './collections.ts';

/** The certificate that whoever completes the step must hold. */
export const certificateOfStep = (procedure: LoadedProcedure, step: StepDefinition): CertificateKind | null =>
  stepCertificate(step, startStep(procedure)?.elementId === step.elementId);

/** The certificate that handlers of a case of the procedure must hold. */
export const certificateOfHandlers = (procedure: LoadedProcedure): CertificateKind =>
  handlerCertificate(startStep(procedure)?.role);

/** Declared relations of these people that meet a party of the case. */
export async function hintsFor(
  platform: Platform,
  reader: Reader,
  item: Pick<CaseDoc, 'parties'>,
  people: readonly Pick<UserDoc, 'id' | 'name'>[],
): Promise<ConflictHint[]> {
  if (people.length === 0 || item.parties.length === 0) return [];
  const relations = await reader.find(RELATIONS, { where: { userId: { in: people.map((user) => user.id) } } });
  return conflictHints(
    people.map((user) => ({ userId: user.id, name: user.name })),
    relations,
    item.parties,
    platform.clock.today(),
  );
}

/** Why the person may not complete the step today: certificate and 回避. Needs no look-up, so lists may ask too. */
export const signatureProblems = (
  platform: Platform,
  person: Person,
  procedure: LoadedProcedure,
  step: StepDefinition,
  item: Pick<CaseDoc, 'recusals'>,
): OfficerProblem[] =>
  officerProblems({
    officer: officerFact(person),
    certificate: certificateOfStep(procedure, step),
    on: platform.clock.today(),
    recusals: item.recusals,
  });

/** The first reason that stops a person from completing the step, as a sentence to them; null when none. */
export function signatureRefusal(
  platform: Platform,
  person: Person,
  procedure: LoadedProcedure,
  step: StepDefinition,
  item: Pick<CaseDoc, 'recusals'>,
): string | null {
  const stop = signatureProblems(platform, person, procedure, step, item).find((problem) => problem.level === 'block');
  return stop ? `您${spoken(stop.message)}，不能办理这一步。${stop.remedy}。` : null;
}

const spoken = (message: string): string => (/^(没有|不是|已)/.test(message) ? message : `的${message}`);

/** Whoever is newly named in a field: the reasons against it. */
export const assignmentProblems = (
  platform: Platform,
  user: UserDoc,
  certificate: CertificateKind,
  item: Pick<CaseDoc, 'recusals'> | null,
  conflicts: readonly ConflictHint[] = [],
): OfficerProblem[] => {
  const problems = officerProblems({
    officer: officerFact(user),
    certificate,
    on: platform.clock.today(),
    recusals: item?.recusals,
    conflicts,
  });
  if (user.status === 'disabled')
    problems.unshift({
      code: 'inactive',
      message: '账号已停用',
      remedy: '请选择在岗人员',
      basis: [],
      origin: '法',
      level: 'block',
    });
  return problems;
};
