import type { LawText, LawVersionSummary } from '#contracts';
import type { SearchedVersion } from '#rules';
import { LawNames, LawSearch, stateOfVersion } from '#rules';
import { SETTINGS } from '../store/collections.ts';
import type { Store, UnitOfWork } from '../store/port.ts';
import type { LawDoc, LawVersionDoc } from './collections.ts';
import { LAWS, LAW_VERSIONS } from './collections.ts';

const REVISION = 'laws.revision';
const BATCH = 40;

/** Tells every server process that its copy of the library is out of date. Belongs into the unit of the change. */
export async function bumpLaws(unit: UnitOfWork): Promise<void> {
  const value = Number((await unit.get(SETTINGS, REVISION))?.value ?? 0);
  await unit.put(SETTINGS, { id: REVISION, value: value + 1 });
}

/** The laws as they were at one moment. */
export interface LawSnapshot {
  revision: number;
  laws: readonly LawDoc[];
  byId: ReadonlyMap<string, LawDoc>;
  names: LawNames;
}

/**
 * The law library in memory: some hundreds of laws and their articles are a few megabytes, so that names resolve and any
 * two characters are found in milliseconds, with the same hits on every store. A counter in the store says when it changed.
 */
export class LawLibrary {
  readonly #store: Store;
  #snapshot: LawSnapshot | null = null;
  #loading: Promise<LawSnapshot> | null = null;
  /** Texts never change: what was read once is kept as long as its version is listed. */
  #texts = new Map<string, LawText>();
  #search: { key: string; made: Promise<LawSearch> } | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The library as it is now. */
  async current(): Promise<LawSnapshot> {
    const revision = Number((await this.#store.get(SETTINGS, REVISION))?.value ?? 0);
    if (this.#snapshot?.revision === revision) return this.#snapshot;
    this.#loading ??= this.#load(revision).finally(() => (this.#loading = null));
    const loaded = await this.#loading;
    return loaded.revision === revision ? loaded : this.current();
  }

  async #load(revision: number): Promise<LawSnapshot> {
    const laws = await this.#store.find(LAWS, { sort: [['name', 'asc']] });
    const names = new LawNames(laws.map(({ id, law }) => ({ id, ...law })));
    this.#snapshot = { revision, laws, byId: new Map(laws.map((doc) => [doc.id, doc])), names };
    return this.#snapshot;
  }

  async text(versionId: string): Promise<LawText | null> {
    const known = this.#texts.get(versionId);
    if (known) return known;
    const document = await this.#store.get(LAW_VERSIONS, versionId);
    if (!document) return null;
    this.#texts.set(versionId, document.text);
    return document.text;
  }

  version(versionId: string): Promise<LawVersionDoc | null> {
    return this.#store.get(LAW_VERSIONS, versionId);
  }

  /** The index of all articles, made anew when the library or the day has changed. */
  async search(today: string): Promise<LawSearch> {
    const snapshot = await this.current();
    const key = `${snapshot.revision}|${today}`;
    if (this.#search?.key !== key) {
      const made = this.#makeSearch(snapshot, today);
      this.#search = { key, made };
      // A failed attempt must not answer for ever.
      made.catch(() => (this.#search = null));
    }
    return this.#search.made;
  }

  async #makeSearch({ laws }: LawSnapshot, today: string): Promise<LawSearch> {
    const listed = new Set(laws.flatMap(({ versions }) => versions.map(({ id }) => id)));
    const missing = [...listed].filter((id) => !this.#texts.has(id));
    // In batches, so that others are served meanwhile.
    for (let start = 0; start < missing.length; start += BATCH) {
      const found = await this.#store.find(LAW_VERSIONS, {
        where: { id: { in: missing.slice(start, start + BATCH) } },
      });
      for (const { id, text } of found) this.#texts.set(id, text);
      await new Promise((resolve) => setImmediate(resolve));
    }
    for (const id of this.#texts.keys()) if (!listed.has(id)) this.#texts.delete(id);
    return new LawSearch(laws.flatMap((doc) => doc.versions.map((version) => this.#searched(doc, version, today))));
  }

  #searched({ id, law, versions }: LawDoc, version: LawVersionSummary, today: string): SearchedVersion {
    return {
      lawId: id,
      versionId: version.id,
      name: law.name,
      level: law.level,
      state: stateOfVersion(version, versions, today),
      articles: this.#texts.get(version.id)?.articles ?? [],
    };
  }
}
