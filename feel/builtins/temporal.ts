import type { Machine } from '../interpreter/machine.ts';
import type { FeelNumber } from '../values/numbers.ts';
import { decimal, wholeNumber } from '../values/numbers.ts';
import { parseDate, parseDateTime, parseDuration, parseTime } from '../values/parse-temporal.ts';
import type { DaysDuration } from '../values/temporal.ts';
import { FeelDate, FeelDateTime, FeelTime, MonthsDuration, daysInMonth } from '../values/temporal.ts';
import type { Zone } from '../values/zones.ts';
import { isRegion } from '../values/zones.ts';
import type { Definitions, Outcome } from './define.ts';
import { failure } from './define.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const MAX_OFFSET = 18 * 3600;

const unparsed = (what: string, text: string): Outcome =>
  failure(`Failed to parse ${what} from '${text.slice(0, 100)}'`);

const dateOf = (value: FeelDate | FeelDateTime): FeelDate => (value instanceof FeelDateTime ? value.date : value);

const makeDate = (year: FeelNumber, month: FeelNumber, day: FeelNumber): Outcome =>
  FeelDate.of(wholeNumber(year), wholeNumber(month), wholeNumber(day)) ??
  failure(`Failed to parse date from: year=${year}, month=${month}, day=${day}`);

/** Seconds may have a fraction. */
const makeTime = (hour: FeelNumber, minute: FeelNumber, second: FeelNumber, zone?: Zone): Outcome => {
  const exact = decimal(second);
  const whole = exact.trunc();
  const nanos = exact.minus(whole).times(1_000_000_000).trunc().toNumber();
  if (exact.isNegative() && !exact.isZero()) return undefined;
  return FeelTime.of(wholeNumber(hour), wholeNumber(minute), whole.toNumber(), nanos, zone) ?? undefined;
};

const offsetZone = (offset: DaysDuration | null): Zone | null | undefined => {
  if (offset === null) return null;
  const seconds = Number(offset.nanos / 1_000_000_000n);
  return Math.abs(seconds) > MAX_OFFSET ? undefined : { offset: seconds };
};

const zoneNamed = (name: string): Zone | undefined => {
  if (isRegion(name)) return { region: name };
  return parseTime(`00:00:00${name}`)?.zone;
};

const inZone = (value: FeelDateTime, name: string): Outcome => {
  const zone = zoneNamed(name);
  if (!zone) return failure(`Unknown time zone '${name.slice(0, 100)}'`);
  return value.zone
    ? FeelDateTime.ofEpochNanos(value.epochNanos, zone)
    : new FeelDateTime(value.date, value.time.withZone(zone));
};

/** Whole months from one to the other; a month that is not complete does not count. Times of day are not looked at. */
const monthsBetween = (from: FeelDate | FeelDateTime, to: FeelDate | FeelDateTime): Outcome => {
  const [a, b] = [dateOf(from), dateOf(to)];
  const months = (b.year - a.year) * 12 + b.month - a.month;
  const rest = b.day - a.day;
  return MonthsDuration.of(months > 0 && rest < 0 ? months - 1 : months < 0 && rest > 0 ? months + 1 : months);
};

/** ISO 8601: the week that holds the year's first Thursday is the first. */
const weekOfYear = (date: FeelDate): number => {
  const thursday = FeelDate.ofEpochDay(date.epochDay - date.weekday + 4)!;
  return Math.floor((thursday.dayOfYear - 1) / 7) + 1;
};

const nowIn = (machine: Machine): FeelDateTime =>
  FeelDateTime.ofEpochNanos(BigInt(Math.trunc(machine.now)) * 1_000_000n, machine.zone)!;

const ofDate = (run: (date: FeelDate) => Outcome): Definitions[string] => [
  ['date:dated', ([value]) => run(dateOf(value))],
];

const makeDateTime = (values: FeelNumber[], zone?: Zone): Outcome => {
  const [year, month, day, hour, minute, second] = values as [
    FeelNumber,
    FeelNumber,
    FeelNumber,
    FeelNumber,
    FeelNumber,
    FeelNumber,
  ];
  const date = makeDate(year, month, day);
  const time = makeTime(hour, minute, second, zone);
  return date instanceof FeelDate && time instanceof FeelTime ? new FeelDateTime(date, time) : undefined;
};

const SIX = 'year:number,month:number,day:number,hour:number,minute:number,second:number';

export const TEMPORAL: Definitions = {
  date: [
    ['from:string', ([text]) => parseDate(text) ?? unparsed('date', text)],
    ['from:dated', ([value]) => dateOf(value)],
    ['year:number,month:number,day:number', ([year, month, day]) => makeDate(year, month, day)],
  ],
  time: [
    ['from:string', ([text]) => parseTime(text) ?? unparsed('time', text)],
    ['from:time', ([value]) => value],
    ['from:datetime', ([value]: FeelDateTime[]) => value!.time],
    ['from:date', () => FeelTime.of(0, 0, 0, 0, { offset: 0 })],
    ['hour:number,minute:number,second:number', ([hour, minute, second]) => makeTime(hour, minute, second)],
    [
      'hour:number,minute:number,second:number,offset:days~',
      ([hour, minute, second, offset]) => {
        const zone = offsetZone(offset);
        return zone === undefined ? undefined : makeTime(hour, minute, second, zone ?? undefined);
      },
    ],
  ],
  'date and time': [
    ['from:string', ([text]) => parseDateTime(text) ?? unparsed('date-time', text)],
    ['from:datetime', ([value]) => value],
    ['from:date', ([date]) => new FeelDateTime(date, FeelTime.of(0, 0, 0)!)],
    ['date:dated,time:time', ([date, time]) => new FeelDateTime(dateOf(date), time)],
    ['date:datetime,timezone:string', ([value, name]) => inZone(value, name)],
    [SIX, (values) => makeDateTime(values)],
    [
      `${SIX},offset:days~`,
      (values) => {
        const zone = offsetZone(values[6]);
        return zone === undefined ? undefined : makeDateTime(values, zone ?? undefined);
      },
    ],
    [
      `${SIX},timezone:string`,
      (values) => {
        const zone = zoneNamed(values[6]);
        return zone && makeDateTime(values, zone);
      },
    ],
  ],
  duration: [
    ['from:string', ([text]) => parseDuration(text) ?? unparsed('duration', text)],
    ['from:duration', ([value]) => value],
  ],
  'years and months duration': [['from:dated,to:dated', ([from, to]) => monthsBetween(from, to)]],
  now: [['', (_, machine) => nowIn(machine)]],
  today: [['', (_, machine) => nowIn(machine).date]],
  'day of year': ofDate((date) => date.dayOfYear),
  'day of week': ofDate((date) => DAYS[date.weekday - 1]!),
  'month of year': ofDate((date) => MONTHS[date.month - 1]!),
  'week of year': ofDate(weekOfYear),
  'last day of month': ofDate((date) => FeelDate.of(date.year, date.month, daysInMonth(date.year, date.month))),
};
