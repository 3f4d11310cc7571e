import type { CaseFacts, DiscretionItem } from '#contracts';
import { tierOfAmount, tierRange } from './ranges.ts';
import { recommendDiscretion } from './recommend.ts';

const now = '2026-03-02T09:00:00+08:00';
const facts = (data: Record<string, unknown>, history: CaseFacts['history'] = []): CaseFacts => ({
  caseId: 'case-1',
  procedureCode: 'penalty-ordinary',
  organ: { id: 'o', name: '历下区市场监督管理局', level: 'district', department: '市场监管', regionCode: '370102' },
  parties: [{ id: 'party-1', kind: 'organization', name: '某超市' }],
  officers: [],
  events: [],
  data,
  evidence: [],
  documents: [],
  stepActors: [],
  history,
});

const dumping = {
  violation: '随意倾倒建筑垃圾',
  department: '城市管理',
  penaltyBasis: [{ law: '济南市建筑垃圾管理条例', article: '第五十二条' }],
  range: { minFen: 500_000, maxFen: 5_000_000, pattern: 'P2', optional: false },
};
const base = {
  combine: 'all' as const,
  exclusions: [],
  outcome: '',
  measures: ['行政指导'],
  origin: '编' as const,
  effectiveFrom: '2024-01-01',
  version: 1,
  status: 'effective' as const,
};
const items: DiscretionItem[] = [
  {
    ...base,
    ...dumping,
    code: 'C01',
    list: 'lenient',
    conditions: [
      { id: '1', text: '初次违法', feel: 'firstOffence' },
      { id: '2', text: '主动消除危害后果', feel: 'eliminatedHarm' },
    ],
  },
  {
    ...base,
    ...dumping,
    code: 'Z90',
    list: 'aggravated',
    conditions: [{ id: '1', text: '拒不改正', feel: 'refusedCorrection' }],
  },
];

describe('tiers of a range (SJC 第十条)', () => {
  const range = { minFen: 5_000_000, maxFen: 10_000_000 };
  test('5 万—10 万: 从轻 5—6.5 万, 从重 8.5—10 万, 一般 between', () => {
    expect(tierRange(range, 'lenient')).toEqual({ minFen: 5_000_000, maxFen: 6_500_000 });
    expect(tierRange(range, 'aggravated')).toEqual({ minFen: 8_500_000, maxFen: 10_000_000 });
    expect(tierRange(range, 'ordinary')).toEqual({ minFen: 6_500_001, maxFen: 8_499_999 });
    expect(tierRange(range, 'mitigated')).toEqual({ minFen: 0, maxFen: 4_999_999 });
    expect(tierRange(range, 'no-penalty')).toBeNull();
  });
  test('every amount belongs to exactly one tier', () => {
    expect(
      [4_999_999, 5_000_000, 6_500_000, 6_500_001, 8_499_999, 8_500_000, 10_000_000, 10_000_001].map((fen) =>
        tierOfAmount(range, fen),
      ),
    ).toEqual(['mitigated', 'lenient', 'lenient', 'ordinary', 'ordinary', 'aggravated', 'aggravated', 'above-maximum']);
  });
});

describe('recommendation', () => {
  test('C01: 从轻 5000—18500 元, and the conditions met are named', () => {
    const result = recommendDiscretion({
      items,
      now,
      facts: facts({ violationCode: 'C01', circumstances: ['first-offence', 'eliminated-harm'] }),
    });
    expect(result).toMatchObject({ recommendedTier: 'lenient', minFen: 500_000, maxFen: 1_850_000 });
    expect(result.matched.map((item) => item.code)).toEqual(['C01']);
    expect(result.missed.map((item) => item.code)).toEqual(['Z90']);
  });
  test('a party with an earlier penalty for the same violation is no first offender', () => {
    const history = [{ caseId: 'old', violationCode: 'C01', decidedOn: '2025-12-01', fineFen: 100 }];
    const result = recommendDiscretion({
      items,
      now,
      facts: facts({ violationCode: 'C01', circumstances: ['first-offence', 'eliminated-harm'] }, history),
    });
    expect(result.matched).toEqual([]);
    expect(result.factors.map((factor) => factor.id)).toContain('repeated');
  });
  test('without a matching item the circumstances decide: 首违不罚', () => {
    const result = recommendDiscretion({
      items: [],
      now,
      facts: facts({ circumstances: ['first-offence', 'minor-consequence', 'corrected-in-time'] }),
    });
    expect(result.recommendedTier).toBe('no-penalty');
  });
  test('lenient and aggravated lists at once: 综合考虑', () => {
    const result = recommendDiscretion({
      items,
      now,
      facts: facts({ violationCode: 'C01', circumstances: ['first-offence', 'eliminated-harm', 'refused-correction'] }),
    });
    expect(result.recommendedTier).toBe('ordinary');
    expect(result.explanation.join('')).toContain('综合考虑');
  });
  test('a proposal outside the statutory range and one outside the tier are told apart', () => {
    const propose = (fineFen: number) =>
      recommendDiscretion({
        items,
        now,
        facts: facts({ violationCode: 'C01', circumstances: ['first-offence', 'eliminated-harm'] }),
        proposed: { fineFen },
      }).deviation;
    expect(propose(6_000_000)).toMatchObject({ outsideStatutory: true });
    expect(propose(3_000_000)).toMatchObject({ outsideStatutory: false, deviates: true, proposedTier: 'ordinary' });
    expect(propose(1_000_000)).toMatchObject({ outsideStatutory: false, deviates: false, proposedTier: 'lenient' });
  });
});
