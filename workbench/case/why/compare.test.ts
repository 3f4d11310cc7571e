import type { CheckView, Deadline, Finding } from '#contracts';
import { compareChecks } from './compare.ts';

const finding = (patch: Partial<Finding>): Finding => ({
  gate: 'G02',
  name: '人员资格',
  level: 'block',
  outcome: 'passed',
  message: '符合',
  basis: [],
  origin: '法',
  lookedAt: [{ name: 'officerCount', value: '2' }],
  ...patch,
});
const check = (patch: Partial<CheckView>): CheckView => ({
  id: 'a',
  kind: 'task',
  elementId: 'Task_Verify',
  at: '2026-03-02T09:00:00+08:00',
  passed: true,
  findings: [],
  deadlines: [],
  discretion: null,
  ...patch,
});
const deadline = (patch: Partial<Deadline>): Deadline => ({
  ...{
    code: 'CF-26',
    name: '办案期限',
    state: 'running',
    light: 'normal',
    remainingText: '余 60 天',
    dueOn: '2026-06-01',
  },
  ...{ basis: { law: '行政处罚法', article: '第六十条' }, origin: '法', calendarVersion: 'v1', provisional: false },
  ...{ explanation: [], days: [] },
  ...patch,
});

test('two runs that saw the same say so', () => {
  const one = check({ findings: [finding({})], deadlines: [deadline({})] });
  expect(compareChecks(one, { ...one, id: 'b' })).toEqual([]);
});

test('a gate: its result and the fact that made it', () => {
  const failed = finding({ outcome: 'failed', message: '还差一名', lookedAt: [{ name: 'officerCount', value: '1' }] });
  const changes = compareChecks(check({ passed: false, findings: [failed] }), check({ findings: [finding({})] }));
  expect(changes).toEqual([
    { what: '结论', before: '未通过', after: '通过' },
    { what: 'G02 人员资格：结果', before: '不符合', after: '符合' },
    { what: 'G02 人员资格：办案人员人数', before: '1', after: '2' },
  ]);
});

test('a clock: the day it ends and the calendar; one that is new', () => {
  const before = check({ kind: 'timing', deadlines: [deadline({})] });
  const after = check({
    kind: 'timing',
    deadlines: [
      deadline({ dueOn: '2026-06-03', calendarVersion: 'v2' }),
      deadline({ code: 'CF-09', name: '告知', dueOn: '2026-04-01' }),
    ],
  });
  expect(compareChecks(before, after)).toEqual(
    expect.arrayContaining([
      { what: 'CF-26 办案期限：届满日', before: '2026-06-01', after: '2026-06-03' },
      { what: 'CF-26 办案期限：日历', before: 'v1', after: 'v2' },
      { what: 'CF-09 告知：届满日', before: '—', after: '2026-04-01' },
    ]),
  );
});

test('other rules: the version of the procedure and of the packs', () => {
  const versions = { procedure: 'p', procedureVersion: 1, asOf: '2026-01-01', revision: 0, packs: [], calendar: 'v1' };
  const packs = [{ pack: 'market', name: '市场监管', number: 3 }];
  expect(compareChecks(check({ versions }), check({ versions: { ...versions, procedureVersion: 2, packs } }))).toEqual([
    { what: '规程版本', before: 'v1', after: 'v2' },
    { what: '规则包', before: '—', after: '市场监管 v3' },
  ]);
});

test('a refused form: which field was wrong then and is right now', () => {
  const issue = { path: 'partyUscc', label: '统一社会信用代码', message: '校验位不符' };
  expect(compareChecks(check({ kind: 'form', issues: [issue] }), check({ kind: 'form', issues: [] }))).toEqual([
    { what: '统一社会信用代码', before: '校验位不符', after: '—' },
  ]);
});
