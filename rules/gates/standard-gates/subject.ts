import type { GateDefinition } from '#contracts';
import { CF, LCX, LJD, SJ, standardGate } from './build.ts';

/** Who acts, over whom, and whether a case may be opened: G01–G07. */
export const SUBJECT_GATES: readonly GateDefinition[] = [
  standardGate({
    code: 'G01',
    name: '主体资格',
    level: 'block',
    condition:
      'organQualified = true and (entrusted != true or (entrustmentDocument != null and entrustmentCovers = true and entrustmentInForce = true and entrustmentPublished = true))',
    message: '执法主体资格有问题：本机关没有执法主体资格，或委托书缺少编号、没有载明本事项、不在期限内、没有公布',
    remedy: '请由具有处罚权的机关办理；受委托的以委托机关名义办理，补齐载明事项、权限、期限并已公布的委托书',
    basis: [CF('第十七条'), CF('第十九条'), CF('第二十条'), CF('第二十一条'), CF('第三十八条')],
    stages: [],
    dueAfter: [],
  }),
  standardGate({
    code: 'G02',
    name: '人员资格',
    level: 'block',
    condition: 'officerCount >= 2 and count(validOfficers) = officerCount',
    message:
      '办案人员不符合要求：现有 {officerCount} 名，其中不合格的：{officerProblems}。至少要 2 名持有效执法证的在编执法人员',
    remedy: '请增加或更换办案人员，或先办理执法证',
    basis: [CF('第四十二条'), LJD('第十条')],
    stages: [],
    dueAfter: ['inspection.done', 'interview.done', 'decision.made'],
  }),
  standardGate({
    code: 'G03',
    name: '亮证',
    level: 'block',
    condition: 'certificateShown = true',
    message: '还没有记载主动出示执法证件',
    remedy: '请在笔录中勾选“已主动出示执法证件”，并上传执法记录',
    basis: [CF('第五十五条')],
    stages: ['lead', 'inspection', 'investigation', 'summary'],
    dueAfter: ['inspection.done', 'interview.done', 'lead.verified'],
  }),
  standardGate({
    code: 'G04',
    name: '回避',
    level: 'block',
    condition:
      'count(recusedHandlers) = 0 and actorRecused != true and (recusalsPending = 0 or decisionContent = null)',
    message: '应当回避的人员还在办案（{recusedHandlers}），或回避申请还没有决定（{recusalsPendingNames}）',
    remedy: '请更换应当回避的人员；回避申请由机关负责人（主要负责人的由集体讨论或上级）决定，决定前不停止调查',
    basis: [CF('第四十三条'), SJ('第四条'), LCX('第二十二条')],
    stages: [],
    dueAfter: [],
  }),
  standardGate({
    code: 'G05',
    name: '管辖',
    level: 'block',
    condition:
      '(outsideRegion != true or jurisdictionAssigned = true) and (jurisdictionDisputed != true or jurisdictionAssigned = true)',
    message: '违法行为发生地不在本机关辖区，或存在管辖争议，而没有指定管辖',
    remedy: '请移送有管辖权的机关，或报请共同的上一级机关指定管辖后填写指定管辖文书',
    basis: [CF('第二十二条'), CF('第二十三条'), CF('第二十四条'), CF('第二十五条')],
    stages: ['lead', 'filing'],
    dueAfter: ['case.filed', 'decision.made'],
  }),
  standardGate({
    code: 'G06',
    name: '追责时效',
    level: 'block',
    appliesWhen: 'violationEndedOn != null',
    condition: 'date(discoveredOn) <= date(limitationEndsOn)',
    message:
      '违法行为终了于 {violationEndedOn}，追责时效到 {limitationEndsOn}，发现于 {discoveredOn}，已超过追责时效（一般二年；涉及生命健康、金融安全且有危害后果的五年）',
    remedy: '超过时效的不再给予处罚，请作不予立案处理；法律另有规定的由负责人批准',
    basis: [CF('第三十六条')],
    exceptionApprover: 'organ-leader',
    stages: ['lead', 'filing', 'decision'],
    dueAfter: ['case.filed'],
  }),
  standardGate({
    code: 'G07',
    name: '一事不二罚',
    level: 'block',
    appliesWhen: 'fineFen > 0',
    condition: 'possibleDoubleFine != true or doubleFineReviewed = true',
    message:
      '同一当事人因同类违法行为已被罚款 {similarPriorFines} 次，其中有在本案违法行为终了之后决定的，可能是同一违法行为',
    remedy: '请核实：是同一违法行为的，不得再次罚款；不是的，勾选“已核实不是同一违法行为”并说明',
    basis: [CF('第二十九条')],
    stages: ['filing', 'decision'],
    dueAfter: ['decision.made'],
  }),
];
