import type { EffectiveRules, RulePin } from '#contracts';
import { toCivilDate } from '#rules';
import type { Platform } from '../platform.ts';
import { notFound } from '../problem-error.ts';
import type { CaseDoc } from '../store/collections.ts';

/** What a case that is registered now is pinned to. */
export function pinNow(platform: Platform, organId: string): RulePin {
  const organ = platform.organs.get(organId);
  return {
    asOf: platform.clock.today(),
    revision: platform.rules.revision,
    department: organ?.department ?? '',
    regionCode: organ?.regionCode ?? '',
  };
}

/** The pin of a case; one registered before there were rule packs obeys its procedure alone. */
export function pinOf(platform: Platform, item: CaseDoc): RulePin {
  if (item.rules) return item.rules;
  const organ = platform.organs.get(item.organId);
  return {
    asOf: toCivilDate(item.registeredAt),
    revision: 0,
    department: organ?.department ?? '',
    regionCode: organ?.regionCode ?? '',
  };
}

/** The rules that a case obeys: those in force when it was registered, whatever was published since. */
export async function rulesOfCase(platform: Platform, item: CaseDoc): Promise<EffectiveRules> {
  const procedure = await platform.procedures.version(item.procedureCode, item.procedureVersion);
  if (!procedure) throw notFound('案件的规程版本');
  return platform.rules.rules(procedure.manifest, item.procedureVersion, pinOf(platform, item));
}
