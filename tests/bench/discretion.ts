import { DiscretionItem, ImportDraft, type CaseFacts, type DiscretionList, type FactTree } from '#contracts';
import { indexItems, readImport, recommendDiscretion, type ImportSurroundings } from '#rules';

// Measures the bounds of discretion: a case against 1,077 items p99 ≤ 1 ms; a sheet of 1,077 rows read ≤ 3 s.
// The list is made up, in the proportions of the city: 435 不予, 148 减轻, 238 从轻, 256 从重.

const SHAPE: [DiscretionList, number][] = [
  ['no-penalty', 435],
  ['mitigated', 148],
  ['lenient', 238],
  ['aggravated', 256],
];
const DEPARTMENTS = ['市场监管', '城市管理', '生态环境', '应急管理', '交通运输', '农业农村', '卫生健康', '文化旅游'];
/** Half of the items of the other lists share their violation with one of 不予处罚, as published lists do. */
const VIOLATIONS = 540;
const TESTS: FactTree[] = [
  { fact: 'firstOffence', operator: 'true' },
  {
    any: [
      { fact: 'correctedInTime', operator: 'true' },
      { fact: 'correctedOnSpot', operator: 'true' },
    ],
  },
  { fact: 'durationMonths', operator: '<', value: 1 },
  {
    all: [
      { fact: 'affectedPersons', operator: '<=', value: 3 },
      { fact: 'goodsValueFen', operator: '<', value: 1_000_000 },
    ],
  },
  { not: { fact: 'seriousCircumstances', operator: 'true' } },
];

const madeUpItems = (): DiscretionItem[] =>
  SHAPE.flatMap(([list, count], shape) =>
    Array.from({ length: count }, (_, index) =>
      DiscretionItem.parse({
        code: `${list}-${index}`,
        list,
        department: DEPARTMENTS[index % DEPARTMENTS.length],
        violation: `违法行为第 ${(index + shape * 97) % VIOLATIONS} 种`,
        penaltyBasis: [{ law: '某法', article: '第一条' }],
        conditions: Array.from({ length: 3 + (index % 3) }, (_unused, at) => ({
          id: `${index}-${at}`,
          text: `条件 ${at}`,
          feel: '',
          test: TESTS[(index + at) % TESTS.length],
        })),
        clauses: [
          {
            id: 'c',
            text: '',
            patterns: ['P4'],
            basis: [{ law: '某法', article: '第一条' }],
            origin: '法',
            bands: [
              {
                id: 'below',
                text: '货值金额不足一万元',
                when: { fact: 'goodsValueFen', operator: '<', value: 1_000_000 },
                fine: { kind: 'amount', minFen: 5_000_000, maxFen: 10_000_000 },
              },
              {
                id: 'from',
                text: '货值金额一万元以上',
                fine: { kind: 'multiple', of: 'goodsValueFen', min: '10', max: '20' },
              },
            ],
          },
        ],
        outcome: '',
        origin: '编',
        effectiveFrom: '2024-01-01',
      }),
    ),
  );

const caseOf = (items: readonly DiscretionItem[], index: number): CaseFacts => ({
  caseId: `case-${index}`,
  procedureCode: 'penalty-ordinary',
  organ: { id: 'o', name: '', level: 'city', department: '市场监管', regionCode: '370100' },
  parties: [{ id: 'p', kind: 'organization', name: '某公司' }],
  officers: [],
  events: [],
  data: {
    violationCode: items[(index * 37) % items.length]?.code,
    circumstances: ['first-offence', 'corrected-in-time', ...(index % 3 === 0 ? ['cooperated'] : [])],
    goodsValueYuan: String(100 + index),
    affectedPersons: index % 7,
    durationMonths: index % 2,
  },
  evidence: [],
  documents: [],
  stepActors: [],
  history: [{ caseId: 'old', violationCode: 'x', decidedOn: '2025-01-01', fineFen: 100 }],
});

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor((sorted.length - 1) * share)] ?? 0;

const measureMatching = (): string => {
  const items = madeUpItems();
  const started = performance.now();
  const index = indexItems(items);
  const indexedMs = performance.now() - started;
  const times: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < 6_000; round++) {
    const facts = caseOf(items, round);
    const before = process.cpuUsage();
    const from = performance.now();
    recommendDiscretion({ index, facts, now: '2026-03-02T09:00:00+08:00', proposed: { fineFen: 6_000_000 } });
    const ms = performance.now() - from;
    const { user, system } = process.cpuUsage(before);
    if (round < 1_000) continue;
    times.push(ms);
    cpu.push((user + system) / 1_000);
  }
  times.sort((a, b) => a - b);
  cpu.sort((a, b) => a - b);
  return [
    `裁量：${items.length} 项（建索引 ${indexedMs.toFixed(1)} ms），${times.length} 次`,
    `p50 ${quantile(times, 0.5).toFixed(3)} ms，p99 ${quantile(times, 0.99).toFixed(3)} ms，最大 ${(times.at(-1) ?? 0).toFixed(2)} ms`,
    `CPU 时间（不含等待处理器）p50 ${quantile(cpu, 0.5).toFixed(3)} ms，p99 ${quantile(cpu, 0.99).toFixed(3)} ms`,
    `上限 p99 1 ms：${quantile(times, 0.99) <= 1 ? '达到' : '没有达到'}`,
  ].join('；');
};

const nothingKnown: ImportSurroundings = {
  byCode: () => undefined,
  byViolation: () => undefined,
  article: () => 'known',
  today: '2026-03-02',
};

const measureImport = (): string => {
  const rows = madeUpItems().map((item, index) => [
    String(index + 1),
    `${item.violation}之 ${index}`,
    '同时符合下列条件：1.首次违法；2.持续不足1个月；3.货值金额不足一万元；4.及时改正',
    '《食品安全法》第一百二十四条第一款；《行政处罚法》第三十三条',
    '行政指导、包容观察',
  ]);
  const draft = ImportDraft.parse({
    sheet: { name: '清单', rows: [['序号', '违法行为', '适用条件', '法定依据', '配套监管措施'], ...rows] },
    defaults: { list: 'no-penalty', department: '市场监管', effectiveFrom: '2026-01-01', codePrefix: 'B-' },
  });
  const started = performance.now();
  const preview = readImport(draft, nothingKnown);
  const ms = performance.now() - started;
  return `读取清单：${preview.total} 行，可以导入 ${preview.ready} 行，${ms.toFixed(0)} ms（上限 3000 ms：${ms <= 3_000 ? '达到' : '没有达到'}）`;
};

console.log(measureMatching());
console.log(measureImport());
