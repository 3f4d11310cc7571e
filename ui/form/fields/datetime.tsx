import { DatePicker, TimePicker } from 'antd';
import dayjs from 'dayjs';
import type { FieldDefinition } from '../field-definition.ts';

/** Stored texts of form-js: `2026-04-07`, `09:30`, `2026-04-07T09:30+08:00`. Times are Shanghai wall time. */
const STORED = { date: 'YYYY-MM-DD', time: 'HH:mm', datetime: 'YYYY-MM-DDTHH:mm' } as const;

export type DateSubtype = keyof typeof STORED;

export function subtypeOf(subtype: unknown): DateSubtype {
  return subtype === 'time' || subtype === 'datetime' ? subtype : 'date';
}

/** The picker's value; a stored offset is dropped because the wall time before it is what was meant. */
export function parseStored(value: unknown, subtype: DateSubtype): dayjs.Dayjs | null {
  if (typeof value !== 'string' || value === '') return null;
  const text = subtype === 'time' ? `2000-01-01T${value.slice(0, 5)}` : value.slice(0, subtype === 'date' ? 10 : 16);
  const parsed = dayjs(text);
  return parsed.isValid() ? parsed : null;
}

export function toStored(value: dayjs.Dayjs | null, subtype: DateSubtype): string | undefined {
  if (!value) return undefined;
  const text = value.format(STORED[subtype]);
  return subtype === 'datetime' ? `${text}+08:00` : text;
}

export const datetime: FieldDefinition = {
  name: 'datetime',
  Control: ({ id, component, value, onChange, onBlur, readonly, describedBy, invalid }) => {
    const subtype = subtypeOf(component['subtype']);
    const shared = {
      id,
      style: { width: '100%' },
      value: parseStored(value, subtype),
      disabled: readonly,
      onBlur,
      'aria-describedby': describedBy,
      'aria-invalid': invalid,
    };
    const take = (next: dayjs.Dayjs | null) => onChange(toStored(next, subtype));
    if (subtype === 'time') return <TimePicker {...shared} format="HH:mm" onChange={take} needConfirm={false} />;
    return (
      <DatePicker
        {...shared}
        showTime={subtype === 'datetime' ? { format: 'HH:mm' } : false}
        format={subtype === 'datetime' ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD'}
        placeholder={subtype === 'datetime' ? '例如 2026-04-07 09:30' : '例如 2026-04-07'}
        needConfirm={false}
        onChange={take}
      />
    );
  },
};
