import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { evaluateUnaryTests, scopeOf } from '#feel';
import { analyseTable } from './analyse.ts';
import { passes } from './cell.ts';
import { tableOfConditions } from './from-conditions.ts';
import { tablesOf } from './from-dmn.ts';
import type { AnalysisTable, HitPolicy, TableInput } from './table.ts';
import { readCell } from './unary-tests.ts';

const table = (
  hitPolicy: HitPolicy,
  inputs: TableInput[],
  rows: [string[], string][],
  more: Partial<AnalysisTable> = {},
): AnalysisTable => ({
  id: 't',
  name: '表',
  hitPolicy,
  inputs,
  outputs: [{ id: 'o', name: 'tier', label: '档次' }],
  rows: rows.map(([cells, output], at) => ({
    index: at + 1,
    id: `r${at + 1}`,
    cells: cells.map(readCell),
    outputs: [output],
  })),
  hasDefault: false,
  ...more,
});
const AMOUNT: TableInput = { id: 'amount', label: '货值金额', kind: 'number' };
const FIRST_TIME: TableInput = { id: 'first', label: '初次违法', kind: 'boolean' };
const messages = (analysis: ReturnType<typeof analyseTable>, kind: string): string[] =>
  analysis.findings.filter((finding) => finding.kind === kind).map((finding) => finding.message);

describe('cells', () => {
  test.each([
    ['-', { test: 'any' }],
    ['', { test: 'any' }],
    ['null', { test: 'null' }],
    ['-5', { test: 'equals', value: { kind: 'number', value: -5 } }],
    ['"a, b"', { test: 'equals', value: { kind: 'string', value: 'a, b' } }],
    ['date("1970-01-02")', { test: 'equals', value: { kind: 'date', value: 1 } }],
    ['@"P1Y2M"', { test: 'equals', value: { kind: 'month-duration', value: 14 } }],
    ['duration("P1DT1H")', { test: 'equals', value: { kind: 'day-duration', value: 90_000_000 } }],
  ])('%s is read', (text, cell) => expect(readCell(text)).toEqual(cell));

  test.each([
    ['contains(?, "a")', '用到了函数或别的字段“contains”，无法静态分析'],
    ['> 2 * 3', '用到了计算式，无法静态分析'],
    ['< otherField', '用到了函数或别的字段“otherField”，无法静态分析'],
    ['[1..', '条件没有写完'],
    ['["a".."b"]', '区间的两端应当是数字、日期或期间'],
  ])('%s is told as not analysed', (text, reason) => expect(readCell(text)).toEqual({ test: 'opaque', reason }));

  const number = fc.integer({ min: -3, max: 3 });
  const simple = fc.oneof(
    number.map(String),
    fc.tuple(fc.constantFrom('<', '<=', '>', '>='), number).map(([sign, value]) => `${sign} ${value}`),
    fc
      .tuple(fc.constantFrom('[', '('), number, number, fc.constantFrom(']', ')'))
      .map(([open, a, b, close]) => `${open}${Math.min(a, b)}..${Math.max(a, b)}${close}`),
    fc.constant('null'),
  );
  const foreign = fc.constantFrom('"a"', 'true');
  const cell = fc.oneof(
    fc.constant('-'),
    fc.array(fc.oneof(simple, foreign), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(', ')),
    fc.array(simple, { minLength: 1, maxLength: 2 }).map((parts) => `not(${parts.join(', ')})`),
  );
  test('a cell that is read passes the numbers that FEEL passes', () => {
    fc.assert(
      fc.property(cell, fc.integer({ min: -8, max: 8 }), (text, twice) => {
        const value = twice / 2;
        const said = passes(readCell(text), { kind: 'number', value }) === true;
        expect({ text, value, said }).toEqual({
          text,
          value,
          said: evaluateUnaryTests(text, value, scopeOf({}), { now: 0 }).value,
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe('gaps', () => {
  test('a hole between two intervals is told with a counter-example', () => {
    const analysis = analyseTable(
      table(
        'UNIQUE',
        [AMOUNT, FIRST_TIME],
        [
          [['< 10000', '-'], '"轻"'],
          [['> 10000', '-'], '"重"'],
        ],
      ),
    );
    expect(analysis.coverage).toBe('gaps');
    expect(messages(analysis, 'gap')).toEqual(['当 货值金额=10,000 时没有规则命中']);
  });

  test('a hole of two inputs names both', () => {
    const analysis = analyseTable(
      table(
        'FIRST',
        [AMOUNT, FIRST_TIME],
        [
          [['-', 'false'], '"重"'],
          [['< 10000', 'true'], '"轻"'],
        ],
      ),
    );
    expect(messages(analysis, 'gap')).toEqual(['当 货值金额=10,000 且 初次违法=是 时没有规则命中']);
  });

  test('neighbouring days leave no hole, neighbouring instants do', () => {
    const days = table(
      'UNIQUE',
      [{ id: 'd', label: '日期', kind: 'date' }],
      [
        [['<= date("2026-01-01")'], '1'],
        [['>= date("2026-01-02")'], '2'],
      ],
    );
    expect(analyseTable(days).coverage).toBe('complete');
    const instants = table(
      'UNIQUE',
      [{ id: 'd', label: '时刻' }],
      [
        [['< date and time("2026-01-01T00:00:00")'], '1'],
        [['> date and time("2026-01-01T00:00:00")'], '2'],
      ],
    );
    expect(messages(analyseTable(instants), 'gap')).toEqual(['当 时刻=2026-01-01 00:00:00 时没有规则命中']);
  });

  test('declared values close a text column; without them an unknown text is only mentioned', () => {
    const rows: [string[], string][] = [
      [['"person"'], '1'],
      [['"company"'], '2'],
    ];
    const open = analyseTable(table('UNIQUE', [{ id: 'k', label: '当事人类型' }], rows));
    expect(open.findings).toMatchObject([
      { kind: 'gap', severity: 'info', message: '当 当事人类型=其他值 时没有规则命中' },
    ]);
    const closed = { id: 'k', label: '当事人类型', allowed: readCell('"person","company"') };
    expect(analyseTable(table('UNIQUE', [closed], rows))).toMatchObject({ coverage: 'complete', findings: [] });
  });

  test('a cell that can not be analysed never makes a table complete, and the doubt is told', () => {
    const analysis = analyseTable(
      table(
        'FIRST',
        [AMOUNT],
        [
          [['< 10'], '1'],
          [['>= limit'], '2'],
        ],
      ),
    );
    expect(analysis.coverage).toBe('unknown');
    expect(messages(analysis, 'gap')).toEqual(['当 货值金额=10 时没有规则命中（第 2 行有无法分析的条件，也许能命中）']);
    expect(messages(analysis, 'unanalysed')).toHaveLength(1);
  });

  test('a bound that is reached is reported and nothing is called complete', () => {
    const rows: [string[], string][] = Array.from({ length: 40 }, (_row, at) => [
      [`[${at}..${at + 20}]`, `[${(at * 7) % 40}..${((at * 7) % 40) + 20}]`],
      '1',
    ]);
    const analysis = analyseTable(table('FIRST', [AMOUNT, { ...AMOUNT, id: 'b', label: '数量' }], rows), [], 10);
    expect(analysis).toMatchObject({ exhaustive: false });
    expect(analysis.coverage).not.toBe('complete');
    expect(messages(analysis, 'incomplete')).toHaveLength(1);
  });
});

describe('the bound', () => {
  // 300 rows that cross everywhere: before work was charged word by word, this went on for minutes within its bound.
  const rows = Array.from({ length: 300 }, (_row, at): [string[], string] => [
    [`[${(at * 37) % 300}..${((at * 37) % 300) + 60}]`, `[${(at * 91) % 300}..${((at * 91) % 300) + 80}]`],
    String(at % 4),
  ]);
  const crossing = table('FIRST', [AMOUNT, { ...AMOUNT, id: 'b', label: '数量' }], rows);
  const check = {
    decision: 't',
    output: 'tier',
    severityOrder: [],
    inputs: [{ input: 'amount', worse: 'higher' as const }],
    exceptions: [],
  };

  test('holds for the comparison of severities too', () => {
    const limit = 200_000;
    const analysis = analyseTable(crossing, [check], limit);
    expect(analysis.exhaustive).toBe(false);
    expect(messages(analysis, 'incomplete')).toHaveLength(1);
    // What is begun is ended: one look at the rows that meet, not another search.
    expect(analysis.steps).toBeLessThan(limit * 1.5);
  });

  test('work does not grow with how finely the values are cut', () => {
    const analysis = analyseTable(crossing);
    expect(analysis).toMatchObject({ exhaustive: true, coverage: 'gaps' });
    expect(analysis.steps).toBeLessThan(2_000_000);
  });
});

describe('overlaps', () => {
  const crossing = (policy: HitPolicy, second: string) =>
    analyseTable(
      table(
        policy,
        [AMOUNT],
        [
          [['<= 10'], '1'],
          [['>= 10'], second],
        ],
      ),
    );
  test('UNIQUE: both different and equal results are faults', () => {
    expect(crossing('UNIQUE', '2').findings).toMatchObject([
      { kind: 'conflict', severity: 'error', example: [{ value: 10 }] },
    ]);
    expect(crossing('UNIQUE', '1').findings).toMatchObject([{ kind: 'overlap', severity: 'error' }]);
  });
  test('ANY: only different results are', () => {
    expect(crossing('ANY', '2').findings).toMatchObject([{ kind: 'conflict', severity: 'error' }]);
    expect(crossing('ANY', '1').findings).toEqual([]);
  });
  test.each(['FIRST', 'COLLECT', 'RULE ORDER'] as const)('%s allows them', (policy) =>
    expect(crossing(policy, '2').findings).toEqual([]),
  );

  test('FIRST: a row covered by several earlier ones together is never reached', () => {
    const analysis = analyseTable(
      table(
        'FIRST',
        [AMOUNT],
        [
          [['< 10'], '1'],
          [['>= 10'], '2'],
          [['[5..15]'], '3'],
        ],
      ),
    );
    expect(messages(analysis, 'unreachable')).toEqual(['第 3 行永远轮不到：它的情形都已被第 1、2 行先命中']);
  });

  test('PRIORITY: the row whose result ranks lower is never reached', () => {
    const analysis = analyseTable(
      table(
        'PRIORITY',
        [AMOUNT],
        [
          [['> 5'], '"轻"'],
          [['-'], '"重"'],
        ],
        { outputs: [{ id: 'o', name: 'tier', label: '档次', values: ['"重"', '"轻"'] }] },
      ),
    );
    expect(
      analysis.findings.filter((finding) => finding.kind === 'unreachable').map(({ rows }) => rows[0]!.id),
    ).toEqual(['r1']);
  });

  test('FIRST: a row is redundant when the rows after it give the same result', () => {
    const analysis = analyseTable(
      table(
        'FIRST',
        [AMOUNT],
        [
          [['< 10'], '1'],
          [['-'], '1'],
        ],
      ),
    );
    expect(messages(analysis, 'redundant')).toHaveLength(1);
    const between = analyseTable(
      table(
        'FIRST',
        [AMOUNT],
        [
          [['< 10'], '1'],
          [['< 20'], '2'],
          [['-'], '1'],
        ],
      ),
    );
    expect(messages(between, 'redundant')).toEqual([]);
  });

  test('a cell that never holds and a cell of another kind are told', () => {
    const analysis = analyseTable(
      table(
        'COLLECT',
        [AMOUNT],
        [
          [['[5..1]'], '1'],
          [['"a"'], '1'],
        ],
        { hasDefault: true },
      ),
    );
    expect(messages(analysis, 'invalid-cell')).toEqual([
      '第 1 行的“货值金额”永远不成立，这一行不会命中',
      '第 2 行的“货值金额”按文字比较，而这一列是数字',
    ]);
  });
});

describe('monotonicity', () => {
  const check = {
    decision: 't',
    output: 'tier',
    severityOrder: ['不予', '从轻', '一般', '从重'],
    inputs: [
      { input: 'amount', worse: 'higher' as const },
      { input: 'first', worse: 'false' as const },
    ],
    exceptions: [] as { row: string; reason: string }[],
  };
  const tiers = table(
    'FIRST',
    [AMOUNT, FIRST_TIME],
    [
      [['< 1000', 'true'], '"不予"'],
      [['< 10000', '-'], '"一般"'],
      [['-', 'true'], '"从轻"'],
      [['-', '-'], '"从重"'],
    ],
  );
  test('worse facts with a milder result are told with both facts', () => {
    expect(messages(analyseTable(tiers, [check]), 'monotonicity')).toEqual([
      expect.stringContaining('得“从轻”（第 3 行），而'),
    ]);
  });
  test('an exception is obeyed', () => {
    const excused = { ...check, exceptions: [{ row: 'r3', reason: '初次从轻' }] };
    expect(messages(analyseTable(tiers, [excused]), 'monotonicity')).toEqual([]);
  });
  test('a row that is never the deciding one does not count', () => {
    const hidden = table(
      'FIRST',
      [AMOUNT],
      [
        [['>= 5'], '"从重"'],
        [['>= 7'], '"不予"'],
        [['-'], '"不予"'],
      ],
    );
    expect(messages(analyseTable(hidden, [{ ...check, inputs: [check.inputs[0]!] }]), 'monotonicity')).toEqual([]);
  });
});

describe('differential: brute force over small random tables', () => {
  const points = [0, 1, 1.5, 2, 2.5, 3, 4];
  const cellText = fc.oneof(
    { weight: 2, arbitrary: fc.constant('-') },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom('<', '<=', '>', '>='), fc.integer({ min: 1, max: 3 }))
        .map((p) => p.join(' ')),
    },
    { weight: 2, arbitrary: fc.constantFrom('[1..2]', '(1..3)', '[2..3)', '1, 3', 'not(2)', 'not([1..2])') },
  );
  const flag = fc.constantFrom('-', 'true', 'false');
  const random = fc.record({
    policy: fc.constantFrom<HitPolicy>('UNIQUE', 'FIRST', 'ANY'),
    rows: fc.array(fc.tuple(cellText, cellText, flag, fc.constantFrom('1', '2')), { minLength: 1, maxLength: 6 }),
  });
  const hits = (cells: string[], input: (number | boolean)[]): boolean =>
    cells.every((cell, at) => evaluateUnaryTests(cell, input[at]!, scopeOf({}), { now: 0 }).value === true);

  test('gaps, conflicts and unreachable rows are those that evaluating every input finds', () => {
    fc.assert(
      fc.property(random, ({ policy, rows }) => {
        const texts = rows.map(([a, b, c]) => [a, b, c]);
        const analysis = analyseTable(
          table(
            policy,
            [AMOUNT, { ...AMOUNT, id: 'b', label: '数量' }, FIRST_TIME],
            rows.map(([a, b, c, output]) => [[a, b, c], output]),
          ),
        );
        const inputs = points.flatMap((a) => points.flatMap((b) => [true, false].map((c) => [a, b, c])));
        const matched = inputs.map((input) => texts.flatMap((cells, at) => (hits(cells, input) ? [at] : [])));
        expect(analysis.exhaustive).toBe(true);
        expect(analysis.coverage).toBe(matched.some((list) => list.length === 0) ? 'gaps' : 'complete');
        for (const gap of analysis.findings.filter((finding) => finding.kind === 'gap')) {
          const input = ['amount', 'b', 'first'].map(
            (id, at) =>
              (gap.example.find((entry) => entry.input === id)?.value as number | boolean | undefined) ??
              (at === 2 ? true : 0),
          );
          expect(texts.some((cells) => hits(cells, input))).toBe(false);
        }
        const pairs = new Set(
          matched.flatMap((list) =>
            list.flatMap((i) => list.flatMap((j) => (i < j && rows[i]![3] !== rows[j]![3] ? [`${i}-${j}`] : []))),
          ),
        );
        const told = analysis.findings
          .filter((finding) => finding.kind === 'conflict')
          .map(({ rows: [a, b] }) => `${a!.index - 1}-${b!.index - 1}`);
        expect(new Set(told)).toEqual(policy === 'FIRST' ? new Set() : pairs);
        const reached = new Set(matched.map((list) => list[0]));
        const unreachable = analysis.findings
          .filter((finding) => finding.kind === 'unreachable')
          .map(({ rows: [a] }) => a!.index - 1);
        const everMatched = new Set(matched.flat());
        const expected = texts.flatMap((_cells, at) => (everMatched.has(at) && !reached.has(at) ? [at] : []));
        expect(unreachable).toEqual(policy === 'FIRST' ? expected : []);
      }),
      { numRuns: 300 },
    );
  });
});

test('a list of structured conditions is analysed as a table', () => {
  const analysis = analyseTable(
    tableOfConditions(
      '不予处罚清单',
      [
        { key: 'amount', label: '货值金额', kind: 'number' },
        { key: 'first', label: '初次违法', kind: 'boolean' },
      ],
      [
        {
          id: 'A',
          output: '不予',
          condition: {
            all: [
              { field: 'first', op: '=', value: true },
              { field: 'amount', op: '<', value: 5000 },
            ],
          },
        },
        {
          id: 'B',
          output: '从轻',
          condition: {
            any: [{ field: 'amount', op: '<', value: 1000 }, { not: { field: 'amount', op: '<', value: 100 } }],
          },
        },
      ],
      'ANY',
    ),
  );
  expect(
    new Set(
      analysis.findings
        .filter((finding) => finding.kind === 'conflict')
        .map(({ rows }) => rows.map(({ id }) => id).join()),
    ),
  ).toEqual(new Set(['A,B']));
});

test('the hearing threshold of the penalty procedure is complete', () => {
  const [threshold] = tablesOf(readFileSync('templates/penalty-ordinary/hearing-threshold.dmn', 'utf8'));
  expect(analyseTable(threshold!)).toMatchObject({ coverage: 'complete', findings: [] });
});
