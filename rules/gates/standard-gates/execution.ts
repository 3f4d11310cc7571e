import type { GateDefinition } from '#contracts';
import { CF, INSPECTION_OPINION, QZ, standardGate } from './build.ts';

/** Collection and enforcement: G26–G28; inspection of enterprises: G35. */
export const EXECUTION_GATES: readonly GateDefinition[] = [
  standardGate({
    code: 'G26',
    name: '罚缴分离',
    level: 'block',
    condition: 'collectedOnSpot != true or onSpotReason != null',
    message: '除法定当场收缴情形外，不得自行收缴罚款',
    remedy: '请通过银行或电子支付系统缴纳；当场收缴的，写明法定情形并出具财政统一票据',
    basis: [CF('第六十七条'), CF('第六十八条'), CF('第七十条')],
    stages: ['summary', 'execution'],
    dueAfter: ['payment.done', 'decision.made'],
  }),
  standardGate({
    code: 'G27',
    name: '催告',
    level: 'block',
    appliesWhen: 'courtAppliedOn != null or enforcedAt != null or events.courtApplied != null',
    condition:
      'demandServedOn != null and (courtAppliedOn = null or date(courtAppliedOn) > date(demandMaturesOn)) and (enforcedAt = null or date(enforcedOn) > date(demandServedOn))',
    message: '还没有催告，或催告书送达（{demandServedOn}）不满十个工作日（{demandMaturesOn}），不得申请法院强制执行',
    remedy: '请先送达催告书，十个工作日期满当事人仍不履行的，自次日起申请',
    basis: [QZ('第三十五条'), QZ('第五十四条')],
    stages: ['execution'],
    dueAfter: ['court.applied'],
  }),
  standardGate({
    code: 'G28',
    name: '禁止时段',
    level: 'block',
    appliesWhen: 'enforcedAt != null',
    condition: 'enforcementUrgent = true or (enforcedAtNight != true and enforcedOnHoliday != true)',
    message: '在夜间或者法定节假日实施行政强制执行',
    remedy: '请改在工作时段实施；情况紧急的，写明紧急情形。夜间按二十二时至次日六时掌握',
    basis: [QZ('第四十三条')],
    origin: '编',
    stages: ['execution'],
    dueAfter: ['enforcement.started', 'case.closed'],
  }),
];

export const INSPECTION_GATES: readonly GateDefinition[] = [
  standardGate({
    code: 'G35',
    name: '检查事项与审批',
    level: 'block',
    appliesWhen: 'inspectionType != null',
    condition:
      'inspectionMatterPublished = true and (inspectionApproved = true or (inspectionUrgent = true and inspectionApprovedLater = true))',
    message: '检查事项没有公布，或检查没有经负责人批准（紧急的也没有补办）',
    remedy: '没有公布的检查事项不得实施；请先报批，紧急检查的事后补办批准',
    basis: [INSPECTION_OPINION],
    origin: '摘',
    stages: ['inspection'],
    dueAfter: ['inspection.done'],
  }),
];
