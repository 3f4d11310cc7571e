import { ClockDefinition } from '#contracts';
import type {
  ClockRule,
  EffectiveClock,
  EffectiveRules,
  GateDefinition,
  ProcedureManifest,
  RulePackVersion,
  RuleParameters,
  RuleSource,
} from '#contracts';
import { mergeGates } from '../gates/merge-gates.ts';
import { STANDARD_GATES } from '../gates/standard-gates/index.ts';
import { hearingStandard } from './hearing-standard.ts';
import { packChain, type RuleTarget } from './pack-chain.ts';

export interface RuleRequest {
  manifest: ProcedureManifest;
  /** Every version that was ever published. */
  packs: readonly RulePackVersion[];
  organ: { department: string; regionCode: string };
  asOf: string;
  revision: number;
}

const STANDARD: RuleSource = { layer: 'standard', name: '通用标准' };

export const packSource = ({ pack, name, number }: RulePackVersion): RuleSource => ({
  layer: 'pack',
  name,
  code: pack,
  number,
});

const withSource = <T extends object>(rule: T, source: RuleSource): T & { source: RuleSource } => ({ ...rule, source });

/** What a rule says, without what it leaves unsaid. */
const said = (rule: ClockRule): ClockRule =>
  Object.fromEntries(Object.entries(rule).filter(([, value]) => value !== undefined)) as ClockRule;

const patchClocks = (
  clocks: EffectiveClock[],
  pack: RulePackVersion,
  emitted: ReadonlySet<string>,
): EffectiveClock[] => {
  const patched = [...clocks];
  for (const rule of pack.content.clocks) {
    const index = patched.findIndex((clock) => clock.code === rule.code);
    const known = patched[index];
    if (known) {
      patched[index] = { ...known, ...said(rule), source: packSource(pack) };
      continue;
    }
    const complete = ClockDefinition.safeParse(rule);
    if (complete.success && emitted.has(complete.data.startsOn))
      patched.push(withSource(complete.data, packSource(pack)));
  }
  return patched;
};

const tighten = (gates: GateDefinition[], pack: RulePackVersion): GateDefinition[] =>
  mergeGates(
    gates,
    pack.content.gates.map((gate) => withSource(gate, packSource(pack))),
  );

const PARAMETER_NAMES = [
  'hearingThresholds',
  'hearingPrecedence',
  'tierFormula',
  'firstOffence',
  'announcementDays',
  'inspectionsPerYear',
  'numberPatterns',
] as const satisfies readonly (keyof RuleParameters)[];

const putParameters = (
  above: RuleParameters,
  sources: Record<string, RuleSource>,
  pack: RulePackVersion,
): RuleParameters => {
  const own = pack.content.parameters;
  for (const name of PARAMETER_NAMES) if (own[name] !== undefined) sources[name] = packSource(pack);
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) as RuleParameters;
  const patterns = { ...above.numberPatterns, ...own.numberPatterns };
  return { ...above, ...given, ...(Object.keys(patterns).length > 0 ? { numberPatterns: patterns } : {}) };
};

/** Standard, procedure and the given packs put together, the later pack winning. */
export const composeRules = (
  manifest: ProcedureManifest,
  chain: readonly RulePackVersion[],
  asOf: string,
  revision: number,
): EffectiveRules => {
  const procedure: RuleSource = { layer: 'procedure', name: manifest.name, code: manifest.code };
  const emitted = new Set(manifest.steps.flatMap((step) => step.emits.map((emit) => emit.event)));
  const parameterSources: Record<string, RuleSource> = {};
  let clocks: EffectiveClock[] = manifest.clocks.map((clock) => withSource(clock, procedure));
  let gates = mergeGates(
    STANDARD_GATES.map((gate) => withSource(gate, STANDARD)),
    manifest.gates.map((gate) => withSource(gate, procedure)),
  );
  let parameters: RuleParameters = {};
  for (const pack of chain) {
    clocks = patchClocks(clocks, pack, emitted);
    gates = tighten(gates, pack);
    parameters = putParameters(parameters, parameterSources, pack);
  }
  const standard = hearingStandard(chain);
  if (standard) {
    parameters = { ...parameters, hearingThresholds: standard.thresholds };
    if (standard.precedence) parameters.hearingPrecedence = standard.precedence;
    parameterSources['hearingThresholds'] = packSource(standard.from);
  }
  return {
    asOf,
    revision,
    packs: chain.map(({ pack, name, number }) => ({ pack, name, number })),
    clocks,
    gates,
    parameters,
    parameterSources,
    ...(standard?.note ? { parameterNotes: { hearingThresholds: standard.note } } : {}),
  };
};

/**
 * The rules of a case: the standard gates, what its procedure says, and the packs for its department, region and
 * procedure that were in force on `asOf` as known at `revision` (ADR 0004).
 *
 * @throws RulePackError when the packs can't be put in one order
 */
export const effectiveRules = ({ manifest, packs, organ, asOf, revision }: RuleRequest): EffectiveRules => {
  const target: RuleTarget = { ...organ, procedureCode: manifest.code };
  return composeRules(manifest, packChain(packs, target, asOf, revision), asOf, revision);
};
