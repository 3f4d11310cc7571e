import type { RoleId } from '#contracts';

/** Who sees cases and tasks (the same roles as in contracts/routes/). */
export const CASE_ROLES: readonly RoleId[] = [
  'officer',
  'unit-head',
  'legal-reviewer',
  'organ-leader',
  'supervisor',
  'auditor',
];

/** Who registers leads. */
export const REGISTER_ROLES: readonly RoleId[] = ['officer', 'supervisor'];

/** The first page of a person: what their work begins with. */
export function homeOf(roles: readonly RoleId[]): string {
  if (roles.some((role) => ['officer', 'unit-head', 'legal-reviewer', 'organ-leader'].includes(role))) return '/tasks';
  if (roles.includes('supervisor')) return '/overview';
  if (roles.includes('configurer')) return '/designer';
  if (roles.includes('auditor')) return '/cases';
  if (roles.includes('audit-admin')) return '/audit';
  return '/people';
}
