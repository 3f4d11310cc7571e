import type { SimilarCases } from '#contracts';
import { distributionOf, proposedFine, toCivilDate, violationKey } from '#rules';
import type { Platform } from '../platform.ts';
import type { CaseDoc } from '../store/collections.ts';
import type { Reader, UnitOfWork } from '../store/port.ts';
import type { PenaltyFactDoc } from './collections.ts';
import { DISCRETION_ITEMS, PENALTY_FACTS } from './collections.ts';

/** At most so many past cases of a violation are compared, the newest first. */
const COMPARED = 5_000;
const EXAMPLES = 8;

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String).sort() : []);

/** Notes what was decided in a case, for statistics and similar cases. A case without a decision leaves nothing. */
export async function recordPenalty(platform: Platform, unit: UnitOfWork, item: CaseDoc): Promise<void> {
  const decided = item.events.findLast((event) => event.type === 'decision.made');
  const code = item.data['violationCode'];
  if (!decided || typeof code !== 'string') return;
  const known = await unit.get(PENALTY_FACTS, item.id);
  if (known?.updatedAt === item.updatedAt) return;
  const entry = await unit.get(DISCRETION_ITEMS, code);
  const decision = item.data['decisionType'];
  const penalized = decision !== 'no-penalty' && decision !== 'transfer';
  const fact: Omit<PenaltyFactDoc, 'version'> = {
    id: item.id,
    caseNumber: item.number,
    organId: item.organId,
    department: platform.organs.get(item.organId)?.department ?? '',
    partyName: item.parties[0]?.name ?? '',
    violationCode: code,
    violation: entry?.item.violation ?? '',
    circumstances: textsOf(item.data['circumstances']),
    tier: penalized
      ? (item.discretion?.deviation?.proposedTier ?? item.discretion?.recommendedTier ?? 'ordinary')
      : 'no-penalty',
    lists: [...new Set((item.discretion?.matched ?? []).map((match) => match.list))],
    matched: (item.discretion?.matched ?? []).map((match) => match.code),
    penalized,
    fineFen: penalized ? (proposedFine(item.data) ?? 0) : 0,
    decidedOn: toCivilDate(decided.at),
    updatedAt: item.updatedAt,
  };
  await unit.put(PENALTY_FACTS, fact);
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
  const past = found.filter((fact) => fact.id !== asked.exceptCaseId);
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
