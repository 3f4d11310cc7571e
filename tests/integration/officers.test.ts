import type { CertificateView } from '#contracts';
import type { ApiSession } from '#seed';
import { DEMO_CASES, runPenaltyCase } from '#seed';
import { CaseDriver } from '../support/case-driver.ts';
import type { TestPlatform } from '../support/platform.ts';
import { startPlatform } from '../support/platform.ts';

// Certificates with their states, 回避, and what both do to assignments and signatures.

const [demo] = DEMO_CASES;
if (!demo) throw new Error('no demonstration case');
const PAPER = { reason: '监督决定暂扣执法证三十日', document: '监决〔2026〕1号' };

let platform: TestPlatform;
let keeper: ApiSession;
let officer: ApiSession;
let leader: ApiSession;
const today = () => platform.runner.today();

beforeAll(async () => {
  platform = await startPlatform();
  keeper = await platform.api('jiandu1');
  officer = await platform.api('zhifa1');
  leader = await platform.api('juzhang1');
}, 60_000);
afterAll(() => platform.stop(), 30_000);

const certificateOf = async (
  account: string,
  kind: CertificateView['kind'] = 'enforcement',
): Promise<CertificateView> => {
  const userId = await platform.runner.userId(account);
  const { items } = await keeper.call('certificates', { query: { userId, kind } });
  if (!items[0]) throw new Error(`${account} has no ${kind}`);
  return items[0];
};
const change = (id: string, body: object) =>
  keeper.call('changeCertificate', { params: { id }, body: { on: today(), ...PAPER, ...body } as never });
const upload = (text: string, mode: 'preview' | 'import') =>
  keeper.send(`/api/certificates/import?mode=${mode}`, new TextEncoder().encode(text), 'text/csv');
const caseBefore = async (elementId: string): Promise<{ driver: CaseDriver; key: string }> => {
  const driver = new CaseDriver(platform.runner, demo);
  await driver.register();
  const { key } = await driver.advanceTo(elementId);
  return { driver, key };
};
const refused = (status: number, words: string) => ({ status, message: expect.stringContaining(words) as string });

describe('certificates', () => {
  test('the list tells states of the day, counts them, and filters by them', async () => {
    const all = await keeper.call('certificates', { query: { pageSize: '100' } });
    expect(all.counts).toMatchObject({ expired: 1, suspended: 1, soon: 0 });
    const expired = await keeper.call('certificates', { query: { state: 'expired' } });
    expect(expired.items.map((one) => [one.userName, one.state])).toEqual([['韩立新', 'expired']]);
    const unusable = await keeper.call('certificates', { query: { state: 'unusable' } });
    expect(unusable.items.map((one) => one.userName).sort()).toEqual(['朱海燕', '杨晓东', '秦思远', '韩立新'].sort());
    expect((await keeper.call('certificates', { query: { q: '01020002' } })).items[0]?.userName).toBe('李文静');
  });

  test('suspended, its holder’s steps stop with the reason; restored, they go on; the history keeps both papers', async () => {
    const { driver, key } = await caseBefore('Task_Inspect');
    const { id } = await certificateOf('zhifa1');
    await change(id, { action: 'suspend' });
    const task = await officer.call('task', { params: { key } });
    expect(task.canWork).toBe(false);
    expect(task.blockedReason).toContain('执法证已暂扣');
    await driver.upload(new TextEncoder().encode('现场照片'), '现场照片.txt');
    await expect(driver.complete({ key, elementId: 'Task_Inspect' })).rejects.toMatchObject(
      refused(403, '执法证已暂扣'),
    );
    await expect(officer.call('claimTask', { params: { key } })).rejects.toMatchObject({ status: 403 });

    const restored = await change(id, { action: 'restore', reason: '暂扣期满予以发还', document: '监决〔2026〕1号' });
    expect(restored.history.map((entry) => [entry.action, entry.to, entry.document, entry.actorName])).toEqual([
      ['enter', 'active', '', '平台管理员'],
      ['suspend', 'suspended', '监决〔2026〕1号', '陈监明'],
      ['restore', 'active', '监决〔2026〕1号', '陈监明'],
    ]);
    await driver.complete({ key, elementId: 'Task_Inspect' });
  }, 60_000);

  test('a change that its state does not allow, without paper, or of one’s own certificate is refused', async () => {
    const { id } = await certificateOf('zhifa7');
    await expect(change(id, { action: 'restore' })).rejects.toMatchObject(refused(422, '不能恢复'));
    await expect(change(id, { action: 'suspend', document: '' })).rejects.toMatchObject(refused(422, '依据文书'));
    const own = await certificateOf('jiandu1', 'supervision');
    await expect(change(own.id, { action: 'suspend' })).rejects.toMatchObject(refused(403, '自己的证件'));
    await expect(
      officer.call('changeCertificate', { params: { id }, body: { action: 'suspend', on: today(), ...PAPER } }),
    ).rejects.toMatchObject({ status: 403 });
  });

  test('the dialog of people adds certificates but neither changes nor drops known ones, and a number is given once', async () => {
    const admin = await platform.api('guanli1');
    const { items } = await admin.call('users', { query: { q: 'zhifa8' } });
    const user = items[0]!;
    const [held] = user.certificates;
    const put = (certificates: unknown) =>
      admin.call('updateUser', { params: { id: user.id }, body: { certificates } as never });
    await expect(put([{ ...held, status: 'revoked' }])).rejects.toMatchObject(refused(422, '“证件”页面'));
    await expect(put([])).rejects.toMatchObject(refused(422, '不能删除'));
    const taken = { ...held, number: '鲁A01020001' };
    await expect(put([held, taken])).rejects.toMatchObject(refused(422, '王建国'));
    const more = await put([held, { ...held, kind: 'hearing-host', number: '鲁听0102008' }]);
    expect(more.certificates).toHaveLength(2);
    expect(await certificateOf('zhifa8', 'hearing-host')).toMatchObject({ number: '鲁听0102008', state: 'active' });
  });

  test('a sheet with wrong rows imports nothing and names row and column; mended, it enters and renews', async () => {
    const sheet = (second: string, third: string) =>
      [
        '账号,姓名,证件种类,证号,有效期起,有效期止,发证机关',
        `fuzhu1,许辅助,执法证,鲁A09990001,2026/1/1,${second},山东省人民政府`,
        `${third},,执法证,鲁A01020010,2024-01-01,2031-12-31,`,
      ].join('\n');
    const wrong = (await upload(sheet('2026-02-30', 'nobody'), 'import')) as { imported: boolean; problems: object[] };
    expect(wrong.imported).toBe(false);
    expect(wrong.problems).toEqual([
      { row: 2, column: '有效期止', message: expect.stringContaining('2026-02-30') as string },
      { row: 3, column: '账号', message: expect.stringContaining('nobody') as string },
    ]);
    expect((await keeper.call('certificates', { query: { q: '鲁A09990001' } })).total).toBe(0);
    const right = sheet('2030-12-31', 'zhifa7');
    expect(await upload(right, 'preview')).toMatchObject({
      rows: 2,
      created: 1,
      renewed: 1,
      imported: false,
      problems: [],
    });
    expect((await keeper.call('certificates', { query: { q: '鲁A09990001' } })).total).toBe(0);
    expect(await upload(right, 'import')).toMatchObject({ created: 1, renewed: 1, imported: true });
    expect(await certificateOf('zhifa7')).toMatchObject({ validTo: '2031-12-31' });
    expect(await upload(right, 'import')).toMatchObject({ created: 0, renewed: 0, unchanged: 2 });
    await expect(upload('姓名,证号\n王某,1', 'preview')).rejects.toMatchObject(refused(422, '表头缺少'));
  });
});

describe('who can be assigned', () => {
  test('the picker lists everybody with the reasons against them', async () => {
    const { items } = await officer.call('assignableOfficers', { query: { pageSize: '50' } });
    const reasons = Object.fromEntries(items.map((one) => [one.user.name, one.problems[0]?.message ?? null]));
    expect(reasons).toMatchObject({
      王建国: null,
      韩立新: '执法证已于 2023-12-31 过期',
      杨晓东: '执法证已暂扣',
      朱海燕: '执法证已注销',
      秦思远: '执法证还在申领中',
      许辅助: '不是在编执法人员',
    });
    const hosts = await officer.call('assignableOfficers', { query: { certificate: 'hearing-host', pageSize: '50' } });
    expect(hosts.items.filter((one) => one.assignable).map((one) => one.user.name)).toEqual(['赵明理', '吕长河']);
  });

  test('a hearing is not held by somebody without 听证主持人资格证', async () => {
    const hearing = { hearingRequired: true };
    const { caseId } = await runPenaltyCase(platform.runner, demo, {
      stopBefore: 'Task_Hearing',
      override: {
        Task_Review: hearing,
        Task_Notice: { hearingInformed: true },
        Task_Statement: { partyResponse: 'hearing', hearingRequest: '要求举行听证，并公开进行。' },
      },
    });
    const driver = new CaseDriver(platform.runner, demo);
    driver.caseId = caseId;
    const task = await driver.nextTask(new Set());
    expect(task?.elementId).toBe('Task_Hearing');
    const hearingHosts = [await platform.runner.userId('kezhang1')];
    await expect(driver.complete(task!, { hearingHosts })).rejects.toMatchObject(refused(422, '没有听证主持人资格证'));
    await driver.complete(task!);
  }, 90_000);

  test('“may X sign on day D”: today, in the past, in the future, and for a case', async () => {
    const userId = await platform.runner.userId('zhifa1');
    const ask = (body: object) => officer.call('officersPreview', { body: { userId, ...body } });
    expect(await ask({})).toMatchObject({ allowed: true, certificate: 'enforcement' });
    expect(await ask({ on: '2029-01-01' })).toMatchObject({
      allowed: false,
      problems: [{ message: '执法证已于 2028-12-31 过期', basis: [{ law: '行政处罚法' }, {}] }],
    });
    expect(await ask({ on: '2023-06-01' })).toMatchObject({ allowed: false, certificates: [] });
    expect(await ask({ certificate: 'hearing-host' })).toMatchObject({ allowed: false });
    const foreign = await platform.api('cg1');
    await expect(foreign.call('officersPreview', { body: { userId } })).rejects.toMatchObject({ status: 422 });
  });

  test('codes are checked and a number is written by a pattern', async () => {
    const { results } = await officer.call('identifiersPreview', {
      body: {
        uscc: '91370102ma3tedt05w',
        idNumber: '370102199003071239',
        pattern: '{prefix}{word}〔{yyyy}〕{seq:4}号',
        year: 2026,
        seq: 31,
      },
    });
    expect(results.map((one) => [one.name, one.ok])).toEqual([
      ['统一社会信用代码', true],
      ['身份证号', false],
      ['编号规则', true],
    ]);
    expect(results[0]?.details).toContainEqual({ name: '机构类别', value: '企业' });
    expect(results[2]?.details[0]).toEqual({ name: '样例', value: '济历市监罚〔2026〕0031号' });
  });
});

describe('回避', () => {
  const application = async (account: string) => ({
    officerId: await platform.runner.userId(account),
    applicant: 'party' as const,
    applicantName: demo.partyName,
    relation: 'relative' as const,
    reason: '办案人员是竞争对手负责人的近亲属',
    appliedOn: today(),
  });

  test('a declared relation that meets the party is pointed out, in the case and in the picker', async () => {
    const { driver } = await caseBefore('Task_Inspect');
    const relation = { kind: 'relative' as const, name: '某公司', uscc: demo.partyUscc, note: '' };
    const declared = await officer.call('declareRelation', { body: relation });
    const { hints } = await officer.call('recusals', { params: { id: driver.caseId } });
    expect(hints).toEqual([expect.objectContaining({ officerName: '王建国', matches: ['统一社会信用代码'] })]);
    const { items } = await officer.call('assignableOfficers', { query: { caseId: driver.caseId, q: '王建国' } });
    expect(items[0]).toMatchObject({ assignable: true, problems: [{ code: 'conflict', level: 'warn' }] });
    await officer.call('endRelation', { params: { id: declared.id }, body: { on: today() } });
    expect((await officer.call('recusals', { params: { id: driver.caseId } })).hints).toEqual([]);
    const other = await platform.api('zhifa2');
    expect((await other.call('officerRelations')).total).toBe(0);
  }, 60_000);

  test('pending it stops nobody; granted it takes the officer off the case, and somebody assignable takes the place', async () => {
    const { driver, key } = await caseBefore('Task_Inspect');
    const params = { id: driver.caseId };
    const second = await platform.api('zhifa2');
    const applied = await officer.call('applyRecusal', { params, body: await application('zhifa2') });
    const [recusal] = applied.items;
    expect(recusal).toMatchObject({ status: 'pending', concernsLeader: false });
    expect((await second.call('task', { params: { key } })).canWork).toBe(true);
    await expect(officer.call('applyRecusal', { params, body: await application('zhifa2') })).rejects.toMatchObject({
      status: 409,
    });

    const decide = async (session: ApiSession, replacements: string[]) =>
      session.call('decideRecusal', {
        params: { ...params, recusal: recusal?.id ?? '' },
        body: {
          ...{ outcome: 'granted', authority: 'leader', decidedOn: today(), reason: '经核实情况属实，应当回避' },
          ...{ document: '', replacements: await Promise.all(replacements.map((one) => platform.runner.userId(one))) },
        },
      });
    await expect(decide(await platform.api('kezhang1'), ['zhifa7'])).rejects.toMatchObject({ status: 403 });
    await expect(decide(leader, [])).rejects.toMatchObject(refused(422, '不足两人'));
    await expect(decide(leader, ['zhifa3'])).rejects.toMatchObject(refused(422, '韩立新'));
    await second.call('claimTask', { params: { key } });
    const decided = await decide(leader, ['zhifa7']);
    expect(decided.items[0]).toMatchObject({
      status: 'granted',
      decision: { actorName: '刘守正', authority: 'leader' },
    });
    const detail = await officer.call('case', { params });
    expect(detail.officers.map((one) => one.name)).toEqual(['王建国', '何同舟']);
    // The task that the recused officer had taken is free again, and not for them.
    const task = await officer.call('task', { params: { key } });
    expect(task).toMatchObject({ assigneeId: null, canWork: true });
    await expect(second.call('completeTask', { params: { key }, body: { data: {} } })).rejects.toMatchObject({
      status: 403,
    });
    const { items } = await officer.call('assignableOfficers', { query: { caseId: driver.caseId, q: '李文静' } });
    expect(items[0]).toMatchObject({ assignable: false, problems: [{ code: 'recused' }] });
  }, 90_000);

  test('about the leader the leader does not decide, but a collective discussion with its paper', async () => {
    const { driver, key } = await caseBefore('Task_Filing');
    const params = { id: driver.caseId };
    const applied = await officer.call('applyRecusal', { params, body: await application('juzhang1') });
    expect(applied.items[0]?.concernsLeader).toBe(true);
    const head = await platform.api('kezhang1');
    const decide = (session: ApiSession, body: object) =>
      session.call('decideRecusal', {
        params: { ...params, recusal: applied.items[0]?.id ?? '' },
        body: { outcome: 'granted', decidedOn: today(), reason: '经集体讨论决定回避', document: '', ...body } as never,
      });
    await expect(decide(leader, { authority: 'leader' })).rejects.toMatchObject(refused(422, '自己的回避'));
    await expect(decide(head, { authority: 'leader' })).rejects.toMatchObject(refused(422, '集体讨论'));
    await expect(decide(head, { authority: 'collective' })).rejects.toMatchObject(refused(422, '名称和文号'));
    await decide(head, { authority: 'collective', document: '集体讨论记录〔2026〕3号' });
    const task = await leader.call('task', { params: { key } });
    expect(task.blockedReason).toContain('回避');
    await expect(leader.call('claimTask', { params: { key } })).rejects.toMatchObject({ status: 403 });
  }, 60_000);

  test('the head of the unit changes the handlers with a reason; nobody without a certificate comes in', async () => {
    const { driver } = await caseBefore('Task_Inspect');
    const head = await platform.api('kezhang1');
    const change = async (accounts: string[]) =>
      head.call('changeHandlers', {
        params: { id: driver.caseId },
        body: {
          handlers: await Promise.all(accounts.map((one) => platform.runner.userId(one))),
          reason: '工作调整需要',
          document: '',
        },
      });
    await expect(change(['zhifa1', 'zhifa4'])).rejects.toMatchObject(refused(422, '杨晓东'));
    await expect(change(['zhifa1'])).rejects.toMatchObject(refused(422, '两人'));
    const detail = await change(['zhifa1', 'zhifa8']);
    expect(detail.officers.map((one) => one.name)).toEqual(['王建国', '吕长河']);
  }, 60_000);
});

describe('time', () => {
  test('thirty days before its end the holder and the head of the unit are told, once; after it the steps stop', async () => {
    const { key } = await caseBefore('Task_Inspect');
    await platform.moveClock('2028-12-10T09:00:00+08:00');
    const told = async (account: string) =>
      (await (await platform.api(account)).call('notices', { query: { pageSize: '200' } })).items.filter((one) =>
        one.body.includes('鲁A01020001'),
      );
    expect(await told('zhifa1')).toHaveLength(1);
    expect(await told('kezhang1')).toHaveLength(1);
    await platform.moveClock('2029-01-01T09:00:00+08:00');
    expect(await told('zhifa1')).toHaveLength(1);
    const late = await platform.api('zhifa1');
    const task = await late.call('task', { params: { key } });
    expect(task.blockedReason).toContain('执法证已于 2028-12-31 过期');
    expect(await certificateOf('zhifa1')).toMatchObject({ state: 'expired', status: 'active', daysLeft: -1 });
  }, 60_000);
});
