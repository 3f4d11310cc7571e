import fc from 'fast-check';
import { DiscretionItem, type CaseFacts, type DiscretionResult, type PenaltyUnit, type TierFormula } from '#contracts';
import { DEFAULT_FORMULA, tierMinimum, tierMultiples, tierOfAmount, tierRange } from './ranges.ts';
import { recommendDiscretion, type DiscretionRequest } from './recommend.ts';
import { compareWithSimilar, distributionOf } from './similar.ts';

const now = '2026-03-02T09:00:00+08:00';
const facts = (data: Record<string, unknown>, history: CaseFacts['history'] = []): CaseFacts => ({
  caseId: 'case-1',
  procedureCode: 'penalty-ordinary',
  organ: { id: 'o', name: '历下区市场监督管理局', level: 'district', department: '市场监管', regionCode: '370102' },
  parties: [
    { id: 'p1', kind: 'organization', name: '甲公司' },
    { id: 'p2', kind: 'organization', name: '乙公司' },
  ],
  officers: [],
  events: [],
  data,
  evidence: [],
  documents: [],
  stepActors: [],
  history,
});
const item = (parts: Partial<DiscretionItem> & { code: string }): DiscretionItem =>
  DiscretionItem.parse({
    list: 'no-penalty',
    department: '市场监管',
    violation: '甲行为',
    penaltyBasis: [{ law: '某法', article: '第一条' }],
    conditions: [],
    outcome: '',
    origin: '法',
    effectiveFrom: '2024-01-01',
    ...parts,
  });
const fine = (minFen: number, maxFen: number) => ({ minFen, maxFen, pattern: 'P2', optional: false });
const recommend = (request: Omit<DiscretionRequest, 'now'>): DiscretionResult =>
  recommendDiscretion({ now, ...request });
const BASIS = { law: '某基准', article: '第一条' };
const MID: TierFormula = { kind: 'mid-point', zeroMinimum: 'zero', basis: BASIS, origin: '摘' };

describe('tier formulas', () => {
  const formula = fc.oneof(
    fc.constant(DEFAULT_FORMULA),
    fc.constant(MID),
    fc.tuple(fc.integer({ min: 5, max: 50 }), fc.integer({ min: 50, max: 95 })).map(([low, high]): TierFormula => ({
      ...MID,
      kind: 'custom',
      lenientUpTo: low / 100,
      aggravatedFrom: high / 100,
    })),
  );
  test('every amount of a range belongs to one tier, whose range contains it', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.nat(10_000_000), fc.nat(), formula, (a, span, pick, how) => {
        const range = { minFen: a, maxFen: a + span };
        const amount = a + (span === 0 ? 0 : pick % (span + 1));
        const tier = tierOfAmount(range, amount, how);
        const within = tier === 'above-maximum' ? null : tierRange(range, tier, how);
        return within !== null && within.minFen <= amount && amount <= within.maxFen;
      }),
    );
  });
  test('mid-point: the middle is in 从轻 and in 从重, and its own tier is 一般', () => {
    const range = { minFen: 100, maxFen: 300 };
    expect(tierRange(range, 'lenient', MID)).toEqual({ minFen: 100, maxFen: 200 });
    expect(tierRange(range, 'aggravated', MID)).toEqual({ minFen: 200, maxFen: 300 });
    expect([199, 200, 201].map((amount) => tierOfAmount(range, amount, MID))).toEqual([
      'lenient',
      'ordinary',
      'aggravated',
    ]);
  });
  test('“X 元以下” with a share: tiers are cut from the share on', () => {
    const how: TierFormula = { ...DEFAULT_FORMULA, zeroMinimum: 'share', zeroMinimumShare: 0.1 };
    expect(tierMinimum({ minFen: 0, maxFen: 1_000 }, how)).toBe(100);
    expect(tierRange({ minFen: 0, maxFen: 1_000 }, 'lenient', how)).toEqual({ minFen: 100, maxFen: 370 });
    expect(tierRange({ minFen: 0, maxFen: 1_000 }, 'lenient')).toEqual({ minFen: 0, maxFen: 300 });
  });
  test('multiples are cut alike: 10—20 倍 → 从轻 10—13 倍', () => {
    expect(tierMultiples({ min: '10', max: '20' }, 'lenient')).toEqual({ min: '10', max: '13' });
    expect(tierMultiples({ min: '0.1', max: '0.3' }, 'aggravated')).toEqual({ min: '0.24', max: '0.3' });
  });
});

describe('conditions', () => {
  const threshold = item({
    code: 'A',
    conditions: [
      {
        id: '1',
        text: '人均不超过 200 元或者不超过 3 人',
        feel: '',
        test: {
          any: [
            { fact: 'perPersonAmountFen', operator: '<=', value: 20_000 },
            { fact: 'affectedPersons', operator: '<=', value: 3 },
          ],
        },
      },
    ],
  });
  const ask = (data: Record<string, unknown>) =>
    recommend({ items: [threshold], facts: facts({ violationCode: 'A', ...data }) });
  test('a threshold that is met, with the value looked at', () => {
    const result = ask({ affectedPersons: 2 });
    expect(result.matched[0]?.conditions).toMatchObject([
      { met: true, depth: 0 },
      { state: 'unknown', depth: 1 },
      { state: 'met', depth: 1, lookedAt: [{ label: '受侵害（涉及）人数', value: '2人' }] },
    ]);
  });
  test('nothing known: neither met nor matched, and both facts are asked for', () => {
    const result = ask({});
    expect(result.matched).toEqual([]);
    expect(result.missing?.map((fact) => fact.fact)).toEqual(['perPersonAmountFen', 'affectedPersons']);
  });
  test('an officer’s confirmation answers what nobody entered, never what was entered', () => {
    expect(ask({ otherConditionsConfirmed: true }).matched).toHaveLength(1);
    expect(ask({ otherConditionsConfirmed: true, affectedPersons: 9, perPersonAmountYuan: '300' }).matched).toEqual([]);
  });
  test('a fact entered beside the advice counts', () => {
    expect(ask({ discretionAdvice: { facts: { affectedPersons: 1 } } }).matched).toHaveLength(1);
  });
  test('an exclusion that is met, and one that nobody spoke about', () => {
    const excluded = item({
      code: 'B',
      conditions: [{ id: '1', text: '初次违法', feel: 'firstOffence' }],
      exclusions: [
        { id: 'x', text: '持续超过 3 个月', feel: '', test: { fact: 'durationMonths', operator: '>', value: 3 } },
      ],
    });
    const of = (data: Record<string, unknown>) =>
      recommend({ items: [excluded], facts: facts({ violationCode: 'B', circumstances: ['first-offence'], ...data }) });
    expect(of({ durationMonths: 4 }).missed[0]?.conditions.at(-1)?.text).toBe('排除情形：持续超过 3 个月');
    expect(of({ otherConditionsConfirmed: true }).matched).toHaveLength(1);
  });
});

describe('history', () => {
  const first = item({ code: 'A', conditions: [{ id: '1', text: '初次违法', feel: 'firstOffence' }] });
  const past = (decidedOn: string, violationCode = 'A') => ({ caseId: 'old', violationCode, decidedOn, fineFen: 100 });
  const of = (history: CaseFacts['history'], parameters?: DiscretionRequest['parameters']) =>
    recommend({
      items: [first],
      facts: facts({ violationCode: 'A', circumstances: ['first-offence'] }, history),
      ...(parameters ? { parameters } : {}),
    }).matched.length;
  test.each([
    ['ever, same matter', undefined, '2020-01-01', 'A', 0],
    ['ever, another matter', undefined, '2026-01-01', 'X', 1],
    [
      'two years, older',
      { sameMatter: true, window: { length: 2, unit: 'Y' as const }, origin: '摘' as const },
      '2024-03-01',
      'A',
      1,
    ],
    [
      'two years, within',
      { sameMatter: true, window: { length: 2, unit: 'Y' as const }, origin: '摘' as const },
      '2024-03-02',
      'A',
      0,
    ],
    ['any matter', { sameMatter: false, origin: '摘' as const }, '2020-01-01', 'X', 0],
  ])('初次: %s', (_name, firstOffence, decidedOn, code, matched) => {
    expect(of([past(decidedOn, code)], firstOffence && { firstOffence })).toBe(matched);
  });
  test('an item’s own window comes before the department’s', () => {
    const own = {
      ...first,
      firstOffence: { sameMatter: true, window: { length: 1, unit: 'Y' as const }, origin: '摘' as const },
    };
    const result = recommend({
      items: [own],
      facts: facts({ violationCode: 'A', circumstances: ['first-offence'] }, [past('2025-12-01')]),
      parameters: { firstOffence: { sameMatter: true, window: { length: 1, unit: 'M' }, origin: '摘' } },
    });
    expect(result.matched).toEqual([]);
  });
  test('an act that ended before an earlier fine for the same matter may be the act fined then', () => {
    const result = recommend({
      items: [first],
      facts: facts({ violationCode: 'A', violationEndedOn: '2025-11-30' }, [past('2025-12-01')]),
    });
    expect(result.sameAct).toMatchObject([{ kind: 'history', caseId: 'old' }]);
  });
});

describe('precedence and conflicts', () => {
  const lenient = item({
    code: 'C',
    list: 'lenient',
    range: fine(100, 200),
    conditions: [{ id: '1', text: '初次', feel: 'firstOffence' }],
  });
  const tier = (circumstances: string[], more: Record<string, unknown> = {}) =>
    recommend({ items: [lenient], facts: facts({ violationCode: 'C', circumstances, ...more }) });
  test.each([
    [['no-fault', 'serious-harm'], 'no-penalty'],
    [['minor-violation', 'no-consequence', 'corrected-in-time', 'serious-harm'], 'no-penalty'],
    [['first-offence'], 'lenient'],
    [['first-offence', 'emergency'], 'ordinary'],
    [['cooperated', 'serious-harm'], 'ordinary'],
    [['emergency'], 'aggravated'],
    [[], 'ordinary'],
  ])('%j: %s', (circumstances, expected) => {
    expect(tier(circumstances).recommendedTier).toBe(expected);
  });
  test('punished separately: no longer a reason for more (SJC 第十六条)', () => {
    expect(tier(['obstructed']).recommendedTier).toBe('aggravated');
    const result = tier(['obstructed'], { separatelyPunished: ['obstructed'] });
    expect(result.recommendedTier).toBe('ordinary');
    expect(result.explanation.join()).toContain('已另行处罚');
  });
  test('拒不改正 under a P1 clause is its condition, not an aggravation besides', () => {
    const p1 = item({ code: 'P', list: 'no-penalty', range: { ...fine(0, 1_000), pattern: 'P1' } });
    const result = recommend({
      items: [p1],
      facts: facts({ violationCode: 'P', circumstances: ['refused-correction'] }),
    });
    expect(result).toMatchObject({ recommendedTier: 'ordinary', clauses: [{ state: 'range' }] });
  });
  test('an item 待复核 is told and not used', () => {
    const result = recommend({
      items: [{ ...lenient, status: 'to-review', statusReason: '条文已废止' }],
      facts: facts({ violationCode: 'C', circumstances: ['first-offence'] }),
    });
    expect(result.matched).toEqual([]);
    expect(result.explanation.join()).toContain('条文已废止');
  });
});

describe('deviation', () => {
  const base = item({ code: 'C', range: fine(1_000, 2_000) });
  const propose = (fineFen: number, more: Partial<DiscretionItem> = {}, data: Record<string, unknown> = {}) =>
    recommend({
      items: [{ ...base, ...more }],
      facts: facts({ violationCode: 'C', ...data }),
      proposed: { fineFen },
    }).deviation;
  test('from one’s own benchmark: a reason and the head of the organ or a collective decision', () => {
    expect(propose(1_000)?.requirements?.map((need) => need.approver ?? need.kind)).toEqual(['reason', 'organ-leader']);
  });
  test('from a superior’s benchmark: the organ that made it', () => {
    expect(propose(1_000, { issuer: 'superior' })?.requirements?.at(-1)).toMatchObject({
      approver: 'issuer',
      basis: { article: '（十二）' },
    });
  });
  test('no deviation needs nothing', () => {
    expect(propose(1_500)).toMatchObject({ deviates: false, requirements: [] });
  });
  test('a fine before the order to correct is not lawful yet', () => {
    const early = propose(500, { range: { ...fine(0, 1_000), pattern: 'P1' } });
    expect(early).toMatchObject({ deviates: true, outsideStatutory: false, requirements: [{ kind: 'prerequisite' }] });
  });
});

describe('several violations and parties', () => {
  const items = [
    item({ code: 'A', range: fine(1_000, 2_000) }),
    item({ code: 'B', violation: '乙行为', range: fine(3_000, 9_000) }),
  ];
  const units = (act?: string): PenaltyUnit[] => [
    { id: 'u1', violationCode: 'A', partyId: 'p1', ...(act ? { act } : {}) },
    { id: 'u2', violationCode: 'B', partyId: 'p1', ...(act ? { act } : {}) },
  ];
  test('each is judged by itself and the amounts are added', () => {
    const result = recommend({ items, facts: facts({}), units: units() });
    expect(result.units?.map((unit) => [unit.violation, unit.partyName])).toEqual([
      ['甲行为', '甲公司'],
      ['乙行为', '甲公司'],
    ]);
    expect(result.totals?.maxFen).toBe((result.units?.[0]?.maxFen ?? 0) + (result.units?.[1]?.maxFen ?? 0));
  });
  test('one act under two norms is fined once, by the higher (行政处罚法第二十九条)', () => {
    const result = recommend({ items, facts: facts({}), units: units('act-1') });
    expect(result.units?.map((unit) => unit.absorbedBy)).toEqual(['u2', undefined]);
    expect(result.totals?.maxFen).toBe(result.units?.[1]?.maxFen);
  });
  test('one act by two parties: each is fined', () => {
    const two: PenaltyUnit[] = [
      { id: 'u1', violationCode: 'A', partyId: 'p1', act: 'x' },
      { id: 'u2', violationCode: 'A', partyId: 'p2', act: 'x' },
    ];
    expect(recommend({ items, facts: facts({}), units: two }).units?.map((unit) => unit.absorbedBy)).toEqual([
      undefined,
      undefined,
    ]);
  });
});

test('从旧兼从轻: a newer version that is milder is told', () => {
  const old = item({ code: 'A', range: fine(1_000, 2_000) });
  const newer = item({ code: 'A', version: 2, range: fine(100, 200) });
  const result = recommend({ items: [old], newerItems: [newer], facts: facts({ violationCode: 'A' }) });
  expect(result.milderVersions).toMatchObject([{ code: 'A', version: 2 }]);
  expect(
    recommend({ items: [newer], newerItems: [old], facts: facts({ violationCode: 'A' }) }).milderVersions,
  ).toBeUndefined();
});

describe('similar cases', () => {
  const amounts = Array.from({ length: 21 }, (_, index) => 1_000 + index * 100);
  const similar = {
    violation: '甲行为',
    sameCircumstances: distributionOf(amounts),
    sameViolation: distributionOf(amounts),
    withoutFine: 0,
    examples: [],
  };
  test('quantiles and a histogram that counts every case', () => {
    expect(similar.sameViolation).toMatchObject({
      n: 21,
      minFen: 1_000,
      p10Fen: 1_200,
      q1Fen: 1_500,
      medianFen: 2_000,
      p90Fen: 2_800,
      maxFen: 3_000,
    });
    expect(similar.sameViolation.histogram.reduce((total, bar) => total + bar.count, 0)).toBe(21);
  });
  test.each([
    [1_199, true, 'below'],
    [1_200, false, undefined],
    [2_800, false, undefined],
    [2_801, true, 'above'],
  ])('%d fen outside P10—P90: %s', (proposed, outside, side) => {
    expect(compareWithSimilar(similar, proposed).comparison).toMatchObject({ outside, ...(side ? { side } : {}) });
  });
  test('fewer than ten cases say nothing', () => {
    const few = { ...similar, sameCircumstances: distributionOf([1]), sameViolation: distributionOf([1, 2]) };
    expect(compareWithSimilar(few, 99_999).comparison).toMatchObject({ outside: false });
  });
  test('the histogram of any amounts counts each once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000_000), { minLength: 1, maxLength: 60 }), (list) => {
        const { n, histogram } = distributionOf(list);
        return n === list.length && histogram.reduce((total, bar) => total + bar.count, 0) === n;
      }),
    );
  });
});

test('a row of penalty units that is not filled in is told, and the others are weighed all the same', () => {
  const items = [
    item({ code: 'A', range: fine(100_000, 200_000) }),
    item({ code: 'B', violation: '乙行为', range: fine(0, 50_000) }),
  ];
  const whole = recommend({
    items,
    facts: facts({ penaltyUnits: [{ id: '1', violationCode: 'A' }, { id: '2', violationCode: 'B' }, { id: '3' }] }),
  });
  expect(whole.units?.map(({ violationCode }) => violationCode)).toEqual(['A', 'B']);
  expect(whole.explanation[0]).toBe('有 1 行处罚单元没有填完整，没有算在内。');
});
