import type { CaseFacts, OfficerFact } from '#contracts';
import { evaluateGates, isBlocked } from './evaluate-gates.ts';
import { mergeGates } from './merge-gates.ts';
import { STANDARD_GATES } from './standard-gates/index.ts';

const now = '2026-03-02T09:00:00+08:00';
const officer = (
  userId: string,
  patch: Partial<OfficerFact['certificates'][number]> = {},
  employment: OfficerFact['employment'] = 'established',
): OfficerFact => ({
  userId,
  name: userId,
  organId: 'o',
  employment,
  certificates: [
    { number: '1', kind: 'enforcement', status: 'active', validFrom: '2024-01-01', validTo: '2028-12-31', ...patch },
  ],
});
const facts = (patch: Partial<CaseFacts>): CaseFacts => ({
  caseId: 'c',
  procedureCode: 'p',
  organ: { id: 'o', name: '局', level: 'district', department: '市场监管', regionCode: '370102' },
  parties: [],
  officers: [officer('王某'), officer('李某')],
  events: [],
  data: {},
  evidence: [],
  documents: [],
  stepActors: [],
  history: [],
  ...patch,
});
const outcome = (gate: string, patch: Partial<CaseFacts>) =>
  evaluateGates([gate], { facts: facts(patch), now, gates: STANDARD_GATES })[0];
const at = (type: string) => ({ id: type, type, at: now });

describe('standard gates', () => {
  test('G02 passes with two officers holding valid certificates', () => {
    expect(outcome('G02', {})?.outcome).toBe('passed');
  });
  test.each([
    ['one officer', [officer('王某')]],
    ['an expired certificate', [officer('王某'), officer('李某', { validTo: '2026-03-01' })]],
    ['a suspended certificate', [officer('王某'), officer('李某', { status: 'suspended' })]],
    ['a dispatched worker', [officer('王某'), officer('李某', {}, 'dispatched')]],
  ])('G02 blocks with %s', (_name, officers) => {
    const finding = outcome('G02', { officers });
    expect(finding).toMatchObject({ outcome: 'failed', level: 'block' });
    expect(isBlocked([finding!])).toBe(true);
  });
  test('G16 blocks a decision before the notice, and passes after it', () => {
    expect(outcome('G16', {})?.outcome).toBe('failed');
    expect(outcome('G16', { events: [at('notice.served')] })?.outcome).toBe('passed');
  });
  test('G17 wants a statement to be reviewed and never raises the fine because of it', () => {
    expect(outcome('G17', { events: [at('statement.received')] })?.outcome).toBe('failed');
    expect(outcome('G17', { events: [at('statement.received'), at('statement.reviewed')] })?.outcome).toBe('passed');
    expect(
      outcome('G17', { data: { increasedBecauseOfDefence: true, noticedFineYuan: '100', decidedFineYuan: '200' } })
        ?.outcome,
    ).toBe('failed');
  });
  test('G18 keeps handlers from presiding over the hearing', () => {
    expect(
      outcome('G18', { data: { hearingRequired: true, hearingInformed: true, hearingHost: '王某' } })?.outcome,
    ).toBe('failed');
    expect(
      outcome('G18', { data: { hearingRequired: true, hearingInformed: true, hearingHost: '赵某' } })?.outcome,
    ).toBe('passed');
    expect(outcome('G18', { data: { hearingRequired: true } })?.outcome).toBe('failed');
  });
  test('G21 applies only where collective deliberation is required', () => {
    expect(outcome('G21', {})?.outcome).toBe('not-applicable');
    expect(outcome('G21', { data: { collectiveRequired: true } })?.outcome).toBe('failed');
  });
  test('G03 wants the certificate to have been shown', () => {
    expect(outcome('G03', {})?.outcome).toBe('failed');
    expect(outcome('G03', { data: { certificateShown: true } })?.outcome).toBe('passed');
  });
  test('G08 keeps measures from being taken before the case is filed with two officers', () => {
    expect(outcome('G08', {})?.outcome).toBe('failed');
    expect(outcome('G08', { events: [at('case.filed')], officers: [officer('王某')] })?.outcome).toBe('failed');
    expect(outcome('G08', { events: [at('case.filed')] })?.outcome).toBe('passed');
  });
  test('G20 wants a review that agrees, by somebody who did not handle the case', () => {
    const reviewed = { events: [at('review.done')] };
    expect(outcome('G20', { data: { reviewConclusion: 'agree' } })?.outcome).toBe('failed');
    expect(outcome('G20', { ...reviewed, data: { reviewConclusion: 'supplement' } })?.outcome).toBe('failed');
    expect(outcome('G20', { ...reviewed, data: { reviewConclusion: 'agree', reviewerId: '王某' } })?.outcome).toBe(
      'failed',
    );
    expect(outcome('G20', { ...reviewed, data: { reviewConclusion: 'agree', reviewerId: '赵某' } })?.outcome).toBe(
      'passed',
    );
  });
  test('G22 wants the discretion to be explained, and a deviation to have its reason', () => {
    const explained = { discretionStatement: '依照裁量基准在法定幅度较低部分确定罚款。' };
    expect(outcome('G22', {})?.outcome).toBe('failed');
    expect(outcome('G22', { data: explained })?.outcome).toBe('passed');
    expect(outcome('G22', { data: { ...explained, deviates: true } })?.outcome).toBe('failed');
    const reason = '货值较小且已全部召回，综合考虑。';
    expect(outcome('G22', { data: { ...explained, deviates: true, deviationReason: reason } })?.outcome).toBe('passed');
  });
  test.each(['partyName', 'violationFacts', 'decisionBasis', 'decisionContent', 'performanceMethod', 'remedyText'])(
    'G25 misses %s in the decision',
    (missing) => {
      const complete: Record<string, unknown> = {
        partyName: '某超市',
        violationFacts: '货架上有超过保质期的食品待售。',
        decisionBasis: '食品安全法第一百二十四条',
        decisionContent: '罚款五万元',
        performanceMethod: '十五日内缴纳',
        remedyText: '六十日内申请复议',
      };
      expect(outcome('G25', { data: complete })?.outcome).toBe('passed');
      const { [missing]: _left, ...rest } = complete;
      expect(outcome('G25', { data: rest })?.outcome).toBe('failed');
    },
  );
  test('G06 counts two years, five where life or finance was harmed', () => {
    expect(outcome('G06', { data: { violationEndedOn: '2024-03-02' } })?.outcome).toBe('passed');
    expect(outcome('G06', { data: { violationEndedOn: '2024-03-01' } })?.outcome).toBe('failed');
    expect(outcome('G06', { data: { violationEndedOn: '2022-03-01', hazardousConsequence: true } })?.outcome).toBe(
      'passed',
    );
  });
  test('a finding tells what was looked at and cites the article', () => {
    const finding = outcome('G02', { officers: [officer('王某')] });
    expect(finding?.lookedAt).toContainEqual({ name: 'officerCount', value: '1', label: '办案人员人数' });
    expect(finding?.basis[0]).toMatchObject({ law: '行政处罚法', article: '第四十二条' });
  });
  test('an unknown gate and a condition that cannot be judged block', () => {
    const broken = { ...STANDARD_GATES[0]!, code: 'X01', condition: 'count(' };
    expect(isBlocked(evaluateGates(['G99'], { facts: facts({}), now, gates: STANDARD_GATES }))).toBe(true);
    expect(evaluateGates(['X01'], { facts: facts({}), now, gates: [broken] })[0]?.outcome).toBe('error');
  });
  test('a package can tighten but not loosen a standard gate', () => {
    const loosened = { ...STANDARD_GATES.find((gate) => gate.code === 'G16')!, level: 'warn' as const };
    expect(
      evaluateGates(['G16'], { facts: facts({}), now, gates: mergeGates(STANDARD_GATES, [loosened]) })[0]?.level,
    ).toBe('block');
  });
});
