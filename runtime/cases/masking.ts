import type { FormSchema, Party } from '#contracts';
import type { FieldInfo } from '#rules';
import { listFields, maskValue } from '#rules';
import type { Person } from '../identity/person.ts';
import { actorOf, hasRole } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import type { LoadedProcedure } from '../procedures/library.ts';
import type { CaseDoc } from '../store/collections.ts';

/** All value fields of a procedure's forms by key; the first form that has a key names it. */
export function fieldsOf(procedure: LoadedProcedure): Map<string, FieldInfo & { stage: string }> {
  const fields = new Map<string, FieldInfo & { stage: string }>();
  const steps = procedure.manifest.steps;
  for (const step of steps) {
    const form: FormSchema | undefined = procedure.package.forms[step.form];
    if (!form) continue;
    for (const field of listFields(form)) {
      const known = fields.get(field.key);
      if (!known) fields.set(field.key, { ...field, stage: step.stage });
      // A field is sensitive everywhere when it is so in one form.
      else if (field.sensitive && !known.sensitive) fields.set(field.key, { ...known, sensitive: true });
    }
  }
  return fields;
}

/** Those who work on the case see personal data; others in scope see it masked (行政处罚法第五十条). */
export function seesUnmasked(person: Person, item: Pick<CaseDoc, 'organId' | 'handlers' | 'registeredBy'>): boolean {
  if (item.handlers.includes(person.id)) return true;
  if (item.organId !== person.organId) return false;
  if (item.handlers.length === 0 && item.registeredBy === person.id) return true;
  return hasRole(person, 'unit-head', 'legal-reviewer', 'organ-leader');
}

export function maskData(data: Record<string, unknown>, fields: Map<string, FieldInfo>): Record<string, unknown> {
  const masked: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) {
    const field = fields.get(key);
    masked[key] = field ? maskValue(field, value) : maskRows(value, fields);
  }
  return masked;
}

/** Rows of a dynamic list carry fields of their own. */
function maskRows(value: unknown, fields: Map<string, FieldInfo>): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((row: unknown) =>
    row !== null && typeof row === 'object' && !Array.isArray(row)
      ? maskData(row as Record<string, unknown>, fields)
      : row,
  );
}

const hide = (text: string, head: number, tail: number): string =>
  text.length > head + tail
    ? `${text.slice(0, head)}${'*'.repeat(text.length - head - tail)}${text.slice(text.length - tail)}`
    : '*'.repeat(text.length);

export const maskParty = (party: Party): Party => ({
  ...party,
  ...(party.idNumber ? { idNumber: hide(party.idNumber, 6, 4) } : {}),
  ...(party.phone ? { phone: hide(party.phone, 3, 4) } : {}),
  ...(party.kind === 'person' && party.address ? { address: hide(party.address, 6, 0) } : {}),
});

/** A value that comes back masked was not changed: the stored one stands. */
export function restoreMasked(
  submitted: Record<string, unknown>,
  stored: Record<string, unknown>,
  fields: Map<string, FieldInfo>,
): Record<string, unknown> {
  const restored = { ...submitted };
  for (const [key, value] of Object.entries(submitted)) {
    const field = fields.get(key);
    if (
      field?.sensitive &&
      stored[key] !== undefined &&
      value !== stored[key] &&
      value === maskValue(field, stored[key])
    )
      restored[key] = stored[key];
  }
  return restored;
}

/** Looks at personal data are written down, one entry for each person and case in ten minutes. */
const recentReads = new Map<string, number>();
const READ_WINDOW_MS = 10 * 60_000;

export async function auditSensitiveRead(
  platform: Platform,
  person: Person,
  item: CaseDoc,
  fields: Map<string, FieldInfo>,
): Promise<void> {
  const names = [...fields.values()].filter((field) => field.sensitive && item.data[field.key] !== undefined);
  const name = `${platform.settings.dataDir}:${person.id}:${item.id}`;
  if (names.length === 0 || Date.now() - (recentReads.get(name) ?? 0) < READ_WINDOW_MS) return;
  if (recentReads.size > 10_000) recentReads.clear();
  recentReads.set(name, Date.now());
  await platform.store.transaction(actorOf(person), async (unit) => {
    unit.audit({
      action: 'case.sensitive-read',
      summary: `${person.name} 查看 ${item.number} 的${names.map((field) => field.label).join('、')}`.slice(0, 300),
      subjectType: 'case',
      subjectId: item.id,
    });
  });
}
