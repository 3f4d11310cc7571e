import { addDuration, computeDeadline, indexCalendar } from '#rules';
import { CALENDAR } from '#seed';
import type { CaseEvent, ClockDefinition } from '#contracts';

const calendar = indexCalendar(CALENDAR);
const basis = { law: '行政处罚法', article: '第六十条' };

describe('time limits: the vectors of domain facts §2.5', () => {
  test.each([
    ['告知书送达→陈述申辩', '2025-09-26', 5, '2025-10-10'],
    ['告知书送达→陈述申辩（春节）', '2026-02-12', 5, '2026-02-26'],
    ['告知书送达→陈述申辩（劳动节）', '2026-04-30', 5, '2026-05-11'],
    ['先行登记保存', '2025-09-29', 7, '2025-10-15'],
    ['先行登记保存（春节）', '2026-02-13', 7, '2026-03-02'],
    ['撤回公开信息', '2026-09-24', 3, '2026-09-30'],
    ['催告书送达', '2026-01-28', 10, '2026-02-11'],
    ['线索核查', '2026-02-09', 15, '2026-03-06'],
    ['线索核查（批准延长15）', '2026-02-09', 30, '2026-03-27'],
    ['结案审批', '2025-12-29', 15, '2026-01-20'],
    ['当场收缴罚款上交', '2025-09-30', 2, '2025-10-10'],
    ['决定书送达', '2026-09-29', 7, '2026-10-14'],
    ['法制审核', '2026-09-21', 10, '2026-10-12'],
    ['处罚决定公开', '2026-06-16', 7, '2026-06-26'],
  ])('%s from %s: %i working days end on %s', (_name, start, length, due) => {
    expect(addDuration(start, { length, unit: 'WD' }, calendar, { rollOver: true }).dueOn).toBe(due);
  });

  test.each([
    ['立案→决定', '2025-11-10', 90, '2026-02-08', '2026-02-09'],
    ['立案→决定（清明）', '2026-01-05', 90, '2026-04-05', '2026-04-07'],
    ['立案→决定（国庆）', '2026-07-06', 90, '2026-10-04', '2026-10-08'],
    ['罚款缴纳', '2026-09-18', 15, '2026-10-03', '2026-10-08'],
    ['申请复议', '2025-12-18', 60, '2026-02-16', '2026-02-24'],
    ['公告送达', '2026-08-28', 30, '2026-09-27', '2026-09-28'],
  ])('%s from %s: %i natural days, raw %s, rolled %s', (_name, start, length, raw, due) => {
    const counted = addDuration(start, { length, unit: 'ND' }, calendar, { rollOver: true });
    expect([counted.rawDueOn, counted.dueOn]).toEqual([raw, due]);
  });

  test('查封扣押 from 2025-09-05: 30 natural days without roll-over end on 2025-10-05', () => {
    expect(addDuration('2025-09-05', { length: 30, unit: 'ND' }, calendar, { rollOver: false }).dueOn).toBe(
      '2025-10-05',
    );
  });

  test.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('the year %i has %i working days', (year, expected) => {
    let count = 0;
    for (
      let date = `${year}-01-01`;
      date.startsWith(String(year));
      date = new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
    )
      if (calendar.kindOf(date).working) count++;
    expect(count).toBe(expected);
  });
});

const caseLimit: ClockDefinition = {
  code: 'CF-26',
  name: '办案期限',
  startsOn: 'case.filed',
  stopsOn: ['decision.made'],
  limit: { length: 90, unit: 'ND' },
  direction: 'forward',
  rollOver: 'next-working-day',
  side: 'organ',
  pauses: [{ from: 'testing.started', until: 'testing.finished', reason: '检验检测' }],
  extensions: [{ event: 'limit.extended', add: { length: 30, unit: 'ND' }, approver: '机关负责人' }],
  warnBefore: [{ length: 15, unit: 'ND' }],
  basis,
  origin: '法',
};
const event = (type: string, at: string): CaseEvent => ({ id: type + at, type, at });
const filed = event('case.filed', '2026-01-05T09:00:00+08:00');
const state = (events: CaseEvent[], now: string) => computeDeadline(caseLimit, events, CALENDAR, now);

describe('a clock of a case', () => {
  test('does not run before its event', () => {
    expect(state([], '2026-01-05T09:00:00+08:00')).toMatchObject({ state: 'not-started', light: 'none' });
  });

  test('is normal, then due soon by the raw date, then overdue by the rolled date', () => {
    expect(state([filed], '2026-03-20T10:00:00+08:00')).toMatchObject({
      state: 'running',
      light: 'normal',
      dueOn: '2026-04-07',
      rawDueOn: '2026-04-05',
    });
    expect(state([filed], '2026-03-21T00:00:00+08:00').light).toBe('due-soon');
    expect(state([filed], '2026-04-07T20:00:00+08:00')).toMatchObject({ state: 'running', remainingText: '今天到期' });
    expect(state([filed], '2026-04-08T00:00:00+08:00')).toMatchObject({
      state: 'overdue',
      light: 'overdue',
      remainingText: '超期1天',
    });
  });

  test('stops with the decision, in time or late', () => {
    expect(state([filed, event('decision.made', '2026-04-07T17:00:00+08:00')], '2026-05-01T00:00:00+08:00').state).toBe(
      'met',
    );
    expect(state([filed, event('decision.made', '2026-04-08T09:00:00+08:00')], '2026-05-01T00:00:00+08:00').state).toBe(
      'met-late',
    );
  });

  test('a finished test moves the due date by its days, and an open one pauses the clock', () => {
    const started = event('testing.started', '2026-01-10T09:00:00+08:00');
    const finished = event('testing.finished', '2026-01-20T09:00:00+08:00');
    expect(state([filed, started, finished], '2026-02-01T00:00:00+08:00').rawDueOn).toBe('2026-04-15');
    expect(state([filed, started], '2026-02-01T00:00:00+08:00')).toMatchObject({ state: 'paused', light: 'paused' });
  });

  test('an extension adds its days, and the explanation tells who granted it', () => {
    const extended = state([filed, event('limit.extended', '2026-04-01T09:00:00+08:00')], '2026-04-02T00:00:00+08:00');
    expect(extended.rawDueOn).toBe('2026-05-05');
    expect(extended.explanation.join('')).toContain('机关负责人批准延长30日');
  });

  test('a year whose holidays are not announced is provisional', () => {
    expect(
      computeDeadline(
        caseLimit,
        [event('case.filed', '2026-12-01T09:00:00+08:00')],
        CALENDAR,
        '2026-12-02T00:00:00+08:00',
      ).provisional,
    ).toBe(true);
  });
});
