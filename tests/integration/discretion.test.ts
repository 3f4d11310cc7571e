import exceljs from 'exceljs';
import { DEMO_CASES, runPenaltyCase, type ApiSession } from '#seed';
import type { DiscretionItem, ImportDraft } from '#contracts';
import { startPlatform, type TestPlatform } from '../support/platform.ts';

// The lists through the API: import with flagged rows, versions and pins, what-if, statistics.

let platform: TestPlatform;
let author: ApiSession;
let officer: ApiSession;
beforeAll(async () => {
  platform = await startPlatform();
  author = await platform.api('fazhi1');
  officer = await platform.api('zhifa1');
}, 240_000);
afterAll(() => platform.stop(), 30_000);

const HEADINGS = ['序号', '违法行为', '适用条件', '法定依据', '配套监管措施'];
const ROWS = [
  ['1', '未按规定张贴公示信息', '首次；当场改正', '《某市条例》第十二条', '行政指导'],
  ['2', '逾期报送统计报表', '持续不足X个月；及时改正', '《某市条例》第十三条', '预警提示'],
  ['3', '', '首次；危害后果轻微', '《某市条例》第十四条', ''],
  ['4', '未按规定张贴 公示信息', '首次', '《某市条例》第十二条', ''],
];

const workbook = async (rows: string[][], merge?: string): Promise<Uint8Array<ArrayBuffer>> => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('清单');
  sheet.addRow(['某局轻微违法行为不予处罚清单']);
  sheet.mergeCells('A1:E1');
  sheet.addRow(HEADINGS);
  for (const row of rows) sheet.addRow(row);
  if (merge) sheet.mergeCells(merge);
  return new Uint8Array(await book.xlsx.writeBuffer());
};
type Read = { kind: string; encoding: string; sheets: ImportDraft['sheet'][] };
const read = async (bytes: Uint8Array<ArrayBuffer>): Promise<Read> =>
  (await author.send('/api/discretion-imports/read', bytes, 'application/octet-stream')) as Read;
const draftOf = (sheet: ImportDraft['sheet']) => ({
  fileName: '不予处罚清单.xlsx',
  sheet,
  defaults: { list: 'no-penalty' as const, department: '商务', effectiveFrom: '2024-01-01', codePrefix: 'SW-' },
});
const problemOf = (call: Promise<unknown>) =>
  call.then(
    () => Promise.reject(new Error('accepted')),
    (error: { status: number; message: string }) => error,
  );

describe('importing a list', () => {
  test('three rows are flagged by row and column, nothing is imported; mended, all of it is; undone, it is retired', async () => {
    const { kind, sheets } = await read(await workbook(ROWS, 'B5:B5'));
    expect(kind).toBe('xlsx');
    const draft = draftOf(sheets[0]!);
    const preview = await author.call('checkListImport', { body: draft });
    expect(preview).toMatchObject({ layout: 'A', headerRow: 1, total: 4, withErrors: 3 });
    expect(
      preview.rows
        .flatMap((row) => row.issues.filter(({ severity }) => severity === 'error'))
        .map(({ row, heading }) => `${row} ${heading}`),
    ).toEqual(['4 适用条件', '5 违法行为', '6 违法行为']);
    const before = (await author.call('discretionItems', { query: { department: '商务' } })).total;
    const refused = await problemOf(author.call('commitListImport', { body: draft }));
    expect(refused.status).toBe(422);
    expect(refused.message).toContain('第 4 行“适用条件”');
    expect((await author.call('discretionItems', { query: { department: '商务' } })).total).toBe(before);

    draft.sheet.rows[3]![2] = '持续不足1个月；及时改正';
    draft.sheet.rows[4]![1] = '未按规定备案';
    draft.sheet.rows[5]![1] = '未按规定张贴价目信息';
    expect(await author.call('checkListImport', { body: draft })).toMatchObject({ withErrors: 0, ready: 4 });
    const imported = await author.call('commitListImport', { body: draft });
    expect(imported).toMatchObject({ count: 4, created: 4, updated: 0 });
    const found = await author.call('discretionItems', { query: { importId: imported.id } });
    expect(found.items.map((item) => item.code)).toEqual(['SW-Q001', 'SW-Q002', 'SW-Q003', 'SW-Q004']);
    expect(found.items[1]?.conditions[0]).toMatchObject({
      suggested: true,
      test: { fact: 'durationMonths', operator: '<', value: 1 },
    });

    expect((await author.call('checkListImport', { body: draft })).rows.map((row) => row.action)).toEqual([
      'same',
      'same',
      'same',
      'same',
    ]);
    await author.call('undoListImport', { params: { id: imported.id } });
    const after = await author.call('discretionItem', { params: { code: 'SW-Q001' } });
    expect(after.item.status).toBe('retired');
    expect(after.versions.map((version) => version.item.status)).toEqual(['effective', 'retired']);
    expect((await problemOf(author.call('undoListImport', { params: { id: imported.id } }))).status).toBe(409);
  });

  test('an import whose items were changed since is not undone in silence', async () => {
    const { sheets } = await read(await workbook([['1', '丙行为', '首次', '《某法》第一条', '']]));
    const imported = await author.call('commitListImport', {
      body: { ...draftOf(sheets[0]!), defaults: { ...draftOf(sheets[0]!).defaults, codePrefix: 'XG-' } },
    });
    const { item } = await author.call('discretionItem', { params: { code: 'XG-Q001' } });
    await author.call('putDiscretionItem', {
      params: { code: item.code },
      body: { ...item, outcome: '不予处罚；批评教育' },
    });
    const refused = await problemOf(author.call('undoListImport', { params: { id: imported.id } }));
    expect(refused.status).toBe(409);
    expect(refused.message).toContain('XG-Q001');
  });

  test('a CSV in GBK reads as one in UTF-8', async () => {
    // “序号,违法行为,适用条件” and one row, in GBK.
    const gbk = Buffer.from('d0f2bac52ccea5b7a8d0d0ceaa2ccacad3c3ccf5bcfe0a312cbcd7d0d0ceaa2ccad7b4ce0a', 'hex');
    const { encoding, sheets } = await read(new Uint8Array(gbk));
    expect(encoding).toBe('GBK');
    expect(sheets[0]?.rows[0]).toEqual(['序号', '违法行为', '适用条件']);
  });

  test.each([
    ['an empty file', new Uint8Array(0), '空'],
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), '.xlsx'],
    ['a broken workbook', new Uint8Array([0x50, 0x4b, 1, 2, 3]), '不能打开'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), '不是'],
  ])('%s is refused with a reason', async (_name, bytes, words) => {
    const refused = await problemOf(read(bytes));
    expect([refused.status, refused.message.includes(words)]).toEqual([422, true]);
  });

  test('what was exported is imported as the same', async () => {
    const bytes = await author.download('/api/discretion-export?department=%E5%9F%8E%E5%B8%82%E7%AE%A1%E7%90%86');
    const { sheets } = await read(new Uint8Array(bytes));
    const preview = await author.call('checkListImport', {
      body: { ...draftOf(sheets[0]!), defaults: { origin: '摘' } },
    });
    expect(preview.total).toBe(9);
    expect(preview.rows.map((row) => row.item?.code)).toEqual(expect.arrayContaining(['Q14', 'C01', 'Z03']));
  });

  test('officers read, and only 法制人员 write', async () => {
    const { sheets } = await read(await workbook(ROWS));
    expect((await problemOf(officer.call('commitListImport', { body: draftOf(sheets[0]!) }))).status).toBe(403);
    expect((await officer.call('discretionItem', { params: { code: 'Q09' } })).item.code).toBe('Q09');
  });
});

describe('what if', () => {
  const ask = (body: object) => officer.call('previewDiscretionRules', { body: body as never });
  test('without a case: the field that is missing is named, then the range follows the value of the goods', async () => {
    const without = await ask({ data: { violationCode: 'Q09', circumstances: ['cooperated'] } });
    expect(without.statutory).toBeUndefined();
    expect(without.missing).toMatchObject([{ fact: 'goodsValueFen', label: '货值金额' }]);
    const small = await ask({ data: { violationCode: 'Q09', circumstances: ['cooperated'], goodsValueYuan: '86.00' } });
    expect(small).toMatchObject({ recommendedTier: 'lenient', minFen: 5_000_000, maxFen: 6_500_000 });
    const large = await ask({ data: { violationCode: 'Q09', circumstances: ['cooperated'], goodsValueYuan: '20000' } });
    expect(large).toMatchObject({ statutory: { minFen: 20_000_000, maxFen: 40_000_000 }, maxFen: 26_000_000 });
  });
  test('several units, one act: totals and who absorbs whom', async () => {
    const result = await ask({
      parties: [{ id: 'p', kind: 'organization', name: '甲' }],
      units: [
        { id: '1', violationCode: 'C01', partyId: 'p', act: 'a' },
        { id: '2', violationCode: 'Z04', partyId: 'p', act: 'a' },
      ],
    });
    expect(result.units?.map((unit) => unit.absorbedBy)).toEqual(['2', undefined]);
  });
  test('an item being edited is tried without being stored', async () => {
    const { item } = await officer.call('discretionItem', { params: { code: 'C01' } });
    const edited: DiscretionItem = {
      ...item,
      conditions: [{ id: '1', text: '数量小', feel: '', test: { fact: 'itemCount', operator: '<', value: 3 } }],
    };
    const result = await ask({ data: { violationCode: 'C01', itemCount: 2 }, item: edited });
    expect(result.matched.map((match) => match.code)).toEqual(['C01']);
    expect((await officer.call('discretionItem', { params: { code: 'C01' } })).item).toEqual(item);
  });
  test('an unknown item, and a case out of scope', async () => {
    expect((await problemOf(ask({ units: [{ id: '1', violationCode: 'nothing' }] }))).status).toBe(422);
    expect((await problemOf(ask({ caseId: 'nothing' }))).status).toBe(404);
  });
});

describe('versions and cases', () => {
  test('a case keeps the items that were in force when it was registered; a milder version is told', async () => {
    const demo = DEMO_CASES[0]!;
    const { caseId } = await runPenaltyCase(platform.runner, demo, { stopBefore: 'Task_Report' });
    const { item } = await author.call('discretionItem', { params: { code: 'Q09' } });
    const clause = item.clauses![0]!;
    const milder: DiscretionItem = {
      ...item,
      clauses: [
        {
          ...clause,
          bands: clause.bands.map((band, index) =>
            index === 0 ? { ...band, fine: { kind: 'amount' as const, minFen: 100_000, maxFen: 200_000 } } : band,
          ),
        },
      ],
    };
    const data = { violationCode: 'Q09', circumstances: ['cooperated'], goodsValueYuan: '86.00' };
    await author.call('putDiscretionItem', { params: { code: 'Q09' }, query: { reason: '法规修改' }, body: milder });
    const old = await officer.call('discretionPreview', { params: { id: caseId }, body: { data } });
    expect(old).toMatchObject({ maxFen: 6_500_000, milderVersions: [{ version: 2 }] });
    const fresh = await officer.call('previewDiscretionRules', { body: { data } });
    expect(fresh.maxFen).toBe(130_000);
    const { versions } = await author.call('discretionItem', { params: { code: 'Q09' } });
    expect(versions.map(({ item: { version }, reason }) => [version, reason])).toEqual([
      [1, '新建'],
      [2, '法规修改'],
    ]);
    await author.call('putDiscretionItem', { params: { code: 'Q09' }, query: { reason: '改回' }, body: item });
  }, 120_000);

  test('待复核: told, not used, and brought back', async () => {
    await author.call('setDiscretionItemStatus', {
      params: { code: 'C01' },
      body: { status: 'to-review', reason: '条例修订' },
    });
    const data = {
      violationCode: 'C01',
      circumstances: ['first-offence', 'eliminated-harm'],
      otherConditionsConfirmed: true,
    };
    const asked = await officer.call('previewDiscretionRules', { body: { data } });
    expect(asked.matched).toEqual([]);
    expect(asked.explanation.join()).toContain('条例修订');
    await author.call('setDiscretionItemStatus', {
      params: { code: 'C01' },
      body: { status: 'effective', reason: '已复核' },
    });
    expect((await officer.call('previewDiscretionRules', { body: { data } })).matched).toHaveLength(1);
  });

  test('a decided case counts in the statistics and among similar cases', async () => {
    await runPenaltyCase(platform.runner, DEMO_CASES[0]!, { stopBefore: 'Task_Publicity' });
    const statistics = await officer.call('discretionStatistics');
    expect(statistics.decided).toBe(1);
    const asked = await officer.call('previewDiscretionRules', {
      body: {
        data: { violationCode: 'Q09', circumstances: ['cooperated'], goodsValueYuan: '86.00' },
        proposedFineFen: 5_500_000,
      },
    });
    expect(asked.similar).toMatchObject({
      sameCircumstances: { n: 1, medianFen: 5_500_000 },
      comparison: { outside: false },
    });
    expect(asked.similar?.examples[0]?.partyMasked).toContain('****');
  }, 120_000);

  test('a condition that can not be read is refused with its place', async () => {
    const { item } = await author.call('discretionItem', { params: { code: 'Q13' } });
    const refused = await problemOf(
      author.call('putDiscretionItem', {
        params: { code: 'Q13' },
        body: { ...item, conditions: [{ id: '1', text: '坏', feel: '1 +' }] },
      }),
    );
    expect([refused.status, refused.message.includes('第 1 项条件')]).toEqual([422, true]);
  });
});
