import { formatCivilDate, toCivilDate } from '../timing/civil-date.ts';
import { formatFen, yuanToFen } from '../money/money.ts';
import { penaltyUnitsOf } from '../discretion/penalty-units.ts';
import type { FieldInfo } from './fields.ts';

/** How a stored value reads to a person: the option's label, 是/否, ¥12,500.00, 2026-04-07（周二）. Empty text for no value. */
export const displayValue = (field: FieldInfo, value: unknown): string => {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (field.widget === 'money' || field.format === 'money') {
    const fen = typeof value === 'string' ? yuanToFen(value) : null;
    return fen === null ? String(value) : formatFen(fen);
  }
  if (field.widget === 'signature')
    return typeof value === 'object' ? String((value as { name?: unknown }).name ?? '') : String(value);
  if (field.widget === 'law-article' && Array.isArray(value))
    return value
      .map((entry: { law?: string; article?: string }) => `《${entry.law ?? ''}》${entry.article ?? ''}`)
      .join('、');
  if (field.widget === 'penalty-units')
    return penaltyUnitsOf({ penaltyUnits: value })
      .map(({ violationCode, proposedFineFen }, index) => {
        const fine = proposedFineFen === undefined ? '' : `，罚款 ${formatFen(proposedFineFen)}`;
        return `${index + 1}. ${violationCode}${fine}`;
      })
      .join('；');
  const label = (entry: unknown): string =>
    field.values?.find((option) => option.value === String(entry))?.label ?? String(entry);
  if (Array.isArray(value))
    return value.map((entry: unknown) => (typeof entry === 'object' ? JSON.stringify(entry) : label(entry))).join('、');
  if (field.type === 'datetime' && typeof value === 'string') {
    return field.component['subtype'] === 'datetime'
      ? value.replace('T', ' ').slice(0, 16)
      : /^\d{4}-\d{2}-\d{2}/.test(value)
        ? formatCivilDate(toCivilDate(value.slice(0, 10)))
        : value;
  }
  return typeof value === 'object' ? JSON.stringify(value) : label(value);
};

/** Masks a sensitive value for those who may not see it: id numbers keep 6 + 4 characters (domain facts §14.3), others the first. */
export const maskValue = (field: FieldInfo, value: unknown): unknown => {
  if (!field.sensitive || typeof value !== 'string' || value === '') return value;
  if (field.format === 'id-number')
    return value.length > 10
      ? `${value.slice(0, 6)}${'*'.repeat(value.length - 10)}${value.slice(-4)}`
      : '*'.repeat(value.length);
  if (field.format === 'mobile')
    return value.length > 7
      ? `${value.slice(0, 3)}${'*'.repeat(value.length - 7)}${value.slice(-4)}`
      : '*'.repeat(value.length);
  return `${value.slice(0, 1)}${'*'.repeat(Math.max(1, value.length - 1))}`;
};
