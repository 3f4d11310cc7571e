import type { HearingThreshold, RuleParameters } from '#contracts';

/** Kinds of penalty that are heavy by themselves (CF63): lowering of qualifications, revocation, closure, bans. */
const HEAVY_KINDS: Record<string, string> = {
  'suspend-licence': '暂扣许可证件、降低资质等级',
  'revoke-licence': '吊销许可证件',
  'stop-business': '责令停产停业、责令关闭',
  restrict: '限制开展生产经营活动、限制从业',
};

export interface PenaltyProposal {
  partyKind: string | null;
  penaltyKinds: readonly string[];
  fineFen: number | null;
  confiscationFen: number | null;
}

const yuanText = (fen: number): string => `${(fen / 100).toLocaleString('zh-CN')} 元`;

/** Individual businesses are measured by the lower amount for persons: in doubt the party gets its hearing. */
const limitOf = (threshold: HearingThreshold, partyKind: string | null): number =>
  partyKind === 'organization' ? threshold.organizationFen : threshold.personFen;

const reached = (threshold: HearingThreshold, proposal: PenaltyProposal): string[] => {
  const amount = threshold.measure === 'fine' ? proposal.fineFen : proposal.confiscationFen;
  const limit = limitOf(threshold, proposal.partyKind);
  if (amount === null || (threshold.exclusive ? amount <= limit : amount < limit)) return [];
  const what = threshold.measure === 'fine' ? '罚款' : '没收';
  return [
    `${what} ${yuanText(amount)}，达到听证标准（${threshold.exclusive ? '超过 ' : ''}${yuanText(limit)}${threshold.exclusive ? '' : '以上'}，${threshold.basis.law}${threshold.basis.article}）`,
  ];
};

export const heavyKindsOf = (kinds: readonly string[]): string[] => kinds.flatMap((kind) => HEAVY_KINDS[kind] ?? []);

/** Why a penalty is a heavy one: by kind, or by an amount that reaches the threshold of the department or region. */
export const heavyReasons = (proposal: PenaltyProposal, parameters: RuleParameters): string[] => [
  ...heavyKindsOf(proposal.penaltyKinds),
  ...(parameters.hearingThresholds ?? []).flatMap((threshold) => reached(threshold, proposal)),
];
