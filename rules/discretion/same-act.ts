import type { Citation, CaseFacts, UnitResult } from '#contracts';
import { formatFen } from '../money/money.ts';

const CF29: Citation = { code: 'CF', law: '行政处罚法', article: '第二十九条', version: '2021-01-22' };

type Finding = NonNullable<UnitResult['sameAct']>[number];

/**
 * 一事不二罚 over history: an act that ended on or before the day of an earlier fine of the same party for the same
 * violation may be the act that was fined then. It is told for the officer to judge; `sameActAs` of the form says it is.
 */
export const sameActInHistory = (
  facts: CaseFacts,
  history: readonly CaseFacts['history'][number][],
  sameMatter: (past: CaseFacts['history'][number]) => boolean,
): Finding[] => {
  const stated = facts.data['sameActAs'];
  const ended = facts.data['violationEndedOn'];
  return history.flatMap((past) => {
    const name = past.caseNumber ?? past.caseId;
    if (past.fineFen > 0 && (stated === past.caseId || (past.caseNumber !== undefined && stated === past.caseNumber)))
      return [
        {
          kind: 'history' as const,
          caseId: past.caseId,
          text: `与 ${name} 是同一个违法行为，${past.decidedOn} 已罚款 ${formatFen(past.fineFen)}，不得再次罚款。`,
          basis: CF29,
        },
      ];
    if (past.fineFen === 0 || !sameMatter(past) || typeof ended !== 'string' || ended === '') return [];
    if (ended.slice(0, 10) > past.decidedOn) return [];
    return [
      {
        kind: 'history' as const,
        caseId: past.caseId,
        text: `违法行为终了于 ${ended.slice(0, 10)}，早于 ${name} 的处罚决定（${past.decidedOn}，罚款 ${formatFen(past.fineFen)}）。请核对是否同一个违法行为：同一个违法行为不得给予两次以上罚款。`,
        basis: CF29,
      },
    ];
  });
};

/** Whether an earlier fine is stated to be for this very act. */
export const finedBefore = (facts: CaseFacts, findings: readonly Finding[]): boolean =>
  typeof facts.data['sameActAs'] === 'string' && findings.some((finding) => finding.text.includes('不得再次罚款'));

/** Within a case: of the units of one act and one party only the one with the higher fine is fined. */
export const absorbSameActs = (units: readonly UnitResult[], acts: ReadonlyMap<string, string>): UnitResult[] => {
  const groups = new Map<string, UnitResult[]>();
  for (const unit of units) {
    const act = acts.get(unit.unitId);
    if (act === undefined) continue;
    const key = `${act} ${unit.partyId ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), unit]);
  }
  const loser = new Map<string, UnitResult>();
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const [first, ...rest] = [...group].sort(
      (a, b) =>
        (b.statutory?.maxFen ?? -1) - (a.statutory?.maxFen ?? -1) ||
        (b.statutory?.minFen ?? -1) - (a.statutory?.minFen ?? -1),
    );
    for (const unit of rest) loser.set(unit.unitId, first!);
  }
  return units.map((unit) => {
    const winner = loser.get(unit.unitId);
    if (!winner) return unit;
    const text = `与“${winner.violation}”是同一个违法行为，违反多个法律规范的按罚款数额高的规定处罚，本项不另行罚款。`;
    const { minFen: _min, maxFen: _max, ...rest } = unit;
    return {
      ...rest,
      absorbedBy: winner.unitId,
      sameAct: [...(unit.sameAct ?? []), { kind: 'within', text, basis: CF29, units: [winner.unitId, unit.unitId] }],
      explanation: [...unit.explanation, text],
    };
  });
};
