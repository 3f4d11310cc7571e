import ExcelJS from 'exceljs';
import request from 'supertest';
import { DEMO_CASES, DEMO_PASSWORD, CALENDAR, runPenaltyCase } from '#seed';
import { CASE_INDEX } from '../../runtime/store/collections.ts';
import type { TestPlatform } from '../support/platform.ts';
import { eventually, startPlatform } from '../support/platform.ts';

// Calendars, previews and the sweep of a running platform.

let platform: TestPlatform;
interface Signed {
  cookie: string;
  token: string;
}
const signed = new Map<string, Signed>();

async function as(account: string): Promise<Signed> {
  const known = signed.get(account);
  if (known) return known;
  const response = await request(platform.url).post('/api/session').send({ account, password: DEMO_PASSWORD });
  const made = {
    cookie: (response.get('Set-Cookie')?.[0] ?? '').split(';')[0] ?? '',
    token: response.body.csrfToken as string,
  };
  signed.set(account, made);
  return made;
}

async function call(account: string, method: 'get' | 'post' | 'put', path: string, body?: object | Buffer) {
  const { cookie, token } = await as(account);
  const sent = request(platform.url)[method](path).set('cookie', cookie).set('x-csrf-token', token);
  if (Buffer.isBuffer(body)) return sent.set('content-type', 'application/octet-stream').send(body);
  return body ? sent.send(body) : sent;
}

beforeAll(async () => {
  platform = await startPlatform();
}, 60_000);
afterAll(() => platform.stop());

describe('POST /api/rules/timing/preview', () => {
  const preview = (body: object, account = 'zhifa1') => call(account, 'post', '/api/rules/timing/preview', body);

  test('a clock of the master table for the department of the caller, day by day', async () => {
    const response = await preview({ code: 'CF-02', startAt: '2026-02-09', on: '2026-02-20' });
    expect(response.status).toBe(200);
    expect(response.body.deadline).toMatchObject({ dueOn: '2026-03-06', state: 'running', light: 'normal' });
    expect(response.body.deadline.days.filter((day: { counted: boolean }) => day.counted)).toHaveLength(15);
    expect(response.body.source).toContain('市场监管');
  });

  test('the same clock as another department has it', async () => {
    const response = await preview({ code: 'CF-02', department: '农业农村', startAt: '2026-02-09', on: '2026-02-10' });
    expect(response.body.deadline.dueOn).toBe('2026-02-25');
    expect(response.body.deadline.basis.law).toBe('农业行政处罚程序规定');
  });

  test('a definition of one’s own with events', async () => {
    const { body } = await preview({ code: 'CF-26', startAt: '2026-01-05', on: '2026-01-06' });
    const response = await preview({
      definition: { ...body.definition, limit: { length: 10, unit: 'WD' } },
      startAt: '2026-01-05',
      events: [
        { type: 'testing.started', at: '2026-01-06' },
        { type: 'testing.finished', at: '2026-01-09' },
      ],
      on: '2026-01-12',
    });
    expect(response.body.deadline.dueOn).toBe('2026-01-22');
    expect(response.body.deadline.explanation.join('')).toContain('检测、检验、检疫、鉴定');
  });

  test.each([
    [{ code: 'CF-26', startAt: '2026-02-30' }, 'startAt', '2026-02-30'],
    [{ code: 'CF-99', startAt: '2026-02-03' }, 'code', 'CF-99'],
    [{}, 'code', '请选择一个期限'],
    [{ code: 'CF-26', startAt: '明天' }, 'startAt', '时间应写成'],
  ])('%j is refused at %s', async (body, path, words) => {
    const response = await preview(body);
    expect([response.status, response.body.issues?.[0]?.path]).toEqual([422, path]);
    expect(JSON.stringify(response.body)).toContain(words);
  });

  test('another organ’s case is not to be had this way', async () => {
    const demo = DEMO_CASES[0];
    if (!demo) throw new Error('no demonstration case');
    const { caseId } = await runPenaltyCase(platform.runner, demo, { stopBefore: 'Task_Inspect' });
    expect((await preview({ code: 'CF-26', caseId }, 'huanbao1')).status).toBe(404);
    const own = await preview({ code: 'CF-26', caseId });
    expect(own.status).toBe(200);
    expect(own.body.deadline.state).toBe('running');
  });
});

test('加处罚款: the vector of the domain facts over HTTP, and contradictory instalments named', async () => {
  const ask = (body: object) => call('zhifa1', 'post', '/api/rules/accrual/preview', body);
  const fine = { principalFen: 2_000_000, instalments: [{ dueOn: '2026-03-31', amountFen: 2_000_000 }] };
  expect((await ask({ ...fine, on: '2026-05-03' })).body.accrual.accruedFen).toBe(1_980_000);
  expect((await ask({ ...fine, on: '2026-05-04' })).body.accrual.accruedFen).toBe(2_000_000);
  const wrong = await ask({ ...fine, principalFen: 1_000_000, on: '2026-05-04' });
  expect([wrong.status, wrong.body.issues[0].path]).toEqual([422, 'instalments']);
});

describe('importing a calendar', () => {
  const upload = (file: Buffer) => call('fazhi1', 'post', '/api/calendars/import', file);
  const sheet = async (rows: unknown[][], change?: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> => {
    const workbook = new ExcelJS.Workbook();
    const worksheet = workbook.addWorksheet('放假');
    worksheet.addRows(rows);
    change?.(worksheet);
    return Buffer.from(await workbook.xlsx.writeBuffer());
  };
  const HEAD = ['开始日期', '结束日期', '类型', '名称'];

  test('the package knows 2026 exactly as the seed does, and says that 2027 is not announced', async () => {
    const known = await call('fazhi1', 'post', '/api/calendars/announced', { years: [2024, 2025, 2026] });
    const working = known.body.changes.filter(
      (change: { before: string; after: string }) =>
        change.before.startsWith('休息') !== change.after.startsWith('休息'),
    );
    expect([known.body.problems, working]).toEqual([[], []]);
    const unknown = await call('fazhi1', 'post', '/api/calendars/announced', { years: [2027] });
    expect(unknown.body.problems[0].message).toContain('还没有2027年的放假安排');
  });

  test('a sheet is read with its changes and nothing is stored', async () => {
    const file = await sheet([
      HEAD,
      ['2027-01-01', '2027-01-03', '休', '元旦'],
      [new Date('2027-02-05T00:00:00Z'), '2027年2月11日', '放假', '春节'],
      ['2027/1/9', '', '班', ''],
    ]);
    const response = await upload(file);
    expect(response.body.problems).toEqual([]);
    expect(response.body.years[0].holidays).toHaveLength(10);
    expect(response.body.years[0].workdays).toEqual(['2027-01-09']);
    expect(response.body.changes).toContainEqual({
      date: '2027-01-01',
      before: '工作日，按周末推算',
      after: '休息（元旦）',
    });
    expect((await call('fazhi1', 'get', '/api/calendar')).body.version).toBe(CALENDAR.version);
  });

  test('every wrong row is named by row and column', async () => {
    const file = await sheet(
      [
        HEAD,
        ['2027-02-30', '', '休', '春节'],
        ['2027-01-01', '2026-12-30', '休', '元旦'],
        ['2027-05-01', '', '也许', '劳动节'],
        ['2027-06-09', '', '休', ''],
        ['2027-10-01', '', '休', '国庆节'],
        ['2027-10-01', '', '班', ''],
        ['2027-03-03', '', '班', ''],
        ['2027-04-04', '', '休', '清明节'],
        ['', '', '', ''],
      ],
      (worksheet) => worksheet.mergeCells('D9:D10'),
    );
    const { body } = await upload(file);
    expect(body.problems.map((problem: { row: number; column: string }) => [problem.row, problem.column])).toEqual([
      [2, '日期'],
      [3, '结束日期'],
      [4, '类型'],
      [5, '名称'],
      [9, '名称'],
      [10, '名称'],
      [7, '日期'],
      [8, '类型'],
    ]);
  });

  test.each([
    ['no columns', 'x,y\n1,2\n', '表头缺少“日期”一列'],
    ['nothing', '', '文件是空的'],
  ])('a CSV with %s is refused in words', async (_name, text, words) => {
    expect(JSON.stringify((await upload(Buffer.from(text))).body)).toContain(words);
  });

  test('a CSV as Chinese Excel writes it (GB18030) is read', async () => {
    // 日期,类型,名称 / 2027-01-01,休,元旦
    const bytes = Buffer.from('c8d5c6da2cc0e0d0cd2cc3fbb3c60a323032372d30312d30312cd0dd2cd4aab5a90a', 'hex');
    expect((await upload(bytes)).body.years).toEqual([
      { year: 2027, holidays: [{ date: '2027-01-01', name: '元旦' }], workdays: [] },
    ]);
  });

  test('a contradictory calendar is refused whole, each place named', async () => {
    const response = await call('fazhi1', 'put', '/api/calendar', {
      version: 'wrong',
      source: '试',
      years: [
        {
          year: 2027,
          holidays: [
            { date: '2027-02-30', name: '春节' },
            { date: '2027-10-02', name: '国庆节' },
            { date: '2027-10-02', name: '国庆节' },
          ],
          workdays: ['2027-10-02', '2027-03-03', '2026-01-01'],
        },
      ],
    });
    expect(response.status).toBe(422);
    expect(response.body.issues.map((issue: { path: string }) => issue.path)).toEqual([
      'years[0].holidays[0].date',
      'years[0].holidays[2].date',
      'years[0].workdays[0]',
      'years[0].workdays[1]',
      'years[0].workdays[2]',
    ]);
    expect((await call('fazhi1', 'get', '/api/calendars')).body.items).toHaveLength(1);
  });
});

describe('a year that is announced while cases run', () => {
  const moved = '2026-12-25T09:00:00+08:00';
  let caseId: string;
  const deadline = async (code: string) => {
    const { body } = await call('zhifa1', 'get', `/api/cases/${caseId}`);
    return body.deadlines.find((one: { code: string }) => one.code === code);
  };
  const entry = async () => {
    const found = await platform.runtime.platform.store.get(CASE_INDEX, caseId);
    if (!found) throw new Error('no entry');
    return found;
  };

  test('the dates of a running case are provisional, then recomputed; announced years stay pinned', async () => {
    await platform.moveClock(moved);
    const demo = DEMO_CASES[1] ?? DEMO_CASES[0];
    if (!demo) throw new Error('no demonstration case');
    ({ caseId } = await runPenaltyCase(platform.runner, demo, { stopBefore: 'Task_Filing' }));
    const before = await deadline('CF-02');
    expect([before.provisional, before.provisionalYears]).toEqual([true, [2027]]);
    expect((await entry()).provisionalYears).toEqual([2027]);
    const years = [
      // An edit of 2026 that a running case must not feel.
      ...CALENDAR.years.map((year) =>
        year.year === 2026 ? { ...year, holidays: [...year.holidays, { date: '2026-12-31', name: '试' }] } : year,
      ),
      { year: 2027, holidays: [{ date: '2027-01-01', name: '元旦' }], workdays: [] },
    ];
    const put = await call('fazhi1', 'put', '/api/calendar', { version: '2027.1', source: '试验通知', years });
    expect(put.status).toBe(200);
    await eventually('the running case is recomputed', async () => (await entry()).provisionalYears.length === 0);
    const after = await deadline('CF-02');
    expect(after.provisional).toBe(false);
    expect(after.calendarVersion).toContain('2027年取2027.1');
    const days = after.days as { date: string; counted: boolean }[];
    expect(days.find(({ date }) => date === '2027-01-01')?.counted).toBe(false);
    expect(days.find(({ date }) => date === '2026-12-31')?.counted).toBe(true);
    expect((await entry()).dueOn).toBe(after.dueOn);
    const list = await call('fazhi1', 'get', '/api/calendars');
    expect(list.body).toMatchObject({
      pending: 0,
      items: [{ version: '2027.1', createdByName: expect.any(String) }, {}],
    });
  });

  test('a correction needs a reason, and then reaches running cases', async () => {
    const calendar = (await call('fazhi1', 'get', '/api/calendar')).body;
    const body = { ...calendar, version: '2027.2', correctsYears: [2026] };
    const refused = await call('fazhi1', 'put', '/api/calendar', body);
    expect([refused.status, refused.body.issues[0].path]).toEqual([422, 'reason']);
    const before = await deadline('CF-02');
    expect((await call('fazhi1', 'put', '/api/calendar', { ...body, reason: '国办通知延长假期' })).status).toBe(200);
    await eventually('the case is recomputed', async () => (await entry()).dueOn !== before.dueOn);
    const days = (await deadline('CF-02')).days as { date: string; counted: boolean }[];
    expect(days.find(({ date }) => date === '2026-12-31')?.counted).toBe(false);
  });

  test('the difference of two versions is told day by day', async () => {
    const { body } = await call('fazhi1', 'get', `/api/calendars/2027.2/diff?from=${CALENDAR.version}`);
    expect(body.items).toContainEqual({ date: '2026-12-31', before: '工作日', after: '休息（试）' });
  });

  test('a sweep touches an entry when its instant comes, and not before', async () => {
    const { platform: inside } = platform.runtime;
    const { changesAt, version, light } = await entry();
    expect(light).toBe('normal');
    await inside.sweep();
    expect((await entry()).version).toBe(version);
    await platform.moveClock(changesAt);
    expect((await entry()).light).toBe('due-soon');
    await platform.moveClock(moved);
    expect((await entry()).light).toBe('normal');
  });
});
