import type { CaseDetail } from '#contracts';

/** Names of what a case's values refer to by id: its officers and its evidence. */
export function namesOf(detail: CaseDetail | undefined): ReadonlyMap<string, string> {
  return new Map([
    ...(detail?.officers ?? []).map((officer) => [officer.userId, officer.name] as const),
    ...(detail?.evidence ?? []).map((evidence) => [evidence.id, evidence.name] as const),
  ]);
}

/** A displayed text in which ids, joined by `、`, are replaced by their names. */
export function withNames(display: string, names: ReadonlyMap<string, string>): string {
  return display
    .split('、')
    .map((part) => names.get(part) ?? part)
    .join('、');
}

/** How the case shows a field's value, as long as the field still has this value (labels of options are known there). */
export function shownValue(detail: CaseDetail | undefined, key: string, value: unknown): string | undefined {
  if (!detail || JSON.stringify(detail.data[key]) !== JSON.stringify(value)) return undefined;
  const display = detail.fields.find((field) => field.key === key)?.display;
  return display ? withNames(display, namesOf(detail)) : undefined;
}

/** A raw value of a form for a reader. */
export function readableValue(value: unknown, names: ReadonlyMap<string, string>): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return withNames(value.join('、'), names);
  return typeof value === 'object' ? JSON.stringify(value) : (names.get(String(value)) ?? String(value));
}
