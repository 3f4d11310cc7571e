import { z } from 'zod';
import { PageQuery } from '../common.ts';
import type { RoleId } from '../procedure.ts';
import { Light } from '../rule-data/index.ts';

export interface RouteContract {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Express path; parameters as `:name`. */
  path: string;
  summary: string;
  tag: string;
  /** Who may call: `public`, `session` (anybody signed in) or roles. Object scope is checked besides. */
  access: 'public' | 'session' | readonly RoleId[];
  query?: z.ZodType;
  body?: z.ZodType;
  /** JSON response; absent = a file, a stream or 204. */
  response?: z.ZodType;
  /** Set when the body is not JSON. */
  upload?: 'multipart' | 'binary';
}

export const route = <const T extends RouteContract>(contract: T): T => contract;

export const CASE_ROLES = ['officer', 'unit-head', 'legal-reviewer', 'organ-leader', 'supervisor', 'auditor'] as const;
export const HANDLING_ROLES = ['officer', 'unit-head', 'legal-reviewer', 'organ-leader'] as const;
/** Supervisors collect evidence too, in the cases that they handle themselves. */
export const EVIDENCE_ROLES = [...HANDLING_ROLES, 'supervisor'] as const;

/** Filters that lists of cases and of tasks share. */
export const CaseFilter = PageQuery.extend({
  q: z.string().optional(),
  light: Light.optional(),
  sort: z.string().optional(),
});
