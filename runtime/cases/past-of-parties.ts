import type { CaseFacts } from '#contracts';
import { penaltyUnitsOf, toCivilDate, yuanToFen } from '#rules';
import { violationCodes } from '../discretion/item-library.ts';
import type { Platform } from '../platform.ts';
import type { CaseDoc } from '../store/collections.ts';
import { CASES } from '../store/collections.ts';
import type { Reader } from '../store/port.ts';

/** What was decided before against the parties of a case, and when they were inspected. */
export async function pastOf(
  platform: Platform,
  reader: Reader,
  item: CaseDoc,
): Promise<Pick<CaseFacts, 'history' | 'inspections'>> {
  const history: CaseFacts['history'] = [];
  const inspections: NonNullable<CaseFacts['inspections']> = [];
  for (const party of item.parties) {
    const key = party.uscc ?? party.idNumber;
    if (!key) continue;
    const others = await reader.find(CASES, { where: { partyKeys: { has: key }, id: { not: item.id } }, limit: 200 });
    if (others.length === 0) continue;
    const items = await platform.items.current(reader);
    for (const other of others) {
      history.push(...decidedIn(other, { key, id: party.id }, (code) => items.violationOf(code)));
      inspections.push(...inspectedIn(other));
    }
  }
  return { history, inspections };
}

/** The inspection of a case; steps done again after a return count once. */
function inspectedIn(other: CaseDoc): NonNullable<CaseFacts['inspections']> {
  const inspected = other.events.find((event) => event.type === 'inspection.done');
  if (!inspected || other.void) return [];
  const type = other.data['inspectionType'];
  return [
    {
      ...{ caseId: other.id, caseNumber: other.number, organId: other.organId, on: toCivilDate(inspected.at) },
      ...(typeof type === 'string' ? { type } : {}),
    },
  ];
}

/** What was decided against one party: its penalty units, or the violation of the case where it has none. */
function decidedIn(
  other: CaseDoc,
  party: { key: string; id: string },
  violationOf: (code: string) => string | undefined,
): CaseFacts['history'] {
  const decided = other.events.find((event) => event.type === 'decision.made');
  if (!decided || other.void) return [];
  const decision = other.data['decisionType'];
  return penaltiesOf(other, party.key).map(({ violationCode, fineFen }) => {
    const violation = violationOf(violationCode);
    return {
      caseId: other.id,
      caseNumber: other.number,
      violationCode,
      ...(violation ? { violation } : {}),
      partyId: party.id,
      penalized: decision !== 'no-penalty' && decision !== 'transfer',
      decidedOn: toCivilDate(decided.at),
      fineFen,
    };
  });
}

function penaltiesOf(other: CaseDoc, partyKey: string): { violationCode: string; fineFen: number }[] {
  const units = penaltyUnitsOf(other.data);
  const same = other.parties.filter(({ uscc, idNumber }) => (uscc ?? idNumber) === partyKey).map(({ id }) => id);
  if (units.length > 0)
    return units
      .filter(({ partyId }) => partyId === undefined || same.includes(partyId))
      .map(({ violationCode, proposedFineFen }) => ({ violationCode, fineFen: proposedFineFen ?? 0 }));
  const [violationCode = ''] = violationCodes(other.data);
  const fine = other.data['decidedFineYuan'];
  return [{ violationCode, fineFen: typeof fine === 'string' ? (yuanToFen(fine) ?? 0) : 0 }];
}
