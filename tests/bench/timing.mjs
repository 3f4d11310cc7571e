import { performance } from 'node:perf_hooks';
import { caseLights, clocksOfDepartment, computeDeadline, indexCalendar, prepareEvents, toMs } from '#rules';
import { CALENDAR } from '#seed';

// The measured bounds of time limits: a deadline with its explanation ≤ 0.1 ms, and the clocks of 68,000 open cases
// swept within a second. Run by `npm run bench:timing`; exits with 1 when a bound is not kept.

const CASES = 68_000;
const NOW = '2026-07-01T09:00:00+08:00';
const DAY_MS = 86_400_000;

const instant = (ms) => `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;
const FIRST = Date.parse('2026-01-05T09:00:00+08:00');

/** What a case that is being investigated, reviewed, decided or served has behind it. */
const LIFE = [
  ['lead.registered', 0],
  ['lead.verified', 6],
  ['case.filed', 8],
  ['officers.assigned', 8],
  ['inspection.done', 12],
  ['interview.done', 15],
  ['preservation.started', 12],
  ['preservation.handled', 18],
  ['testing.started', 20],
  ['testing.finished', 35],
  ['correction.ordered', 36],
  ['investigation.closed', 50],
  ['review.submitted', 52],
  ['review.done', 58],
  ['notice.served', 62],
  ['decision.made', 80],
  ['decision.served', 84],
];

const eventsOf = (index) => {
  const start = FIRST + (index % 160) * DAY_MS;
  return LIFE.slice(0, 3 + (index % (LIFE.length - 2))).map(([type, day], position) => ({
    id: `${index}-${position}`,
    type,
    at: instant(start + day * DAY_MS + position * 60_000),
  }));
};

const bound = (what, measured, limit, unit) => {
  const kept = measured <= limit;
  console.log(`${kept ? '✔' : '✘'} ${what}: ${measured.toFixed(4)} ${unit} (at most ${limit} ${unit})`);
  return kept;
};

const explained = () => {
  const clock = clocksOfDepartment('市场监管').find(({ code }) => code === 'CF-26');
  if (!clock) throw new Error('no CF-26');
  const events = eventsOf(13);
  const rounds = 20_000;
  for (let index = 0; index < 2_000; index++) computeDeadline(clock, events, CALENDAR, NOW);
  const begin = performance.now();
  for (let index = 0; index < rounds; index++) computeDeadline(clock, events, CALENDAR, NOW);
  return (performance.now() - begin) / rounds;
};

const swept = () => {
  const clocks = clocksOfDepartment('市场监管').filter(({ group }) => group === 'penalty' || group === 'compulsion');
  const cases = Array.from({ length: CASES }, (_, index) => eventsOf(index));
  const calendar = indexCalendar(CALENDAR);
  const now = toMs(NOW);
  const sweep = () => {
    let warnings = 0;
    for (const events of cases) warnings += caseLights(clocks, prepareEvents(events), calendar, now).warnings;
    return warnings;
  };
  sweep();
  const begin = performance.now();
  const warnings = sweep();
  return { ms: performance.now() - begin, warnings, clocks: clocks.length };
};

const explainedMs = explained();
const sweep = swept();
console.log(`swept ${CASES} cases with ${sweep.clocks} clocks each, ${sweep.warnings} due soon or overdue`);
const kept = [
  bound('a deadline with explanation and days', explainedMs, 0.1, 'ms'),
  bound(`sweep of ${CASES} cases in memory`, sweep.ms / 1000, 1, 's'),
];
if (kept.includes(false)) process.exitCode = 1;
