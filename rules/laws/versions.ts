import type { LawState, LawVersionFacts } from '#contracts';

/** The dates that decide which version is in force. */
export type DatedVersion = Pick<LawVersionFacts, 'publishedOn' | 'effectiveOn' | 'repealedOn'>;

/** The day a version begins to be in force; a version without dates was always there. */
export const beginsOn = (version: DatedVersion): string => version.effectiveOn ?? version.publishedOn ?? '';

/** Oldest first: by the day of taking effect, then by the day of publication. */
export const inOrder = <T extends DatedVersion>(versions: readonly T[]): T[] =>
  [...versions].sort((a, b) => compare(beginsOn(a), beginsOn(b)) || compare(a.publishedOn ?? '', b.publishedOn ?? ''));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The version in force on a civil day; null before the first and after a repeal. */
export function versionOn<T extends DatedVersion>(versions: readonly T[], day: string): T | null {
  const found = inOrder(versions)
    .filter((version) => beginsOn(version) <= day)
    .at(-1);
  return found && (found.repealedOn === null || day < found.repealedOn) ? found : null;
}

export interface ActAndToday<T> {
  atAct: T | null;
  today: T | null;
  /** Whether the two are different versions: 从旧兼从轻 must then be weighed (行政处罚法第三十七条). */
  differ: boolean;
}

/** The version at the time of the act and today's, side by side. */
export function actAndToday<T extends DatedVersion>(
  versions: readonly T[],
  actOn: string,
  todayOn: string,
): ActAndToday<T> {
  const atAct = versionOn(versions, actOn);
  const today = versionOn(versions, todayOn);
  return { atAct, today, differ: atAct !== today };
}

/** State of a version on a day. */
export function stateOfVersion<T extends DatedVersion>(version: T, versions: readonly T[], day: string): LawState {
  if (beginsOn(version) > day) return 'upcoming';
  if (versionOn(versions, day) === version) return 'in-force';
  return version.repealedOn !== null && version.repealedOn <= day && inOrder(versions).at(-1) === version
    ? 'repealed'
    : 'superseded';
}

/** State of a law on a day: in force by any version, not yet, or no more. */
export function stateOfLaw(versions: readonly DatedVersion[], day: string): LawState {
  if (versionOn(versions, day)) return 'in-force';
  return versions.length > 0 && versions.every((version) => beginsOn(version) > day) ? 'upcoming' : 'repealed';
}
