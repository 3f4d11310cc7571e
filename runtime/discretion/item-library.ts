import type { DiscretionItem, DiscretionItemVersion } from '#contracts';
import { toCivilDate, violationKey } from '#rules';
import type { Reader } from '../store/port.ts';
import { DISCRETION_ITEMS, ITEM_VERSIONS } from './collections.ts';

interface Known extends DiscretionItemVersion {
  /** The newest version carries the present status: 待复核 holds for whoever uses it. */
  newest: boolean;
}

/** Items for one case: those in force for it, and the versions that came after. */
export interface ItemsOfCase {
  items: DiscretionItem[];
  newer: DiscretionItem[];
}

/** When a case was registered, and the day whose rules it obeys. */
export interface ItemPin {
  asOf: string;
  registeredAt: string;
}

/** All versions of all items, in memory. Made anew when anything was written; a case then reads only its few items. */
export class ItemSnapshot {
  readonly key: string;
  readonly #versions = new Map<string, Known[]>();
  readonly #codesOfViolation = new Map<string, string[]>();

  constructor(key: string, heads: readonly DiscretionItem[], versions: readonly DiscretionItemVersion[]) {
    this.key = key;
    for (const version of versions) {
      const list = this.#versions.get(version.item.code);
      const known = { ...version, newest: false };
      if (list) list.push(known);
      else this.#versions.set(version.item.code, [known]);
    }
    for (const item of heads) {
      const list = this.#versions.get(item.code) ?? [];
      const kept = list.filter((known) => known.item.version !== item.version);
      const recorded = list.find((known) => known.item.version === item.version);
      kept.push({
        item,
        newest: true,
        recordedAt: recorded?.recordedAt ?? '1970-01-01T00:00:00.000Z',
        recordedByName: recorded?.recordedByName ?? '',
        reason: recorded?.reason ?? '',
      });
      this.#versions.set(
        item.code,
        kept.sort((a, b) => a.item.version - b.item.version),
      );
    }
    for (const [code, list] of this.#versions)
      for (const key of new Set(list.map(({ item }) => violationKey(item.violation)))) {
        const codes = this.#codesOfViolation.get(key);
        if (codes) codes.push(code);
        else this.#codesOfViolation.set(key, [code]);
      }
  }

  /** Newest version of every item. */
  heads(): DiscretionItem[] {
    return [...this.#versions.values()].flatMap((list) => list.find((known) => known.newest)?.item ?? []);
  }

  violationOf(code: string): string | undefined {
    return this.#versions.get(code)?.at(-1)?.item.violation;
  }

  versionsOf(code: string): DiscretionItemVersion[] {
    return (this.#versions.get(code) ?? []).map(({ newest: _newest, ...version }) => version);
  }

  /** The version of an item that a case obeys: the last that was in force and known when the case was registered. */
  inForce(code: string, pin: ItemPin): DiscretionItem | undefined {
    const effective = (this.#versions.get(code) ?? []).filter(({ item }) => item.effectiveFrom <= pin.asOf);
    const known = effective.filter(({ recordedAt }) => Date.parse(recordedAt) <= Date.parse(pin.registeredAt));
    // An item that was recorded later but is in force since before is taken as it was first recorded.
    return (known.at(-1) ?? effective[0])?.item;
  }

  /** Items of the violations that these codes stand for. */
  select(codes: readonly string[], pin: ItemPin, today: string): ItemsOfCase {
    const family = new Set<string>();
    for (const code of codes)
      for (const { item } of this.#versions.get(code) ?? [])
        for (const other of this.#codesOfViolation.get(violationKey(item.violation)) ?? []) family.add(other);
    const items: DiscretionItem[] = [];
    const newer: DiscretionItem[] = [];
    let later = false;
    for (const code of family) {
      const own = this.inForce(code, pin);
      if (own) items.push(own);
      const newest = (this.#versions.get(code) ?? []).filter(({ item }) => item.effectiveFrom <= today).at(-1)?.item;
      if (newest) newer.push(newest);
      if (newest && newest.version !== own?.version) later = true;
    }
    return { items, newer: later ? newer : [] };
  }
}

/** Keeps the snapshot; every question first asks the store, cheaply, whether something was written. */
export class ItemLibrary {
  #snapshot: ItemSnapshot | null = null;

  async current(reader: Reader): Promise<ItemSnapshot> {
    const [last] = await reader.find(ITEM_VERSIONS, { sort: [['sequence', 'desc']], limit: 1 });
    const [toReview, retired] = await Promise.all(
      ['to-review', 'retired'].map((status) => reader.count(DISCRETION_ITEMS, { where: { status } })),
    );
    const total = await reader.count(DISCRETION_ITEMS);
    const key = [last?.sequence ?? 0, total, toReview, retired].join(':');
    if (this.#snapshot?.key === key) return this.#snapshot;
    const heads = await reader.find(DISCRETION_ITEMS);
    const versions = await reader.find(ITEM_VERSIONS, { sort: [['sequence', 'asc']] });
    this.#snapshot = new ItemSnapshot(
      key,
      heads.map(({ item }) => item),
      versions,
    );
    return this.#snapshot;
  }
}

/** The violations of a case: the chosen one, and those of its penalty units. */
export const violationCodes = (data: Record<string, unknown>): string[] => {
  const units = Array.isArray(data['penaltyUnits']) ? (data['penaltyUnits'] as unknown[]) : [];
  const ofUnits = units.map((unit) =>
    unit !== null && typeof unit === 'object' && 'violationCode' in unit ? unit.violationCode : null,
  );
  return [data['violationCode'], ...ofUnits].filter((code): code is string => typeof code === 'string' && code !== '');
};

export const pinFor = (item: { registeredAt: string; rules?: { asOf: string } | undefined }): ItemPin => ({
  asOf: item.rules?.asOf ?? toCivilDate(item.registeredAt),
  registeredAt: item.registeredAt,
});
