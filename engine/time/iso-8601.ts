// ISO 8601 durations, dates and repeating intervals as BPMN timers use them, by UTC.

export type Duration = { sign: 1 | -1; months: number; millis: number };
export type DueDate = number;
/** `count` -1 repeats for ever. */
export type Repetition = { count: number; interval: Duration; start?: number };

const DURATION =
  /^([+-])?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(-?\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?\d+(?:[.,]\d+)?)S)?)?$/;

export const parseDuration = (text: string): Duration | undefined => {
  const match = DURATION.exec(text);
  if (!match || text.endsWith('P') || text.endsWith('T')) return undefined;
  const part = (index: number): number => Number(match[index]?.replace(',', '.') ?? 0);
  const days = part(4) * 7 + part(5);
  const millis = ((days * 24 + part(6)) * 60 + part(7)) * 60_000 + Math.round(part(8) * 1000);
  return { sign: match[1] === '-' ? -1 : 1, months: part(2) * 12 + part(3), millis };
};

/** Adds whole months first, by the calendar, then the exact part, as Zeebe does. */
export const addDuration = (from: number, { sign, months, millis }: Duration): number => {
  if (months === 0) return from + sign * millis;
  const date = new Date(from);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + sign * months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime() + sign * millis;
};

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)(\[[^\]]+\])?$/;
const LOCAL_DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(\[[^\]]+\])?$/;

/** A date with time and offset; a trailing zone name is allowed and a missing offset means UTC. */
export const parseDateTime = (text: string): number | undefined => {
  const plain = text.replace(/\[[^\]]+\]$/, '');
  if (!DATE_TIME.test(text) && !LOCAL_DATE_TIME.test(text)) return undefined;
  const time = Date.parse(DATE_TIME.test(text) ? plain : `${plain}Z`);
  return Number.isNaN(time) ? undefined : time;
};

/** How Zeebe refuses a repeating interval that it can't read. */
export const repetitionProblem = (text: string): string => {
  if (!text.startsWith('R')) return 'Repetition spec must start with R';
  if (!text.includes('/')) return 'No interval given';
  if (!/^R\d*\//.test(text)) return 'Cannot parse repetitions count';
  return `Invalid duration format '${text.slice(text.indexOf('/') + 1)}'`;
};

/** `R3/PT1H`, `R/PT1H`, `R3/<start>/PT1H`. */
export const parseRepetition = (text: string): Repetition | undefined => {
  const parts = text.split('/');
  const count = /^R(-1|\d*)$/.exec(parts[0] ?? '');
  if (!count || parts.length < 2 || parts.length > 3) return undefined;
  const interval = parseDuration(parts.at(-1)!);
  if (!interval) return undefined;
  const start = parts.length === 3 && parts[1] !== '' ? parseDateTime(parts[1]!) : undefined;
  if (parts.length === 3 && parts[1] !== '' && start === undefined) return undefined;
  return {
    count: count[1] === '' || count[1] === '-1' ? -1 : Number(count[1]),
    interval,
    ...(start !== undefined && { start }),
  };
};
