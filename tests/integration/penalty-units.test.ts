import { DEMO_CASES } from '#seed';
import type { ApiError, ApiSession } from '#seed';
import { PENALTY_FACTS } from '../../runtime/discretion/collections.ts';
import { CaseDriver } from '../support/case-driver.ts';
import type { TestPlatform } from '../support/platform.ts';
import { startPlatform } from '../support/platform.ts';

// One case with two violations and two parties, through its forms: each unit is weighed, decided and remembered by itself.

const demo = DEMO_CASES[0]!;
const OTHER = { partyKind: 'organization', partyName: '济南另一食品有限公司', partyUscc: '91370102MA3C4D5E6M' };

let platform: TestPlatform;
let officer: ApiSession;
let driver: CaseDriver;
/** Violations whose fines are some thousand yuan: no hearing comes between. */
const codes = ['Q36', 'C04'] as const;
let fines: number[] = [];

beforeAll(async () => {
  platform = await startPlatform();
  officer = await platform.api('zhifa1');
  driver = new CaseDriver(platform.runner, demo);
}, 60_000);
afterAll(() => platform.stop(), 30_000);

const units = () =>
  [
    { id: '1', violationCode: codes[0], partyId: 'party-1' },
    { id: '2', violationCode: codes[1], partyId: 'party-1' },
    { id: '3', violationCode: codes[0], partyId: 'party-2' },
  ].map((unit, index) => ({ ...unit, ...(fines[index] === undefined ? {} : { proposedFineFen: fines[index] }) }));
const yuan = (fen: readonly number[]) => (fen.reduce((total, one) => total + one, 0) / 100).toFixed(2);
const report = () => ({ violationCode: codes[0], circumstances: [], severalUnits: true, penaltyUnits: units() });

test('other parties of the lead are parties of the case, their personal data masked for others', async () => {
  const data = {
    ...(await driver.dataOf('Start')),
    otherParties: [OTHER, { partyKind: 'person', partyName: '孙某', partyIdNumber: '370102199003071238' }],
  };
  driver.caseId = (await officer.call('registerCase', { body: { procedureCode: 'penalty-ordinary', data } })).id;
  const parties = (await driver.detail()).parties.map(({ id, name }) => [id, name]);
  expect(parties).toEqual([
    ['party-1', demo.partyName],
    ['party-2', OTHER.partyName],
    ['party-3', '孙某'],
  ]);
  const supervisor = await platform.api('jiandu1');
  const seen = await supervisor.call('case', { params: { id: driver.caseId } });
  expect(JSON.stringify(seen)).not.toContain('370102199003071238');
});

test('a unit without a violation is refused with its number; whole ones are advised each and together', async () => {
  const task = await driver.advanceTo('Task_Report');
  const wrong = { ...report(), penaltyUnits: [units()[0], { id: '2', violationCode: '' }] };
  const refused = await driver.complete(task, wrong).catch((error: ApiError) => error);
  expect(refused).toMatchObject({
    status: 422,
    problem: { issues: [{ path: 'penaltyUnits', message: '“处罚单元”第 2 项还没有选择违法行为' }] },
  });
  const ask = async () => {
    const data = { ...(await driver.dataOf('Task_Report')), ...report() };
    return officer.call('discretionPreview', { params: { id: driver.caseId }, body: { data } });
  };
  fines = (await ask()).units?.map(({ minFen }) => minFen ?? 0) ?? [];
  expect(fines.filter((fen) => fen > 0)).toHaveLength(3);
  const advice = await ask();
  expect(advice.units?.map(({ partyName, violationCode }) => [partyName, violationCode])).toEqual([
    [demo.partyName, codes[0]],
    [demo.partyName, codes[1]],
    [OTHER.partyName, codes[0]],
  ]);
  expect(yuan([advice.totals?.proposedFen ?? 0])).toBe(yuan(fines));
  await driver.complete(task, { ...report(), proposedFineYuan: yuan(fines) });
});

test('decided, each unit is a fact of its own; written again it is not doubled', async () => {
  const notice = await driver.advanceTo('Task_Notice');
  await driver.complete(notice, { noticedFineYuan: yuan(fines) });
  const draft = await driver.advanceTo('Task_Draft');
  await driver.complete(draft, { decidedFineYuan: yuan(fines), penaltyUnits: units() });
  await driver.complete(await driver.advanceTo('Task_Decision'));
  await driver.advanceTo('Task_DecisionService');
  const facts = async () =>
    (await platform.runtime.platform.store.find(PENALTY_FACTS, { where: { caseId: driver.caseId } })).map(
      ({ violationCode, partyName, fineFen, unit }) => [unit, partyName, violationCode, fineFen],
    );
  const expected = [
    [0, demo.partyName, codes[0], fines[0]],
    [1, demo.partyName, codes[1], fines[1]],
    [2, OTHER.partyName, codes[0], fines[2]],
  ];
  expect(await facts()).toEqual(expected);
  await driver.complete(await driver.advanceTo('Task_DecisionService'));
  await driver.advanceTo('Task_Publicity');
  expect(await facts()).toEqual(expected);
  const statistics = await officer.call('discretionStatistics', { query: {} });
  expect(statistics.decided).toBe(1);
});

test('the second party has a past of its own: a later case against it is no first offence', async () => {
  const later = new CaseDriver(platform.runner, demo);
  const data = { ...(await later.dataOf('Start')), ...OTHER };
  later.caseId = (await officer.call('registerCase', { body: { procedureCode: 'penalty-ordinary', data } })).id;
  const { factsOf } = await import('../../runtime/cases/case-file.ts');
  const { CASES } = await import('../../runtime/store/collections.ts');
  const { store } = platform.runtime.platform;
  const facts = await factsOf(platform.runtime.platform, store, (await store.get(CASES, later.caseId))!);
  expect(facts.history.map(({ violationCode, fineFen }) => [violationCode, fineFen])).toEqual([[codes[0], fines[2]]]);
});
