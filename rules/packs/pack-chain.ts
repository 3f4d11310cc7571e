import type { RulePackVersion, RuleScope } from '#contracts';

/** Whose rules are wanted. */
export interface RuleTarget {
  department: string;
  regionCode: string;
  procedureCode: string;
}

/** Packs that can't be put in one order. The message says in Chinese which ones, and why. */
export class RulePackError extends Error {
  readonly packs: readonly string[];
  constructor(message: string, packs: readonly string[]) {
    super(message);
    this.name = 'RulePackError';
    this.packs = packs;
  }
}

export const scopeMatches = (scope: RuleScope, target: RuleTarget): boolean =>
  (scope.departments.length === 0 || scope.departments.includes(target.department)) &&
  (scope.procedures.length === 0 || scope.procedures.includes(target.procedureCode)) &&
  (scope.regions.length === 0 || scope.regions.some((region) => target.regionCode.startsWith(region)));

/**
 * How narrow a scope is at a target: a procedure counts more than a department, a department more than a region, and a
 * longer region code more than a shorter one. The pack with the greater number is put later and wins.
 */
export const specificity = (scope: RuleScope, target: RuleTarget): number => {
  const region = Math.max(
    0,
    ...scope.regions.filter((code) => target.regionCode.startsWith(code)).map((code) => code.length),
  );
  return (scope.procedures.length > 0 ? 1000 : 0) + (scope.departments.length > 0 ? 100 : 0) + region;
};

/** Whether everything within `inner` is within `outer`. */
export const scopeContains = (outer: RuleScope, inner: RuleScope): boolean => {
  const listed = (wide: readonly string[], narrow: readonly string[], within: (a: string, b: string) => boolean) =>
    wide.length === 0 || (narrow.length > 0 && narrow.every((one) => wide.some((other) => within(one, other))));
  const same = (a: string, b: string): boolean => a === b;
  return (
    listed(outer.departments, inner.departments, same) &&
    listed(outer.procedures, inner.procedures, same) &&
    listed(outer.regions, inner.regions, (a, b) => a.startsWith(b))
  );
};

/** Whether some case falls within both scopes. */
export const scopesMeet = (a: RuleScope, b: RuleScope): boolean => {
  const meet = (one: readonly string[], other: readonly string[], same: (x: string, y: string) => boolean): boolean =>
    one.length === 0 || other.length === 0 || one.some((x) => other.some((y) => same(x, y)));
  const equal = (x: string, y: string): boolean => x === y;
  return (
    meet(a.departments, b.departments, equal) &&
    meet(a.procedures, b.procedures, equal) &&
    meet(a.regions, b.regions, (x, y) => x.startsWith(y) || y.startsWith(x))
  );
};

/**
 * The version of each pack in force on a day, as known at a revision: of those published by then, not withdrawn by then
 * and effective by that day, the one that took effect last.
 */
export const versionsInForce = (
  versions: readonly RulePackVersion[],
  asOf: string,
  revision: number,
): Map<string, RulePackVersion> => {
  const inForce = new Map<string, RulePackVersion>();
  for (const version of versions) {
    if (version.revision === null || version.revision > revision || version.effectiveFrom > asOf) continue;
    if (version.retiredRevision !== null && version.retiredRevision <= revision) continue;
    const other = inForce.get(version.pack);
    const later =
      other === undefined ||
      version.effectiveFrom > other.effectiveFrom ||
      (version.effectiveFrom === other.effectiveFrom && version.revision > (other.revision ?? 0));
    if (later) inForce.set(version.pack, version);
  }
  return inForce;
};

/**
 * The packs above one, nearest first. A parent that is not in force is passed over, and so is what lies above it.
 *
 * @throws RulePackError when the inheritance runs in a circle
 */
export const ancestorsOf = (
  pack: string,
  packs: ReadonlyMap<string, Pick<RulePackVersion, 'pack' | 'name' | 'parent'>>,
): string[] => {
  const above: string[] = [];
  for (let current = packs.get(pack)?.parent ?? null; current !== null; current = packs.get(current)?.parent ?? null) {
    if (current === pack || above.includes(current)) {
      const names = [pack, ...above, current].map((code) => `“${packs.get(code)?.name ?? code}”`);
      throw new RulePackError(`规则包的继承成了环：${names.join(' → ')}`, [pack, ...above]);
    }
    above.push(current);
  }
  return above;
};

/**
 * The packs that hold for a target, from the widest to the most specific (the later wins).
 *
 * @throws RulePackError for circular inheritance and for two equally specific packs of which neither inherits from the other
 */
export const packChain = (
  versions: readonly RulePackVersion[],
  target: RuleTarget,
  asOf: string,
  revision: number,
): RulePackVersion[] => {
  const inForce = versionsInForce(versions, asOf, revision);
  const chosen: { version: RulePackVersion; weight: number; above: string[] }[] = [];
  for (const version of inForce.values()) {
    const above = ancestorsOf(version.pack, inForce);
    const line = [version, ...above.flatMap((code) => inForce.get(code) ?? [])];
    if (line.every((one) => scopeMatches(one.scope, target)))
      chosen.push({ version, weight: specificity(version.scope, target), above });
  }
  chosen.sort(
    (a, b) => a.weight - b.weight || a.above.length - b.above.length || (a.version.pack < b.version.pack ? -1 : 1),
  );
  for (const [index, { version, weight, above }] of chosen.entries()) {
    const before = chosen[index - 1];
    if (before && before.weight === weight && !above.includes(before.version.pack))
      throw new RulePackError(
        `规则包“${before.version.name}”与“${version.name}”适用范围同样具体，不能确定以哪一个为准；请缩小其中一个的适用范围，或让一个继承另一个`,
        [before.version.pack, version.pack],
      );
  }
  return chosen.map(({ version }) => version);
};
