import type { CaseFacts, RuleParameters, WorkCalendar } from '#contracts';
import { certificateProblem } from '../officers/certificates.ts';
import { recusalFacts } from '../officers/recusal.ts';
import { toCivilDate } from '../timing/civil-date.ts';
import {
  amountFacts,
  enforcementFacts,
  historyFacts,
  latestEvents,
  limitationFacts,
  listOf,
  organFacts,
  partyFacts,
} from './fact-values.ts';
import { eventName } from './gate-facts.ts';
import { supervisionFacts } from './supervision-facts.ts';
import { heavyKindsOf, heavyReasons } from './hearing-scope.ts';

export interface GateInput {
  facts: CaseFacts;
  /** ISO instant. */
  now: string;
  stepElementId?: string;
  /** Who is about to complete the step. */
  actorId?: string;
  /** Hearing thresholds and the like (`EffectiveRules.parameters`); without them only kinds of penalty count as heavy. */
  parameters?: RuleParameters;
  /** For working days and statutory holidays; without it weekends only. */
  calendar?: WorkCalendar;
}

const LENIENT_TIERS = ['no-penalty', 'exempt', 'mitigated', 'lenient'];

/** What the remedy of a decision names: on-the-spot penalties go to reconsideration first (FY23). */
const remedyFacts = (text: unknown) => {
  const remedy = typeof text === 'string' ? text : '';
  return {
    remedyNamesReconsideration: remedy.includes('复议'),
    remedyNamesLitigation: /诉讼|起诉/.test(remedy),
    remedyNamesReconsiderationFirst: /先.{0,8}复议/.test(remedy),
  };
};

const officerFacts = ({ facts, actorId }: GateInput, today: string) => {
  const officers = facts.officers.map((officer) => ({
    userId: officer.userId,
    name: officer.name,
    problem: certificateProblem(officer, 'enforcement', today),
  }));
  return {
    officers,
    officerCount: officers.length,
    validOfficers: officers.filter((officer) => officer.problem === null),
    officerProblems: officers
      .filter((officer) => officer.problem !== null)
      .map((officer) => `${officer.name}：${officer.problem ?? ''}`),
    handlerIds: facts.officers.map((officer) => officer.userId),
    actorId: actorId ?? null,
    actorIsHandler: actorId !== undefined && facts.officers.some((officer) => officer.userId === actorId),
  };
};

/** What makes a penalty a heavy one, and what follows from it: hearing (CF63) and legal review (CF58). */
const weightFacts = (facts: CaseFacts, events: ReadonlyMap<string, string>, parameters: RuleParameters) => {
  const { fineFen, confiscationFen } = amountFacts(facts.data);
  const penaltyKinds = listOf(facts.data['penaltyKinds']).map(String);
  const reasons = heavyReasons(
    { partyKind: facts.parties[0]?.kind ?? null, penaltyKinds, fineFen, confiscationFen },
    parameters,
  );
  const found = facts.data['hearingRequired'] === true;
  return {
    penaltyKinds,
    heavyKinds: heavyKindsOf(penaltyKinds).length > 0,
    heavyPenalty: reasons.length > 0,
    heavyReason: [...reasons, ...(facts.data['collectiveRequired'] === true ? ['审核认定应当集体讨论'] : [])].join(
      '；',
    ),
    hearingInScope: found || reasons.length > 0,
    hearingReason: [...(found ? ['审核认定属于听证范围'] : []), ...reasons].join('；') || '当事人申请',
    legalReviewRequired: found || reasons.length > 0 || events.has('hearing.finished'),
  };
};

/**
 * The names that gate conditions may use, listed with their meaning in `GATE_FACTS`. Everything is a civil date, a
 * number, a boolean, a text or a list, so that a condition reads like a sentence: `count(validOfficers) >= 2`,
 * `events.noticeServed != null`. Form fields are there by their keys.
 */
export const gateContext = (input: GateInput): Record<string, unknown> => {
  const { facts, calendar } = input;
  const today = toCivilDate(input.now);
  const events = latestEvents(facts);
  const { data } = facts;
  return {
    ...data,
    ...recusalFacts(facts, input.actorId),
    data,
    today,
    ...officerFacts(input, today),
    ...organFacts(facts, today),
    ...partyFacts(facts, today),
    ...amountFacts(data),
    ...weightFacts(facts, events, input.parameters ?? {}),
    ...historyFacts(facts),
    ...supervisionFacts(facts, events.get('inspection.done') ?? null, input.parameters ?? {}),
    ...limitationFacts(data, events.get('lead.registered') ?? null, today, calendar),
    ...enforcementFacts(data, events.get('demand.served') ?? null, calendar),
    events: Object.fromEntries([...events].map(([type, date]) => [eventName(type), date])),
    evidenceCount: facts.evidence.length,
    evidenceKinds: [...new Set(facts.evidence.map((evidence) => evidence.kind))],
    audiovisualCount: facts.evidence.filter(({ kind }) => kind === '视听资料' || kind === '电子数据').length,
    documentCodes: [...new Set(facts.documents.map((document) => document.code))],
    preservationItems: listOf(data['preservationItems']),
    circumstances: listOf(data['circumstances']),
    stepActorCount: new Set(facts.stepActors.map((actor) => actor.userId)).size,
    decisionMadeOn: events.get('decision.made') ?? null,
    reviewDoneOn: events.get('review.done') ?? null,
    noticeServedOn: events.get('notice.served') ?? null,
    ...remedyFacts(data['remedyText']),
    corrected: events.has('correction.ordered'),
    transferred:
      events.has('case.transferred') || (data['criminalTransferredOn'] != null && data['criminalTransferredOn'] !== ''),
    leniencyApplied: data['leniencyApplied'] === true || LENIENT_TIERS.includes(String(data['discretionTier'])),
  };
};
