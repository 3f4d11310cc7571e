import type { Deadline, Finding, GateDefinition } from '#contracts';
import { CF, INSPECTION_OPINION, SJ, standardGate } from './standard-gates/build.ts';

/**
 * Supervision looks for these as well (domain facts §11.5): what the gates of a step can't see, because it shows only in
 * the order of what was done, or in what the decision says.
 */
export const WARNING_RULES: readonly GateDefinition[] = [
  standardGate({
    code: 'W01',
    name: '先决定后审核',
    level: 'block',
    condition: 'events.reviewDone != null and date(events.reviewDone) <= date(events.decisionMade)',
    message: '决定在先（{decisionMadeOn}），审核在后或没有审核（{reviewDoneOn}）',
    remedy: '请核查决定是否未经审核作出；违反法定程序的，依法纠正',
    basis: [CF('第五十八条')],
    stages: ['decision'],
    dueAfter: ['decision.made'],
  }),
  standardGate({
    code: 'W02',
    name: '先决定后告知',
    level: 'block',
    condition: 'events.noticeServed != null and date(events.noticeServed) <= date(events.decisionMade)',
    message: '决定在先（{decisionMadeOn}），告知在后或没有告知（{noticeServedOn}）',
    remedy: '请核查是否未经告知作出决定；未告知的，处罚决定应当纠正',
    basis: [CF('第四十四条'), CF('第六十二条')],
    stages: ['decision'],
    dueAfter: ['decision.made'],
  }),
  standardGate({
    code: 'W03',
    name: '决定重于告知',
    level: 'warn',
    appliesWhen: 'decidedFineFen != null and noticedFineFen != null',
    condition: 'decidedFineFen <= noticedFineFen',
    message: '决定的罚款（{decidedFineFen}）高于告知的罚款（{noticedFineFen}），没有看到重新告知',
    remedy: '加重处罚的应当重新告知；因申辩加重的，应当纠正',
    basis: [CF('第四十四条'), CF('第四十五条')],
    stages: ['decision'],
    dueAfter: ['decision.made'],
  }),
  standardGate({
    code: 'W04',
    name: '救济告知与程序不符',
    level: 'warn',
    appliesWhen: 'remedyText != null',
    condition:
      'remedyNamesReconsideration = true and (remedyNamesLitigation = true or remedyNamesReconsiderationFirst = true)',
    message: '决定书的救济途径没有写明行政复议，或既没有写诉讼、也没有写应当先申请复议',
    remedy: '普通程序写明六十日内申请复议或六个月内起诉；当场处罚写明应当先申请行政复议',
    basis: [
      { code: 'FY', law: '行政复议法', article: '第二十条', version: '2023-09-01' },
      { code: 'FY', law: '行政复议法', article: '第二十三条', version: '2023-09-01' },
    ],
    stages: ['decision', 'summary'],
    dueAfter: ['decision.made'],
  }),
  standardGate({
    code: 'W05',
    name: '单人办理关键环节',
    level: 'warn',
    condition: 'stepActorCount >= 2',
    message: '本案从调查到决定由同一人提交，没有看到两人以上参与',
    remedy: '请核查是否单人执法、审核与办案是否分离',
    basis: [CF('第四十二条'), SJ('第五十一条')],
    origin: '编',
    stages: ['decision'],
    dueAfter: ['decision.made'],
  }),
  standardGate({
    code: 'W06',
    name: '短期重复检查',
    level: 'warn',
    appliesWhen: 'events.inspectionDone != null',
    condition: 'recentInspections = 0',
    message: '本次检查前三十日内已对同一当事人检查 {recentInspections} 次：{recentInspectionCases}',
    remedy: '请核查能否合并检查；能合并的不得重复，能联合的不得多头检查',
    basis: [INSPECTION_OPINION],
    origin: '编',
    stages: ['inspection'],
    dueAfter: ['inspection.done'],
  }),
  standardGate({
    code: 'W07',
    name: '超年度检查频次',
    level: 'warn',
    appliesWhen: 'events.inspectionDone != null and inspectionYearlyLimit != null',
    condition: 'inspectionsThisYear <= inspectionYearlyLimit',
    message: '本机关本年度对同一当事人的检查已达 {inspectionsThisYear} 次，超过公布的上限 {inspectionYearlyLimit} 次',
    remedy: '请核查检查的必要性；属于上级部署的专项检查的，更正检查类型',
    basis: [INSPECTION_OPINION],
    origin: '摘',
    stages: ['inspection'],
    dueAfter: ['inspection.done'],
  }),
  standardGate({
    code: 'W08',
    name: '罚款偏离裁量基准',
    level: 'warn',
    appliesWhen: 'decidedFineFen != null and recommendedMaxFen != null',
    condition: 'decidedOutsideRecommended != true',
    message: '决定的罚款 {decidedFineFen} 不在清单、裁量基准建议的 {recommendedMinFen} 至 {recommendedMaxFen} 之间',
    remedy: '请核查偏离的理由和批准手续；没有理由的，依法纠正',
    basis: [{ law: '关于进一步规范行政裁量权基准制定和管理工作的意见（国办发〔2022〕27号）', article: '第十二项' }],
    stages: ['decision'],
    dueAfter: ['decision.made'],
  }),
];

/** Clocks of the organ that ran out, as findings of supervision. */
export const overdueFindings = (deadlines: readonly (Deadline & { side?: string })[]): Finding[] =>
  deadlines
    .filter(({ state }) => state === 'overdue' || state === 'met-late')
    .map((deadline) => ({
      gate: deadline.code,
      name: deadline.name,
      level: 'warn' as const,
      outcome: 'failed' as const,
      message:
        deadline.state === 'overdue'
          ? `${deadline.name}${deadline.remainingText}（到期日 ${deadline.dueOn ?? ''}）`
          : `${deadline.name}已办，但晚于到期日 ${deadline.dueOn ?? ''}`,
      remedy: deadline.state === 'overdue' ? '请尽快办理，需要延长的依法报批' : '请核查超期的原因和责任',
      basis: [deadline.basis],
      origin: deadline.origin,
      lookedAt: [
        { name: 'startedAt', label: '起算', value: deadline.startedAt?.slice(0, 10) ?? '无' },
        { name: 'dueOn', label: '到期日', value: deadline.dueOn ?? '无' },
        { name: 'stoppedAt', label: '办理', value: deadline.stoppedAt?.slice(0, 10) ?? '无' },
      ],
    }));
