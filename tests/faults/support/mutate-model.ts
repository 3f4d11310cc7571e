import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';

/** A resource as a client would deploy it. */
export interface Resource {
  name: string;
  text: string;
}

type Random = () => number;

const SCENARIOS = new URL('../../scenarios/models/', import.meta.url);
const TEMPLATES = new URL('../../../templates/', import.meta.url);

const readAll = (folder: URL): Resource[] =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => ['.bpmn', '.dmn', '.form'].includes(extname(name)))
    .sort()
    .map((name) => ({ name: name.replaceAll('/', '-'), text: readFileSync(new URL(name, folder), 'utf8') }));

/** The models of the scenarios and of the procedure packages. */
export const corpus: readonly Resource[] = [...readAll(SCENARIOS), ...readAll(TEMPLATES)];

const pick = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)]!;

/** Values that are wrong nearly everywhere, or right in a place where nobody expects them. */
const VALUES = [
  '',
  ' ',
  '=',
  '= ',
  '=x',
  '=1/0',
  '=null',
  '=[1, 2',
  '={a: {b: 1}}',
  '="a" + 1',
  '=for i in 1..99999999 return i',
  '=x.y.z',
  '-1',
  '0',
  '1e400',
  '99999999999999999999',
  'true',
  'null',
  'PT0S',
  'P1Y2M3DT4H5M6S',
  'R/PT0S',
  'R99/PT1S',
  'R-1/PT1M',
  '0 0 * * * *',
  '* * * * * ? *',
  '2000-01-01T00:00:00Z',
  '9999-99-99',
  '&#0;',
  '&undefined;',
  '&lt;a&gt;',
  '<',
  '{{x}}',
  '../../etc',
  '__proto__',
  'constructor',
  'toString',
  '审批',
  '\u2028',
  '\ud800',
  'a'.repeat(20_000),
  '='.repeat(500),
  `=${'('.repeat(3000)}`,
  `=${'-'.repeat(3000)}1`,
  `=${'[1,'.repeat(400)}`,
];

const TAGS = [
  'startEvent',
  'endEvent',
  'intermediateCatchEvent',
  'intermediateThrowEvent',
  'boundaryEvent',
  'serviceTask',
  'userTask',
  'scriptTask',
  'receiveTask',
  'sendTask',
  'manualTask',
  'businessRuleTask',
  'callActivity',
  'subProcess',
  'adHocSubProcess',
  'transaction',
  'exclusiveGateway',
  'parallelGateway',
  'inclusiveGateway',
  'eventBasedGateway',
  'complexGateway',
  'sequenceFlow',
  'timerEventDefinition',
  'messageEventDefinition',
  'signalEventDefinition',
  'errorEventDefinition',
  'escalationEventDefinition',
  'compensateEventDefinition',
  'linkEventDefinition',
  'terminateEventDefinition',
  'multiInstanceLoopCharacteristics',
  'process',
  'participant',
  'laneSet',
  'association',
  'decision',
  'decisionTable',
  'rule',
  'inputEntry',
  'literalExpression',
  'invocation',
  'context',
  'relation',
];

/** Tags and the texts between them; joined they are the text again. */
const tokensOf = (text: string): string[] => text.match(/<[^>]*>|[^<]+|</g) ?? [];
const opens = (token: string): boolean => /^<[A-Za-z]/.test(token) && !token.endsWith('/>');
const isElement = (token: string): boolean => /^<[A-Za-z]/.test(token);

/** Where the element that begins at a token ends, exclusive. */
const endOf = (tokens: string[], from: number): number => {
  if (!opens(tokens[from]!)) return from + 1;
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    if (opens(tokens[at]!)) depth++;
    else if (tokens[at]!.startsWith('</') && --depth === 0) return at + 1;
  }
  return tokens.length;
};

/** The places of elements, the root left out. */
const elementsOf = (tokens: string[]): number[] =>
  tokens.flatMap((token, index) => (isElement(token) ? [index] : [])).slice(1);

const ATTRIBUTE = /([\w:]+)="([^"]*)"/g;

const changeAttribute = (token: string, random: Random, change: (name: string, value: string) => string): string => {
  const found = [...token.matchAll(ATTRIBUTE)];
  if (found.length === 0) return token;
  const { 0: whole, 1: name, 2: value, index } = pick(found, random);
  return token.slice(0, index) + change(name!, value!) + token.slice(index + whole.length);
};

type Mutation = (tokens: string[], random: Random, others: readonly string[]) => string[];

const onElement =
  (change: (tokens: string[], from: number, to: number, random: Random, others: readonly string[]) => string[]) =>
  (tokens: string[], random: Random, others: readonly string[]): string[] => {
    const places = elementsOf(tokens);
    if (places.length === 0) return tokens;
    const from = pick(places, random);
    return change(tokens, from, endOf(tokens, from), random, others);
  };

const valuesOf = (tokens: string[]): string[] =>
  tokens.flatMap((token) => [...token.matchAll(ATTRIBUTE)].map(([, , value]) => value!));

const setAttribute = (value: (tokens: string[], random: Random) => string): Mutation =>
  onElement((tokens, from, _to, random) =>
    tokens.with(
      from,
      changeAttribute(tokens[from]!, random, (name) => `${name}="${value(tokens, random)}"`),
    ),
  );

const MUTATIONS: readonly Mutation[] = [
  // An element is gone, there twice, elsewhere, another one's, of another kind.
  onElement((tokens, from, to) => [...tokens.slice(0, from), ...tokens.slice(to)]),
  onElement((tokens, from, to) => [...tokens.slice(0, to), ...tokens.slice(from, to), ...tokens.slice(to)]),
  onElement((tokens, from, to, random) => {
    const rest = [...tokens.slice(0, from), ...tokens.slice(to)];
    const at = 1 + Math.floor(random() * rest.length);
    return [...rest.slice(0, at), ...tokens.slice(from, to), ...rest.slice(at)];
  }),
  onElement((tokens, from, _to, random, others) => {
    const other = tokensOf(pick(others, random));
    const places = elementsOf(other);
    if (places.length === 0) return tokens;
    const taken = pick(places, random);
    return [...tokens.slice(0, from), ...other.slice(taken, endOf(other, taken)), ...tokens.slice(from)];
  }),
  onElement((tokens, from, to, random) => {
    const tag = pick(TAGS, random);
    const renamed = (token: string): string => token.replace(/^(<\/?)([\w.-]+:)?[\w.-]+/, `$1$2${tag}`);
    const changed = tokens.with(from, renamed(tokens[from]!));
    return to - 1 > from ? changed.with(to - 1, renamed(tokens[to - 1]!)) : changed;
  }),
  // An element lies inside of many others.
  onElement((tokens, from, to, random) => {
    const depth = pick([2, 20, 300], random);
    const wrap = Array.from({ length: depth }, (_, index) => `<bpmn:subProcess id="wrap${index}">`);
    const unwrap = Array.from({ length: depth }, () => '</bpmn:subProcess>');
    return [...tokens.slice(0, from), ...wrap, ...tokens.slice(from, to), ...unwrap, ...tokens.slice(to)];
  }),
  // Attributes: a hostile value, another one's value, gone.
  setAttribute((_tokens, random) => pick(VALUES, random)),
  setAttribute((_tokens, random) => pick(VALUES, random)),
  setAttribute((tokens, random) => pick(valuesOf(tokens), random)),
  setAttribute((tokens, random) => pick(valuesOf(tokens), random)),
  onElement((tokens, from, _to, random) =>
    tokens.with(
      from,
      changeAttribute(tokens[from]!, random, () => ''),
    ),
  ),
  // Texts and bytes.
  (tokens, random) => {
    const places = tokens.flatMap((token, index) => (token.startsWith('<') || !token.trim() ? [] : [index]));
    return places.length === 0 ? tokens : tokens.with(pick(places, random), pick(VALUES, random));
  },
  (tokens, random) => {
    const text = tokens.join('');
    const at = Math.floor(random() * text.length);
    return [text.slice(0, at), text.slice(at + 1 + Math.floor(random() * 40))];
  },
  (tokens, random) => {
    const text = tokens.join('');
    const at = Math.floor(random() * text.length);
    return [text.slice(0, at), pick(VALUES, random), text.slice(at)];
  },
  (tokens, random) => [tokens.join('').slice(0, Math.floor(random() * tokens.join('').length))],
];

const MOST_MUTATIONS = 4;

/** Most are models that an engine takes as they are: a change then leads further than to a refusal. */
const KINDS: readonly Resource[][] = ['.bpmn', '.dmn', '.form'].map((extension) =>
  corpus.filter(({ name }) => extname(name) === extension && !name.startsWith('refused')),
);
const REFUSED = corpus.filter(({ name }) => name.startsWith('refused'));

const someModel = (random: Random): Resource => {
  const kind = random();
  if (kind < 0.85) return pick(KINDS[0]!, random);
  if (kind < 0.93) return pick(KINDS[1]!, random);
  return pick(kind < 0.96 ? KINDS[2]! : REFUSED, random);
};

/** One of the models with some changes; the same numbers always give the same text. */
export const mutatedModel = (random: Random): Resource => {
  const { name, text } = someModel(random);
  const alike = corpus.filter((other) => extname(other.name) === extname(name)).map((other) => other.text);
  let tokens = tokensOf(text);
  for (let left = 1 + Math.floor(random() * MOST_MUTATIONS); left > 0; left--)
    tokens = pick(MUTATIONS, random)(tokensOf(tokens.join('')), random, alike);
  return { name, text: tokens.join('') };
};
