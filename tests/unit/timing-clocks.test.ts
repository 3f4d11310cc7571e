import type { CaseEvent, ClockDefinition, Deadline } from '#contracts';
import { CASE_EVENTS } from '#contracts';
import {
  accruedAddition,
  clocksOfDepartment,
  computeCaseLights,
  computeDeadline,
  computeDeadlines,
  MASTER_TABLE,
  mostUrgent,
  STANDARD_CLOCK_VARIANTS,
  STANDARD_CLOCKS,
} from '#rules';
import { CALENDAR } from '#seed';

const at = (date: string, time = '09:00:00'): string => `${date}T${time}+08:00`;
const event = (type: string, date: string, data?: Record<string, unknown>, time?: string): CaseEvent => ({
  id: `${type}@${date}`,
  type,
  at: at(date, time),
  ...(data ? { data } : {}),
});
const clockOf = (code: string, department = ''): ClockDefinition => {
  const found = clocksOfDepartment(department).find((clock) => clock.code === code);
  if (!found) throw new Error(`no clock ${code}`);
  return found;
};
const compute = (clock: ClockDefinition, events: CaseEvent[], now: string): Deadline =>
  computeDeadline(clock, events, CALENDAR, now.length === 10 ? at(now) : now);
const kinds = (deadline: Deadline): string[] => (deadline.findings ?? []).map((finding) => finding.kind);

describe('the master table', () => {
  const series = (prefix: string, from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, index) => `${prefix}-${String(from + index).padStart(2, '0')}`);

  test('holds every row of domain facts §3.1–3.4 and §3.6 (CF-32 is the accrual, QZ-12 a gate)', () => {
    const rows = new Set(MASTER_TABLE.map(({ row }) => row));
    const wanted = [
      ...series('CF', 1, 38).filter((row) => row !== 'CF-32'),
      ...series('QZ', 1, 11),
      ...series('XK', 1, 7),
      ...series('FY', 1, 7),
      ...series('SS', 1, 3),
      ...series('YS', 1, 5),
      ...series('RX', 1, 2),
    ];
    expect(wanted.filter((row) => !rows.has(row))).toEqual([]);
  });

  test('has one clock a code, known events, an article and a limit for each', () => {
    expect(new Set(STANDARD_CLOCKS.map(({ code }) => code)).size).toBe(STANDARD_CLOCKS.length);
    const known = new Set([...Object.keys(CASE_EVENTS), 'response.waived']);
    const variants = STANDARD_CLOCK_VARIANTS.flatMap(({ department }) => clocksOfDepartment(department));
    for (const clock of [...STANDARD_CLOCKS, ...variants]) {
      const names = [
        ...[clock.startsOn, ...clock.stopsOn, ...(clock.restartsOn ?? [])],
        ...clock.pauses.flatMap((pause) => [pause.from, pause.until]),
        ...clock.extensions.map((step) => step.event),
        ...(clock.requires ?? []).map((required) => required.event),
      ];
      expect([clock.code, names.filter((name) => !known.has(name))]).toEqual([clock.code, []]);
      expect(clock.basis.article).toMatch(/^第.+|条款$/);
      expect(clock.limit.length).toBeGreaterThan(0);
    }
  });

  test.each([
    ['CF-02', '市场监管', '15WD'],
    ['CF-02', '农业农村', '7WD'],
    ['CF-02', '住房城乡建设', '15WD'],
    ['CF-02', '文化和旅游', '7WD'],
    ['CF-02', '自然资源和规划', '10WD'],
    ['CF-13', '农业农村', '5WD'],
    ['CF-17', '农业农村', '3WD'],
    ['CF-26', '自然资源和规划', '60ND'],
    ['CF-26', '公安', '30ND'],
    ['CF-26', '税务', '90ND'],
    ['GG-01', '', '30ND'],
    ['GG-01', '农业农村', '60ND'],
    ['CF-28', '住房城乡建设', '3WD'],
  ])('%s of %s is %s', (code, department, limit) => {
    const clock = clockOf(code, department);
    expect(`${clock.limit.length}${clock.limit.unit}`).toBe(limit);
  });
});

describe('extension ladders (domain facts §3.2)', () => {
  const filed = event('case.filed', '2026-01-05');
  const first = event('limit.extended', '2026-03-20');

  test.each([
    ['市场监管', [first], '2026-05-05', []],
    ['市场监管', [first, event('limit.extended-again', '2026-04-20', { days: 60 })], '2026-07-04', []],
    ['市场监管', [first, event('limit.extended', '2026-04-20')], '2026-05-05', ['extension-too-often']],
    ['市场监管', [first, event('limit.extended-again', '2026-04-20')], '2026-05-05', ['extension-without-length']],
    ['市场监管', [event('limit.extended-again', '2026-03-20', { days: 10 })], '2026-04-15', ['extension-out-of-order']],
    ['市场监管', [event('limit.extended', '2026-04-08')], '2026-04-05', ['extension-too-late']],
    ['市场监管', [event('limit.extended', '2026-03-20', { days: 45 })], '2026-05-05', ['extension-too-long']],
    ['市场监管', [event('limit.extended', '2026-03-20', { days: 10 })], '2026-04-15', []],
    ['交通运输', [first, event('limit.extended-again', '2026-04-20', { days: 30 })], '2026-05-05', []],
    ['税务', [event('limit.extended', '2026-03-20', { days: 90 })], '2026-07-04', []],
    ['自然资源和规划', [event('limit.extended', '2026-03-01')], '2026-04-05', []],
    ['公安', [event('limit.extended', '2026-02-03')], '2026-03-06', []],
    ['', [first], '2026-04-05', []],
  ])('%s: %# ends (raw) on %s with %j', (department, extensions, rawDueOn, findings) => {
    const deadline = compute(clockOf('CF-26', department), [filed, ...extensions], '2026-04-10');
    expect(deadline.rawDueOn).toBe(rawDueOn);
    expect(kinds(deadline)).toEqual(findings);
  });

  test('a finding is told in the explanation', () => {
    const deadline = compute(
      clockOf('CF-26', '市场监管'),
      [filed, event('limit.extended', '2026-04-08')],
      '2026-04-10',
    );
    expect(deadline.explanation.join('')).toContain(
      '注意：2026-04-08（周三）的延长在期限届满（2026-04-07（周二））之后作出',
    );
  });

  test('the approver and the article of each rung are told', () => {
    const again = event('limit.extended-again', '2026-04-20', { days: 60 });
    const text = compute(clockOf('CF-26', '农业农村'), [filed, first, again], '2026-05-01').explanation.join('');
    expect(text).toContain('经机关负责人批准延长30日（2026-03-20（周五），农业行政处罚程序规定第五十八条）');
    expect(text).toContain('经上一级机关批准延长60日');
  });
});

describe('intervals that do not count (domain facts §2.2)', () => {
  const filed = event('case.filed', '2026-01-05');
  const span = (kind: string, from: string, to: string): CaseEvent[] => [
    event(`${kind}.started`, from),
    event(`${kind}.finished`, to),
  ];

  test('overlapping pauses are counted once', () => {
    const one = compute(
      clockOf('CF-26', '市场监管'),
      [filed, ...span('testing', '2026-01-10', '2026-01-30')],
      '2026-02-10',
    );
    const two = compute(
      clockOf('CF-26', '市场监管'),
      [filed, ...span('testing', '2026-01-10', '2026-01-30'), ...span('identification', '2026-01-15', '2026-01-20')],
      '2026-02-10',
    );
    expect(one.rawDueOn).toBe('2026-04-25');
    expect(two.rawDueOn).toBe(one.rawDueOn);
  });

  test('identification by the right holder pauses 市场监管 but not 住房城乡建设', () => {
    const events = [filed, ...span('identification', '2026-01-10', '2026-01-20')];
    expect(compute(clockOf('CF-26', '市场监管'), events, '2026-02-10').rawDueOn).toBe('2026-04-15');
    expect(compute(clockOf('CF-26', '住房城乡建设'), events, '2026-02-10').rawDueOn).toBe('2026-04-05');
  });

  test('a test that began before the filing is taken out from the filing on', () => {
    const events = [event('testing.started', '2025-12-20'), filed, event('testing.finished', '2026-01-15')];
    expect(compute(clockOf('CF-26', '市场监管'), events, '2026-02-10').rawDueOn).toBe('2026-04-15');
  });

  test('a pause that begins after the limit had ended does not hide that it is overdue', () => {
    const events = [filed, event('case.suspended', '2026-04-20')];
    expect(compute(clockOf('CF-26', '市场监管'), events, '2026-05-20')).toMatchObject({
      state: 'overdue',
      dueOn: '2026-04-07',
    });
  });

  test('an open pause moves the due date day by day and says so', () => {
    const events = [filed, event('case.suspended', '2026-02-01')];
    const today = compute(clockOf('CF-26', '市场监管'), events, '2026-02-11');
    expect(today).toMatchObject({ state: 'paused', rawDueOn: '2026-04-15' });
    expect(today.explanation.join('')).toContain('暂按今天恢复推算');
    expect(compute(clockOf('CF-26', '市场监管'), events, '2026-02-12').rawDueOn).toBe('2026-04-16');
  });

  test('hours: pauses are taken out by the minute, each once', () => {
    const clock: ClockDefinition = {
      ...clockOf('CF-12'),
      pauses: [
        { from: 'testing.started', until: 'testing.finished', reason: '检验' },
        { from: 'case.suspended', until: 'case.resumed', reason: '中止' },
      ],
    };
    const events = [
      event('measure.urgent-taken', '2026-03-06', undefined, '10:20:00'),
      event('testing.started', '2026-03-06', undefined, '12:00:00'),
      event('case.suspended', '2026-03-06', undefined, '13:00:00'),
      event('case.resumed', '2026-03-06', undefined, '13:30:00'),
      event('testing.finished', '2026-03-06', undefined, '14:00:00'),
    ];
    expect(compute(clock, events, at('2026-03-06', '15:00:00')).dueAt).toBe(at('2026-03-07', '12:20:00'));
  });
});

describe('hours, months, years, backwards', () => {
  test('24 hours run through a weekend and do not roll over (CF-12)', () => {
    const events = [event('measure.urgent-taken', '2026-03-06', undefined, '16:40:00')];
    expect(compute(clockOf('CF-12'), events, at('2026-03-06', '18:40:00'))).toMatchObject({
      dueAt: at('2026-03-07', '16:40:00'),
      remainingText: '余22小时',
      warnAt: at('2026-03-07', '12:40:00'),
    });
    expect(compute(clockOf('CF-12'), events, at('2026-03-07', '16:40:01')).state).toBe('overdue');
  });

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-28'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2025-08-31', 6, '2026-02-28'],
    ['2025-12-15', 3, '2026-03-15'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('from %s, %i months end (raw) on %s', (start, length, raw) => {
    const clock: ClockDefinition = { ...clockOf('CF-37-1'), limit: { length, unit: 'M' } };
    expect(compute(clock, [event('publicity.minor-started', start)], start).rawDueOn).toBe(raw);
  });

  test('two years of prosecution (CF-01)', () => {
    expect(compute(clockOf('CF-01'), [event('violation.ended', '2024-02-29')], '2025-01-01').dueOn).toBe('2026-02-28');
  });

  test.each([
    // Heard on Wednesday 2026-03-18: seven full working days are 9–17 March, so told on the 8th at the latest.
    ['CF-22', '2026-03-18', '2026-03-08'],
    // Heard on 2026-03-02: the Spring Festival in between; 02-28 and 02-14 are worked.
    ['CF-22', '2026-03-02', '2026-02-12'],
    ['CF-23', '2026-03-18', '2026-03-12'],
  ])('%s: heard on %s, to be told on %s at the latest', (code, planned, due) => {
    expect(compute(clockOf(code), [event('hearing.planned', planned)], '2026-01-05').dueOn).toBe(due);
  });

  test('a notice in time is met though it comes before the event that it counts back from; one day later it is late', () => {
    const planned = event('hearing.planned', '2026-03-18');
    const told = (date: string) =>
      compute(clockOf('CF-22'), [event('hearing.notified', date), planned], '2026-03-10').state;
    expect(told('2026-03-08')).toBe('met');
    expect(told('2026-03-09')).toBe('met-late');
  });

  test('seizure: no roll-over; 30 days more by the leader; testing does not count (QZ-01)', () => {
    const seized = event('seizure.started', '2025-09-05');
    expect(compute(clockOf('QZ-01'), [seized], '2025-09-20')).toMatchObject({
      rawDueOn: '2025-10-05',
      dueOn: '2025-10-05',
    });
    const longer = [seized, event('seizure.extended', '2025-09-28', { days: 20 })];
    expect(compute(clockOf('QZ-01'), longer, '2025-10-01').dueOn).toBe('2025-10-25');
  });
});

describe('several runs', () => {
  test('two seizures run at the same time; the one due first is shown, and each is handled by its reference', () => {
    const events = [
      event('seizure.started', '2026-03-02', { ref: 'A' }),
      event('seizure.started', '2026-03-10', { ref: 'B' }),
    ];
    const both = compute(clockOf('QZ-01'), events, '2026-03-20');
    expect(both).toMatchObject({ dueOn: '2026-04-01' });
    expect(both.otherRuns).toMatchObject([{ ref: 'B', dueOn: '2026-04-09', state: 'running' }]);
    const handled = [...events, event('seizure.handled', '2026-03-25', { ref: 'A' })];
    expect(compute(clockOf('QZ-01'), handled, '2026-03-26')).toMatchObject({ dueOn: '2026-04-09', state: 'running' });
  });

  test('a service dated to the day of the decision comes after it', () => {
    const events = [
      event('decision.made', '2026-04-07', undefined, '15:00:00'),
      event('decision.served', '2026-04-07', undefined, '00:00:00'),
    ];
    expect(compute(clockOf('CF-27'), events, '2026-05-01').state).toBe('met');
  });
});

describe('the window for applying to the court (QZ-07, domain facts §3.3)', () => {
  const served = event('decision.served', '2026-01-15');
  const demanded = event('demand.served', '2026-07-01');
  const clock = clockOf('QZ-07');

  test('opens after the later of 60 days and 6 months, and ends 3 months later', () => {
    const before = compute(clock, [served, demanded], '2026-07-02');
    expect(before).toMatchObject({ state: 'not-started', opensOn: '2026-07-16', rawDueOn: '2026-10-15' });
    expect(before.explanation.join('')).toContain('以其中最晚的2026-07-15（周三）为准');
    expect(compute(clock, [served, demanded], '2026-07-16').state).toBe('running');
    expect(compute(clock, [served, demanded], '2026-09-16').light).toBe('due-soon');
    expect(compute(clock, [served, demanded], '2026-10-16').state).toBe('overdue');
  });

  test('without a demand it is not open, and a demand of less than 10 working days ago opens it later', () => {
    const missing = compute(clock, [served], '2026-08-03');
    expect(missing.opensOn).toBeUndefined();
    expect(kinds(missing)).toEqual(['requirement-missing']);
    expect(compute(clock, [served, event('demand.served', '2026-07-13')], '2026-08-03').opensOn).toBe('2026-07-28');
  });

  test('an application before the window is told', () => {
    expect(kinds(compute(clock, [served, demanded, event('court.applied', '2026-07-10')], '2026-08-03'))).toEqual([
      'too-early',
    ]);
  });

  test('after a deferral the three months begin when it ends (CF72)', () => {
    const deferred = [served, demanded, event('deferral.ended', '2026-11-30')];
    expect(compute(clock, deferred, '2026-12-10').rawDueOn).toBe('2027-02-28');
  });
});

describe('rights that lapse', () => {
  test('are settled when they end, and never the most urgent clock of a case', () => {
    const served = [event('decision.served', '2026-01-15')];
    const now = at('2026-03-01');
    const deadlines = ['FY-01', 'CF-29'].map((code) => compute(clockOf(code), served, now));
    expect(mostUrgent(deadlines)?.code).toBe('CF-29');
    expect(compute(clockOf('FY-01'), served, '2026-03-20')).toMatchObject({
      state: 'lapsed',
      light: 'done',
      remainingText: '已届满',
    });
  });
});

describe('provisional years', () => {
  test('are named, and recomputed with a calendar that announces them', () => {
    const filed = [event('lead.registered', '2026-12-28')];
    const before = compute(clockOf('CF-02'), filed, '2026-12-29');
    expect(before).toMatchObject({ provisional: true, provisionalYears: [2027], dueOn: '2027-01-18' });
    const announced = {
      ...CALENDAR,
      version: '2027.1',
      years: [...CALENDAR.years, { year: 2027, holidays: [{ date: '2027-01-01', name: '元旦' }], workdays: [] }],
    };
    expect(computeDeadline(clockOf('CF-02'), filed, announced, at('2026-12-29'))).toMatchObject({
      provisional: false,
      dueOn: '2027-01-19',
    });
  });
});

describe('lights of a case', () => {
  const filed = [event('case.filed', '2026-01-05')];
  const clocks = [clockOf('CF-26', '市场监管'), clockOf('CF-02', '市场监管')];

  test('agree with the deadlines, and know when they change next', () => {
    const lights = (now: string) => computeCaseLights(clocks, filed, CALENDAR, Date.parse(at(now)));
    expect(lights('2026-02-01')).toMatchObject({ warnings: 0, changesMs: Date.parse('2026-03-21T00:00:00+08:00') });
    expect(lights('2026-03-25')).toMatchObject({ warnings: 1, changesMs: Date.parse('2026-04-07T23:59:59+08:00') + 1 });
    expect(lights('2026-04-09')).toMatchObject({ warnings: 1, changesMs: Infinity, urgent: { state: 'overdue' } });
  });

  test('of two that end together the first of the list is urgent, whichever began first', () => {
    const events = [event('decision.made', '2025-08-15'), event('hearing.requested', '2025-08-21')];
    const now = at('2025-08-21');
    const deadlines = computeDeadlines(STANDARD_CLOCKS, events, CALENDAR, now).filter(({ dueAt }) => dueAt);
    expect(deadlines.find(({ code }) => code === 'CF-19')?.dueAt).toBe(
      deadlines.find(({ code }) => code === 'CF-27')?.dueAt,
    );
    expect(mostUrgent(deadlines)?.code).toBe('CF-19');
    expect(computeCaseLights(STANDARD_CLOCKS, events, CALENDAR, Date.parse(now)).urgent?.definition.code).toBe('CF-19');
  });

  test('change every midnight while a pause is open', () => {
    const paused = [...filed, event('case.suspended', '2026-02-01')];
    expect(computeCaseLights(clocks, paused, CALENDAR, Date.parse(at('2026-02-05'))).changesMs).toBe(
      Date.parse('2026-02-06T00:00:00+08:00'),
    );
  });
});

describe('加处罚款 (CF72, CF73, QZ45)', () => {
  const fine = {
    principalFen: 2_000_000,
    instalments: [{ dueOn: '2026-03-31', amountFen: 2_000_000 }],
    payments: [],
    pauses: [],
  };

  test.each([
    ['2026-04-01', 1, 60_000, null],
    ['2026-05-03', 33, 1_980_000, null],
    ['2026-05-04', 34, 2_000_000, '2026-05-04'],
    ['2026-12-31', 34, 2_000_000, '2026-05-04'],
  ])('20,000 yuan up to %s: %i days, %i fen, capped on %s', (on, countedDays, accruedFen, cappedOn) => {
    expect(accruedAddition({ ...fine, on })).toMatchObject({ countedDays, accruedFen, cappedOn });
  });

  test('nothing on the last day to pay', () => {
    expect(accruedAddition({ ...fine, on: '2026-03-31' })).toBeNull();
  });

  test('reconsideration takes its days out, both ends', () => {
    const pauses = [{ from: '2026-04-11', to: '2026-06-09', reason: '行政复议' }];
    const accrual = accruedAddition({ ...fine, pauses, on: '2026-06-20' });
    expect(accrual).toMatchObject({ countedDays: 21, accruedFen: 21 * 60_000 });
    expect(accrual?.spans.map((span) => [span.from, span.to, span.days, span.counted])).toEqual([
      ['2026-04-01', '2026-04-10', 10, true],
      ['2026-04-11', '2026-06-09', 60, false],
      ['2026-06-10', '2026-06-20', 11, true],
    ]);
  });

  test('a part payment lowers the base from the next day on', () => {
    const accrual = accruedAddition({
      ...fine,
      payments: [{ on: '2026-04-10', amountFen: 1_500_000 }],
      on: '2026-04-20',
    });
    expect(accrual).toMatchObject({ accruedFen: 10 * 60_000 + 10 * 15_000, unpaidFen: 500_000, payableFen: 1_250_000 });
  });

  test('each instalment runs from its own day', () => {
    const instalments = [
      { dueOn: '2026-03-31', amountFen: 500_000 },
      { dueOn: '2026-04-30', amountFen: 1_500_000 },
    ];
    expect(accruedAddition({ ...fine, instalments, on: '2026-05-10' })?.accruedFen).toBe(40 * 15_000 + 10 * 45_000);
  });

  test('an odd amount is exact to the day and cut to whole fen at the end', () => {
    const odd = {
      principalFen: 33_333,
      instalments: [{ dueOn: '2026-03-31', amountFen: 33_333 }],
      payments: [],
      pauses: [],
    };
    expect(accruedAddition({ ...odd, on: '2026-04-03' })?.accruedFen).toBe(2_999);
  });

  test('instalments that do not sum up to the fine are refused', () => {
    expect(() =>
      accruedAddition({ ...fine, instalments: [{ dueOn: '2026-03-31', amountFen: 1 }], on: '2026-05-01' }),
    ).toThrow(/各期金额之和 0\.01 元与罚款 20000\.00 元不符/);
  });
});
