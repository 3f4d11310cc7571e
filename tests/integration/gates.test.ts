import type { GateDefinition, RouteBody } from '#contracts';
import { USERS } from '../../runtime/store/collections.ts';
import { DEMO_CASES, runPenaltyCase } from '#seed';
import type { ApiError, ApiSession } from '#seed';
import type { TestPlatform } from '../support/platform.ts';
import { eventually, startPlatform } from '../support/platform.ts';

// Gates over HTTP: previews, exceptions for one case, warnings about running cases, checks of many.

let platform: TestPlatform;
let officer: ApiSession;
let leader: ApiSession;
let supervisor: ApiSession;
const demo = DEMO_CASES[0]!;
const day = () => platform.runtime.platform.clock.today();

beforeAll(async () => {
  platform = await startPlatform();
  officer = await platform.api('zhifa1');
  leader = await platform.api('juzhang1');
  supervisor = await platform.api('jiandu1');
}, 60_000);
afterAll(() => platform.stop());

const refused = async (promise: Promise<unknown>): Promise<ApiError> => {
  try {
    await promise;
  } catch (error) {
    return error as ApiError;
  }
  throw new Error('was not refused');
};
const preview = async (body: RouteBody<'previewGate'>, as = officer) =>
  (await as.call('previewGate', { body })).findings;
const gate: GateDefinition = {
  code: 'X01',
  name: '试查',
  level: 'block',
  condition: 'fineFen <= 100000',
  message: '罚款 {fineFen} 太多',
  remedy: '减少',
  basis: [{ law: '行政处罚法', article: '第五条' }],
  origin: '编',
};

const validToOf = async (): Promise<string> => {
  const user = await platform.runtime.platform.store.get(USERS, await platform.runner.userId('zhifa2'));
  return user!.certificates[0]!.validTo;
};
/** Changes the certificate of the second handler behind the back of every check. */
const setValidTo = async (validTo: string): Promise<void> => {
  const id = await platform.runner.userId('zhifa2');
  await platform.runtime.platform.store.transaction({ id: 't', name: 't' }, async (unit) => {
    const current = (await unit.get(USERS, id))!;
    const certificates = current.certificates.map((certificate) => ({ ...certificate, validTo }));
    await unit.update(USERS, { ...current, certificates });
  });
};

describe('preview', () => {
  test('standard gates over made-up facts, telling what was looked at', async () => {
    expect((await preview({ codes: ['G16'] }))[0]).toMatchObject({ outcome: 'failed', level: 'block' });
    const [passed] = await preview({ codes: ['G16'], events: [{ type: 'notice.served', on: '2026-03-02' }] });
    expect(passed).toMatchObject({
      outcome: 'passed',
      lookedAt: [{ name: 'events.noticeServed', label: '处罚告知送达的日期', value: '2026-03-02' }],
    });
  });
  test('a gate that is being written', async () => {
    const [finding] = await preview({ gate, data: { proposedFineYuan: '2000.00' } });
    expect(finding).toMatchObject({ gate: 'X01', outcome: 'failed', message: '罚款 2,000 元 太多' });
    expect((await preview({ gate, data: { proposedFineYuan: '900.00' } }))[0]?.outcome).toBe('passed');
  });
  test('hearing thresholds given as parameters', async () => {
    const threshold = {
      measure: 'fine' as const,
      personFen: 100_00,
      organizationFen: 1000_00,
      basis: gate.basis[0]!,
      origin: '法' as const,
    };
    const [finding] = await preview({
      codes: ['G18'],
      data: { proposedFineYuan: '100.00' },
      parameters: { hearingThresholds: [threshold] },
    });
    expect(finding).toMatchObject({ outcome: 'failed', message: expect.stringContaining('达到听证标准') });
  });
  test('a condition that does not parse is named with its field', async () => {
    const error = await refused(preview({ gate: { ...gate, condition: 'count(' } }));
    expect(error.status).toBe(422);
    expect(error.problem.issues?.[0]).toMatchObject({ path: 'gate.condition' });
  });
  test('a case outside the reader’s reach is not found', async () => {
    expect((await refused(preview({ codes: ['G16'], caseId: 'no-such' }))).status).toBe(404);
  });
});

test('an exception lets one case past one gate, by whom the gate names, with reason, paper and end', async () => {
  const old = '2020-01-01';
  const verify = { Task_Verify: { violationEndedOn: old } };
  const error = await refused(
    runPenaltyCase(platform.runner, demo, { stopBefore: null, stopAfter: 'Task_Verify', override: verify }),
  );
  expect(error).toMatchObject({ status: 422, message: expect.stringContaining('追责时效') });
  const { items } = await officer.call('tasks', { query: { pageSize: '50' } });
  const task = items.find((one) => one.elementId === 'Task_Verify')!;
  const params = { id: task.caseId };
  const body = {
    gate: 'G06',
    reason: '食品安全案件，有危害后果，经集体讨论',
    document: '批〔2026〕1号',
    validTo: day(),
  };

  const possible = await leader.call('gateExceptions', { params });
  expect(possible.possible.map((one) => one.gate)).toContain('G06');
  expect((await refused(officer.call('grantGateException', { params, body }))).status).toBe(403);
  expect(
    (await refused(leader.call('grantGateException', { params, body: { ...body, gate: 'G16' } }))).message,
  ).toMatch(/不允许例外/);
  expect((await refused(leader.call('grantGateException', { params, body: { ...body, reason: '同意' } }))).status).toBe(
    422,
  );
  expect(
    (await refused(leader.call('grantGateException', { params, body: { ...body, validTo: '2020-01-01' } }))).problem
      .issues?.[0]?.path,
  ).toBe('validTo');
  const granted = await leader.call('grantGateException', { params, body });

  const done = await runPenaltyCase(platform.runner, demo, {
    stopBefore: null,
    stopAfter: 'Task_Verify',
    override: verify,
    resume: task.caseId,
  });
  expect(done.steps).toEqual(['Task_Verify']);
  const [finding] = await preview({ codes: ['G06'], caseId: task.caseId });
  expect(finding).toMatchObject({ outcome: 'excepted', exception: { id: granted.id, document: '批〔2026〕1号' } });

  await leader.call('revokeGateException', { params: { ...params, exceptionId: granted.id } });
  expect((await preview({ codes: ['G06'], caseId: task.caseId }))[0]?.outcome).toBe('failed');
  expect(
    (await refused(leader.call('revokeGateException', { params: { ...params, exceptionId: granted.id } }))).status,
  ).toBe(409);
}, 60_000);

test('supervision is warned about a running case, deals with it, and sees it gone when it is mended', async () => {
  const { caseId } = await runPenaltyCase(platform.runner, demo, { stopBefore: 'Task_Interview' });
  await platform.runtime.platform.gateWatch.settle();
  const before = await supervisor.call('gateWarnings', { query: { pageSize: '200' } });
  expect(before.items.filter((warning) => warning.caseId === caseId)).toEqual([]);

  // Found later: an officer's certificate was no longer valid on the day of the inspection.
  const validTo = await validToOf();
  await setValidTo('2024-06-30');
  platform.runtime.platform.live.publish({ type: 'case', id: caseId });
  await platform.runtime.platform.gateWatch.settle();
  const { items } = await supervisor.call('gateWarnings', { query: { gate: 'G02', pageSize: '200' } });
  const warning = items.find((one) => one.caseId === caseId);
  expect(warning).toMatchObject({ level: 'block', status: 'open', message: expect.stringContaining('过期') });

  await setValidTo(validTo);
  platform.runtime.platform.live.publish({ type: 'case', id: caseId });
  await platform.runtime.platform.gateWatch.settle();
  const gone = await supervisor.call('gateWarnings', { query: { status: 'gone', pageSize: '200' } });
  expect(gone.items.map((one) => one.id)).toContain(warning!.id);
  expect(
    (await refused(supervisor.call('handleGateWarning', { params: { id: warning!.id }, body: { note: '晚了' } })))
      .status,
  ).toBe(409);

  await setValidTo('2024-06-30');
  platform.runtime.platform.live.publish({ type: 'case', id: caseId });
  await platform.runtime.platform.gateWatch.settle();

  const handled = await supervisor.call('handleGateWarning', {
    params: { id: warning!.id },
    body: { note: '已要求更换办案人员' },
  });
  expect(handled).toMatchObject({ status: 'handled', note: '已要求更换办案人员' });
}, 60_000);

test('many cases are checked at once: progress, results with filters, a CSV, and no reach beyond the own scope', async () => {
  const review = await supervisor.call('startGateReview', { body: { status: 'all' } });
  expect(review.total).toBeGreaterThan(0);
  const done = await eventually('the review to end', async () => {
    const now = await supervisor.call('gateReview', { params: { id: review.id } });
    return now.state === 'done' ? now : null;
  });
  expect(done.checked).toBe(done.total);
  expect(done.findings).toBeGreaterThan(0);
  const params = { id: review.id };
  const { items } = await supervisor.call('gateReviewResults', { params, query: { gate: 'G02' } });
  expect(items[0]).toMatchObject({ gate: 'G02', level: 'block', message: expect.stringContaining('过期') });
  const csv = (await supervisor.download(`/api/gate-reviews/${review.id}/export`)).toString('utf8');
  expect(csv.split('\r\n')[0]).toBe('\uFEFF"案号","案件","机关","闸门","名称","级别","问题","改正办法","依据","来源"');
  expect(csv).toContain('"G02"');

  expect((await refused(supervisor.call('cancelGateReview', { params }))).status).toBe(409);
  expect(
    (await refused(supervisor.call('startGateReview', { body: { from: '2026-02-01', to: '2026-01-01' } }))).problem
      .issues?.[0]?.path,
  ).toBe('to');
  expect((await refused(supervisor.call('startGateReview', { body: { organIds: ['nowhere'] } }))).status).toBe(422);
  expect(
    (await refused(supervisor.call('startGateReview', { body: { from: '2000-01-01', to: '2000-01-02' } }))).message,
  ).toMatch(/没有案件/);
}, 60_000);
