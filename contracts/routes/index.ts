import type { z } from 'zod';
import { CASE_ROUTES } from './cases.ts';
import { DISCRETION_ROUTES } from './discretion.ts';
import { EVIDENCE_ROUTES } from './evidence.ts';
import { GATE_ROUTES } from './gates.ts';
import { LAW_ROUTES } from './laws.ts';
import { LEGALITY_ROUTES } from './legality.ts';
import { OFFICER_ROUTES, RECUSAL_ROUTES } from './officers.ts';
import { NUMBER_ROUTES } from './numbers.ts';
import { ORGANISATION_ROUTES } from './organisation.ts';
import { OVERSIGHT_ROUTES } from './oversight.ts';
import { PROCEDURE_ROUTES } from './procedures.ts';
import type { RouteContract } from './route.ts';
import { RULE_PACK_ROUTES } from './rule-packs.ts';
import { SESSION_ROUTES } from './session.ts';
import { TASK_ROUTES } from './tasks.ts';
import { TIMING_ROUTES } from './timing.ts';

export type { RouteContract } from './route.ts';
export { NumberEntryView, NumberSeriesView } from './numbers.ts';
export * from './officers.ts';
export { SetupBody } from './session.ts';
export { UserBody, UserFields } from './organisation.ts';
export { GatePreviewBody, GateReview, GateReviewResult, GateReviewScope, GateWarning } from './gates.ts';
export { RulePackDraftBody, RulePackSummary } from './rule-packs.ts';
export { SaveDraftBody, VersionFiles } from './procedures.ts';

/** The HTTP API of the platform. The server registers exactly these, the client is typed by them, OpenAPI is made of them. */
export const ROUTES = {
  ...SESSION_ROUTES,
  ...ORGANISATION_ROUTES,
  ...PROCEDURE_ROUTES,
  ...LAW_ROUTES,
  ...LEGALITY_ROUTES,
  ...TIMING_ROUTES,
  ...RULE_PACK_ROUTES,
  ...GATE_ROUTES,
  ...DISCRETION_ROUTES,
  ...CASE_ROUTES,
  ...NUMBER_ROUTES,
  ...OFFICER_ROUTES,
  ...RECUSAL_ROUTES,
  ...EVIDENCE_ROUTES,
  ...TASK_ROUTES,
  ...OVERSIGHT_ROUTES,
} as const satisfies Record<string, RouteContract>;

export type RouteName = keyof typeof ROUTES;
type Infer<T> = T extends z.ZodType ? z.output<T> : undefined;
type InferInput<T> = T extends z.ZodType ? z.input<T> : undefined;
type Member<R, K extends string> = R extends { readonly [P in K]: infer T } ? T : undefined;
export type RouteBody<N extends RouteName> = InferInput<Member<(typeof ROUTES)[N], 'body'>>;
export type RouteQuery<N extends RouteName> = InferInput<Member<(typeof ROUTES)[N], 'query'>>;
export type RouteResponse<N extends RouteName> = Infer<Member<(typeof ROUTES)[N], 'response'>>;
export type ParsedBody<N extends RouteName> = Infer<Member<(typeof ROUTES)[N], 'body'>>;
export type ParsedQuery<N extends RouteName> = Infer<Member<(typeof ROUTES)[N], 'query'>>;
