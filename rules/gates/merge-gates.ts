import type { GateDefinition } from '#contracts';

export const LEVEL_ORDER = { record: 0, warn: 1, block: 2 } as const;

/** `applies → condition`, as FEEL. */
const demand = (gate: GateDefinition): string =>
  gate.appliesWhen === undefined ? `(${gate.condition})` : `((${gate.appliesWhen}) != true or (${gate.condition}))`;

const stricter = (above: GateDefinition, below: GateDefinition): GateDefinition => {
  const level = LEVEL_ORDER[below.level] < LEVEL_ORDER[above.level] ? above.level : below.level;
  if (above.level !== 'block') return { ...below, level };
  // A 阻断 of a higher level holds whatever the lower one writes: both demands must be met.
  const {
    appliesWhen: _applies,
    exceptionApprover: _approver,
    conditionTree: _tree,
    appliesTree: _appliesTree,
    ...rest
  } = below;
  const same = above.condition === below.condition && above.appliesWhen === below.appliesWhen;
  const applies =
    above.appliesWhen === undefined || below.appliesWhen === undefined
      ? undefined
      : above.appliesWhen === below.appliesWhen
        ? above.appliesWhen
        : `(${above.appliesWhen}) = true or (${below.appliesWhen}) = true`;
  const approver = above.exceptionApprover === undefined ? undefined : below.exceptionApprover;
  return {
    ...rest,
    level,
    condition: same ? below.condition : `${demand(above)} and ${demand(below)}`,
    ...(applies === undefined ? {} : { appliesWhen: applies }),
    ...(approver === undefined ? {} : { exceptionApprover: approver }),
  };
};

/**
 * Puts the gates of a lower level over those of a higher one: it may add and tighten, never loosen. Over a 阻断 the
 * demands of both levels are joined, the level stays, and an exception is possible only where both allow one.
 */
export const mergeGates = (higher: readonly GateDefinition[], lower: readonly GateDefinition[]): GateDefinition[] => {
  const merged = new Map(higher.map((gate) => [gate.code, gate]));
  for (const gate of lower) {
    const above = merged.get(gate.code);
    merged.set(gate.code, above === undefined ? gate : stricter(above, gate));
  }
  return [...merged.values()];
};
