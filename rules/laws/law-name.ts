/**
 * The name by which a law is recognised, however it is written: `《中华人民共和国食品安全法》` and `食品安全法（按品种定条款）` are both
 * `食品安全法`. It is also the id of a law without a code.
 */
export function lawKey(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replace(/[\s\u200b《》〈〉<>"“”]/g, '')
    .replaceAll('中华人民共和国', '');
  const bare = plain.replace(/(\([^()]*\))+$/, '');
  return bare === '' ? plain : bare;
}

/** A law among those known, by id, code, name or alias. */
export interface NamedLaw {
  id: string;
  code?: string | undefined;
  name: string;
  aliases?: readonly string[];
}

/** Finds the id of a law by the code or the name that a citation gives; undefined when the library does not have it. */
export class LawNames {
  readonly #ids = new Map<string, string>();

  constructor(laws: readonly NamedLaw[]) {
    // Later entries do not displace earlier ones; names before aliases.
    for (const law of laws) for (const key of [law.id, lawKey(law.name)]) this.#add(key, law.id);
    for (const law of laws) for (const key of [law.code ?? '', ...(law.aliases ?? [])]) this.#add(lawKey(key), law.id);
  }

  #add(key: string, id: string): void {
    if (key !== '' && !this.#ids.has(key)) this.#ids.set(key, id);
  }

  find(name: string, code?: string): string | undefined {
    return this.#ids.get(lawKey(name)) ?? (code ? this.#ids.get(code) : undefined);
  }
}
