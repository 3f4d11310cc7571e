import type { AttributeUse, ComplexType, ElementDeclaration, Particle, Schema } from './schema.ts';

/** Reads the content of a type: names with `?`, `*`, `+` or `+2` behind, `/` between alternatives, groups in parentheses. */
class ContentReader {
  private readonly words: string[];
  private readonly named: (name: string) => string;
  private readonly target: string;
  private at = 0;

  constructor(text: string, named: (name: string) => string, target: string) {
    this.words = text.match(/<[^>]*>\S*|\)\S*|[^\s()]+|\(/g) ?? [];
    this.named = named;
    this.target = target;
  }

  read(): Particle {
    const alternatives: Particle[][] = [[]];
    for (; this.at < this.words.length && !this.words[this.at]!.startsWith(')'); this.at++) {
      const word = this.words[this.at]!;
      if (word === '/') alternatives.push([]);
      else alternatives.at(-1)!.push(this.particle(word));
    }
    const parts = alternatives.map((own): Particle => ({ kind: 'sequence', parts: own }));
    return parts.length === 1 ? parts[0]! : { kind: 'choice', parts };
  }

  private particle(word: string): Particle {
    if (word === '(') {
      this.at++;
      const part = this.read();
      return repeated(part, this.words[this.at]!.slice(1));
    }
    const [, any, what, times = ''] = /^(?:<([^>]*)>|([^?*+]+))(.*)$/.exec(word)!;
    if (any !== undefined)
      return repeated(
        { kind: 'any', other: any.startsWith('other'), strict: any.endsWith('strict'), target: this.target },
        times,
      );
    const [name = '', type] = what!.split('=');
    return repeated({ kind: 'element', name: this.named(name), type: type && this.named(type) }, times);
  }
}

const repeated = (part: Particle, times: string): Particle =>
  times === ''
    ? part
    : {
        kind: 'times',
        part,
        min: times.startsWith('+') ? Number(times.slice(1) || 1) : 0,
        many: times !== '?',
      };

const attributesOf = (text: string, named: (name: string) => string): Map<string, AttributeUse> =>
  new Map(
    text
      .split(' ')
      .filter((word) => word !== '' && word !== '*')
      .map((word) => {
        const [name = '', type = ''] = word.split('=');
        return [name.replace('!', ''), { type: named(type), required: name.endsWith('!') }];
      }),
  );

/**
 * Reads a schema from its table, one declaration a line:
 *
 *     element <name> <type> [abstract] [for <element that it may stand for>]
 *     type <name> [abstract] [mixed] [from <base>] [: <content>] [| <attribute>[!]=<type> … [*]]
 *     enum <name> <value>, <value> …
 *     text <name>
 *
 * A name without a prefix belongs to the first namespace; `@string` is a type of XML Schema; `!` marks what must be
 * there, `*` among attributes those of other namespaces. In the content `<any>` and `<other>` stand for elements of any
 * and of any other namespace, `<other strict>` for such as are declared.
 */
export const readSchema = (table: string, namespaces: Readonly<Record<string, string>>): Schema => {
  const [main = ''] = Object.keys(namespaces);
  const named = (name: string): string => (/[:@]/.test(name) ? name : `${main}:${name}`);
  const elements = new Map<string, ElementDeclaration>();
  const types = new Map<string, ComplexType>();
  const texts = new Map<string, readonly string[]>();
  const readType = (line: string): void => {
    const [, head = '', content, attributes = ''] = /^(.*?)(?: : (.*?))?(?: \| (.*))?$/.exec(line)!;
    const [bare = '', ...words] = head.split(' ');
    const name = named(bare);
    const from = words.indexOf('from');
    types.set(name, {
      name,
      abstract: words.includes('abstract'),
      mixed: words.includes('mixed'),
      base: from < 0 ? undefined : named(words[from + 1]!),
      content: content === undefined ? undefined : new ContentReader(content, named, name.split(':')[0]!).read(),
      attributes: attributesOf(attributes, named),
      anyAttribute: attributes.endsWith('*'),
    });
  };
  for (const line of table.split('\n')) {
    const [kind, bare = '', ...words] = line.split(' ');
    if (kind === 'element') {
      const name = named(bare);
      const head = words.indexOf('for');
      elements.set(name, {
        name,
        type: words[0] === 'any' ? '@anyType' : named(words[0]!),
        abstract: words.includes('abstract'),
        head: head < 0 ? undefined : named(words[head + 1]!),
      });
    }
    if (kind === 'type') readType(line.slice('type '.length));
    if (kind === 'enum') texts.set(named(bare), words.join(' ').split(', '));
    if (kind === 'text') texts.set(named(bare), []);
  }
  return { namespaces, elements, types, texts };
};
