import type { DiscretionItem, ItemOutcome, ListCondition } from '#contracts';
import { compileCondition, unconfirmed, type CompiledCondition, type FactRecord } from './conditions/compile.ts';
import { isDiscretionFact } from './conditions/fact-library.ts';
import { simpleFeelTree } from './conditions/simple-feel.ts';
import { factNamesOf } from './conditions/words.ts';

/** An item with its conditions made ready. */
export interface CompiledItem {
  item: DiscretionItem;
  conditions: CompiledCondition[];
  exclusions: CompiledCondition[];
  /** Some condition is FEEL over facts beside those of discretion. */
  needsGateFacts: boolean;
}

/** Items by code, and by violation: a case is compared with the items of its violation only. */
export interface ItemIndex {
  size: number;
  get(code: string): CompiledItem | undefined;
  ofViolation(violation: string): readonly CompiledItem[];
}

/** Width, punctuation and white space do not make another violation. */
export const violationKey = (violation: string): string =>
  violation
    .normalize('NFKC')
    .replace(/[\s、，,。；;：:“”"'‘’（）()《》【】]/g, '')
    .toLowerCase();

const isWide = ({ test, feel }: ListCondition): boolean => {
  const tree = test ?? (feel.trim() === '' ? null : simpleFeelTree(feel));
  return tree ? !factNamesOf(tree).every(isDiscretionFact) : feel.trim() !== '';
};

const compiled = new WeakMap<DiscretionItem, CompiledItem>();

export const compileItem = (item: DiscretionItem): CompiledItem => {
  const known = compiled.get(item);
  if (known) return known;
  const ready = {
    item,
    conditions: item.conditions.map(compileCondition),
    exclusions: item.exclusions.map(compileCondition),
    needsGateFacts: [...item.conditions, ...item.exclusions].some(isWide),
  };
  compiled.set(item, ready);
  return ready;
};

/** Makes an index of items, one version of each. Conditions are compiled when an item is first looked at. */
export const indexItems = (items: readonly DiscretionItem[]): ItemIndex => {
  const byCode = new Map(items.map((item) => [item.code, item]));
  const byViolation = new Map<string, DiscretionItem[]>();
  for (const item of items) {
    const key = violationKey(item.violation);
    const list = byViolation.get(key);
    if (list) list.push(item);
    else byViolation.set(key, [item]);
  }
  return {
    size: byCode.size,
    get: (code) => {
      const item = byCode.get(code);
      return item && compileItem(item);
    },
    ofViolation: (violation) => (byViolation.get(violationKey(violation)) ?? []).map(compileItem),
  };
};

/**
 * Judges an item over facts. `met` only when every condition that must hold is met and no exclusion is; a condition that
 * can't be judged for want of a fact is not met and says so.
 */
export const judgeItem = (
  { item, conditions, exclusions }: CompiledItem,
  facts: FactRecord,
): { met: boolean; outcome: ItemOutcome } => {
  const states = conditions.map((condition) => condition.state(facts));
  const plain = exclusions.length > 0 ? unconfirmed(facts) : facts;
  const excluded = exclusions.filter((condition) => condition.state(plain) === 'met');
  const holds =
    item.combine === 'any' ? states.includes('met') : states.length > 0 && states.every((state) => state === 'met');
  return {
    met: holds && excluded.length === 0,
    outcome: {
      code: item.code,
      version: item.version,
      list: item.list,
      violation: item.violation,
      origin: item.origin,
      conditions: [
        ...conditions.flatMap((condition) => condition.outcomes(facts)),
        ...excluded.map((condition) => ({
          text: `排除情形：${condition.text}`,
          met: false,
          state: 'unmet' as const,
          depth: 0,
          lookedAt: condition.outcomes(plain).flatMap((line) => line.lookedAt ?? []),
        })),
      ],
      ...(item.status === 'to-review' || item.conditions.some((condition) => condition.suggested)
        ? { unconfirmed: true }
        : {}),
    },
  };
};
