import type { GateDefinition } from '#contracts';
import { DECISION_GATES } from './decision.ts';
import { EXECUTION_GATES, INSPECTION_GATES } from './execution.ts';
import { INVESTIGATION_GATES } from './investigation.ts';
import { PENALTY_GATES, SUMMARY_GATES } from './penalty.ts';
import { SUBJECT_GATES } from './subject.ts';

/**
 * The standard gates G01–G35 (domain facts §4). Conditions are FEEL over `gateContext`; what the names mean is in
 * `GATE_FACTS`. The levels are a proposal of the design; the articles are checked against the law except where `origin`
 * says otherwise.
 */
export const STANDARD_GATES: readonly GateDefinition[] = [
  ...SUBJECT_GATES,
  ...INVESTIGATION_GATES,
  ...DECISION_GATES,
  ...PENALTY_GATES,
  ...EXECUTION_GATES,
  ...SUMMARY_GATES,
  ...INSPECTION_GATES,
].sort((a, b) => (a.code < b.code ? -1 : 1));
