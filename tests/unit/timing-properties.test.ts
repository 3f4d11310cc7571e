import fc from 'fast-check';
import type { CaseEvent, ClockDefinition, Duration, WorkCalendar } from '#contracts';
import {
  accruedAddition,
  addDays,
  addDuration,
  computeCaseLights,
  computeDeadline,
  computeDeadlines,
  daysBetween,
  fromDayNumber,
  indexCalendar,
  mostUrgent,
  STANDARD_CLOCKS,
  toDayNumber,
  toMs,
} from '#rules';
import { CALENDAR } from '#seed';

const FIRST = toDayNumber('2024-01-01');
const LAST = toDayNumber('2026-10-31');
const day = fc.integer({ min: FIRST, max: LAST }).map(fromDayNumber);
const length = fc.integer({ min: 1, max: 120 });
const at = (date: string): string => `${date}T09:00:00+08:00`;
const calendar = indexCalendar(CALENDAR);

/** The announced calendar with more rest days, under another name. */
const withHolidays = (dates: readonly string[]): WorkCalendar => ({
  version: 'more',
  source: '',
  years: CALENDAR.years.map((year) => ({
    ...year,
    holidays: [
      ...year.holidays,
      ...dates.filter((date) => date.startsWith(String(year.year))).map((date) => ({ date, name: '增加' })),
    ],
  })),
});

const clock = (limit: Duration, change: Partial<ClockDefinition> = {}): ClockDefinition => ({
  code: 'T-01',
  name: '试',
  startsOn: 'case.filed',
  stopsOn: ['decision.made'],
  limit,
  direction: 'forward',
  rollOver: 'next-working-day',
  side: 'organ',
  pauses: [
    { from: 'testing.started', until: 'testing.finished', reason: '检验' },
    { from: 'case.suspended', until: 'case.resumed', reason: '中止' },
  ],
  extensions: [],
  warnBefore: [{ length: 2, unit: 'WD' }],
  basis: { law: '试', article: '第一条' },
  origin: '法',
  ...change,
});
const unit = fc.constantFrom<Duration['unit']>('WD', 'ND', 'M');
const limits = fc.record({ length: fc.integer({ min: 1, max: 18 }), unit });
const event = (type: string, date: string): CaseEvent => ({ id: `${type}${date}`, type, at: at(date) });
const pause = fc.record({ after: fc.integer({ min: 0, max: 30 }), days: fc.integer({ min: 0, max: 40 }) });
const pauseEvents = (start: string, kind: [string, string], span: { after: number; days: number }): CaseEvent[] => [
  event(kind[0], addDays(start, span.after)),
  event(kind[1], addDays(start, span.after + span.days)),
];
const NOW = '2030-01-01T00:00:00+08:00';

/** The slow and obvious way: day by day. */
const countedByHand = (start: string, count: number, working: boolean): string => {
  let date = start;
  for (let left = count; left > 0;) {
    date = addDays(date, 1);
    if (!working || calendar.kindOf(date).working) left--;
  }
  return date;
};

describe('properties of time limits', () => {
  test('counting by sums equals counting day by day', () => {
    fc.assert(
      fc.property(day, length, fc.boolean(), (start, count, working) => {
        const limit: Duration = { length: count, unit: working ? 'WD' : 'ND' };
        expect(addDuration(start, limit, calendar, { rollOver: false }).dueOn).toBe(
          countedByHand(start, count, working),
        );
      }),
    );
  });

  test('adding holidays never makes a deadline earlier', () => {
    fc.assert(
      fc.property(day, limits, fc.array(day, { maxLength: 12 }), (start, limit, dates) => {
        const more = indexCalendar(withHolidays(dates));
        const before = addDuration(start, limit, calendar, { rollOver: true });
        expect(addDuration(start, limit, more, { rollOver: true }).dueOn >= before.dueOn).toBe(true);
      }),
    );
  });

  test('the raw day is never later than the rolled one, and the rolled one is worked', () => {
    fc.assert(
      fc.property(day, limits, (start, limit) => {
        const counted = addDuration(start, limit, calendar, { rollOver: true });
        expect(counted.rawDueOn <= counted.dueOn).toBe(true);
        expect(calendar.kindOf(counted.dueOn).working).toBe(true);
      }),
    );
  });

  test('suspending and resuming shifts a limit of natural days by the days between', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 31, max: 120 }), pause, (start, count, span) => {
        const definition = clock({ length: count, unit: 'ND' });
        const plain = computeDeadline(definition, [event('case.filed', start)], CALENDAR, NOW);
        const events = [event('case.filed', start), ...pauseEvents(start, ['case.suspended', 'case.resumed'], span)];
        const paused = computeDeadline(definition, events, CALENDAR, NOW);
        expect(daysBetween(plain.rawDueOn ?? '', paused.rawDueOn ?? '')).toBe(span.days);
      }),
    );
  });

  test('more pauses never make a deadline earlier, and overlapping ones cost no more than their union', () => {
    fc.assert(
      fc.property(day, limits, pause, pause, (start, limit, first, second) => {
        const filed = event('case.filed', start);
        const testing = pauseEvents(start, ['testing.started', 'testing.finished'], first);
        const suspended = pauseEvents(start, ['case.suspended', 'case.resumed'], second);
        const due = (...events: CaseEvent[]) =>
          computeDeadline(clock(limit), [filed, ...events], CALENDAR, NOW).dueOn ?? '';
        const [none, one, both] = [due(), due(...testing), due(...testing, ...suspended)];
        expect([none <= one, one <= both]).toEqual([true, true]);
      }),
    );
  });

  test('backwards and forwards agree: told on the last day it is enough, one day later it is not', () => {
    fc.assert(
      fc.property(day, limits, (planned, limit) => {
        const backward = clock(limit, { direction: 'backward', startsOn: 'hearing.planned' });
        const last = computeDeadline(backward, [event('hearing.planned', planned)], CALENDAR, NOW).dueOn ?? '';
        const endOf = (told: string) => addDuration(told, limit, calendar, { rollOver: false }).dueOn;
        expect(endOf(last) < planned).toBe(true);
        if (limit.unit !== 'M') expect(endOf(addDays(last, 1)) >= planned).toBe(true);
      }),
    );
  });

  test('the days that the explanation counts are as many as the limit, and the last one is the raw due day', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), fc.boolean(), pause, (start, count, working, span) => {
        const definition = clock({ length: count, unit: working ? 'WD' : 'ND' });
        const events = [
          event('case.filed', start),
          ...pauseEvents(start, ['testing.started', 'testing.finished'], span),
        ];
        const deadline = computeDeadline(definition, events, CALENDAR, NOW);
        const counted = deadline.days.filter((one) => one.counted);
        expect(counted.length).toBe(count);
        expect([counted.at(-1)?.date, counted.at(-1)?.ordinal]).toEqual([deadline.rawDueOn, count]);
        expect(deadline.days.at(-1)?.date).toBe(deadline.dueOn);
      }),
    );
  });

  test('the cheap states of a sweep are those of the explained deadlines', () => {
    const starts = fc.constantFrom(
      'case.filed',
      'notice.served',
      'decision.made',
      'decision.served',
      'hearing.requested',
    );
    const history = fc.array(fc.record({ type: starts, date: day }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(history, fc.integer({ min: FIRST, max: LAST + 400 }), (facts, today) => {
        const now = at(fromDayNumber(today));
        const events = facts.map(({ type, date }) => event(type, date)).filter(({ at: instant }) => instant <= now);
        const deadlines = computeDeadlines(STANDARD_CLOCKS, events, CALENDAR, now);
        const lights = computeCaseLights(STANDARD_CLOCKS, events, CALENDAR, toMs(now));
        expect(lights.urgent?.definition.code).toBe(mostUrgent(deadlines)?.code);
        expect(lights.warnings).toBe(
          deadlines.filter(({ light }) => light === 'due-soon' || light === 'overdue').length,
        );
      }),
    );
  });

  test('no light changes before the instant that the sweep waits for', () => {
    fc.assert(
      fc.property(day, limits, fc.integer({ min: 0, max: 200 }), (start, limit, later) => {
        const events = [event('case.filed', start)];
        const definition = clock(limit);
        const now = toMs(at(addDays(start, later)));
        const { changesMs } = computeCaseLights([definition], events, CALENDAR, now);
        const lightAt = (ms: number) => computeCaseLights([definition], events, CALENDAR, ms).urgent?.light;
        if (changesMs === Infinity) return;
        expect(changesMs).toBeGreaterThan(now);
        expect(lightAt(changesMs - 1)).toBe(lightAt(now));
        expect(lightAt(changesMs)).not.toBe(lightAt(now));
      }),
    );
  });

  test('加处罚款 grows from day to day, never beyond the fine, and more pauses never raise it', () => {
    const input = fc.record({ fine: fc.integer({ min: 1, max: 10_000_000 }), days: fc.integer({ min: 1, max: 120 }) });
    fc.assert(
      fc.property(input, pause, ({ fine, days }, span) => {
        const dueOn = '2026-03-31';
        const accrue = (on: string, paused: boolean) =>
          accruedAddition({
            principalFen: fine,
            instalments: [{ dueOn, amountFen: fine }],
            payments: [],
            pauses: paused
              ? [{ from: addDays(dueOn, span.after), to: addDays(dueOn, span.after + span.days), reason: '复议' }]
              : [],
            on,
          })?.accruedFen ?? 0;
        const today = accrue(addDays(dueOn, days), false);
        expect(today).toBe(Math.min(fine, Math.floor((fine * 3 * days) / 100)));
        expect(accrue(addDays(dueOn, days + 1), false)).toBeGreaterThanOrEqual(today);
        expect(accrue(addDays(dueOn, days), true)).toBeLessThanOrEqual(today);
      }),
    );
  });
});
