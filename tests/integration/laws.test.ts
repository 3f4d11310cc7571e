import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { zipSync } from 'fflate';
import type { LawImportView, RouteResponse } from '#contracts';
import type { ApiSession } from '#seed';
import { ApiError, DEMO_CASES, runPenaltyCase } from '#seed';
import laws from '../../seed/data/laws.json' with { type: 'json' };
import { loadLaw } from '../../seed/load/load-seed.ts';
import type { MongoServer } from '../support/mongo.ts';
import { startMongo } from '../support/mongo.ts';
import type { TestPlatform } from '../support/platform.ts';
import { eventually, startPlatform } from '../support/platform.ts';
import { sharedData } from '../support/shared-data.ts';

const folder = sharedData('laws');
const mongo: MongoServer | null = await startMongo();
const stores = mongo ? (['sqlite', 'mongo'] as const) : (['sqlite'] as const);
afterAll(() => mongo?.stop());

const upload = (
  session: ApiSession,
  files: Record<string, string | Uint8Array<ArrayBuffer>>,
): Promise<LawImportView> => {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) form.append('file', new Blob([content]), name);
  return session.send('/api/law-imports', form) as Promise<LawImportView>;
};

const finish = (session: ApiSession, id: string): Promise<LawImportView> =>
  eventually(
    'the import ends',
    async () => {
      const view = await session.call('lawImport', { params: { id } });
      return view.state !== 'running' && view;
    },
    60_000,
  );

const confirm = async (session: ApiSession, { id }: LawImportView, markItems = true): Promise<LawImportView> => {
  await session.call('confirmLawImport', { params: { id }, body: { markItems } });
  return finish(session, id);
};

const refusal = async (call: Promise<unknown>): Promise<ApiError> => {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error;
};

const word = (...paragraphs: string[]): Uint8Array<ArrayBuffer> => {
  const zip = new PizZip();
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('');
  zip.file(
    'word/document.xml',
    `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  );
  return new Uint8Array(zip.generate({ type: 'uint8array' }));
};

const RULES = (fine: string, more = ''): string => `# 试行条例

2020年1月1日 国务院令第1号公布

<!-- INFO END -->

第一条 为了试行，制定本条例。

第二条 违反本条例规定，有下列情形之一的，由主管部门责令改正，处${fine}罚款：

（一）没有登记的；

（二）拒绝检查的。

第三条 当事人对决定不服的，可以申请行政复议。
${more}
第四条 本条例自2020年2月1日起施行。
`;

describe.each(stores)('the law library on %s', (store) => {
  let platform: TestPlatform;
  let author: ApiSession;

  beforeAll(async () => {
    platform = await startPlatform({ store, mongo });
    author = await platform.api('fazhi1');
  }, 120_000);
  afterAll(() => platform.stop());

  const law = (id: string, query: Record<string, string> = {}): Promise<RouteResponse<'law'>> =>
    author.call('law', { params: { id }, query });

  test('the laws of the seed load, with their versions and digests', async () => {
    for (const entry of laws) await loadLaw(author, entry as Parameters<typeof loadLaw>[1]);
    const page = await author.call('laws', { query: { pageSize: '100' } });
    expect(page.total).toBe(laws.length);
    const penalty = await law('CF');
    expect(penalty).toMatchObject({ name: '行政处罚法', state: 'in-force', effectiveOn: '2021-07-15', excerpt: true });
    expect(penalty.cited).toBeGreaterThan(10);
    const filtered = await author.call('laws', { query: { level: 'local-government-rule' } });
    expect(filtered.items.map(({ id }) => id).sort()).toEqual(['LCL', 'LCX']);
  }, 60_000);

  test('a citation opens its article at the version in force, by short name, alias and code; without the role to change', async () => {
    const officer = await platform.api('zhifa1');
    const read = (query: Record<string, string>) => officer.call('lawArticle', { query });
    const article = await read({ law: '中华人民共和国行政处罚法', article: '第四十二条第一款' });
    expect(article.versions[0]).toMatchObject({ role: 'today', found: [{ label: '第四十二条', clause: 1 }] });
    expect((await read({ law: '没有的法', article: '第一条' })).law).toBeNull();
    const unknown = await read({ law: '处罚法', code: 'CF', article: '第九百条' });
    expect(unknown.versions[0]?.found).toMatchObject([{ label: '第九百条', article: null }]);
    expect(
      (await refusal(officer.call('putLaw', { params: { id: 'X' }, body: { name: 'X', level: 'law' } }))).status,
    ).toBe(403);
  });

  test('preview, correction and import of Markdown, plain text in GB 18030 and Word', async () => {
    const gb = Uint8Array.from([0xb5, 0xda, 0xd2, 0xbb, 0xcc, 0xf5, 0x20, 0xbc, 0xd7]); // 第一条 甲
    const view = await upload(author, {
      'administrative/试行条例(2020-01-01).md': RULES('一千元'),
      '甲规定.txt': gb,
      '乙办法(2021-02-03).docx': word('乙办法', '第一条　为了试行，制定本办法。', '第二条　本办法自公布之日起施行。'),
      '坏的.docx': 'no zip',
      '空.txt': '',
    });
    expect(view).toMatchObject({ state: 'previewed', total: 5, counts: { 'new-law': 3, unreadable: 2 }, blocking: 4 });
    const { items } = await author.call('lawImportEntries', { params: { id: view.id }, query: {} });
    const entry = (file: string) => items.find((one) => one.file.includes(file));
    expect(entry('试行条例')?.facts).toMatchObject({
      ...{
        level: 'administrative-regulation',
        number: '国务院令第1号',
        publishedOn: '2020-01-01',
        effectiveOn: '2020-02-01',
      },
    });
    expect(
      entry('坏的')
        ?.findings.map(({ message }) => message)
        .join(),
    ).toContain('不是正确的 Word 文件');

    const refused = await refusal(author.call('confirmLawImport', { params: { id: view.id }, body: {} }));
    expect(refused.status).toBe(422);
    expect(refused.problem.issues?.map(({ label }) => label)).toContain('坏的.docx');
    expect((await author.call('laws', { query: { q: '试行条例' } })).total).toBe(0);

    const mend = (file: string, body: Record<string, unknown>) =>
      author.call('mendLawImport', { params: { id: view.id, order: String(entry(file)?.order) }, body });
    await mend('坏的', { skip: true });
    await mend('空', { skip: true });
    await mend('乙办法', { level: 'departmental-rule', organ: '公安部' });
    await mend('甲规定', { level: 'normative-document', publishedOn: '2022-01-01', effectiveOn: '2022-01-01' });
    const done = await confirm(author, view);
    expect(done).toMatchObject({ state: 'done', amended: [] });
    expect((await law('乙办法')).text?.articles.map(({ label }) => label)).toEqual(['第一条', '第二条']);
    expect((await law('甲规定')).text?.articles[0]?.clauses).toEqual([{ text: '甲' }]);
  });

  test('the same text again is told as already there; a foreign import is not seen', async () => {
    const view = await upload(author, { 'administrative/试行条例(2020-01-01).md': RULES('一千元') });
    expect(view.counts.duplicate).toBe(1);
    expect((await refusal(author.call('confirmLawImport', { params: { id: view.id }, body: {} }))).message).toContain(
      '都已在库中',
    );
    const other = await platform.api('fazhi2');
    expect((await refusal(other.call('lawImport', { params: { id: view.id } }))).status).toBe(404);
  });

  const citing = {
    ...{
      list: 'no-penalty' as const,
      department: '市场监管',
      violation: '没有登记',
      combine: 'all' as const,
      outcome: '不予处罚',
    },
    ...{
      conditions: [],
      exclusions: [],
      measures: [],
      origin: '编' as const,
      effectiveFrom: '2020-01-01',
      version: 1,
      status: 'effective' as const,
    },
  };

  test('an amendment touches what cites the changed clauses, and only that; items turn 待复核 and back, with a note', async () => {
    const item = (code: string, article: string) =>
      author.call('putDiscretionItem', {
        params: { code },
        body: {
          ...citing,
          code,
          conditions: [],
          exclusions: [],
          measures: [],
          penaltyBasis: [{ law: '试行条例', article }],
        },
      });
    await item('T1', '第2条');
    await item('T2', '第三条');
    await item('T3', '第四条');
    const view = await upload(author, {
      'administrative/试行条例(2026-01-01).md': RULES('五千元')
        .replace('2020年1月1日', '2026年1月1日')
        .replace(/第三条.*\n/, '')
        .replace('第四条', '第三条'),
    });
    expect(view.counts['new-version']).toBe(1);
    const preview = await author.call('lawImportEntry', { params: { id: view.id, order: '1' } });
    expect(preview.changes.map(({ kind, before, after }) => [kind, before, after])).toEqual([
      ['changed', '第二条', '第二条'],
      ['removed', '第三条', null],
      ['moved', '第四条', '第三条'],
    ]);
    const done = await confirm(author, view);
    expect(done.amended).toEqual([{ lawId: '试行条例', name: '试行条例', from: '2020-01-01', to: '2026-01-01' }]);
    expect(done.markedItems.sort()).toEqual(['T1', 'T2']);

    const impact = await author.call('lawImpact', { params: { id: '试行条例' } });
    expect(impact.entries.map(({ subject, effect, toReview }) => [subject.id, effect, toReview])).toEqual([
      ['list-item/T2', 'removed', true],
      ['list-item/T1', 'changed', true],
      ['list-item/T3', 'moved', false],
    ]);
    const status = async (code: string) =>
      (await author.call('discretionItems', { query: { q: code } })).items.find((one) => one.code === code)?.status;
    expect([await status('T1'), await status('T3')]).toEqual(['to-review', 'effective']);
    const restored = await author.call('reviewImpact', {
      params: { id: '试行条例' },
      body: { items: ['T1', 'T3', 'Q01'], undo: true },
    });
    expect(restored.changed).toEqual(['T1']);
    expect(await status('T1')).toBe('effective');
    const audit = await (await platform.api('shenji1')).call('audit', { query: { q: 'T1' } });
    expect(audit.items.map(({ summary }) => summary).join('\n')).toContain('转为待复核');
    expect(audit.items.map(({ summary }) => summary).join('\n')).toContain('恢复清单项 T1');
  });

  test('the version of the day of the act beside today’s; versions compared', async () => {
    const { versions } = await author.call('lawArticle', {
      query: { law: '试行条例', article: '第二条', on: '2021-05-01' },
    });
    expect(versions.map(({ role, version }) => [role, version.publishedOn])).toEqual([
      ['today', '2026-01-01'],
      ['act', '2020-01-01'],
    ]);
    expect((await law('试行条例', { on: '2021-05-01' })).version?.publishedOn).toBe('2020-01-01');
    const compared = await author.call('compareLaw', { params: { id: '试行条例' }, query: {} });
    expect(compared.counts).toMatchObject({ changed: 1, removed: 1, moved: 1, unchanged: 1 });
  });

  test('a repealed law is told as such, touches all that cites it, and can be taken back', async () => {
    const params = { id: '试行条例' };
    expect((await refusal(author.call('repealLaw', { params, body: { repealedOn: '2020-01-01' } }))).status).toBe(422);
    expect(await author.call('repealLaw', { params, body: { repealedOn: '2026-06-01' } })).toMatchObject({
      state: 'repealed',
    });
    const impact = await author.call('lawImpact', { params });
    expect(impact.repealed).toBe(true);
    expect(new Set(impact.entries.map(({ effect }) => effect))).toEqual(new Set(['removed']));
    expect(await author.call('repealLaw', { params, body: { repealedOn: null } })).toMatchObject({ state: 'in-force' });
  });

  test('open cases are found by the rules that they use', async () => {
    const demo = DEMO_CASES[0];
    if (!demo) throw new Error('no demonstration case');
    const { caseId } = await runPenaltyCase(platform.runner, demo, { stopBefore: 'Task_Interview' });
    await author.call('addLawVersion', {
      params: { id: 'CF' },
      body: {
        ...{ publishedOn: '2026-02-01', effectiveOn: '2026-03-01', change: 'amended', number: '', origin: '法' },
        text: '第一条 全部改写。\n第二条 施行。',
      },
    });
    const impact = await author.call('lawImpact', { params: { id: 'CF' } });
    expect(new Set(impact.entries.map(({ subject }) => subject.kind))).toEqual(
      new Set(['procedure', 'step', 'gate', 'clock', 'document', 'form', 'factor']),
    );
    expect(impact.entries.some(({ subject }) => subject.kind === 'gate' && subject.holder === '标准闸门')).toBe(true);
    expect(impact.openCases).toBe(1);
    const cases = await author.call('lawImpactCases', { params: { id: 'CF' }, query: {} });
    expect(cases.items.map(({ id }) => id)).toEqual([caseId]);
  }, 60_000);

  (folder ? test : test.skip)(
    'the whole collection in one upload: cancelled leaves nothing, imported it is all searchable',
    async () => {
      const files: Record<string, Uint8Array> = {};
      for (const part of ['national', 'administrative', 'departmental', 'local'])
        for (const name of readdirSync(join(folder ?? '', part)))
          files[`${part}/${name}`] = new Uint8Array(readFileSync(join(folder ?? '', part, name)));
      const count = Object.keys(files).length;
      const began = performance.now();
      const view = await upload(author, { '法规.zip': zipSync(files) as Uint8Array<ArrayBuffer> });
      expect(view).toMatchObject({ total: count, blocking: 0, withFindings: 2 });
      const previewed = performance.now();

      // Cancelled before it ends: nothing of it is there.
      await author.call('confirmLawImport', { params: { id: view.id }, body: {} });
      const cancelled = await author.call('cancelLawImport', { params: { id: view.id }, body: {} });
      expect(cancelled.state).toBe('cancelled');
      expect((await author.call('laws', { query: { q: '道路运输条例' } })).total).toBe(0);

      const started = performance.now();
      const done = await confirm(author, view);
      const ended = performance.now();
      console.log(
        `${store}：${count} 部，读取与预览 ${Math.round(previewed - began)} 毫秒，写入 ${Math.round(ended - started)} 毫秒`,
      );
      expect(done.state).toBe('done');
      const road = await law('道路运输条例');
      expect(road.versions.map(({ publishedOn, state }) => [publishedOn, state])).toEqual([
        ['2019-03-02', 'superseded'],
        ['2022-03-29', 'superseded'],
        ['2023-07-20', 'in-force'],
      ]);
      // The digest of the seed has got its text: another edition of the same version, which touches nothing.
      expect(await law('QZ')).toMatchObject({ excerpt: false, versionCount: 1, articleCount: 71 });
      const found = await author.call('searchLaws', { query: { q: '超过保质期 食品' } });
      expect(found.items[0]).toMatchObject({ lawName: '食品安全法' });
      expect(found.items[0]?.excerpt.some(({ hit, text }) => hit && text.includes('超过保质期'))).toBe(true);
      expect((await author.call('searchLaws', { query: { q: '罚款', all: '1' } })).total).toBeGreaterThan(1500);
    },
    180_000,
  );
});
