import type { DutyRule, PresenceRule, ProcedureKind } from '../legality-rule.ts';
import { CF, SJ } from './sources.ts';

const ORDINARY: readonly ProcedureKind[] = ['penalty-ordinary'];
const PENALTY: readonly ProcedureKind[] = ['penalty-ordinary', 'penalty-summary'];

/** Separation of duties (CF58, CF64, SJ50–52): reviewer ≠ handler, host of a hearing ≠ investigator, approver ≠ author. */
export const DUTY_RULES: readonly DutyRule[] = [
  {
    id: 'L31',
    name: '审核人员不是办案人员',
    kinds: ORDINARY,
    deciding: ['review.done'],
    acting: ['inspection.done', 'interview.done', 'investigation.closed'],
    severity: 'error',
    basis: [CF('第五十八条'), SJ('第五十二条')],
    origin: '法',
  },
  {
    id: 'L32',
    name: '听证主持人不是本案调查人员',
    kinds: ORDINARY,
    deciding: ['hearing.started', 'hearing.finished'],
    acting: ['inspection.done', 'interview.done', 'investigation.closed'],
    severity: 'error',
    basis: [CF('第六十四条')],
    origin: '法',
  },
  {
    id: 'L33',
    name: '作出决定的不是调查人员',
    kinds: ORDINARY,
    deciding: ['decision.made'],
    acting: ['inspection.done'],
    severity: 'error',
    basis: [CF('第五十七条')],
    origin: '编',
  },
  {
    id: 'L34',
    name: '批准立案的不是核查人员',
    kinds: ORDINARY,
    deciding: ['case.filed'],
    acting: ['lead.verified'],
    severity: 'warning',
    basis: [SJ('第十九条')],
    origin: '编',
  },
];

/** The statutory stages of the procedures (CF51–62, SJ18–77). */
export const PRESENCE_RULES: readonly PresenceRule[] = [
  { id: 'L41', name: '立案', kinds: ORDINARY, events: ['case.filed'], basis: [CF('第五十四条')] },
  {
    id: 'L42',
    name: '调查取证',
    kinds: ORDINARY,
    events: ['inspection.done', 'interview.done'],
    basis: [CF('第五十四条'), CF('第五十五条')],
  },
  {
    id: 'L43',
    name: '调查终结',
    kinds: ORDINARY,
    events: ['investigation.closed'],
    basis: [CF('第五十七条'), SJ('第四十八条')],
  },
  { id: 'L44', name: '审核', kinds: ORDINARY, events: ['review.done'], basis: [CF('第五十八条')] },
  { id: 'L45', name: '处罚告知', kinds: ORDINARY, events: ['notice.served'], basis: [CF('第四十四条')] },
  { id: 'L46', name: '陈述申辩', kinds: ORDINARY, events: ['statement.received'], basis: [CF('第四十五条')] },
  { id: 'L47', name: '听证', kinds: ORDINARY, events: ['hearing.finished'], basis: [CF('第六十三条')] },
  { id: 'L48', name: '作出决定', kinds: PENALTY, events: ['decision.made'], basis: [CF('第五十七条')] },
  { id: 'L49', name: '送达', kinds: PENALTY, events: ['decision.served'], basis: [CF('第六十一条')] },
  { id: 'L50', name: '结案', kinds: ORDINARY, events: ['case.closed'], basis: [SJ('第七十七条')] },
].map((rule) => ({ ...rule, severity: 'error' as const, origin: '法' as const }));
