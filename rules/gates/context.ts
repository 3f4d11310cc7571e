import type { CaseFacts } from '#contracts';
import { ageOn, birthDateOf } from '../identifiers/identifiers.ts';
import { yuanToFen } from '../money/money.ts';
import { certificateProblem } from '../officers/certificates.ts';
import { recusalFacts } from '../officers/recusal.ts';
import { eventName } from './gate-facts.ts';
import { toCivilDate } from '../timing/civil-date.ts';

export interface GateInput {
  facts: CaseFacts;
  /** ISO instant. */
  now: string;
  stepElementId?: string;
  /** Who is about to complete the step. */
  actorId?: string;
}

const latest = (facts: CaseFacts, type: string): string | null => {
  const dates = facts.events.filter((event) => event.type === type).map((event) => event.at);
  return dates.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null;
};

/**
 * The names that gate conditions may use. Everything is a civil date, a number, a boolean, a text or a list, so that a
 * condition reads like a sentence: `count(validOfficers) >= 2`, `events.noticeServed != null`.
 */
export const gateContext = (input: GateInput): Record<string, unknown> => {
  const { facts } = input;
  const today = toCivilDate(input.now);
  const officers = facts.officers.map((officer) => ({
    userId: officer.userId,
    name: officer.name,
    problem: certificateProblem(officer, 'enforcement', today),
  }));
  const party = facts.parties[0];
  const birthDate = party?.idNumber ? birthDateOf(party.idNumber) : null;
  const eventTypes = new Set(facts.events.map((event) => event.type));
  return {
    ...facts.data,
    ...recusalFacts(facts, input.actorId),
    data: facts.data,
    today,
    officers,
    officerCount: officers.length,
    validOfficers: officers.filter((officer) => officer.problem === null),
    officerProblems: officers
      .filter((officer) => officer.problem !== null)
      .map((officer) => `${officer.name}：${officer.problem ?? ''}`),
    partyKind: party?.kind ?? null,
    partyAge: birthDate ? ageOn(birthDate, today) : null,
    events: Object.fromEntries(
      [...eventTypes].map((type) => [eventName(type), toCivilDate(latest(facts, type) ?? input.now)]),
    ),
    evidenceCount: facts.evidence.length,
    evidenceKinds: [...new Set(facts.evidence.map((evidence) => evidence.kind))],
    documentCodes: [...new Set(facts.documents.map((document) => document.code))],
    handlerIds: facts.officers.map((officer) => officer.userId),
    actorId: input.actorId ?? null,
    actorIsHandler: input.actorId !== undefined && facts.officers.some((officer) => officer.userId === input.actorId),
    proposedFineFen:
      typeof facts.data['proposedFineYuan'] === 'string' ? yuanToFen(facts.data['proposedFineYuan']) : null,
    decidedFineFen: typeof facts.data['decidedFineYuan'] === 'string' ? yuanToFen(facts.data['decidedFineYuan']) : null,
    noticedFineFen: typeof facts.data['noticedFineYuan'] === 'string' ? yuanToFen(facts.data['noticedFineYuan']) : null,
  };
};
