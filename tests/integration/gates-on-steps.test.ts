import type { Finding } from '#contracts';
import { DEMO_CASES } from '#seed';
import type { ApiError } from '#seed';
import { CaseDriver } from '../support/case-driver.ts';
import type { TestPlatform } from '../support/platform.ts';
import { startPlatform } from '../support/platform.ts';

// Gates whose facts the forms of the ordinary procedure collect: each stops its step with what is missing, and lets it
// pass once that was filled in. One case, from the lead to the decision.

let platform: TestPlatform;
let driver: CaseDriver;

beforeAll(async () => {
  platform = await startPlatform();
  driver = new CaseDriver(platform.runner, DEMO_CASES[0]!);
}, 60_000);
afterAll(() => platform.stop(), 30_000);

/** Which gates refuse a step that is filled in like this. */
async function refusing(elementId: string, data: Record<string, unknown>): Promise<(string | undefined)[]> {
  const task = await driver.advanceTo(elementId);
  try {
    await driver.complete(task, data);
  } catch (error) {
    const { status, problem } = error as ApiError;
    expect(status).toBe(422);
    return ((problem.findings ?? []) as Finding[])
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ gate }) => gate);
  }
  throw new Error('was not refused');
}

const MEASURE = {
  ...{ measureKind: 'seize', measureBasis: '《食品安全法》第一百一十条', measureApproved: true },
  ...{ measureReasonTold: true, measureStatementHeard: true, measureRecordSigned: true, measureDelivered: true },
};
const MONITORING = {
  ...{ monitoringEvidence: true, monitoringLegalReviewed: true, monitoringTechnicalReviewed: true },
  ...{ monitoringSignPosted: true, monitoringPlacePublished: true, monitoringRecordReviewed: true },
};

test('a violation outside the district is not filed without an assigned jurisdiction (G05)', async () => {
  const outside = new CaseDriver(platform.runner, DEMO_CASES[0]!);
  const session = await platform.runner.as('zhifa1');
  const data = { ...(await outside.dataOf('Start')), violationRegionCode: '370103' };
  outside.caseId = (await session.call('registerCase', { body: { procedureCode: 'penalty-ordinary', data } })).id;
  const verify = await outside.advanceTo('Task_Verify');
  await expect(outside.complete(verify)).rejects.toMatchObject({
    problem: {
      findings: expect.arrayContaining([expect.objectContaining({ gate: 'G05', outcome: 'failed' })]) as unknown,
    },
  });
  await outside.complete(verify, { jurisdictionAssigned: true, jurisdictionDocument: '济市监指〔2026〕1号' });
});

test('an inspection whose matter is not published (G35), and a seizure without all its steps (G11)', async () => {
  await driver.register();
  await driver.advanceTo('Task_Inspect');
  await driver.upload(new TextEncoder().encode('现场照片'), '现场照片.txt');
  expect(await refusing('Task_Inspect', { inspectionType: 'routine', inspectionApproved: true })).toEqual(['G35']);
  expect(await refusing('Task_Inspect', { ...MEASURE, measureDelivered: false })).toEqual(['G11']);
  const inspected = { inspectionType: 'routine', inspectionApproved: true, inspectionMatterPublished: true };
  await driver.complete(await driver.advanceTo('Task_Inspect'), { ...inspected, ...MEASURE });
  expect((await driver.detail()).events.map(({ type }) => type)).toContain('measure.taken');
});

test('monitoring evidence that nobody reviewed (G12)', async () => {
  expect(await refusing('Task_Report', { ...MONITORING, monitoringRecordReviewed: false })).toEqual(['G12']);
  await driver.complete(await driver.advanceTo('Task_Report'), { ...MONITORING, suspectedCrime: true });
});

test('a suspected crime ends in no penalty (G15), and where the law changed the draft says which applies (G32)', async () => {
  expect(await refusing('Task_Draft', {})).toEqual(['G15']);
  const transfer = { decisionType: 'transfer', decisionContent: '移送公安机关处理。', lawChanged: true };
  const draft = await driver.advanceTo('Task_Draft');
  await expect(driver.complete(draft, transfer)).rejects.toMatchObject({
    problem: { issues: [expect.objectContaining({ path: 'lawChoiceReason' })] },
  });
  await driver.complete(draft, { ...transfer, lawChoiceReason: '新规定处罚较轻，适用新规定。' });
});

test('supervision is warned when the same party is inspected again within thirty days', async () => {
  const again = new CaseDriver(platform.runner, DEMO_CASES[0]!);
  await again.register();
  await again.advanceTo('Task_Inspect');
  await again.upload(new TextEncoder().encode('现场照片'), '现场照片.txt');
  await again.complete(await again.advanceTo('Task_Inspect'), {});
  await platform.runtime.platform.gateWatch.settle();
  const supervisor = await platform.api('jiandu1');
  const { items } = await supervisor.call('gateWarnings', { query: { gate: 'W06', pageSize: '200' } });
  const { number } = await driver.detail();
  expect(items.find(({ caseId }) => caseId === again.caseId)).toMatchObject({
    level: 'warn',
    message: expect.stringContaining(number) as string,
  });
});

test('a decision that was revoked is withdrawn from publicity within three working days, or supervision hears of it', async () => {
  const head = await platform.runner.as('zhifa1');
  const at = '2026-03-02T09:00:00+08:00';
  const body = { type: 'decision.changed', at, reason: '复议决定撤销' };
  await head.call('caseEvent', { params: { id: driver.caseId }, body });
  await platform.runtime.platform.gateWatch.settle();
  const supervisor = await platform.api('jiandu1');
  const { items } = await supervisor.call('gateWarnings', { query: { gate: 'CF-33', pageSize: '200' } });
  expect(items.find(({ caseId }) => caseId === driver.caseId)?.message).toContain('到期日 2026-03-05');
});
