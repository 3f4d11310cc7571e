import type { GateDefinition } from '#contracts';
import { CF, DISCRETION_OPINION, SJ, standardGate, YS } from './build.ts';

/** From the notice to the decision: G15–G22. */
export const DECISION_GATES: readonly GateDefinition[] = [
  standardGate({
    code: 'G15',
    name: '涉罪移送',
    level: 'block',
    appliesWhen: 'suspectedCrime = true',
    condition: 'transferred = true or decisionType = "transfer"',
    message: '本案涉嫌犯罪，还没有移送司法机关，不得以罚代刑',
    remedy: '请报正职负责人批准（三日内），批准后二十四小时内移送公安机关',
    basis: [CF('第八条'), CF('第二十七条'), CF('第五十七条'), YS('第五条')],
    stages: [],
    dueAfter: ['decision.made'],
  }),
  standardGate({
    code: 'G16',
    name: '处罚告知',
    level: 'block',
    condition: 'events.noticeServed != null',
    message: '还没有送达处罚告知书，不得作出处罚决定',
    remedy: '请先告知拟处罚的内容及事实、理由、依据，以及陈述、申辩、听证的权利，并送达告知书',
    basis: [CF('第四十四条'), CF('第六十二条')],
    stages: ['decision'],
    dueAfter: ['decision.made'],
  }),
  standardGate({
    code: 'G17',
    name: '陈述申辩复核',
    level: 'block',
    condition:
      '(events.statementReceived = null or events.statementReviewed != null) and (decidedFineFen = null or noticedFineFen = null or increasedBecauseOfDefence != true or decidedFineFen <= noticedFineFen)',
    message: '当事人的陈述申辩还没有复核，或因申辩加重了处罚',
    remedy: '请对陈述申辩的事实、理由、证据逐项复核；成立的应当采纳，不得因申辩加重处罚',
    basis: [CF('第四十五条')],
    stages: ['decision'],
    dueAfter: ['decision.made'],
  }),
  standardGate({
    code: 'G18',
    name: '听证',
    level: 'block',
    condition:
      '(hearingInScope != true or hearingInformed = true) and (events.hearingRequested = null or events.hearingFinished != null) and (hearingHost = null or not(list contains(handlerIds, hearingHost)))',
    message:
      '本案属于听证范围（{hearingReason}）或当事人已申请听证，但没有告知听证权、没有举行听证，或主持人是本案办案人员',
    remedy: '请告知听证权；当事人要求的，由非本案调查人员主持听证',
    basis: [CF('第六十三条'), CF('第六十四条')],
    stages: ['notice', 'hearing', 'decision'],
    dueAfter: ['decision.made'],
  }),
  standardGate({
    code: 'G19',
    name: '听证笔录',
    level: 'block',
    appliesWhen: 'events.hearingFinished != null',
    condition:
      'hearingSummary != null and string length(hearingSummary) >= 5 and hearingOpinion != null and decidedBeyondHearing != true',
    message: '举行了听证，但没有听证笔录和听证意见，或决定采用了听证笔录以外的事实证据',
    remedy: '请录入听证笔录和听证报告，根据听证笔录作出决定；有新的事实证据的，重新听证',
    basis: [CF('第六十五条')],
    stages: ['decision'],
    dueAfter: ['decision.made'],
  }),
  standardGate({
    code: 'G20',
    name: '法制审核',
    level: 'block',
    condition:
      'events.reviewDone != null and reviewConclusion = "agree" and (reviewerId = null or not(list contains(handlerIds, reviewerId))) and reviewerUnqualified != true and (events.hearingFinished = null or decisionContent = null or date(events.reviewDone) >= date(events.hearingFinished)) and (legalReviewRequired != true or reviewKind = null or reviewKind = "legal")',
    message:
      '还没有通过法制审核（案件审核），审核人员是办案人员或没有资格，听证后没有再次审核，或应当法制审核的只作了案件审核，不得作出决定',
    remedy: '请送审核机构审核；审核意见为建议纠正或补充调查的，办理后再次送审；经过听证的在听证结束后审核',
    basis: [CF('第五十八条'), SJ('第四十九条'), SJ('第五十条'), SJ('第五十一条')],
    stages: ['notice', 'decision'],
    dueAfter: ['decision.made'],
  }),
  standardGate({
    code: 'G21',
    name: '集体讨论',
    level: 'block',
    appliesWhen: 'collectiveRequired = true or heavyPenalty = true',
    condition: 'events.deliberationDone != null',
    message: '情节复杂或重大违法行为（{heavyReason}），应当由负责人集体讨论决定',
    remedy: '请组织集体讨论并录入讨论记录',
    basis: [CF('第五十七条')],
    stages: ['decision'],
    dueAfter: ['decision.made'],
  }),
  standardGate({
    code: 'G22',
    name: '裁量说明',
    level: 'block',
    condition:
      'discretionStatement != null and string length(discretionStatement) >= 10 and (deviates != true or (deviationReason != null and string length(deviationReason) >= 10))',
    message: '没有写明裁量基准的适用情况，或偏离裁量基准而没有说明理由',
    remedy: '请写明适用的裁量档次和理由；调整适用的，须经批准或集体讨论',
    basis: [DISCRETION_OPINION],
    stages: ['report', 'decision'],
    dueAfter: ['decision.made'],
  }),
];
