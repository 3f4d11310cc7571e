import type { EffectiveRules } from '#contracts';
import { effectiveRules, toCivilDate } from '#rules';
import type { Platform } from '../platform.ts';
import { notFound } from '../problem-error.ts';
import type { CaseDoc } from '../store/collections.ts';

/** The rules that a case obeys: those in force when it was registered, whatever was published since. */
export async function rulesOfCase(platform: Platform, item: CaseDoc): Promise<EffectiveRules> {
  const procedure = await platform.procedures.version(item.procedureCode, item.procedureVersion);
  if (!procedure) throw notFound('案件的规程版本');
  return effectiveRules(procedure.manifest, toCivilDate(item.registeredAt), 0);
}
