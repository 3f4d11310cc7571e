import { ImportDraft, type DiscretionItem } from '#contracts';
import { readBasis } from './basis-texts.ts';
import { readConditions } from './condition-texts.ts';
import { detectLayout, LAYOUTS, mapColumns } from './layouts.ts';
import { readImport, type ImportSurroundings } from './read-draft.ts';

const around: ImportSurroundings = {
  byCode: () => undefined,
  byViolation: () => undefined,
  article: ({ article }) => (article === '第九百条' ? 'unknown-article' : 'known'),
  today: '2026-03-02',
};
const draft = (rows: string[][], more: Partial<ImportDraft> = {}): ImportDraft =>
  ImportDraft.parse({
    sheet: { name: '表', rows, ...(more.sheet ? { merged: more.sheet.merged } : {}) },
    defaults: { list: 'no-penalty', department: '文化旅游', effectiveFrom: '2026-01-01', codePrefix: 'WL-' },
    ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== 'sheet')),
  });
const A = LAYOUTS.A.headings;

describe('layouts of published lists', () => {
  test.each(Object.entries(LAYOUTS))('layout %s is known by its headings', (layout, { headings }) => {
    expect(detectLayout(headings)).toBe(layout);
    expect(mapColumns(headings)).toEqual(expect.arrayContaining(['violation', 'conditions', 'penaltyBasis']));
  });
  test('where there is no 适用条件 the 免罚情形 are the conditions, else a kind', () => {
    expect(mapColumns(LAYOUTS.G.headings)[4]).toBe('conditions');
    expect(mapColumns(LAYOUTS.I.headings).slice(3)).toEqual(['leniencyKind', 'conditions']);
  });
  test('a title above the headings is passed over', () => {
    const preview = readImport(
      draft([['某市不予处罚清单'], [...A], ['1', '甲', '首次；当场改正', '《某法》第三条', '行政指导']]),
      around,
    );
    expect(preview).toMatchObject({ layout: 'A', headerRow: 1, total: 1, ready: 1 });
  });
});

describe('conditions', () => {
  test.each([
    ['持续不足1个月', { fact: 'durationMonths', operator: '<', value: 1 }],
    ['超标 ≤0.1 倍', { fact: 'excessMultiple', operator: '<=', value: 0.1 }],
    ['货值金额不足一万元', { fact: 'goodsValueFen', operator: '<', value: 1_000_000 }],
    ['人均不超过200元', { fact: 'perPersonAmountFen', operator: '<=', value: 20_000 }],
    ['责令改正后5个工作日内完成', { fact: 'correctedWithinWorkdays', operator: '<=', value: 5 }],
    ['24小时内报告', { fact: 'reportedWithinHours', operator: '<=', value: 24 }],
    ['涉及3人以下', { fact: 'affectedPersons', operator: '<=', value: 3 }],
    ['初次违法', { fact: 'firstOffence', operator: 'true' }],
    ['危害后果轻微', { fact: 'minorConsequence', operator: 'true' }],
  ])('%s', (text, test) => {
    const { conditions, broken } = readConditions(text, 'c');
    expect(broken).toEqual([]);
    expect(conditions).toMatchObject([{ test, suggested: true }]);
  });
  test('is split by marks, and what is not understood stays a sentence to be confirmed', () => {
    const { conditions, combine } = readConditions(
      '同时符合下列条件：1.首次被发现；2.实际具备许可条件；3.及时改正',
      'c',
    );
    expect(combine).toBe('all');
    expect(conditions.map(({ text, suggested }) => [text, suggested])).toEqual([
      ['首次被发现', true],
      ['实际具备许可条件', undefined],
      ['及时改正', true],
    ]);
  });
  test('之一 makes them alternatives', () => {
    expect(readConditions('有下列情形之一的：（1）首次违法；（2）没有主观过错', 'c')).toMatchObject({
      combine: 'any',
      conditions: [{}, {}],
    });
  });
  test('及/或: only where every part is understood', () => {
    expect(readConditions('首次且轻微的某种情形', 'c').conditions[0]?.test).toBeUndefined();
    expect(readConditions('人均不超过200元或不超过3人', 'c').conditions[0]?.test).toMatchObject({ any: [{}, {}] });
  });
  test.each(['不足O.1倍', '≤ 倍', '不超过X万元'])('a threshold that is no number: %s', (text) => {
    expect(readConditions(text, 'c').broken).toHaveLength(1);
  });
});

test.each([
  ['《食品安全法》第一百二十二条第一款', '食品安全法', '第一百二十二条第一款'],
  ['食品安全法122(1)', '食品安全法', '第一百二十二条第一款'],
  ['广告法第五十五条', '广告法', '第五十五条'],
])('basis %s', (text, law, article) => {
  expect(readBasis(text).citations).toEqual([{ law, article }]);
});

describe('what is wrong, by row and column', () => {
  const good = ['1', '未悬挂许可证', '首次；当场改正', '《某条例》第三十一条', '行政指导、包容观察'];
  const errorsOf = (rows: string[][], more: Partial<ImportDraft> = {}) => {
    const preview = readImport(draft([[...A], ...rows], more), around);
    return [...preview.issues, ...preview.rows.flatMap((row) => row.issues)]
      .filter((issue) => issue.severity === 'error')
      .map(({ row, heading, message }) => `${row ?? '-'} ${heading ?? '-'} ${message}`);
  };
  test('nothing', () => expect(errorsOf([good])).toEqual([]));
  test('a missing column', () => {
    const preview = readImport(
      draft([
        ['序号', '违法行为', '法定依据'],
        ['1', '甲', '《某法》第一条'],
      ]),
      around,
    );
    expect(preview.issues[0]?.message).toBe('缺少“适用条件”一栏。');
    expect(preview.rows).toEqual([]);
  });
  test('a merged cell: named with its rows, mended by a text of its own', () => {
    const merged = [{ top: 1, bottom: 2, left: 1, right: 1 }];
    const second = ['2', '', '首次', '《某条例》第四条', ''];
    expect(errorsOf([good, second], { sheet: { name: '', rows: [], merged } })).toEqual([
      '3 违法行为 第 2—3 行的“违法行为”是合并单元格，本行没有自己的内容。',
    ]);
    expect(errorsOf([good, ['2', '乙', ...second.slice(2)]], { sheet: { name: '', rows: [], merged } })).toEqual([]);
  });
  test('a threshold that is no number', () => {
    expect(errorsOf([['1', '甲', '不足X个月', '《某法》第一条', '']])).toEqual([
      '2 适用条件 “不足X个月”的阈值不是数字。',
    ]);
  });
  test('an unknown article', () => {
    expect(errorsOf([['1', '甲', '首次', '《某法》第九百条', '']])).toEqual([
      '2 法定依据 法规库中的《某法》没有第九百条。',
    ]);
  });
  test('a duplicate, and one that is left out', () => {
    const again = ['2', '未悬挂 许可证', '首次', '《某条例》第三十一条', ''];
    expect(errorsOf([good, again])).toEqual(['3 违法行为 与第 2 行重复（同一清单、同一违法行为或者同一编号）。']);
    expect(errorsOf([good, again], { skipped: [1] })).toEqual([]);
  });
  test('no conditions, no violation', () => {
    expect(
      errorsOf([
        ['1', '甲', '', '《某法》第一条', ''],
        ['2', '', '首次', '《某法》第一条', ''],
      ]),
    ).toEqual(['2 适用条件 没有适用条件。', '3 违法行为 没有违法行为。']);
  });
  test('a code that stands for another violation', () => {
    const [row] = readImport(draft([[...A], good]), around).rows;
    const known: DiscretionItem = { ...row!.item!, violation: '别的行为' };
    const preview = readImport(draft([[...A], good]), { ...around, byCode: () => known });
    expect(preview.rows[0]?.issues[0]?.message).toContain('已用于');
  });
  test('the item as it will be', () => {
    const [row] = readImport(draft([[...A], good]), around).rows;
    expect(row).toMatchObject({
      action: 'new',
      item: {
        code: 'WL-Q001',
        list: 'no-penalty',
        department: '文化旅游',
        measures: ['行政指导', '包容观察'],
        penaltyBasis: [{ law: '某条例', article: '第三十一条' }],
        conditions: [{ suggested: true }, { suggested: true }],
      },
    });
  });
});
