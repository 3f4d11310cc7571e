import type { PenaltyClause } from '#contracts';
import type { FactRecord } from '../conditions/compile.ts';
import { computeClause, higherClause, type CorrectionState } from './compute-clause.ts';

// A table for each pattern P1–P12 of domain facts §8.5, with real clauses; amounts in fen.

const WAN = 1_000_000;
const clause = (parts: Partial<PenaltyClause> & Pick<PenaltyClause, 'patterns'>): PenaltyClause => ({
  id: 'c',
  text: '',
  basis: [{ law: '法', article: '第一条' }],
  origin: '法',
  correction: 'none',
  optional: false,
  bands: [],
  overdueBands: [],
  parts: [],
  overdueParts: [],
  ...parts,
});
const amount = (minFen: number, maxFen: number) => ({ kind: 'amount' as const, minFen, maxFen });
const compute = (
  of: PenaltyClause,
  facts: FactRecord = {},
  more: { correction?: CorrectionState; count?: number; orderedOn?: string; today?: string } = {},
) =>
  computeClause({
    clause: of,
    facts,
    correction: more.correction ?? 'none',
    countWithin: () => more.count ?? 1,
    correctionOrderedOn: more.orderedOn,
    today: more.today ?? '2026-03-10',
  });

/** 市场主体登记管理条例第四十八条第一款. */
const P1 = clause({
  patterns: ['P1'],
  correction: 'first',
  overdueBands: [{ id: 'refused', text: '拒不改正', fine: amount(0, 3 * WAN) }],
});
/** 安全生产法第九十七条: P2 with a second band, P9 for the people responsible. */
const P2 = clause({
  patterns: ['P2', 'P9'],
  correction: 'concurrent',
  bands: [{ id: 'first', text: '责令限期改正，并处罚款', fine: amount(0, 10 * WAN) }],
  overdueBands: [{ id: 'overdue', text: '逾期未改正', fine: amount(10 * WAN, 20 * WAN) }],
  overdueParts: [{ kind: 'stop-business', mode: 'shall', text: '责令停产停业整顿' }],
  responsible: { when: 'overdue', bands: [{ id: 'people', text: '责任人员', fine: amount(2 * WAN, 5 * WAN) }] },
});
/** 公路法第七十六条. */
const P3 = clause({
  patterns: ['P3'],
  optional: true,
  bands: [{ id: 'fine', text: '可以罚款', fine: amount(0, 3 * WAN) }],
});
/** 食品安全法第一百二十四条第一款. */
const P4 = clause({
  patterns: ['P4'],
  bands: [
    {
      id: 'below',
      text: '货值金额不足一万元',
      when: { fact: 'goodsValueFen', operator: '<', value: WAN },
      fine: amount(5 * WAN, 10 * WAN),
    },
    {
      id: 'from',
      text: '货值金额一万元以上',
      when: { fact: 'goodsValueFen', operator: '>=', value: WAN },
      fine: { kind: 'multiple', of: 'goodsValueFen', min: '10', max: '20' },
    },
  ],
  parts: [
    { kind: 'confiscate-gains', mode: 'shall', text: '没收违法所得' },
    {
      kind: 'revoke-licence',
      mode: 'shall',
      text: '情节严重的，吊销许可证',
      when: { fact: 'seriousCircumstances', operator: 'true' },
    },
  ],
});
/** 道路运输条例(2023)第六十三条第一项. */
const P5 = clause({
  patterns: ['P5'],
  bands: [
    {
      id: 'above',
      text: '违法所得超过1万元',
      when: { fact: 'illegalGainsFen', operator: '>', value: WAN },
      fine: { kind: 'multiple', of: 'illegalGainsFen', min: '1', max: '5' },
    },
    {
      id: 'serious',
      text: '没有违法所得或者违法所得不足1万元，情节严重',
      when: { fact: 'seriousCircumstances', operator: 'true' },
      fine: amount(WAN, 5 * WAN),
    },
    { id: 'below', text: '没有违法所得或者违法所得不足1万元', fine: amount(300_000, WAN) },
  ],
});
/** 城乡规划法第六十四条. */
const P6 = clause({
  patterns: ['P6'],
  bands: [
    { id: 'share', text: '建设工程造价', fine: { kind: 'percent', of: 'constructionCostFen', min: '5', max: '10' } },
  ],
});
/** 劳动合同法第八十四条第二款. */
const P7 = clause({
  patterns: ['P7'],
  bands: [
    { id: 'head', text: '每人', fine: { kind: 'per-head', of: 'affectedPersons', minFen: 50_000, maxFen: 200_000 } },
  ],
});
/** 安全生产法第一百一十二条. */
const P8 = clause({
  patterns: ['P8'],
  optional: true,
  daily: { text: '按日连续处罚，', basis: { law: '安全生产法', article: '第一百一十二条' }, optional: true },
});
/** 建设工程质量管理条例第六十五条、第七十三条. */
const P9 = clause({
  patterns: ['P9'],
  bands: [{ id: 'fine', text: '单位', fine: amount(10 * WAN, 20 * WAN) }],
  responsible: {
    when: 'always',
    bands: [{ id: 'people', text: '责任人员', fine: { kind: 'percent-of-unit-fine', min: '5', max: '10' } }],
  },
});
/** 广告法第五十五条第一款. */
const P10 = clause({
  patterns: ['P5', 'P10'],
  bands: [
    {
      id: 'unknown',
      text: '广告费用无法计算',
      when: { fact: 'feeUnknown', operator: 'true' },
      fine: amount(20 * WAN, 100 * WAN),
    },
    { id: 'fee', text: '广告费用', fine: { kind: 'multiple', of: 'advertisingFeeFen', min: '3', max: '5' } },
  ],
  escalation: {
    atLeast: 3,
    window: { length: 2, unit: 'Y' },
    text: '两年内有三次以上违法行为',
    bands: [
      { id: 'third', text: '三次以上', fine: { kind: 'multiple', of: 'advertisingFeeFen', min: '5', max: '10' } },
    ],
    parts: [{ kind: 'revoke-licence', mode: 'may', text: '可以吊销营业执照' }],
  },
});
/** 娱乐场所管理条例第五十一条. */
const P11 = clause({ patterns: ['P11'], parts: [{ kind: 'warning', mode: 'shall', text: '给予警告' }] });
/** 大气污染防治法第九十九条. */
const P12 = clause({
  patterns: ['P2', 'P12'],
  correction: 'concurrent',
  bands: [{ id: 'fine', text: '罚款', fine: amount(10 * WAN, 100 * WAN) }],
  parts: [
    {
      kind: 'close',
      mode: 'shall',
      text: '情节严重的，责令停业、关闭',
      when: { fact: 'seriousCircumstances', operator: 'true' },
      approval: '报经有批准权的人民政府批准',
    },
  ],
});

describe('P1 责令改正，拒不改正才罚', () => {
  test.each([
    ['none', 'correct-first'],
    ['ordered', 'awaiting-recheck'],
    ['done', 'corrected'],
    ['overdue', 'range'],
  ] as const)('correction %s: %s', (correction, state) => {
    expect(compute(P1, {}, { correction })).toMatchObject({ state, minFen: 0, maxFen: 3 * WAN, noMinimum: true });
  });
  test('“拒不改正或者情节严重的” (农药管理条例第五十八条): serious circumstances need no order first', () => {
    const either = {
      ...P1,
      bands: [
        {
          id: 's',
          text: '情节严重',
          when: { fact: 'seriousCircumstances', operator: 'true' as const },
          fine: amount(200_000, 2 * WAN),
        },
      ],
    };
    expect(compute(either, { seriousCircumstances: true })).toMatchObject({ state: 'range', minFen: 200_000 });
    expect(compute(either)).toMatchObject({ state: 'correct-first', maxFen: 3 * WAN });
  });
});

test.each([
  ['none', 0, 10 * WAN, []],
  ['ordered', 0, 10 * WAN, []],
  ['overdue', 10 * WAN, 20 * WAN, ['stop-business']],
] as const)('P2 责令改正并处罚款, correction %s: %d 至 %d', (correction, minFen, maxFen, kinds) => {
  const outcome = compute(P2, {}, { correction });
  expect(outcome).toMatchObject({ state: 'range', minFen, maxFen });
  expect(outcome.parts.map((part) => part.kind)).toEqual(kinds);
});

test('P3 可以罚款: the range stands, and that it is optional', () => {
  expect(compute(P3)).toMatchObject({ state: 'range', minFen: 0, maxFen: 3 * WAN, optional: true });
});

describe('P4 货值金额分段', () => {
  test.each([
    [8_600, 5 * WAN, 10 * WAN],
    [WAN - 1, 5 * WAN, 10 * WAN],
    [WAN, 10 * WAN, 20 * WAN],
    [1_234_567, 12_345_670, 24_691_340],
  ])('goods of %d fen: %d 至 %d', (goodsValueFen, minFen, maxFen) => {
    expect(compute(P4, { goodsValueFen })).toMatchObject({ state: 'range', minFen, maxFen });
  });
  test('without the value of the goods there is no range: the field is named', () => {
    const outcome = compute(P4, {});
    expect(outcome.state).toBe('missing-facts');
    expect(outcome.minFen).toBeUndefined();
    expect(outcome.missing).toMatchObject([{ fact: 'goodsValueFen', label: '货值金额', type: 'money' }]);
  });
  test('a value that is no amount is told as such, never NaN', () => {
    const outcome = compute(P4, { goodsValueFen: null });
    expect(outcome.state).toBe('missing-facts');
    expect(outcome.missing[0]?.reason).toContain('不是有效的数值');
    expect(JSON.stringify(outcome)).not.toContain('NaN');
  });
  test('a confirmation of the other conditions stands in for no amount', () => {
    expect(compute(P4, { otherConditionsConfirmed: true }).state).toBe('missing-facts');
  });
  test('kinds of penalty: 没收 always, 吊销 when serious, unknown while nobody said', () => {
    const kinds = (facts: FactRecord) => compute(P4, { goodsValueFen: 1, ...facts }).parts.map((part) => part.state);
    expect(kinds({ seriousCircumstances: true })).toEqual(['met', 'met']);
    expect(kinds({ seriousCircumstances: false })).toEqual(['met', 'unmet']);
    expect(kinds({})).toEqual(['met', 'unknown']);
  });
});

test.each([
  [{ illegalGainsFen: WAN + 1 }, WAN + 1, 5 * WAN + 5],
  [{ illegalGainsFen: WAN, seriousCircumstances: false }, 300_000, WAN],
  [{ illegalGainsFen: 0, seriousCircumstances: true }, WAN, 5 * WAN],
])('P5 违法所得 %j: %d 至 %d', (facts, minFen, maxFen) => {
  expect(compute(P5, facts)).toMatchObject({ state: 'range', minFen, maxFen });
});

test('P5 a base with a floor (固废法第一百零二条: 处置费用不足十万元的，按十万元计算)', () => {
  const waste = clause({
    patterns: ['P5'],
    bands: [
      {
        id: 'cost',
        text: '处置费用',
        fine: { kind: 'multiple', of: 'disposalCostFen', min: '1', max: '3', baseAtLeastFen: 10 * WAN },
      },
    ],
  });
  expect(compute(waste, { disposalCostFen: 2 * WAN })).toMatchObject({ minFen: 10 * WAN, maxFen: 30 * WAN });
  expect(compute(waste, { disposalCostFen: 20 * WAN })).toMatchObject({ minFen: 20 * WAN, maxFen: 60 * WAN });
});

test('P6 比例: 5 % to 10 % of the cost, rounded into the range', () => {
  expect(compute(P6, { constructionCostFen: 333 })).toMatchObject({ minFen: 17, maxFen: 33 });
  expect(compute(P6, {}).missing).toMatchObject([{ fact: 'constructionCostFen' }]);
});

test('P7 按人头: three persons, and half a person is no number of persons', () => {
  expect(compute(P7, { affectedPersons: 3 })).toMatchObject({ minFen: 150_000, maxFen: 600_000 });
  expect(compute(P7, { affectedPersons: 2.5 }).state).toBe('missing-facts');
});

test('P8 按日连续: counted from the day after the order, only when it was not obeyed', () => {
  const outcome = compute(P8, {}, { correction: 'overdue', orderedOn: '2026-03-01', today: '2026-03-10' });
  expect(outcome).toMatchObject({ state: 'no-fine', daily: { days: 9, from: '2026-03-01' } });
  expect(compute(P8).daily?.days).toBeUndefined();
});

test('P9 双罚: a fixed band when overdue, and 5 % to 10 % of the unit’s fine', () => {
  expect(compute(P2).responsible).toBeUndefined();
  expect(compute(P2, {}, { correction: 'overdue' }).responsible).toMatchObject({ minFen: 2 * WAN, maxFen: 5 * WAN });
  expect(compute(P9, { unitFineFen: 15 * WAN }).responsible).toMatchObject({ minFen: 750_000, maxFen: 1_500_000 });
  expect(compute(P9).responsible?.missing).toMatchObject([{ fact: 'unitFineFen' }]);
});

test('P10 次数升级: two violations, three violations within two years', () => {
  const facts = { feeUnknown: false, advertisingFeeFen: 4 * WAN };
  expect(compute(P10, facts, { count: 2 })).toMatchObject({ minFen: 12 * WAN, maxFen: 20 * WAN });
  const third = compute(P10, facts, { count: 3 });
  expect(third).toMatchObject({ minFen: 20 * WAN, maxFen: 40 * WAN, escalated: { count: 3 } });
  expect(third.parts).toMatchObject([{ kind: 'revoke-licence', mode: 'may' }]);
  expect(compute(P10, { ...facts, violationCount: 3 }).escalated).toMatchObject({ count: 3 });
});

test('P11 仅警告: no fine at all', () => {
  expect(compute(P11)).toMatchObject({ state: 'no-fine', parts: [{ kind: 'warning', state: 'met' }] });
  expect(compute(P11).maxFen).toBeUndefined();
});

test('P12 报经政府批准: the part says whose approval it needs', () => {
  expect(compute(P12, { seriousCircumstances: true }).parts).toMatchObject([
    { kind: 'close', state: 'met', approval: '报经有批准权的人民政府批准' },
  ]);
});

test('amounts beyond what can be counted exactly are refused, not rounded', () => {
  expect(compute(P4, { goodsValueFen: Number.MAX_SAFE_INTEGER }).state).toBe('missing-facts');
});

test('several norms for one act: the higher fine (行政处罚法第二十九条)', () => {
  expect(higherClause([compute(P3), compute(P9), compute(P1)])?.maxFen).toBe(20 * WAN);
});
