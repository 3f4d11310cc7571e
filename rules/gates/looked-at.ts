import type { Finding } from '#contracts';
import { gateFact } from './gate-facts.ts';

const show = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '无';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value))
    return value.length === 0
      ? '无'
      : value
          .map((entry: unknown) =>
            entry !== null && typeof entry === 'object' && 'name' in entry ? String(entry.name) : show(entry),
          )
          .join('、');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** A fact's value for the reader: money in yuan, choices by their labels, dates as they are. */
export const showFact = (name: string, value: unknown): string => {
  const fact = gateFact(name);
  if (fact?.type === 'money' && typeof value === 'number') return `${(value / 100).toLocaleString('zh-CN')} 元`;
  const label = (one: unknown): unknown => fact?.options?.find((option) => option.value === one)?.label ?? one;
  return show(Array.isArray(value) ? value.map(label) : label(value));
};

const NAME = /"(?:[^"\\]|\\.)*"|[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)?/gu;

/** The facts a condition names, with their values: what the gate looked at. */
export const lookedAt = (condition: string, context: Record<string, unknown>): Finding['lookedAt'] => {
  const names = new Set((condition.match(NAME) ?? []).filter((name) => !name.startsWith('"')));
  return [...names].flatMap((name) => {
    const [head = '', member] = name.split('.');
    const fact = gateFact(name);
    const labelled = (value: string) => [{ name, value, ...(fact ? { label: fact.label } : {}) }];
    if (head === 'data') return [];
    if (!(head in context)) return fact || head === 'events' ? labelled('无') : [];
    const value = context[head];
    if (member === undefined) return head === 'events' || head === 'officers' ? [] : labelled(showFact(name, value));
    return labelled(showFact(name, (value as Record<string, unknown> | null)?.[member]));
  });
};
