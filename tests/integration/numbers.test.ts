import type { ApiSession, ApiError } from '#seed';
import { DEMO_CASES, PENALTY_STEPS, runPenaltyCase } from '#seed';
import type { MongoServer } from '../support/mongo.ts';
import { startMongo } from '../support/mongo.ts';
import type { StoreKind, TestPlatform } from '../support/platform.ts';
import { eventually, startPlatform } from '../support/platform.ts';

// Numbers of cases and documents: without gaps, never twice, whatever happens at the same time.

const mongo: MongoServer | null = await startMongo();
const stores: StoreKind[] = mongo ? ['sqlite', 'mongo'] : ['sqlite'];
const [demo] = DEMO_CASES;
if (!demo) throw new Error('no demonstration case');

afterAll(() => mongo?.stop());

describe.each(stores)('numbers on %s', (store) => {
  let platform: TestPlatform;
  let officer: ApiSession;
  const year = () => platform.runner.today().slice(0, 4);
  beforeAll(async () => {
    platform = await startPlatform({ store, mongo });
    officer = await platform.api('zhifa1');
  }, 120_000);
  afterAll(() => platform.stop(), 30_000);

  const register = (change: Record<string, unknown> = {}) => {
    const context = { handlers: [], hearingHosts: [], evidenceIds: [], today: platform.runner.today() };
    const data = { ...PENALTY_STEPS['Start']?.(demo, context), ...change };
    return officer.call('registerCase', { body: { procedureCode: 'penalty-ordinary', data } });
  };
  const seriesOf = async (word: string) => {
    const { items } = await officer.call('numberSeries', { query: { word } });
    return items[0];
  };

  test('twelve leads registered at the same time, one in three refused: 1 to 8, none missing, none twice', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) => register(index % 3 === 0 ? { partyUscc: '91370102MA3TEDT05X' } : {})),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.map(({ reason }) => (reason as ApiError).status)).toEqual([422, 422, 422, 422]);
    const numbers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.number] : []));
    const wanted = Array.from({ length: 8 }, (_, index) => `济历市监线索〔${year()}〕${index + 1}号`);
    expect(numbers.sort()).toEqual(wanted.sort());
    expect(await seriesOf('线索')).toMatchObject({ first: 1, last: 8, used: 8, voids: 0, complete: true, missing: [] });
  }, 60_000);

  test('the register names each number with its case and who took it', async () => {
    const series = await seriesOf('线索');
    const entries = await officer.call('numberEntries', { params: { id: series?.id ?? '' }, query: { pageSize: '3' } });
    expect(entries.total).toBe(8);
    expect(entries.items.map((entry) => [entry.seq, entry.subject, entry.takenByName])).toEqual([
      [8, 'case', '王建国'],
      [7, 'case', '王建国'],
      [6, 'case', '王建国'],
    ]);
  });

  test('the number of a document is made void with its reason, and the next document gets the next number', async () => {
    const served = await runPenaltyCase(platform.runner, demo, { stopBefore: 'Task_NoticeService' });
    const series = await seriesOf('告');
    const id = series?.id ?? '';
    const { items } = await officer.call('numberEntries', { params: { id } });
    const head = await platform.api('kezhang1');
    const voided = await head.call('voidNumber', {
      params: { id: items[0]?.id ?? '' },
      body: { reason: '打印时污损，另行制作', document: '' },
    });
    expect(voided.void).toMatchObject({ reason: '打印时污损，另行制作', actorName: '张志强' });
    await expect(
      head.call('voidNumber', { params: { id: voided.id }, body: { reason: '再次作废试试', document: '' } }),
    ).rejects.toMatchObject({ status: 409 });
    const detail = await officer.call('case', { params: { id: served.caseId } });
    expect(detail.documents.find((document) => document.number === voided.text)?.status).toBe('void');

    const next = await runPenaltyCase(platform.runner, demo, { stopBefore: 'Task_NoticeService' });
    const numbered = await eventually('the next notice', async () => {
      const later = await officer.call('case', { params: { id: next.caseId } });
      return later.documents.find((document) => document.number?.includes('告'));
    });
    expect(numbered.number).toBe(`济历市监告〔${year()}〕2号`);
    expect(await seriesOf('告')).toMatchObject({ last: 2, used: 1, voids: 1, complete: true });
  }, 120_000);

  test('the number of a living case can not be made void, and not by another organ', async () => {
    const series = await seriesOf('立');
    const { items } = await officer.call('numberEntries', { params: { id: series?.id ?? '' } });
    const head = await platform.api('kezhang1');
    const body = { reason: '想要作废这个号', document: '' };
    await expect(head.call('voidNumber', { params: { id: items[0]?.id ?? '' }, body })).rejects.toMatchObject({
      status: 409,
    });
    const foreign = await platform.api('cg-juzhang');
    await expect(foreign.call('voidNumber', { params: { id: items[0]?.id ?? '' }, body })).rejects.toMatchObject({
      status: 404,
    });
    expect((await foreign.call('numberSeries')).total).toBe(0);
  });

  test('an organ without 机关代字 does not get the numbers of another: refused in Chinese', async () => {
    const admin = await platform.api('guanli1');
    const { items: organs } = await admin.call('organs');
    const own = organs.find((organ) => organ.id === '370102-shijian');
    const other = organs.find((organ) => organ.id === '370102-chengguan');
    if (!own || !other) throw new Error('no organs');
    await admin.call('putOrgan', { params: { id: other.id }, body: { ...other, numberPrefix: own.numberPrefix } });
    const stranger = await platform.api('cg1');
    const context = { handlers: [], hearingHosts: [], evidenceIds: [], today: platform.runner.today() };
    const data = PENALTY_STEPS['Start']?.(demo, context) ?? {};
    await expect(
      stranger.call('registerCase', { body: { procedureCode: 'penalty-ordinary', data } }),
    ).rejects.toMatchObject({ status: 409, message: expect.stringContaining('机关代字') as string });
    await admin.call('putOrgan', { params: { id: other.id }, body: other });
    const registered = await stranger.call('registerCase', { body: { procedureCode: 'penalty-ordinary', data } });
    expect(registered.number).toBe(`济历城管线索〔${year()}〕1号`);
  }, 30_000);
});
