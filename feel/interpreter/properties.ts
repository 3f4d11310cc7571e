import { DaysDuration, FeelDate, FeelDateTime, FeelTime, MonthsDuration } from '../values/temporal.ts';
import type { Value } from '../values/value.ts';
import { FeelRange } from '../values/value.ts';
import { numberOfNanos } from './seconds.ts';

type Properties = Record<string, () => Value>;

const dateProperties = (date: FeelDate): Properties => ({
  year: () => date.year,
  month: () => date.month,
  day: () => date.day,
  weekday: () => date.weekday,
});

const timeProperties = (time: FeelTime, offset: number | undefined): Properties => ({
  hour: () => time.hour,
  minute: () => time.minute,
  second: () => numberOfNanos(time.second, time.nano),
  'time offset': () => (offset === undefined ? null : DaysDuration.of(BigInt(offset) * 1_000_000_000n)),
  timezone: () => (time.zone && 'region' in time.zone ? time.zone.region : null),
});

/** The properties of values that are no contexts (DMN table 65). */
export const propertiesOf = (value: Value): Properties => {
  if (value instanceof FeelDate) return dateProperties(value);
  if (value instanceof FeelTime) return timeProperties(value, value.offset);
  if (value instanceof FeelDateTime)
    return { ...dateProperties(value.date), ...timeProperties(value.time, value.offset) };
  if (value instanceof DaysDuration) {
    const { days, hours, minutes, seconds, nanos } = value.parts;
    return {
      days: () => days,
      hours: () => hours,
      minutes: () => minutes,
      seconds: () => numberOfNanos(seconds, nanos),
    };
  }
  if (value instanceof MonthsDuration) {
    const { years, months } = value.parts;
    return { years: () => years, months: () => months };
  }
  if (value instanceof FeelRange) {
    return {
      start: () => value.start,
      end: () => value.end,
      'start included': () => value.startIncluded,
      'end included': () => value.endIncluded,
    };
  }
  return {};
};
