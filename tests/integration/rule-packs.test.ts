import type { RouteBody, RulePackVersion } from '#contracts';
import { DEMO_CASES, runPenaltyCase } from '#seed';
import type { ApiSession } from '#seed';
import type { TestPlatform } from '../support/platform.ts';
import { startPlatform } from '../support/platform.ts';

// The life of a rule pack over HTTP, and which cases obey which version.

const basis = { law: '市场监督管理行政处罚程序规定', article: '第十八条' };
let platform: TestPlatform;
let author: ApiSession;
let reviewer: ApiSession;

type Draft = RouteBody<'saveRulePackDraft'>;
const bodyOf = (version: RulePackVersion, change: Partial<Draft> = {}): Draft => {
  const { draftRevision, name, parent, scope, effectiveFrom, content, note } = version;
  return { draftRevision, name, parent, scope, effectiveFrom, content, note, ...change };
};
const limitOf = (length: number) => ({
  clocks: [{ code: 'CF-02', limit: { length, unit: 'WD' as const }, basis }],
  gates: [],
  parameters: {},
});
const create = (pack: string, change: Partial<RouteBody<'createRulePack'>> = {}) =>
  author.call('createRulePack', {
    body: { pack, name: `测试 ${pack}`, scope: { departments: ['市场监管'] }, content: limitOf(12), ...change },
  });
const publish = async (pack: string): Promise<RulePackVersion> => {
  await author.call('submitRulePack', { params: { pack }, body: {} });
  return reviewer.call('approveRulePack', { params: { pack }, body: {} });
};
const refusal = async (promise: Promise<unknown>): Promise<{ status: number; text: string }> => {
  try {
    await promise;
  } catch (error) {
    const { status, problem } = error as { status: number; problem?: unknown };
    return { status, text: `${(error as Error).message}${JSON.stringify(problem ?? {})}` };
  }
  throw new Error('was not refused');
};
/** Registers a lead and says what limit 线索核查 has in it. */
const registered = async (): Promise<string> => {
  const demo = DEMO_CASES[0]!;
  return (await runPenaltyCase(platform.runner, demo, { stopBefore: 'Task_Verify' })).caseId;
};
const limitIn = async (caseId: string): Promise<number | undefined> =>
  (await author.call('effectiveRules', { body: { caseId } })).clocks.find((clock) => clock.code === 'CF-02')?.limit
    .length;
const dueOf = async (caseId: string): Promise<string | undefined> => {
  const officer = await platform.api('zhifa1');
  const detail = await officer.call('case', { params: { id: caseId } });
  return detail.deadlines.find((deadline) => deadline.code === 'CF-02')?.dueOn;
};

beforeAll(async () => {
  platform = await startPlatform();
  // Far beyond the effective date of the procedures, whenever the test runs; sessions are opened after the jump.
  await platform.moveClock('2030-03-07T22:00:00+08:00');
  author = await platform.api('fazhi1');
  reviewer = await platform.api('fazhi2');
}, 60_000);
afterAll(() => platform.stop());

test('a case registered before the effective date keeps the old rule, one after it obeys the new', async () => {
  const first = await registered();
  const firstDue = await dueOf(first);
  expect(await limitIn(first)).toBe(15);

  await create('shijian-test', { effectiveFrom: '2030-03-08' });
  await publish('shijian-test');
  const second = await registered();
  expect(await limitIn(second)).toBe(15);

  await platform.moveClock('2030-03-08T00:30:00+08:00');
  const third = await registered();
  expect(await limitIn(third)).toBe(12);
  expect(await dueOf(third)).toBe('2030-03-26');
  expect([await limitIn(first), await limitIn(second)]).toEqual([15, 15]);
  expect(await dueOf(first)).toBe(firstDue);

  const detail = await author.call('rulePack', { params: { pack: 'shijian-test' } });
  expect(detail.current).toEqual({ number: 1, effectiveFrom: '2030-03-08' });
  expect(detail.openCases).toEqual([
    { number: null, count: 2 },
    { number: 1, count: 1 },
  ]);
}, 60_000);

test('undoing is a new version; the diff says in Chinese what changed; who wrote it may not approve it', async () => {
  const draft = await author.call('openRulePackDraft', { params: { pack: 'shijian-test' }, body: {} });
  expect(draft).toMatchObject({ number: 2, status: 'draft' });
  const saved = await author.call('saveRulePackDraft', {
    params: { pack: 'shijian-test' },
    body: bodyOf(draft, { content: limitOf(10) }),
  });
  const stale = await refusal(
    author.call('saveRulePackDraft', { params: { pack: 'shijian-test' }, body: bodyOf(draft) }),
  );
  expect(stale.status).toBe(409);
  expect(stale.text).toContain('请刷新后再改');
  expect(saved.draftRevision).toBe(2);

  const preview = await author.call('effectiveRules', {
    body: { organId: undefined, procedureCode: 'penalty-ordinary', withDraftOf: 'shijian-test' },
  });
  expect(preview.packs).toEqual([]); // fazhi1 belongs to 司法行政: the pack does not hold there
  const organId = (await (await platform.api('zhifa1')).call('session')).user.organId;
  const there = await author.call('effectiveRules', {
    body: { organId, procedureCode: 'penalty-ordinary', withDraftOf: 'shijian-test' },
  });
  expect(there.clocks.find((clock) => clock.code === 'CF-02')).toMatchObject({
    limit: { length: 10 },
    source: { layer: 'pack', code: 'shijian-test', number: 2 },
  });

  await author.call('submitRulePack', { params: { pack: 'shijian-test' }, body: { note: '缩短' } });
  const own = await refusal(author.call('approveRulePack', { params: { pack: 'shijian-test' }, body: {} }));
  expect(own.status).toBe(403);
  const locked = await refusal(
    author.call('saveRulePackDraft', { params: { pack: 'shijian-test' }, body: bodyOf(saved) }),
  );
  expect(locked.status).toBe(409);
  const returned = await reviewer.call('returnRulePack', {
    params: { pack: 'shijian-test' },
    body: { comment: '请附依据' },
  });
  expect(returned).toMatchObject({ status: 'returned', reviewComment: '请附依据' });
  await author.call('submitRulePack', { params: { pack: 'shijian-test' }, body: {} });
  const published = await reviewer.call('approveRulePack', { params: { pack: 'shijian-test' }, body: {} });
  expect(published).toMatchObject({ status: 'published', number: 2, revision: 2, publishedByName: expect.any(String) });

  const { changes } = await author.call('diffRulePack', {
    params: { pack: 'shijian-test' },
    query: { from: '1', to: '2' },
  });
  expect(changes).toEqual([
    { path: 'clocks.CF-02.limit', label: '线索核查（CF-02）', before: '12个工作日', after: '10个工作日' },
  ]);
  expect(await limitIn(await registered())).toBe(10);

  const undo = await author.call('openRulePackDraft', { params: { pack: 'shijian-test' }, body: { from: 1 } });
  expect(undo).toMatchObject({ number: 3, content: { clocks: [{ limit: { length: 12 } }] } });
  await author.call('discardRulePackDraft', { params: { pack: 'shijian-test' } });
}, 60_000);

test('withdrawing a version: cases that had it keep it, later ones go back to the version before', async () => {
  const before = await registered();
  await author.call('retireRulePack', {
    params: { pack: 'shijian-test', number: '2' },
    body: { reason: '条文理解有误' },
  });
  expect(await limitIn(before)).toBe(10);
  expect(await limitIn(await registered())).toBe(12);
}, 60_000);

describe('what is refused, with the field named', () => {
  const check = async (change: Partial<Draft>, pack = 'broken') =>
    (
      await author.call('checkRulePack', {
        params: { pack },
        body: {
          name: '检查',
          parent: null,
          scope: { departments: ['城市管理'], regions: [], procedures: [] },
          effectiveFrom: '2030-06-01',
          content: { clocks: [], gates: [], parameters: {} },
          ...change,
        },
      })
    ).issues;
  const clock = { code: 'CF-02', basis };
  const gate = {
    code: 'G16',
    name: '处罚告知',
    level: 'block' as const,
    condition: 'events.noticeServed != null',
    message: 'm',
    remedy: 'r',
    basis: [basis],
  };
  test.each<[string, Partial<Draft>, string, RegExp]>([
    ['an impossible date', { effectiveFrom: '2026-02-30' }, 'effectiveFrom', /不是真实存在的日期/],
    ['an unknown parent', { parent: 'nowhere' }, 'parent', /不存在/],
    ['itself as parent', { parent: 'broken' }, 'parent', /不能继承自己/],
    [
      'a scope outside the parent',
      { parent: 'shijian-test', scope: { departments: ['城市管理'], regions: [], procedures: [] } },
      'scope',
      /超出了上级/,
    ],
    [
      'a pack equally specific as another',
      { scope: { departments: ['市场监管'], regions: [], procedures: [] } },
      'scope',
      /同样具体/,
    ],
    [
      'an unknown department',
      { scope: { departments: ['市场监控'], regions: [], procedures: [] } },
      'scope.departments[0]',
      /没有“市场监控”/,
    ],
    [
      'a warning longer than the limit',
      {
        content: {
          clocks: [{ ...clock, limit: { length: 3, unit: 'WD' }, warnBefore: [{ length: 5, unit: 'WD' }] }],
        },
      },
      'content.clocks[0].warnBefore[0]',
      /不能提前5个工作日预警/,
    ],
    [
      'an extension without approver',
      { content: { clocks: [{ ...clock, extensions: [{ event: 'limit.extended', approver: '' }] }] } },
      'content.clocks[0].extensions[0].approver',
      /没有写明由谁批准/,
    ],
    [
      'an unknown event',
      { content: { clocks: [{ ...clock, startsOn: 'case.opened' }] } },
      'content.clocks[0].startsOn',
      /不是已知的事件/,
    ],
    [
      'a clock nobody knows, half written',
      { content: { clocks: [{ code: 'ZZ-01', basis, limit: { length: 3, unit: 'WD' } }] } },
      'content.clocks[0]',
      /须把名称、起算事件、停止事件和长度写全/,
    ],
    [
      'a loosened 阻断',
      { content: { gates: [{ ...gate, level: 'warn' }] } },
      'content.gates[0].level',
      /只能收紧，不能放宽/,
    ],
    [
      'an exception that the level above does not allow',
      { content: { gates: [{ ...gate, exceptionApprover: 'organ-leader' }] } },
      'content.gates[0].exceptionApprover',
      /不能另开例外/,
    ],
    [
      'a condition that always passes',
      { content: { gates: [{ ...gate, condition: 'true' }] } },
      'content.gates[0].condition',
      /等于取消了/,
    ],
    [
      'FEEL that does not parse',
      { content: { gates: [{ ...gate, condition: 'count(' }] } },
      'content.gates[0].condition',
      /写错了/,
    ],
    [
      'thresholds that contradict each other',
      {
        content: {
          parameters: {
            hearingThresholds: [
              { measure: 'fine', personFen: 1_000_000, organizationFen: 500_000, basis, origin: '法' },
            ],
          },
        },
      },
      'content.parameters.hearingThresholds[0].organizationFen',
      /低于个人/,
    ],
    [
      '从轻 and 从重 that overlap',
      {
        content: {
          parameters: {
            tierFormula: { kind: 'custom', lenientUpTo: 0.7, aggravatedFrom: 0.4, basis, origin: '法' },
          },
        },
      },
      'content.parameters.tierFormula.lenientUpTo',
      /重叠/,
    ],
    [
      'a number pattern without a running number',
      { content: { parameters: { numberPatterns: { 罚: '{word}〔{year}〕号' } } } },
      'content.parameters.numberPatterns.罚',
      /\{seq\}/,
    ],
  ])('%s', async (_name, change, path, message) => {
    const issues = await check(change);
    expect(issues.map((issue) => issue.path)).toContain(path);
    expect(issues.find((issue) => issue.path === path)?.message).toMatch(message);
  });

  test('a limit of 0 and a threshold that is not a number are no shape of a pack', async () => {
    await create('shapes', { scope: { departments: ['城市管理'] } });
    const draft = await author.call('openRulePackDraft', { params: { pack: 'shapes' }, body: {} });
    const zero = await refusal(
      author.call('saveRulePackDraft', {
        params: { pack: 'shapes' },
        body: bodyOf(draft, { content: limitOf(0) }),
      }),
    );
    expect(zero).toMatchObject({ status: 422, text: expect.stringContaining('content.clocks[0].limit.length') });
    const words = await refusal(
      author.call('saveRulePackDraft', {
        params: { pack: 'shapes' },
        body: bodyOf(draft, {
          content: {
            parameters: {
              hearingThresholds: [
                { measure: 'fine', personFen: '一万' as never, organizationFen: 1, basis, origin: '法' },
              ],
            },
          },
        }),
      }),
    );
    expect(words.text).toContain('content.parameters.hearingThresholds[0].personFen');
  });

  test('a circle made by a later version of the parent', async () => {
    const scope = { departments: ['生态环境'] };
    await create('circle-a', { scope, content: limitOf(9) });
    await publish('circle-a');
    await create('circle-b', { scope, parent: 'circle-a', content: limitOf(8) });
    await publish('circle-b');
    const draft = await author.call('openRulePackDraft', { params: { pack: 'circle-a' }, body: {} });
    await author.call('saveRulePackDraft', {
      params: { pack: 'circle-a' },
      body: bodyOf(draft, { parent: 'circle-b' }),
    });
    const refused = await refusal(author.call('submitRulePack', { params: { pack: 'circle-a' }, body: {} }));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('继承成了环');
    const gone = await refusal(
      author.call('retireRulePack', { params: { pack: 'circle-a', number: '1' }, body: { reason: '不用了' } }),
    );
    expect(gone).toMatchObject({ status: 409, text: expect.stringContaining('继承这个规则包') });
  });
});
