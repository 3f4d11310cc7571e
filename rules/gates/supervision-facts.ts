import type { CaseFacts, RuleParameters } from '#contracts';
import { addDays } from '../timing/civil-date.ts';
import { amountFacts } from './fact-values.ts';

/** Two inspections of one party within so many days are looked at; a choice of the platform, not of the law. */
export const REPEATED_WITHIN_DAYS = 30;
/** 上级部署的专项检查 does not count towards the yearly number (domain facts §12). */
const OUTSIDE_OF_COUNT = 'superior';

/** How often the party of the case was inspected, as of the inspection of this case. */
const inspectionFacts = (facts: CaseFacts, inspectedOn: string | null, { inspectionsPerYear }: RuleParameters) => {
  const limit = inspectionsPerYear?.times ?? null;
  if (inspectedOn === null) return { recentInspections: 0, inspectionsThisYear: 0, inspectionYearlyLimit: limit };
  const before = (facts.inspections ?? []).filter(({ on }) => on <= inspectedOn);
  const since = addDays(inspectedOn, -REPEATED_WITHIN_DAYS);
  const ownYear = before.filter(
    ({ on, organId, type }) =>
      organId === facts.organ.id && on.slice(0, 4) === inspectedOn.slice(0, 4) && type !== OUTSIDE_OF_COUNT,
  );
  const counts = facts.data['inspectionType'] !== OUTSIDE_OF_COUNT;
  return {
    recentInspections: before.filter(({ on }) => on >= since).length,
    recentInspectionCases: before.filter(({ on }) => on >= since).map(({ caseNumber, on }) => `${caseNumber}（${on}）`),
    inspectionsThisYear: counts ? ownYear.length + 1 : 0,
    inspectionYearlyLimit: limit,
  };
};

/** Whether the decided fine lies outside of what discretion recommends. */
const rangeFacts = ({ data, recommendedFine }: CaseFacts) => {
  const { decidedFineFen } = amountFacts(data);
  return {
    recommendedMinFen: recommendedFine?.minFen ?? null,
    recommendedMaxFen: recommendedFine?.maxFen ?? null,
    decidedOutsideRecommended:
      recommendedFine !== undefined &&
      decidedFineFen !== null &&
      (decidedFineFen < recommendedFine.minFen || decidedFineFen > recommendedFine.maxFen),
  };
};

/** What only supervision looks at (domain facts §11.5). */
export const supervisionFacts = (facts: CaseFacts, inspectedOn: string | null, parameters: RuleParameters) => ({
  ...inspectionFacts(facts, inspectedOn, parameters),
  ...rangeFacts(facts),
});
