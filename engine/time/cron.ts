// Cron expressions with six fields, as Spring reads them: second, minute, hour, day of month, month, day of week.

const MACROS = new Map(
  Object.entries({
    '@yearly': '0 0 0 1 1 *',
    '@annually': '0 0 0 1 1 *',
    '@monthly': '0 0 0 1 * *',
    '@weekly': '0 0 0 * * 0',
    '@daily': '0 0 0 * * *',
    '@midnight': '0 0 0 * * *',
    '@hourly': '0 0 * * * *',
  }),
);
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface Field {
  min: number;
  max: number;
  names?: string[];
}

const FIELDS: Field[] = [
  { min: 0, max: 59 },
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: MONTHS },
  { min: 0, max: 7, names: DAYS },
];

type DayTest = (date: Date) => boolean;

interface Cron {
  seconds: Set<number>;
  minutes: Set<number>;
  hours: Set<number>;
  months: Set<number>;
  dayOfMonth: DayTest;
  dayOfWeek: DayTest;
}

const numberIn = (text: string, { min, max, names }: Field): number | undefined => {
  const named = names?.indexOf(text.toUpperCase()) ?? -1;
  // Months are counted from 1, days of the week from 0.
  if (named >= 0) return named + (names!.length === MONTHS.length ? 1 : 0);
  if (!/^\d+$/.test(text)) return undefined;
  const value = Number(text);
  return value >= min && value <= max ? value : undefined;
};

/** `5`, `1-5`, `*`, each with an optional step. */
const partValues = (part: string, field: Field): number[] | undefined => {
  const [range = '', stepText] = part.split('/');
  const step = stepText === undefined ? 1 : Number(stepText);
  if (!Number.isInteger(step) || step < 1) return undefined;
  let [from, to]: (number | undefined)[] = [field.min, field.max];
  if (range !== '*' && range !== '?') {
    const ends = range.split('-');
    from = numberIn(ends[0]!, field);
    to = ends.length === 2 ? numberIn(ends[1]!, field) : stepText === undefined ? from : field.max;
    if (ends.length > 2 || from === undefined || to === undefined || from > to) return undefined;
  }
  const values: number[] = [];
  for (let value = from!; value <= to!; value += step) values.push(value);
  return values;
};

const setOf = (text: string, field: Field): Set<number> | undefined => {
  const parts = text.split(',').map((part) => partValues(part, field));
  return parts.some((part) => !part) ? undefined : new Set(parts.flatMap((part) => part!));
};

const lastDay = (date: Date): number =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();

/** The weekday nearest to a day of the same month. */
const nearestWeekday = (date: Date, day: number): number => {
  const last = lastDay(date);
  const wanted = Math.min(day, last);
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), wanted)).getUTCDay();
  if (weekday === 6) return wanted > 1 ? wanted - 1 : wanted + 2;
  if (weekday === 0) return wanted < last ? wanted + 1 : wanted - 2;
  return wanted;
};

const dayOfMonthTest = (text: string): DayTest | undefined => {
  if (text === 'L') return (date) => date.getUTCDate() === lastDay(date);
  if (text === 'LW') return (date) => date.getUTCDate() === nearestWeekday(date, lastDay(date));
  const before = /^L-(\d+)$/.exec(text);
  if (before) return (date) => date.getUTCDate() === lastDay(date) - Number(before[1]);
  const near = /^(\d+)W$/.exec(text);
  if (near) return (date) => date.getUTCDate() === nearestWeekday(date, Number(near[1]));
  const days = setOf(text, FIELDS[3]!);
  return days && ((date) => days.has(date.getUTCDate()));
};

const dayOfWeekTest = (text: string): DayTest | undefined => {
  const field = FIELDS[5]!;
  const last = /^(\w+)L$/.exec(text);
  const lastOf = last && numberIn(last[1]!, field);
  if (lastOf !== null && lastOf !== undefined)
    return (date) => date.getUTCDay() === lastOf % 7 && date.getUTCDate() + 7 > lastDay(date);
  const nth = /^(\w+)#([1-5])$/.exec(text);
  const nthOf = nth && numberIn(nth[1]!, field);
  if (nthOf !== null && nthOf !== undefined)
    return (date) => date.getUTCDay() === nthOf % 7 && Math.ceil(date.getUTCDate() / 7) === Number(nth![2]);
  const days = setOf(text, field);
  return days && ((date) => days.has(date.getUTCDay()) || (date.getUTCDay() === 0 && days.has(7)));
};

const parseCron = (text: string): Cron | undefined => {
  const parts = (MACROS.get(text.trim().toLowerCase()) ?? text.trim()).split(/\s+/);
  if (parts.length !== FIELDS.length) return undefined;
  const [seconds, minutes, hours, , months] = FIELDS.map((field, index) => setOf(parts[index]!, field));
  const dayOfMonth = dayOfMonthTest(parts[3]!);
  const dayOfWeek = dayOfWeekTest(parts[5]!);
  if (!seconds || !minutes || !hours || !months || !dayOfMonth || !dayOfWeek) return undefined;
  return { seconds, minutes, hours, months, dayOfMonth, dayOfWeek };
};

export const isCron = (text: string): boolean => parseCron(text) !== undefined;

/** Leap days and a day of the week come together once in 28 years at the latest. */
const MAX_YEARS = 29;
const DAY_MS = 86_400_000;

const firstTimeOfDay = ({ hours, minutes, seconds }: Cron, dayStart: number, after: number): number | undefined => {
  const sorted = (set: Set<number>): number[] => [...set].sort((a, b) => a - b);
  for (const hour of sorted(hours)) {
    if (dayStart + (hour + 1) * 3_600_000 <= after) continue;
    for (const minute of sorted(minutes)) {
      if (dayStart + hour * 3_600_000 + (minute + 1) * 60_000 <= after) continue;
      for (const second of sorted(seconds)) {
        const time = dayStart + hour * 3_600_000 + minute * 60_000 + second * 1000;
        if (time > after) return time;
      }
    }
  }
  return undefined;
};

/** The first time after `after` (milliseconds, UTC) that the expression names; undefined when there is none. */
export const nextCron = (text: string, after: number): number | undefined => {
  const cron = parseCron(text);
  if (!cron) return undefined;
  const first = Math.floor(after / DAY_MS) * DAY_MS;
  for (let day = first; day < first + MAX_YEARS * 366 * DAY_MS; day += DAY_MS) {
    const date = new Date(day);
    if (!cron.months.has(date.getUTCMonth() + 1) || !cron.dayOfMonth(date) || !cron.dayOfWeek(date)) continue;
    const time = firstTimeOfDay(cron, day, after);
    if (time !== undefined) return time;
  }
  return undefined;
};

/** How an expression that is none is refused. */
export const cronProblem = (text: string): string =>
  `Cron expression contains ${text.trim().split(/\s+/).length} parts but we expect one of [6]`;
