import type { GateDefinition } from '#contracts';

const LEVEL_ORDER = { record: 0, warn: 1, block: 2 } as const;

/** Puts the gates of a lower level over those of a higher one: it may add and tighten, never loosen a level. */
export const mergeGates = (higher: readonly GateDefinition[], lower: readonly GateDefinition[]): GateDefinition[] => {
  const merged = new Map(higher.map((gate) => [gate.code, gate]));
  for (const gate of lower) {
    const above = merged.get(gate.code);
    const loosens = above !== undefined && LEVEL_ORDER[gate.level] < LEVEL_ORDER[above.level];
    merged.set(gate.code, loosens ? { ...gate, level: above.level } : gate);
  }
  return [...merged.values()];
};
