import type { CaseFacts, Finding, OfficerFact, RuleParameters, WorkCalendar } from '#contracts';
import { evaluateGates, gatesOfStage } from './evaluate-gates.ts';
import { isGateFact } from './gate-facts.ts';
import { reviewCase } from './review-case.ts';
import { conditionToFeel, factsOfTree } from './condition-tree.ts';
import { STANDARD_GATES } from './standard-gates/index.ts';

const NOW = '2026-03-02T09:00:00+08:00';
const officer = (userId: string): OfficerFact => ({
  userId,
  name: userId,
  organId: 'o',
  employment: 'established',
  certificates: [
    { number: '1', kind: 'enforcement', status: 'active', validFrom: '2024-01-01', validTo: '2028-12-31' },
  ],
});
const basis = { law: '市场监督管理行政处罚听证办法', article: '第五条' };
const PARAMETERS: RuleParameters = {
  hearingThresholds: [
    { measure: 'fine', personFen: 1_000_000, organizationFen: 10_000_000, exclusive: false, basis, origin: '法' },
  ],
};
const CALENDAR: WorkCalendar = {
  version: 't',
  source: '',
  years: [{ year: 2026, holidays: [{ date: '2026-02-17', name: '春节' }], workdays: [] }],
};

interface Given {
  data?: Record<string, unknown>;
  events?: string[];
  officers?: OfficerFact[];
  party?: Partial<CaseFacts['parties'][number]>;
  history?: CaseFacts['history'];
  more?: Partial<CaseFacts>;
}

const at = (text: string) => {
  const [type = '', on = NOW] = text.split('@');
  return { id: text, type, at: on.length === 10 ? `${on}T08:00:00+08:00` : on };
};
const factsOf = (given: Given): CaseFacts => ({
  caseId: 'c',
  procedureCode: 'p',
  organ: { id: 'o', name: '局', level: 'district', department: '市场监管', regionCode: '370102' },
  parties: given.party ? [{ id: 'p', kind: 'organization', name: '某店', ...given.party }] : [],
  officers: given.officers ?? [officer('王某'), officer('李某')],
  events: (given.events ?? []).map(at),
  data: given.data ?? {},
  evidence: [],
  documents: [],
  stepActors: [],
  history: given.history ?? [],
  ...given.more,
});
const outcomeOf = (gate: string, given: Given): Finding['outcome'] | undefined =>
  evaluateGates([gate], {
    facts: factsOf(given),
    now: NOW,
    gates: STANDARD_GATES,
    parameters: PARAMETERS,
    calendar: CALENDAR,
  })[0]?.outcome;

const piece = { id: 'e', kind: '书证', name: '票据', at: NOW, sealed: false };
const paper = { id: 'd', code: 'decision', at: NOW };
const entrusted = {
  entrusted: true,
  entrustmentDocument: '委〔2026〕1号',
  entrustmentCovers: true,
  entrustmentValidTo: '2026-12-31',
  entrustmentPublished: true,
};
const measure = {
  measureKind: '扣押',
  measureBasis: '食品安全法第一百一十条',
  measureApproved: true,
  certificateShown: true,
  measureReasonTold: true,
  measureStatementHeard: true,
  measureRecordSigned: true,
  measureDelivered: true,
};
const monitoring = {
  monitoringEvidence: true,
  monitoringLegalReviewed: true,
  monitoringTechnicalReviewed: true,
  monitoringSignPosted: true,
  monitoringPlacePublished: true,
  monitoringRecordReviewed: true,
};
const decisionPaper = {
  partyName: '某超市',
  violationFacts: '货架上有超过保质期的食品待售。',
  decisionBasis: '食品安全法第一百二十四条',
  decisionContent: '罚款五万元',
  performanceMethod: '十五日内缴纳',
  remedyText: '六十日内申请复议',
};
const preserved = {
  preservationDecision: 'approve',
  preservationReason: '涉案物品可能被转移',
  preservationItems: [{ itemName: '食品' }],
};
const explained = { discretionStatement: '依照裁量基准在法定幅度较低部分确定罚款。' };
const prior = { caseId: 'old', violationCode: 'Q09', decidedOn: '2026-02-01', fineFen: 100 };
const minor = { kind: 'person' as const, idNumber: '370126201304200030' };

/** gate, what, outcome, given. */
const TABLE: [gate: string, what: string, outcome: Finding['outcome'], given: Given][] = [
  ['G01', 'an organ with its department', 'passed', {}],
  [
    'G01',
    'no enforcement body',
    'failed',
    { more: { organ: { id: 'o', name: '', level: 'city', department: '', regionCode: '' } } },
  ],
  ['G01', 'a complete entrustment', 'passed', { data: entrusted }],
  ['G01', 'an entrustment that ran out', 'failed', { data: { ...entrusted, entrustmentValidTo: '2026-03-01' } }],
  ['G01', 'an entrustment that was not published', 'failed', { data: { ...entrusted, entrustmentPublished: false } }],
  ['G02', 'two officers', 'passed', {}],
  ['G02', 'one officer', 'failed', { officers: [officer('王某')] }],
  ['G03', 'shown', 'passed', { data: { certificateShown: true } }],
  ['G03', 'not recorded', 'failed', {}],
  ['G04', 'nobody to recuse', 'passed', {}],
  ['G05', 'own district', 'passed', { data: { violationRegionCode: '370102001' } }],
  ['G05', 'another district', 'failed', { data: { violationRegionCode: '370103' } }],
  [
    'G05',
    'another district, assigned',
    'passed',
    { data: { violationRegionCode: '370103', jurisdictionAssigned: true } },
  ],
  ['G05', 'a dispute that nobody settled', 'failed', { data: { jurisdictionDisputed: true } }],
  ['G06', 'nothing known of the end of the act', 'not-applicable', {}],
  ['G06', 'discovered on the last day', 'passed', { data: { violationEndedOn: '2024-03-02' } }],
  ['G06', 'discovered a day late', 'failed', { data: { violationEndedOn: '2024-03-01' } }],
  [
    'G06',
    'discovered in time, handled later',
    'passed',
    { data: { violationEndedOn: '2023-06-01', leadReceivedOn: '2025-05-01' } },
  ],
  ['G06', 'five years by another law', 'passed', { data: { violationEndedOn: '2022-06-01', limitationYears: 5 } }],
  ['G07', 'no fine', 'not-applicable', { history: [prior] }],
  ['G07', 'a fine and a clean history', 'passed', { data: { proposedFineYuan: '100' } }],
  [
    'G07',
    'fined for the same after the act',
    'failed',
    { data: { proposedFineYuan: '100', violationCode: 'Q09', violationEndedOn: '2026-01-15' }, history: [prior] },
  ],
  [
    'G07',
    'fined before the act: another act',
    'passed',
    { data: { proposedFineYuan: '100', violationCode: 'Q09', violationEndedOn: '2026-02-15' }, history: [prior] },
  ],
  [
    'G07',
    'looked into and found another act',
    'passed',
    {
      data: { proposedFineYuan: '100', violationCode: 'Q09', violationEndedOn: '2026-01-15', doubleFineReviewed: true },
      history: [prior],
    },
  ],
  ['G08', 'filed with two officers', 'passed', { events: ['case.filed'] }],
  ['G08', 'not filed', 'failed', {}],
  ['G09', 'told', 'passed', { data: { rightsExplained: true } }],
  ['G09', 'not told', 'failed', {}],
  ['G10', 'nothing preserved', 'not-applicable', {}],
  ['G10', 'refused', 'not-applicable', { data: { ...preserved, preservationDecision: 'reject' } }],
  ['G10', 'reason, approval, list', 'passed', { data: preserved }],
  ['G10', 'no list', 'failed', { data: { ...preserved, preservationItems: [] } }],
  [
    'G10',
    'taken without approval',
    'failed',
    { data: { ...preserved, preservationDecision: 'reject' }, events: ['preservation.started'] },
  ],
  ['G11', 'no measure', 'not-applicable', {}],
  ['G11', 'every step taken', 'passed', { data: measure }],
  [
    'G11',
    'urgent, approved within 24 hours',
    'passed',
    { data: { ...measure, measureApproved: false, measureUrgent: true, measureApprovedLater: true } },
  ],
  ['G11', 'urgent and never approved', 'failed', { data: { ...measure, measureApproved: false, measureUrgent: true } }],
  ['G11', 'papers not handed over', 'failed', { data: { ...measure, measureDelivered: false } }],
  ['G12', 'no monitoring', 'not-applicable', {}],
  ['G12', 'reviewed equipment and records', 'passed', { data: monitoring }],
  ['G12', 'place not published', 'failed', { data: { ...monitoring, monitoringPlacePublished: false } }],
  ['G13', 'evidence', 'passed', { more: { evidence: [piece] } }],
  ['G13', 'none', 'failed', {}],
  ['G13', 'illegally obtained', 'failed', { data: { illegalEvidence: true }, more: { evidence: [piece] } }],
  ['G14', 'evidence and papers', 'passed', { more: { evidence: [piece], documents: [paper] } }],
  ['G14', 'no papers', 'failed', { more: { evidence: [piece] } }],
  [
    'G14',
    'a measure without recording',
    'failed',
    { data: { measureKind: '查封' }, more: { evidence: [piece], documents: [paper] } },
  ],
  [
    'G14',
    'a measure with recording',
    'passed',
    { data: { measureKind: '查封' }, more: { evidence: [{ ...piece, kind: '视听资料' }], documents: [paper] } },
  ],
  ['G15', 'no crime', 'not-applicable', {}],
  ['G15', 'transferred', 'passed', { data: { suspectedCrime: true, criminalTransferredOn: '2026-03-01' } }],
  ['G15', 'fined instead', 'failed', { data: { suspectedCrime: true, decisionType: 'penalty' } }],
  ['G16', 'served', 'passed', { events: ['notice.served'] }],
  ['G16', 'not served', 'failed', {}],
  ['G17', 'no statement', 'passed', {}],
  ['G17', 'statement not reviewed', 'failed', { events: ['statement.received'] }],
  [
    'G17',
    'raised because of the defence',
    'failed',
    { data: { increasedBecauseOfDefence: true, noticedFineYuan: '100', decidedFineYuan: '200' } },
  ],
  ['G18', 'a small fine', 'passed', { party: {}, data: { proposedFineYuan: '99999.99' } }],
  ['G18', 'the threshold reached by a unit', 'failed', { party: {}, data: { proposedFineYuan: '100000.00' } }],
  [
    'G18',
    'the threshold reached by a person',
    'failed',
    { party: { kind: 'person' }, data: { proposedFineYuan: '10000.00' } },
  ],
  [
    'G18',
    'an individual business by the amount for persons',
    'failed',
    { party: { kind: 'individual-business' }, data: { proposedFineYuan: '10000.00' } },
  ],
  ['G18', 'informed', 'passed', { party: {}, data: { proposedFineYuan: '100000.00', hearingInformed: true } }],
  ['G18', 'a revocation', 'failed', { data: { penaltyKinds: ['revoke-licence'] } }],
  ['G18', 'asked for and not held', 'failed', { events: ['hearing.requested'] }],
  ['G18', 'a handler presides', 'failed', { data: { hearingHost: '王某' } }],
  ['G19', 'no hearing', 'not-applicable', {}],
  [
    'G19',
    'record and report',
    'passed',
    { events: ['hearing.finished'], data: { hearingSummary: '双方陈述质证', hearingOpinion: '维持' } },
  ],
  ['G19', 'no record', 'failed', { events: ['hearing.finished'] }],
  [
    'G19',
    'decided on other facts',
    'failed',
    {
      events: ['hearing.finished'],
      data: { hearingSummary: '双方陈述质证', hearingOpinion: '维持', decidedBeyondHearing: true },
    },
  ],
  ['G20', 'agreed', 'passed', { events: ['review.done'], data: { reviewConclusion: 'agree' } }],
  ['G20', 'not reviewed', 'failed', { data: { reviewConclusion: 'agree' } }],
  [
    'G20',
    'reviewed before the hearing only',
    'failed',
    {
      events: ['review.done@2026-02-20', 'hearing.finished@2026-02-25'],
      data: { reviewConclusion: 'agree', decisionContent: '罚款' },
    },
  ],
  [
    'G20',
    'reviewed again after the hearing',
    'passed',
    {
      events: ['hearing.finished@2026-02-25', 'review.done@2026-02-26'],
      data: { reviewConclusion: 'agree', decisionContent: '罚款' },
    },
  ],
  [
    'G20',
    'a heavy penalty with case review only',
    'failed',
    {
      events: ['review.done'],
      data: { reviewConclusion: 'agree', reviewKind: 'case', penaltyKinds: ['stop-business'] },
    },
  ],
  [
    'G20',
    'a reviewer without qualification',
    'failed',
    { events: ['review.done'], data: { reviewConclusion: 'agree', reviewerUnqualified: true } },
  ],
  ['G21', 'a plain case', 'not-applicable', { party: {}, data: { proposedFineYuan: '500' } }],
  ['G21', 'the reviewer asks for it', 'failed', { data: { collectiveRequired: true } }],
  ['G21', 'a large fine', 'failed', { party: {}, data: { proposedFineYuan: '200000' } }],
  ['G21', 'discussed', 'passed', { events: ['deliberation.done'], data: { collectiveRequired: true } }],
  ['G22', 'explained', 'passed', { data: explained }],
  ['G22', 'not explained', 'failed', {}],
  ['G22', 'deviating without reason', 'failed', { data: { ...explained, deviates: true } }],
  ['G23', 'ordered', 'passed', { events: ['correction.ordered'] }],
  ['G23', 'not ordered', 'failed', { data: { decisionType: 'penalty' } }],
  ['G23', 'no penalty', 'not-applicable', { data: { decisionType: 'no-penalty' } }],
  ['G24', 'no gains', 'not-applicable', {}],
  ['G24', 'confiscated', 'passed', { data: { illegalGainsYuan: '300', confiscationYuan: '300' } }],
  ['G24', 'refunded', 'passed', { data: { illegalGainsYuan: '300', illegalGainsRefunded: true } }],
  ['G24', 'left to the party', 'failed', { data: { illegalGainsYuan: '300' } }],
  ['G25', 'complete', 'passed', { data: decisionPaper }],
  ['G25', 'no remedy named', 'failed', { data: { ...decisionPaper, remedyText: undefined } }],
  ['G26', 'through the bank', 'passed', {}],
  ['G26', 'on the spot without reason', 'failed', { data: { collectedOnSpot: true } }],
  ['G27', 'nothing enforced', 'not-applicable', {}],
  ['G27', 'no demand', 'failed', { data: { courtAppliedOn: '2026-03-01' } }],
  [
    'G27',
    'on the tenth working day',
    'failed',
    { data: { demandServedOn: '2026-03-02', courtAppliedOn: '2026-03-16' } },
  ],
  [
    'G27',
    'after the tenth working day',
    'passed',
    { data: { demandServedOn: '2026-03-02', courtAppliedOn: '2026-03-17' } },
  ],
  [
    'G27',
    'ten working days with a holiday between',
    'failed',
    { data: { demandServedOn: '2026-02-10', courtAppliedOn: '2026-02-25' } },
  ],
  ['G28', 'nothing enforced', 'not-applicable', {}],
  ['G28', 'in the morning', 'passed', { data: { enforcedAt: '2026-03-02T09:00' } }],
  ['G28', 'at night', 'failed', { data: { enforcedAt: '2026-03-02T22:30' } }],
  ['G28', 'on a statutory holiday', 'failed', { data: { enforcedAt: '2026-02-17T10:00' } }],
  ['G28', 'at night, urgent', 'passed', { data: { enforcedAt: '2026-03-02T23:00', enforcementUrgent: true } }],
  ['G29', 'reviewed', 'passed', { data: { publicityReviewed: true, publishChannel: 'site' } }],
  ['G29', 'not reviewed', 'failed', { data: { publishChannel: 'site' } }],
  ['G29', 'not published by law', 'not-applicable', { data: { publishChannel: 'none' } }],
  ['G30', 'a penalty', 'not-applicable', { data: { decisionType: 'penalty' } }],
  ['G30', 'educated', 'passed', { data: { decisionType: 'no-penalty', educationContent: '批评教育，讲解法律规定' } }],
  ['G30', 'not educated', 'failed', { data: { decisionType: 'no-penalty' } }],
  ['G31', 'an adult', 'not-applicable', { party: { kind: 'person', idNumber: '370102199003071238' } }],
  ['G31', 'under 14 and fined', 'failed', { party: minor, data: { decisionType: 'penalty' } }],
  [
    'G31',
    'under 14, not fined, guardian ordered',
    'passed',
    { party: minor, data: { decisionType: 'no-penalty', guardianOrdered: true } },
  ],
  [
    'G31',
    '14 to 18 and no leniency',
    'failed',
    { party: { kind: 'person', idNumber: '370103200906150018' }, data: { decisionType: 'penalty' } },
  ],
  [
    'G31',
    '14 to 18 with leniency',
    'passed',
    {
      party: { kind: 'person', idNumber: '370103200906150018' },
      data: { decisionType: 'penalty', discretionTier: 'lenient' },
    },
  ],
  [
    'G31',
    'not able to control the act and fined',
    'failed',
    { data: { mentalIncapacity: true, decisionType: 'penalty' } },
  ],
  ['G32', 'the law did not change', 'not-applicable', {}],
  ['G32', 'choice explained', 'passed', { data: { lawChanged: true, lawChoiceReason: '新法处罚较轻，适用新法' } }],
  ['G32', 'choice not explained', 'failed', { data: { lawChanged: true } }],
  ['G33', '3,000 yuan for a unit', 'passed', { party: {}, data: { decidedFineYuan: '3000.00' } }],
  ['G33', 'more than 3,000 for a unit', 'failed', { party: {}, data: { decidedFineYuan: '3000.01' } }],
  ['G33', '200 yuan for a person', 'passed', { party: { kind: 'person' }, data: { decidedFineYuan: '200.00' } }],
  ['G33', 'more than 200 for a person', 'failed', { party: { kind: 'person' }, data: { decidedFineYuan: '200.01' } }],
  ['G33', 'a closure on the spot', 'failed', { data: { penaltyKinds: 'stop-business' } }],
  ['G34', 'through the bank', 'not-applicable', {}],
  ['G34', '100 yuan', 'passed', { data: { collectedOnSpot: true, decidedFineYuan: '100.00', onSpotReason: 'small' } }],
  [
    'G34',
    'more than 100 as small',
    'failed',
    { data: { collectedOnSpot: true, decidedFineYuan: '100.01', onSpotReason: 'small' } },
  ],
  [
    'G34',
    'more than 100, remote',
    'passed',
    { data: { collectedOnSpot: true, decidedFineYuan: '180', onSpotReason: 'remote' } },
  ],
  ['G35', 'no inspection of an enterprise', 'not-applicable', {}],
  [
    'G35',
    'published and approved',
    'passed',
    { data: { inspectionType: '日常检查', inspectionMatterPublished: true, inspectionApproved: true } },
  ],
  ['G35', 'not published', 'failed', { data: { inspectionType: '日常检查', inspectionApproved: true } }],
  [
    'G35',
    'urgent, approved later',
    'passed',
    {
      data: {
        inspectionType: '个案检查',
        inspectionMatterPublished: true,
        inspectionUrgent: true,
        inspectionApprovedLater: true,
      },
    },
  ],
];

describe('each standard gate', () => {
  test.each(TABLE)('%s: %s → %s', (gate, _what, expected, given) => {
    expect(outcomeOf(gate, given)).toBe(expected);
  });

  test('the table has a pass and a failure for every one of G01 to G35', () => {
    const codes = Array.from({ length: 35 }, (_, index) => `G${String(index + 1).padStart(2, '0')}`);
    expect(STANDARD_GATES.map((gate) => gate.code)).toEqual(codes);
    const seen = (gate: string, outcome: Finding['outcome']) =>
      TABLE.some((row) => row[0] === gate && row[2] === outcome);
    expect(codes.filter((code) => code !== 'G04' && !(seen(code, 'passed') && seen(code, 'failed')))).toEqual([]);
  });

  test('G04 stops a recused handler, and a decision while an application waits', () => {
    const recusal = {
      id: 'r',
      caseId: 'c',
      officerId: '王某',
      officerName: '王某',
      applicantKind: 'party',
      applicantName: '某店',
      relation: 'other',
      reason: '利害关系',
      concernsLeader: false,
      appliedOn: '2026-03-01',
      decision: null,
    };
    const with_ = (status: string) => ({
      more: { recusals: [{ ...recusal, status }] } as unknown as Partial<CaseFacts>,
    });
    expect(outcomeOf('G04', with_('granted'))).toBe('failed');
    expect(outcomeOf('G04', with_('rejected'))).toBe('passed');
    expect(outcomeOf('G04', with_('pending'))).toBe('passed');
    expect(outcomeOf('G04', { ...with_('pending'), data: { decisionContent: '罚款' } })).toBe('failed');
  });

  test('every name that a condition uses is documented, and every condition has a structure that says the same', () => {
    for (const gate of STANDARD_GATES) {
      for (const [text, tree] of [
        [gate.condition, gate.conditionTree],
        [gate.appliesWhen, gate.appliesTree],
      ] as const) {
        if (text === undefined) continue;
        expect([gate.code, tree === undefined]).toEqual([gate.code, false]);
        expect([gate.code, factsOfTree(tree!).filter((name) => !isGateFact(name))]).toEqual([gate.code, []]);
        expect(conditionToFeel(tree!).replace(/[()]/g, '')).toBe(text.replace(/[()]/g, ''));
      }
      expect(gate.basis.length).toBeGreaterThan(0);
      expect(gate.remedy).not.toBe('');
    }
  });
});

describe('an exception', () => {
  const exception = {
    id: 'x',
    caseId: 'c',
    gate: 'G06',
    reason: '税收征管法规定五年',
    document: '批〔2026〕1号',
    approvedById: 'j',
    approvedByName: '局长',
    approvedAt: '2026-02-01T09:00:00+08:00',
    validTo: '2026-03-31',
    revokedAt: null,
    revokedByName: null,
  };
  const data = { violationEndedOn: '2023-01-01' };
  const of = (patch: Partial<typeof exception> | object) =>
    outcomeOf('G06', { data, more: { exceptions: [{ ...exception, ...patch }] } });
  test('lets the case pass while it holds, and is told', () => {
    expect(of({})).toBe('excepted');
  });
  test.each([
    ['ran out', { validTo: '2026-03-01' }],
    ['was revoked', { revokedAt: NOW }],
    ['is for another gate', { gate: 'G16' }],
  ])('one that %s does not', (_name, patch) => {
    expect(of(patch)).toBe('failed');
  });
  test('none is possible where the gate names no approver', () => {
    expect(outcomeOf('G16', { more: { exceptions: [{ ...exception, gate: 'G16' }] } })).toBe('failed');
  });
});

describe('stages and review', () => {
  test('a stage has its own gates and those that apply throughout', () => {
    const codes = gatesOfStage(STANDARD_GATES, 'service').map((gate) => gate.code);
    expect(codes).toEqual(expect.arrayContaining(['G01', 'G02', 'G04', 'G29']));
    expect(codes).not.toContain('G33');
  });
  const review = (given: Given) =>
    reviewCase({
      facts: factsOf(given),
      now: '2030-01-01T00:00:00+08:00',
      gates: STANDARD_GATES,
      parameters: PARAMETERS,
    });
  test('a gate whose moment has not come is left out', () => {
    expect(review({ events: ['case.filed'] }).map((finding) => finding.gate)).not.toContain('G16');
    expect(review({ events: ['decision.made'] }).find((finding) => finding.gate === 'G16')?.outcome).toBe('failed');
  });
  test('a certificate that ran out after the act does no harm', () => {
    const events = ['inspection.done@2026-03-01', 'decision.made@2026-06-01'];
    expect(review({ events }).find((finding) => finding.gate === 'G02')?.outcome).toBe('passed');
    expect(review({ events: ['inspection.done@2029-06-01'] }).find((finding) => finding.gate === 'G02')?.outcome).toBe(
      'failed',
    );
  });
});
