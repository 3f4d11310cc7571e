import type { CaseFacts, DiscretionResult, Finding } from '#contracts';
import type { WaitingJob } from '#engine';
import {
  composeRules,
  discretionOutcome,
  evaluateGates,
  partyFromData,
  proposedFine,
  recommendDiscretion,
  reviewOutcome,
  TIER_NAMES,
  type CheckOutcome,
} from '#rules';
import { gatesOfJob, type JobOutcome } from './platform-jobs.ts';
import type { Play } from './play.ts';
import type { SimulatedCase } from './simulated-case.ts';
import { STAND_INS } from './stand-ins.ts';

/** What a check comes to with what was entered while playing; people, certificates and evidence are stand-ins. */
export interface ComputedCheck {
  label: string;
  outcome: JobOutcome;
  findings?: Finding[];
  discretion?: DiscretionResult;
}

const factsOf = ({ manifest }: Play, file: SimulatedCase): CaseFacts => {
  const data = { ...file.data };
  const party = partyFromData(data);
  return {
    caseId: 'simulated-case',
    procedureCode: manifest.code,
    ...STAND_INS,
    parties: party ? [party] : [],
    events: [...file.events],
    data: data as CaseFacts['data'],
    documents: file.documents.map(({ code, at, elementId }, index) => ({
      id: `simulated-${index + 1}`,
      ...{ code, at, elementId },
    })),
    stepActors: [],
    history: [],
  };
};

const ended = (outcome: CheckOutcome<'review-check'> | CheckOutcome<'discretion-check'>): JobOutcome =>
  'error' in outcome
    ? { kind: 'error', code: outcome.error, message: outcome.message }
    : { kind: 'complete', variables: outcome.output };

/** What the gates of the procedure say of the played case. */
export const gateFindings = (codes: readonly string[], play: Play, file: SimulatedCase, now: string): Finding[] => {
  const { gates, parameters } = composeRules(play.manifest, [], now.slice(0, 10), 0);
  return evaluateGates(codes, { facts: factsOf(play, file), now, calendar: play.calendar, gates, parameters });
};

const review = (job: WaitingJob, play: Play, file: SimulatedCase, now: string): ComputedCheck => {
  const codes = gatesOfJob(job, play.manifest, now.slice(0, 10)).map(({ code }) => code);
  const findings = gateFindings(codes, play, file, now);
  const outcome = reviewOutcome(findings, job.headers['onBlock'] === 'output' ? 'output' : undefined);
  const { passed, failedGates } = outcome.output.review;
  const label = passed ? '没有阻断' : `阻断（${failedGates.join('、')}）`;
  return { label, outcome: ended(outcome), findings };
};

const discretion = (job: WaitingJob, play: Play, file: SimulatedCase, now: string): ComputedCheck => {
  const { parameters } = composeRules(play.manifest, [], now.slice(0, 10), 0);
  const fineFen = proposedFine({ ...file.data });
  const result = recommendDiscretion({
    items: play.items,
    facts: factsOf(play, file),
    now,
    parameters,
    ...(fineFen === undefined ? {} : { proposed: { fineFen } }),
  });
  const outcome = discretionOutcome(result, job.headers['onDeviation'] === 'error' ? 'error' : undefined);
  const { deviates, outsideStatutory } = outcome.output.discretion;
  const words = outsideStatutory ? '超出法定幅度' : deviates ? '偏离应处幅度' : '没有偏离';
  return { label: `${TIER_NAMES[result.recommendedTier]}，${words}`, outcome: ended(outcome), discretion: result };
};

/** The platform's own rules over the played case; null for jobs that are no check, or where nothing can be computed. */
export const computedCheck = (job: WaitingJob, play: Play, file: SimulatedCase, now: string): ComputedCheck | null => {
  if (job.type === 'review-check') return review(job, play, file, now);
  // Without a violation there is no item that could match.
  return job.type === 'discretion-check' && file.data['violationCode'] ? discretion(job, play, file, now) : null;
};
