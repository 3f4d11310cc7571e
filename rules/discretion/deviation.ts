import type { Citation, ClauseOutcome, DeviationNeed, DiscretionResult, DiscretionTier, TierFormula } from '#contracts';
import { formatFen } from '../money/money.ts';
import { tierOfAmount, tierRange, type MoneyRange } from './ranges.ts';
import type { TierChoice } from './tiers.ts';

const STATE_COUNCIL: Citation = {
  code: '27号',
  law: '关于进一步规范行政裁量权基准制定和管理工作的意见（国办发〔2022〕27号）',
  article: '（十二）',
  version: '2022-07-29',
};
const LAWFUL: Citation = { code: 'CF', law: '行政处罚法', article: '第五条', version: '2021-01-22' };

export interface Proposal {
  fineFen?: number | undefined;
  tier?: DiscretionTier | undefined;
}

export interface Judged {
  proposal: Proposal;
  choice: TierChoice;
  statutory: MoneyRange | undefined;
  /** The money range that is recommended; absent = no fine, or none that could be computed. */
  recommended: MoneyRange | null;
  clause: ClauseOutcome | undefined;
  formula: TierFormula;
  issuer: 'own' | 'superior' | undefined;
}

const needsOf = (judged: Judged, deviates: boolean, outside: boolean): DeviationNeed[] => {
  const { proposal, clause, choice, issuer } = judged;
  const needs: DeviationNeed[] = [];
  if (outside)
    needs.push({
      kind: 'forbidden',
      text: '超出法定幅度，不得作出；低于法定最低限度的应有减轻处罚的法定情节',
      basis: LAWFUL,
    });
  const notYet: readonly string[] = ['correct-first', 'awaiting-recheck', 'corrected'];
  if (clause && (proposal.fineFen ?? 0) > 0 && notYet.includes(clause.state))
    needs.push({
      kind: 'prerequisite',
      text: clause.steps[0] ?? '罚款的前置条件还没有满足',
      basis: clause.basis[0] ?? LAWFUL,
    });
  if (outside || !(deviates || choice.conflict)) return needs;
  needs.push({ kind: 'reason', text: '在决定书中写明适用或者调整裁量基准的理由', basis: STATE_COUNCIL });
  if (deviates)
    needs.push(
      issuer === 'superior'
        ? {
            kind: 'approval',
            approver: 'issuer',
            text: '裁量基准由上级机关制定，调整适用须逐级报请制定机关批准',
            basis: STATE_COUNCIL,
          }
        : {
            kind: 'approval',
            approver: 'organ-leader',
            text: '调整适用须经本机关主要负责人批准或者集体讨论通过，材料归入案卷',
            basis: STATE_COUNCIL,
          },
    );
  return needs;
};

/** How a proposal stands to the recommendation and to the law, and what it needs. */
export const judgeProposal = (judged: Judged): DiscretionResult['deviation'] => {
  const { proposal, choice, statutory, recommended, formula } = judged;
  const { fineFen } = proposal;
  if (fineFen === undefined && proposal.tier === undefined) return undefined;
  const noFine = choice.tier === 'no-penalty' || choice.tier === 'exempt';
  const amountTier = fineFen !== undefined && statutory ? tierOfAmount(statutory, fineFen, formula) : undefined;
  const proposedTier = amountTier ?? proposal.tier;
  const outsideStatutory =
    fineFen !== undefined &&
    statutory !== undefined &&
    (fineFen > statutory.maxFen ||
      (fineFen < statutory.minFen && choice.tier !== 'mitigated' && !noFine && fineFen > 0));
  const deviates = noFine
    ? (fineFen ?? 0) > 0
    : fineFen !== undefined && recommended
      ? fineFen < recommended.minFen || fineFen > recommended.maxFen
      : proposedTier !== undefined && proposedTier !== choice.tier;
  const requirements = needsOf(judged, deviates, outsideStatutory);
  const unmet = requirements.some((need) => need.kind === 'prerequisite');
  return {
    ...(fineFen === undefined ? {} : { proposedFen: fineFen }),
    ...(proposedTier === undefined || proposedTier === 'above-maximum' ? {} : { proposedTier }),
    deviates: deviates || unmet,
    outsideStatutory,
    needs: textOf(outsideStatutory, deviates, requirements),
    ...(outsideStatutory && statutory && fineFen !== undefined
      ? {
          reason: `拟罚款 ${formatFen(fineFen)}，法定幅度为 ${formatFen(statutory.minFen)} 至 ${formatFen(statutory.maxFen)}`,
        }
      : {}),
    requirements,
  };
};

const textOf = (outside: boolean, deviates: boolean, needs: readonly DeviationNeed[]): string => {
  if (outside) return '超出法定幅度，不得作出；低于法定最低限度的应有减轻处罚的法定情节';
  const prerequisite = needs.find((need) => need.kind === 'prerequisite')?.text;
  const approval = needs.find((need) => need.kind === 'approval');
  const deviation = !deviates
    ? ''
    : approval?.approver === 'issuer'
      ? '偏离推荐档次，须说明理由，并逐级报请裁量基准的制定机关批准'
      : '偏离推荐档次，须说明理由，并经主要负责人批准或者集体讨论';
  return [prerequisite, deviation].filter(Boolean).join('；');
};

/** The recommended money range of a tier, with an item's own cap for 减轻. */
export const recommendedRange = (
  statutory: MoneyRange | undefined,
  tier: DiscretionTier,
  formula: TierFormula,
  mitigatedMaxFen?: number,
): MoneyRange | null => {
  if (!statutory) return null;
  const range = tierRange(statutory, tier, formula);
  return range && tier === 'mitigated' && mitigatedMaxFen !== undefined
    ? { minFen: 0, maxFen: Math.min(range.maxFen, mitigatedMaxFen) }
    : range;
};
