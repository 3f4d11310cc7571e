import type { Citation, Origin, ProcedureIssue, ProcedureManifest } from '#contracts';
import type { Monitor } from './monitor.ts';

export type ProcedureKind = ProcedureManifest['kind'];

/** A rule over the order of what happens in a case, checked in all runs of the control flow. */
export interface FlowRule {
  id: string;
  name: string;
  /** Kinds of procedure that it holds for. */
  kinds: readonly ProcedureKind[];
  /** It says something only where a step emits one of these events. */
  when: readonly string[];
  monitor: Monitor;
  severity: ProcedureIssue['severity'];
  message: string;
  remedy: string;
  basis: readonly Citation[];
  origin: Origin;
}

/** Who did one thing must not do another. */
export interface DutyRule {
  id: string;
  name: string;
  kinds: readonly ProcedureKind[];
  /** Steps that emit one of these … */
  deciding: readonly string[];
  /** … must not be done by who did a step that emits one of those. */
  acting: readonly string[];
  severity: ProcedureIssue['severity'];
  basis: readonly Citation[];
  origin: Origin;
}

/** Something that a procedure of a kind must have at all. */
export interface PresenceRule {
  id: string;
  name: string;
  kinds: readonly ProcedureKind[];
  /** One of these events must be emitted by some step. */
  events: readonly string[];
  severity: ProcedureIssue['severity'];
  basis: readonly Citation[];
  origin: Origin;
}
