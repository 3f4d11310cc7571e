import type { EffectiveRules, ProcedureManifest, RulePackVersion, RulePin } from '#contracts';
import { composeRules, packChain } from '#rules';
import type { Store } from '../store/port.ts';
import { RULE_PACKS } from './collections.ts';

const MAX_CACHED = 5_000;

/**
 * Every published version of every rule pack, in memory, and the rules composed from them. Published versions never
 * change and a pin names what was known, so an answer once computed stays right for ever.
 */
export class RuleLibrary {
  #versions: RulePackVersion[] = [];
  #revision = 0;
  #publishing: Promise<unknown> = Promise.resolve();
  /** By pin and procedure: the chain of packs; by chain and procedure version: what they make together. */
  readonly #chains = new Map<string, RulePackVersion[]>();
  readonly #composed = new Map<string, EffectiveRules>();

  /** Reads all; called at the start and after each publication. */
  async load(store: Store): Promise<void> {
    const published = await store.find(RULE_PACKS, { where: { status: { in: ['published', 'retired'] } } });
    this.#versions = published;
    this.#revision = Math.max(
      0,
      ...published.flatMap((version) => [version.revision ?? 0, version.retiredRevision ?? 0]),
    );
  }

  /** Number of the last publication or withdrawal. */
  get revision(): number {
    return this.#revision;
  }

  versions(): readonly RulePackVersion[] {
    return this.#versions;
  }

  /** @throws RulePackError when the packs can't be put in one order (publication refuses such packs) */
  chain(pin: RulePin, procedureCode: string): RulePackVersion[] {
    const key = [procedureCode, pin.department, pin.regionCode, pin.asOf, pin.revision].join('|');
    const known = this.#chains.get(key);
    if (known) return known;
    const target = { department: pin.department, regionCode: pin.regionCode, procedureCode };
    return remember(this.#chains, key, packChain(this.#versions, target, pin.asOf, pin.revision));
  }

  /** Publications one after the other: each is checked against all that were published before. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#publishing.then(work);
    this.#publishing = result.catch(() => undefined);
    return result;
  }

  rules(manifest: ProcedureManifest, procedureVersion: number, pin: RulePin): EffectiveRules {
    const chain = this.chain(pin, manifest.code);
    const key = [manifest.code, procedureVersion, ...chain.map(({ pack, number }) => `${pack}@${number}`)].join('|');
    const composed =
      this.#composed.get(key) ?? remember(this.#composed, key, composeRules(manifest, chain, pin.asOf, pin.revision));
    return { ...composed, asOf: pin.asOf, revision: pin.revision };
  }
}

function remember<T>(cache: Map<string, T>, key: string, value: T): T {
  if (cache.size >= MAX_CACHED) cache.delete(cache.keys().next().value as string);
  cache.set(key, value);
  return value;
}
