import type { ClockDefinition } from '#contracts';
import { COMPULSION_CLOCKS } from './compulsion.ts';
import { GENERAL_CLOCKS } from './general.ts';
import { LICENCE_CLOCKS } from './licence.ts';
import { PENALTY_CLOCKS } from './penalty.ts';
import { REMEDY_CLOCKS } from './remedies.ts';
import { STANDARD_CLOCK_VARIANTS } from './variants.ts';

export { STANDARD_ANNOUNCEMENT, STANDARD_CLOCK_VARIANTS, type ClockVariant } from './variants.ts';

/** The master table of time limits (domain facts §3.1–3.4, §3.6) without what departments change of it. */
export const STANDARD_CLOCKS: readonly ClockDefinition[] = [
  ...PENALTY_CLOCKS,
  ...COMPULSION_CLOCKS,
  ...LICENCE_CLOCKS,
  ...REMEDY_CLOCKS,
  ...GENERAL_CLOCKS,
];

/** The standard clocks as the regulation of a department has them, where it has one. */
export const clocksOfDepartment = (department: string): ClockDefinition[] => {
  const variant = STANDARD_CLOCK_VARIANTS.find((candidate) => candidate.department === department);
  const patches = new Map(variant?.clocks.map((rule) => [rule.code, rule]));
  const announcement = variant?.announcementDays;
  if (announcement)
    patches.set('GG-01', {
      code: 'GG-01',
      basis: announcement.basis,
      origin: announcement.origin,
      limit: { length: announcement.days, unit: 'ND' },
      ...(announcement.confirm ? { confirm: announcement.confirm } : {}),
    });
  const patched = STANDARD_CLOCKS.map((clock) => ({ ...clock, ...patches.get(clock.code) }) as ClockDefinition);
  // A department may add a clock that the standard does not have (CF-25).
  const added = (variant?.clocks ?? []).filter((rule) => !STANDARD_CLOCKS.some((clock) => clock.code === rule.code));
  return [...patched, ...(added as ClockDefinition[])];
};

interface TableRow {
  /** Number of the row in domain facts §3. */
  row: string;
  code: string;
  /** The department whose variant the row is. */
  department?: string;
}

/** Rows of the master table that are the rule of one department for a matter of another number. */
const VARIANT_ROWS: readonly TableRow[] = [
  { row: 'CF-03', code: 'CF-02', department: '农业农村' },
  { row: 'CF-04', code: 'CF-02', department: '住房城乡建设' },
  { row: 'CF-05', code: 'CF-02', department: '文化和旅游' },
  { row: 'CF-06', code: 'CF-02', department: '自然资源和规划' },
  { row: 'CF-14', code: 'CF-13', department: '住房城乡建设' },
  { row: 'CF-15', code: 'CF-13', department: '农业农村' },
  { row: 'CF-18', code: 'CF-17', department: '农业农村' },
  { row: 'CF-25', code: 'CF-25', department: '农业农村' },
];

/** Where each row of the master table is found. CF-32 is the accrual (accrual.ts), QZ-12 a gate. */
export const MASTER_TABLE: readonly TableRow[] = [
  ...STANDARD_CLOCKS.map(({ code }) => ({ row: code, code })),
  ...VARIANT_ROWS,
];
