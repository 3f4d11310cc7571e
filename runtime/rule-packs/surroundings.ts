import { effectiveClockNames } from './clock-names.ts';
import type { PackSurroundings } from '#rules';
import { listFields } from '#rules';
import type { Platform } from '../platform.ts';
import type { LoadedProcedure } from '../procedures/library.ts';
import { PROCEDURES } from '../store/collections.ts';

/** Published procedures in force today. */
export async function proceduresInForce(platform: Platform): Promise<LoadedProcedure[]> {
  const all = await platform.store.find(PROCEDURES);
  const loaded = await Promise.all(all.map(({ code }) => platform.procedures.effective(code)));
  return loaded.filter((procedure) => procedure !== null);
}

/** What a pack is checked against. */
export async function packSurroundings(platform: Platform): Promise<PackSurroundings> {
  const procedures = await proceduresInForce(platform);
  const known = await platform.store.find(PROCEDURES);
  return {
    published: platform.rules.versions(),
    today: platform.clock.today(),
    departments: [...new Set(platform.organs.all().map((organ) => organ.department))].filter((name) => name !== ''),
    procedures: known.map(({ code, name }) => ({ code, name })),
    events: [
      ...new Set(
        procedures.flatMap(({ manifest }) => manifest.steps.flatMap((step) => step.emits.map((emit) => emit.event))),
      ),
    ],
    clockCodes: Object.keys(effectiveClockNames(procedures)),
    formKeys: [
      ...new Set(
        procedures.flatMap((procedure) =>
          Object.values(procedure.package.forms).flatMap((form) => listFields(form).map((field) => field.key)),
        ),
      ),
    ],
  };
}
