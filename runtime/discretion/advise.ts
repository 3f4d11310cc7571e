import type { DiscretionItem, DiscretionResult, SimilarCases } from '#contracts';
import { proposedFine, recommendDiscretion } from '#rules';
import { factsOf } from '../cases/case-file.ts';
import type { Platform } from '../platform.ts';
import { rulesOfCase } from '../rule-packs/rules-of-case.ts';
import type { CaseDoc } from '../store/collections.ts';
import type { Reader } from '../store/port.ts';
import { pinFor, violationCodes, type ItemsOfCase } from './item-library.ts';
import { similarCases } from './penalty-facts.ts';

/** The items that a case is compared with, in the versions that it obeys. */
export async function itemsOfCase(platform: Platform, reader: Reader, item: CaseDoc): Promise<ItemsOfCase> {
  const snapshot = await platform.items.current(reader);
  return snapshot.select(violationCodes(item.data), pinFor(item), platform.clock.today());
}

const violationOf = (items: readonly DiscretionItem[], code: unknown): string =>
  items.find((item) => item.code === code)?.violation ?? '';

export async function similarOf(
  platform: Platform,
  reader: Reader,
  item: CaseDoc,
  items: readonly DiscretionItem[],
): Promise<SimilarCases | undefined> {
  return similarCases(platform, reader, {
    violation: violationOf(items, item.data['violationCode']),
    circumstances: item.data['circumstances'],
    exceptCaseId: item.id,
  });
}

/** The recommendation for a case as it stands with these data. */
export async function adviseCase(platform: Platform, item: CaseDoc): Promise<DiscretionResult> {
  const { store } = platform;
  const facts = await factsOf(platform, store, item);
  const { items, newer } = await itemsOfCase(platform, store, item);
  const similar = await similarOf(platform, store, item, items);
  const fineFen = proposedFine(item.data);
  const { parameters } = await rulesOfCase(platform, item);
  return recommendDiscretion({
    items,
    newerItems: newer,
    facts,
    now: platform.clock.now(),
    parameters,
    ...(similar ? { similar } : {}),
    ...(fineFen === undefined ? {} : { proposed: { fineFen } }),
  });
}
