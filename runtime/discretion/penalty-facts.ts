import type { DiscretionResult, SimilarCases } from '#contracts';
import { distributionOf, penaltyUnitsOf, proposedFine, toCivilDate, violationKey } from '#rules';
import type { Platform } from '../platform.ts';
import type { CaseDoc } from '../store/collections.ts';
import type { Reader, UnitOfWork } from '../store/port.ts';
import type { PenaltyFactDoc } from './collections.ts';
import { DISCRETION_ITEMS, PENALTY_FACTS } from './collections.ts';

/** At most so many past cases of a violation are compared, the newest first. */
const COMPARED = 5_000;
const EXAMPLES = 8;

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String).sort() : []);

/**
 * Notes what was decided in a case, for statistics and similar cases: a fact for each penalty unit, written anew when the
 * case has changed. A case without a decision leaves nothing.
 */
export async function recordPenalty(platform: Platform, unit: UnitOfWork, item: CaseDoc): Promise<void> {
  const decided = item.events.findLast((event) => event.type === 'decision.made');
  const penalties = penaltiesOf(item);
  if (!decided || penalties.length === 0) return;
  const known = await unit.find(PENALTY_FACTS, { where: { caseId: item.id } });
  if (known.length > 0 && known.every(({ updatedAt }) => updatedAt === item.updatedAt)) return;
  const decision = item.data['decisionType'];
  const penalized = decision !== 'no-penalty' && decision !== 'transfer';
  const facts = await Promise.all(
    penalties.map(async ({ violationCode, fineFen, tier, matched, ...own }) => ({
      ...own,
      ...{ violationCode, caseNumber: item.number, organId: item.organId, updatedAt: item.updatedAt },
      department: platform.organs.get(item.organId)?.department ?? '',
      violation: (await unit.get(DISCRETION_ITEMS, violationCode))?.item.violation ?? '',
      tier: penalized ? tier : 'no-penalty',
      lists: [...new Set(matched.map((match) => match.list))],
      matched: matched.map((match) => match.code),
      penalized,
      fineFen: penalized ? fineFen : 0,
      decidedOn: toCivilDate(decided.at),
    })),
  );
  for (const { id } of known) if (!facts.some((fact) => fact.id === id)) await unit.remove(PENALTY_FACTS, id);
  for (const fact of facts) await unit.put(PENALTY_FACTS, fact);
}

type Penalty = Pick<PenaltyFactDoc, 'id' | 'partyName' | 'violationCode' | 'circumstances' | 'tier' | 'fineFen'> &
  Pick<PenaltyFactDoc, 'caseId' | 'unit'> & { matched: DiscretionResult['matched'] };

/** The penalty units of a case with what was recommended for each; the whole case as one where it names none. */
function penaltiesOf(item: CaseDoc): Penalty[] {
  const { discretion, data, parties } = item;
  const given = penaltyUnitsOf(data);
  const units = (discretion?.units ?? []).filter(({ unitId }) => given.some(({ id }) => id === unitId));
  const tierOf = (result: Pick<DiscretionResult, 'deviation' | 'recommendedTier'> | null | undefined) =>
    result?.deviation?.proposedTier ?? result?.recommendedTier ?? 'ordinary';
  if (units.length > 1)
    return units.map((result, index) => {
      const own = given.find(({ id }) => id === result.unitId);
      return {
        ...{ id: `${item.id}:${result.unitId}`, caseId: item.id, unit: index },
        ...{ partyName: result.partyName ?? parties[0]?.name ?? '', violationCode: result.violationCode },
        circumstances: textsOf(own?.circumstances ?? data['circumstances']),
        ...{ tier: tierOf(result), matched: result.matched },
        fineFen: result.absorbedBy ? 0 : (own?.proposedFineFen ?? 0),
      };
    });
  const code = given[0]?.violationCode ?? data['violationCode'];
  if (typeof code !== 'string') return [];
  return [
    {
      ...{ id: item.id, partyName: parties[0]?.name ?? '', violationCode: code },
      circumstances: textsOf(data['circumstances']),
      ...{ tier: tierOf(discretion), matched: discretion?.matched ?? [] },
      fineFen: proposedFine(data) ?? 0,
    },
  ];
}

/** `济南泉韵超市有限公司` → `济南****公司`; a person keeps the surname. */
const maskName = (name: string): string =>
  name.length <= 4
    ? `${name.slice(0, 1)}${'某'.repeat(Math.max(1, name.length - 1))}`
    : `${name.slice(0, 2)}****${name.slice(-2)}`;

/** Past penalties of a violation, and of those with the same circumstances. */
export async function similarCases(
  platform: Platform,
  reader: Reader,
  asked: { violation: string; circumstances: unknown; exceptCaseId?: string | undefined },
): Promise<SimilarCases | undefined> {
  if (asked.violation === '') return undefined;
  const found = await reader.find(PENALTY_FACTS, {
    where: { violationKey: violationKey(asked.violation) },
    sort: [['decidedOn', 'desc']],
    limit: COMPARED,
  });
  const past = found.filter((fact) => (fact.caseId ?? fact.id) !== asked.exceptCaseId);
  const fined = past.filter((fact) => fact.fineFen > 0);
  const circumstances = textsOf(asked.circumstances).join();
  const same = fined.filter((fact) => fact.circumstances.join() === circumstances);
  return {
    violation: asked.violation,
    sameCircumstances: distributionOf(same.map((fact) => fact.fineFen)),
    sameViolation: distributionOf(fined.map((fact) => fact.fineFen)),
    withoutFine: past.length - fined.length,
    examples: [...same, ...fined.filter((fact) => !same.includes(fact))].slice(0, EXAMPLES).map((fact) => ({
      caseNumber: fact.caseNumber,
      partyMasked: maskName(fact.partyName),
      organName: platform.organs.nameOf(fact.organId),
      decidedOn: fact.decidedOn,
      fineFen: fact.fineFen,
      circumstances: fact.circumstances,
    })),
  };
}
