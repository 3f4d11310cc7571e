/**
 * Names of more than one word. FEEL's names may hold spaces and operators (`Loan Amount`, `Pre-bureau risk`), so where one
 * ends depends on which names are known. A name is known under its parts; the longest that fits is taken.
 */
export const NAME_START = '?_\\p{L}\\p{Nl}\\u{10000}-\\u{EFFFF}';
const PART = new RegExp(`[${NAME_START}][${NAME_START}\\p{N}\\p{M}\\u00B7\\u203F\\u2040]*|\\p{N}+|[^\\s]`, 'gu');
const WORD_END = new RegExp(`[${NAME_START}\\p{N}\\p{M}]`, 'u');
const SPACE = /\s/;

/** More names that begin with the same word are not told apart: looking them up must stay cheap. */
const MAX_SIMILAR = 200;

export interface KnownName {
  /** As its owner spells it: the key of the variable. */
  name: string;
  parts: string[];
}

export interface Match {
  name: string;
  end: number;
}

const partsOf = (name: string): string[] => name.match(PART) ?? [];

/** The spelling under which differently spaced writings of one name are equal. */
export const normalName = (name: string): string => partsOf(name).join(' ');

const matchAt = (text: string, from: number, { parts }: KnownName): number | undefined => {
  let at = from;
  for (const [index, part] of parts.entries()) {
    while (index > 0 && at < text.length && SPACE.test(text[at]!)) at++;
    if (!text.startsWith(part, at)) return undefined;
    at += part.length;
    const bothWords = WORD_END.test(part.at(-1)!) && at < text.length && WORD_END.test(text[at]!);
    if (bothWords) return undefined;
  }
  return at;
};

/** Grows while a text is read: keys of contexts and names of parameters become known behind the place where they stand. */
export class NameTable {
  readonly #byFirst = new Map<string, KnownName[]>();
  readonly #base: NameTable | undefined;

  constructor(names: Iterable<string> = [], base?: NameTable) {
    this.#base = base;
    for (const name of names) this.add(name);
  }

  /** Names of a single word need no table. */
  add(name: string): void {
    const parts = partsOf(name);
    if (parts.length < 2) return;
    const first = parts[0]!;
    const known = this.#byFirst.get(first) ?? [];
    if (known.length >= MAX_SIMILAR || known.some((other) => other.name === name)) return;
    known.push({ name, parts });
    known.sort((one, other) => other.parts.length - one.parts.length);
    this.#byFirst.set(first, known);
  }

  /** The longest known name that begins at `from`; `first` is the word that stands there. */
  longest(text: string, from: number, first: string): Match | undefined {
    const outer = this.#base?.longest(text, from, first);
    for (const known of this.#byFirst.get(first) ?? []) {
      const end = matchAt(text, from, known);
      if (end !== undefined) return outer && outer.end > end ? outer : { name: known.name, end };
    }
    return outer;
  }
}
