import type { ApiSession } from '#seed';
import { DEMO_CASES } from '#seed';
import { CaseDriver } from '../support/case-driver.ts';
import type { TestPlatform } from '../support/platform.ts';
import { startPlatform } from '../support/platform.ts';

// Every check that ran on a case, refused submissions too, is there to be read, filtered and compared.

const [demo] = DEMO_CASES;
if (!demo) throw new Error('no demonstration case');
let platform: TestPlatform;
let officer: ApiSession;
let driver: CaseDriver;

const ask = (query: Record<string, string> = {}) =>
  officer.call('caseChecks', { params: { id: driver.caseId }, query: { pageSize: '100', ...query } });

beforeAll(async () => {
  platform = await startPlatform();
  officer = await platform.api('zhifa1');
  driver = new CaseDriver(platform.runner, demo);
  await driver.register();
  const verify = await driver.advanceTo('Task_Verify');
  const one = [await platform.runner.userId('zhifa1'), await platform.runner.userId('zhifa3')];
  for (let time = 0; time < 2; time++) await driver.complete(verify, { handlers: one }).catch(() => undefined);
  await driver.complete(verify, { verifyFindings: '' }).catch(() => undefined);
  await driver.complete(verify);
  await driver.advanceTo('Task_Inspect');
}, 90_000);
afterAll(() => platform.stop(), 30_000);

test('a submission that gates refused is kept with who, why and how often; the case knows nothing of it', async () => {
  const { items, refused } = await ask({ outcome: 'refused', kind: 'task' });
  expect(refused).toBe(2);
  expect(items).toEqual([
    expect.objectContaining({ kind: 'task', elementId: 'Task_Verify', passed: false, attempt: true, times: 2 }),
  ]);
  expect(items[0]).toMatchObject({ actorName: '王建国', trigger: 'task' });
  const failed = items[0]?.findings.filter((finding) => finding.outcome === 'failed');
  expect(failed?.[0]).toMatchObject({ gate: 'G02', message: expect.stringContaining('韩立新') as string });
  expect((await driver.detail()).findings.filter((finding) => finding.gate === 'G02')).toEqual([]);
});

test('a form that was refused is kept with the fields, not with what was typed', async () => {
  const { items } = await ask({ kind: 'form' });
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ passed: false, attempt: true, findings: [] });
  expect(items[0]?.issues?.map((issue) => issue.path)).toEqual(['verifyFindings']);
});

test('accepted steps keep their gates and who signed; each tells step, trigger and the versions of the rules', async () => {
  const { items, total, elements } = await ask();
  expect(total).toBe(items.length);
  const kinds = new Set(items.map((check) => check.kind));
  for (const kind of ['timing', 'task', 'officer', 'form'] as const) expect(kinds).toContain(kind);
  for (const check of items)
    expect(check.versions).toMatchObject({ procedure: 'penalty-ordinary', procedureVersion: 1 });
  const signed = items.find((check) => check.kind === 'officer' && check.elementId === 'Task_Filing');
  expect(signed?.findings.map((finding) => [finding.gate, finding.outcome])).toEqual([
    ['人员', 'passed'],
    ['分离', 'passed'],
  ]);
  expect(elements.find((element) => element.id === 'Task_Filing')?.name).toBe(signed?.elementName);
  expect([...items].sort((a, b) => (a.at < b.at ? 1 : -1)).map((check) => check.at)).toEqual(
    items.map((check) => check.at),
  );
});

test('filters and pages', async () => {
  const all = await ask();
  const pages = await Promise.all(['1', '2'].map((page) => ask({ page, pageSize: '3' })));
  expect(pages.flatMap((page) => page.items.map((check) => check.id))).toEqual(
    all.items.slice(0, 6).map((check) => check.id),
  );
  const withGate = await ask({ gate: 'G02' });
  expect(withGate.total).toBeGreaterThan(1);
  expect(withGate.items.every((check) => check.findings.some((finding) => finding.gate === 'G02'))).toBe(true);
  const passed = await ask({ outcome: 'passed' });
  const failed = await ask({ outcome: 'failed' });
  expect(passed.total + failed.total).toBe(all.total);
  const oldest = await ask({ order: 'asc', pageSize: '1' });
  expect(oldest.items[0]?.id).toBe(all.items.at(-1)?.id);
});

test('one check comes with the other runs of the same kind at the same step', async () => {
  const { items } = await ask({ kind: 'task', elementId: 'Task_Verify' });
  expect(items.map((check) => check.passed)).toEqual([true, false]);
  const { check, runs } = await officer.call('caseCheck', { params: { id: driver.caseId, check: items[0]?.id ?? '' } });
  expect(check.passed).toBe(true);
  expect(runs.map((run) => run.id)).toEqual([items[1]?.id]);
  const other = { id: driver.caseId, check: 'no-such' };
  await expect(officer.call('caseCheck', { params: other })).rejects.toMatchObject({ status: 404 });
});

test('somebody whose certificate is suspended is stopped, and the record says so', async () => {
  const keeper = await platform.api('jiandu1');
  const { items } = await keeper.call('certificates', {
    query: { userId: await platform.runner.userId('zhifa1'), kind: 'enforcement' },
  });
  await keeper.call('changeCertificate', {
    params: { id: items[0]?.id ?? '' },
    body: { action: 'suspend', on: platform.runner.today(), reason: '监督决定暂扣三十日', document: '监决〔2026〕1号' },
  });
  const task = (await driver.detail()).openTasks[0];
  await expect(
    officer.call('completeTask', { params: { key: task?.key ?? '' }, body: { data: {} } }),
  ).rejects.toMatchObject({ status: 403 });
  const stopped = await ask({ kind: 'officer', outcome: 'refused' });
  expect(stopped.items[0]?.findings[0]).toMatchObject({
    outcome: 'failed',
    message: '王建国：执法证已暂扣',
    basis: [expect.objectContaining({ article: '第四十二条' }), expect.anything()],
  });
}, 30_000);
