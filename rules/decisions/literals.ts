import type { Literal, ValueKind } from './cell.ts';

const DAY_MS = 86_400_000;
const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** Days since 1970-01-01 of a civil date; null when the text is no such date. */
export const dayNumber = (text: string): number | null => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const ms = Date.UTC(year, month - 1, day);
  const back = new Date(ms);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? ms / DAY_MS : null;
};

/** A date-time of Asia/Shanghai where no offset is written. */
export const instantLiteral = (text: string): Literal | null => {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?$/.exec(text);
  if (!match || dayNumber(match[1]!) === null) return null;
  const ms = Date.parse(`${match[1]}T${match[2]}${match[3] ?? '+08:00'}`);
  return Number.isNaN(ms) ? null : { kind: 'date-time', value: ms };
};

export const timeLiteral = (text: string): Literal | null => {
  const match = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (!match) return null;
  return { kind: 'time', value: (Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0)) * 1000 };
};

export const durationLiteral = (text: string): Literal | null => {
  const months = /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?$/.exec(text);
  if (months && (months[2] ?? months[3]) !== undefined) {
    const value = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0);
    return { kind: 'month-duration', value: months[1] ? -value : value };
  }
  const days = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  if (!days || [days[2], days[3], days[4], days[5]].every((part) => part === undefined)) return null;
  const [d, h, m, s] = [2, 3, 4, 5].map((index) => Number(days[index] ?? 0));
  const value = d! * DAY_MS + h! * 3_600_000 + m! * 60_000 + s! * 1000;
  return { kind: 'day-duration', value: days[1] ? -value : value };
};

const durationText = (ms: number): string => {
  const total = Math.abs(ms);
  const parts = [
    [Math.floor(total / DAY_MS), '天'],
    [Math.floor((total % DAY_MS) / 3_600_000), '小时'],
    [Math.floor((total % 3_600_000) / 60_000), '分'],
    [(total % 60_000) / 1000, '秒'],
  ] as const;
  const text = parts.flatMap(([amount, unit]) => (amount ? [`${amount}${unit}`] : [])).join('');
  return `${ms < 0 ? '负' : ''}${text || '0天'}`;
};

/** How a value reads in a Chinese sentence: `10,000`, `2026-04-07`, `是`, `“轻微”`. */
export const literalText = (kind: ValueKind, value: Literal['value']): string => {
  const number = value as number;
  switch (kind) {
    case 'number':
      return number.toLocaleString('en-US', { maximumFractionDigits: 15 });
    case 'date':
      return new Date(number * DAY_MS).toISOString().slice(0, 10);
    case 'date-time':
      return new Date(number + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    case 'time':
      return `${pad(Math.floor(number / 3_600_000))}:${pad(Math.floor((number % 3_600_000) / 60_000))}`;
    case 'day-duration':
      return durationText(number);
    case 'month-duration': {
      const years = Math.trunc(number / 12);
      return `${years ? `${years}年` : ''}${number % 12 || !years ? `${number % 12}个月` : ''}`;
    }
    case 'boolean':
      return value === true ? '是' : '否';
    case 'string':
      return `“${String(value)}”`;
  }
};

/** The value as FEEL's JSON has it, for evaluating a counter-example. */
export const literalJson = (kind: ValueKind, value: Literal['value']): number | string | boolean => {
  if (kind === 'date') return literalText(kind, value);
  if (kind === 'date-time') return `${literalText(kind, value).replace(' ', 'T')}+08:00`;
  if (kind === 'time') return `${literalText(kind, value)}:00`;
  if (kind === 'month-duration') return `P${value as number}M`;
  if (kind === 'day-duration') return `PT${(value as number) / 1000}S`;
  return value;
};
