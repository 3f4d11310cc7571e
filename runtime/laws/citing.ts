import type { CitingPlace, LawNames } from '#rules';
import {
  CitationIndex,
  DISCRETION_FACTORS,
  STANDARD_CLOCKS,
  STANDARD_GATES,
  placesOfFactors,
  placesOfItems,
  placesOfPack,
  placesOfProcedure,
  placesOfStandard,
  procedureUse,
} from '#rules';
import { DISCRETION_ITEMS } from '../discretion/collections.ts';
import type { Platform } from '../platform.ts';
import { RULE_PACKS } from '../rule-packs/collections.ts';
import type { LoadedProcedure } from '../procedures/library.ts';
import { CASE_INDEX, PROCEDURES } from '../store/collections.ts';

export const OPEN_STATES = ['open', 'incident'] as const;
/** How long the numbers of a list may lag behind; an impact is always computed anew. */
const COUNTS_MS = 20_000;

/** Every rule of the platform that cites a law, as it is now. */
export async function citingPlaces(platform: Platform): Promise<CitingPlace[]> {
  const { store } = platform;
  const procedures = await procedureVersions(platform);
  const items = (await store.find(DISCRETION_ITEMS)).map(({ item }) => item);
  const packs = await store.find(RULE_PACKS, { where: { status: { not: 'retired' } } });
  const usersOf = (uses: (procedure: LoadedProcedure, code: string) => boolean) => (code: string) =>
    procedures
      .filter((procedure) => uses(procedure, code))
      .map(({ code: procedure, version }) => procedureUse(procedure, version));
  return [
    ...procedures.flatMap(({ manifest, document, version }) => placesOfProcedure(manifest, document.files, version)),
    ...placesOfStandard(
      'gate',
      STANDARD_GATES,
      usersOf(({ manifest }, code) => manifest.steps.some(({ gates }) => gates.includes(code))),
    ),
    ...placesOfStandard(
      'clock',
      STANDARD_CLOCKS,
      usersOf(
        ({ manifest }, code) =>
          manifest.clocks.some((clock) => clock.code === code) ||
          manifest.steps.some(({ clocks }) => clocks.includes(code)),
      ),
    ),
    ...packs.flatMap((pack) => placesOfPack(pack)),
    ...placesOfItems(items),
    ...placesOfFactors(DISCRETION_FACTORS, items),
  ];
}

/** Of each procedure the versions that are published, drafted or still have cases. Unreadable drafts cite nothing yet. */
async function procedureVersions(platform: Platform): Promise<LoadedProcedure[]> {
  const loaded: LoadedProcedure[] = [];
  for (const { code, lastVersion } of await platform.store.find(PROCEDURES))
    for (let number = 1; number <= lastVersion; number++) {
      const version = await platform.procedures.version(code, number).catch(() => null);
      if (version && (await matters(platform, version))) loaded.push(version);
    }
  return loaded;
}

/** A retired version matters as long as cases run on it. */
async function matters(platform: Platform, { code, version, document }: LoadedProcedure): Promise<boolean> {
  if (document.status !== 'retired') return true;
  const where = { uses: { has: procedureUse(code, version) }, status: { in: OPEN_STATES } };
  return (await platform.store.count(CASE_INDEX, { where })) > 0;
}

export const citationIndex = async (platform: Platform, names: LawNames): Promise<CitationIndex> =>
  new CitationIndex(await citingPlaces(platform), names);

const counted = new WeakMap<Platform, { revision: number; at: number; counts: Map<string, number> }>();

/** How many rules cite each law; for lists. */
export async function citedCounts(platform: Platform): Promise<Map<string, number>> {
  const { names, revision } = await platform.laws.current();
  const known = counted.get(platform);
  const at = performance.now();
  if (known?.revision === revision && at - known.at <= COUNTS_MS) return known.counts;
  const counts = (await citationIndex(platform, names)).counts();
  counted.set(platform, { revision, at, counts });
  return counts;
}
