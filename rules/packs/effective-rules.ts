import type { EffectiveRules, ProcedureManifest } from '#contracts';
import { mergeGates } from '../gates/merge-gates.ts';
import { STANDARD_GATES } from '../gates/standard-gates.ts';

/** The rules of a case before any pack: the standard gates and what its procedure says. */
export const effectiveRules = (manifest: ProcedureManifest, asOf: string, revision: number): EffectiveRules => ({
  asOf,
  revision,
  packs: [],
  clocks: manifest.clocks,
  gates: mergeGates(STANDARD_GATES, manifest.gates),
  parameters: {},
});
