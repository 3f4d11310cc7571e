// Reads the DMN TCK (https://github.com/dmn-tck/tck) and plays its cases on our own decisions.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DecisionGraph, Value, XmlElement } from '#feel';
import {
  childNamed,
  childrenNamed,
  compileFeel,
  equal,
  evaluateDecision,
  evaluateDecisionService,
  evaluateToValue,
  importedNamespaces,
  kindOf,
  parseDecisions,
  parseXml,
  scopeOf,
  show,
} from '#feel';

export const tckFolder = (): string | undefined =>
  ['../shared/data/dmn-tck', '../../shared/data/dmn-tck'].map((path) => resolve(path)).find((path) => existsSync(path));

export interface TckResult {
  level: number;
  suite: string;
  /** Of the case and of the result that it asks for. */
  id: string;
  passed: boolean;
  reason: string;
}

const NAMESPACES = {
  'http://www.omg.org/spec/DMN/20160719/testcase': 'tc',
  'http://www.w3.org/2001/XMLSchema-instance': 'xsi',
};
/** The TCK leaves the clock open; only the shape of its results is compared. */
const NOW = Date.UTC(2026, 0, 15, 8, 30);

/** Numbers keep their digits, temporal values stay texts: compared by FEEL's own equality. */
const literalOf = (element: XmlElement): string => {
  if (element.attributes['xsi:nil'] === 'true') return 'null';
  const type = (element.attributes['xsi:type'] ?? 'xsd:string').replace(/^.*:/, '');
  const text = element.text.trim();
  const quoted = JSON.stringify(element.text);
  switch (type) {
    case 'boolean':
      return text;
    case 'decimal':
    case 'double':
    case 'integer':
    case 'int':
    case 'long':
    case 'float':
      return `number("${text}")`;
    case 'date':
      return `date("${text}")`;
    case 'time':
      return `time("${text}")`;
    case 'dateTime':
      return `date and time("${text}")`;
    case 'duration':
    case 'dayTimeDuration':
    case 'yearMonthDuration':
      return `duration("${text}")`;
    default:
      return quoted;
  }
};

/** The value of a test as a FEEL expression. */
export const expressionOf = (element: XmlElement): string => {
  if (element.attributes['xsi:nil'] === 'true') return 'null';
  const list = childNamed(element, 'tc:list');
  if (list) {
    if (list.attributes['xsi:nil'] === 'true') return 'null';
    return `[${childrenNamed(list, 'tc:item').map(expressionOf).join(', ')}]`;
  }
  const components = childrenNamed(element, 'tc:component');
  if (components.length > 0)
    return `{${components.map((part) => `${JSON.stringify(part.attributes.name)}: ${expressionOf(part)}`).join(', ')}}`;
  const value = childNamed(element, 'tc:value');
  return value ? literalOf(value) : 'null';
};

const valueOf = (element: XmlElement): Value =>
  evaluateToValue(compileFeel(expressionOf(element)), scopeOf({}), { now: NOW }).value;

const TOLERANCE = 1e-8;

const close = (left: number, right: number): boolean =>
  Math.abs(left - right) <= TOLERANCE * Math.max(1, Math.abs(left), Math.abs(right));

/** Equal in kind and value; numbers to eight digits, as the suites give them. */
const same = (expected: Value, actual: Value): boolean => {
  const kind = kindOf(expected);
  if (kind !== kindOf(actual)) return false;
  if (kind === 'number') return equal(expected, actual) === true || close(Number(show(expected)), Number(show(actual)));
  if (kind === 'list') {
    const [one, other] = [expected as Value[], actual as Value[]];
    return one.length === other.length && one.every((item, index) => same(item, other[index]!));
  }
  if (kind === 'context') {
    const [one, other] = [expected, actual] as Record<string, Value>[];
    const keys = Object.keys(one!);
    return (
      keys.length === Object.keys(other!).length && keys.every((key) => key in other! && same(one![key]!, other![key]!))
    );
  }
  return show(expected) === show(actual) || equal(expected, actual) === true;
};

const modelsIn = (folder: string, main: string): DecisionGraph => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.dmn'));
  const waiting = new Map(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  const ready: DecisionGraph[] = [];
  const namespaces = new Map([...waiting].map(([file, xml]) => [importedNamespaces(xml).namespace, file]));
  while (waiting.size > 0) {
    const next = [...waiting].find(([, xml]) =>
      importedNamespaces(xml).imports.every((name) => !waiting.has(namespaces.get(name) ?? '')),
    );
    if (!next) throw new Error('the models import each other in a circle');
    const graph = parseDecisions(next[1], { models: ready });
    ready.push(graph);
    waiting.delete(next[0]);
    if (next[0] === main) return graph;
  }
  throw new Error(`there is no ${main}`);
};

const named = <T extends { name: string }>(elements: ReadonlyMap<string, T>, name: string): [string, T] | undefined =>
  [...elements].find(([, element]) => element.name === name);

const decide = (graph: DecisionGraph, name: string, test: XmlElement, inputs: Map<string, Value>) => {
  const service = named(graph.services, test.attributes.invocableName ?? name);
  const decision = named(graph.decisions, name);
  if (service && (test.attributes.type === 'decisionService' || !decision)) {
    const result = evaluateDecisionService(graph, service[0], Object.fromEntries(inputs), { now: NOW });
    // A service of several outputs answers with a context of them.
    const several = service[1].outputs.length > 1;
    return several ? { ...result, value: (result.value as Record<string, Value> | null)?.[name] ?? null } : result;
  }
  if (!decision) throw new Error(`there is no decision ${name}`);
  return evaluateDecision(graph, decision[0], { get: (asked) => inputs.get(asked) }, { now: NOW });
};

const playResult = (graph: DecisionGraph, test: XmlElement, result: XmlElement, inputs: Map<string, Value>): string => {
  const name = result.attributes.name ?? '';
  const expected = valueOf(childNamed(result, 'tc:expected')!);
  const { value, failure } = decide(graph, name, test, inputs);
  if (same(expected, value)) return '';
  return `expected ${show(expected, 200)}, got ${show(value, 200)}${failure ? ` (${failure.message.slice(0, 200)})` : ''}`;
};

const attempt = (run: () => string): string => {
  try {
    return run();
  } catch (error) {
    return `failed: ${error instanceof Error ? error.message.slice(0, 300) : String(error)}`;
  }
};

const playFile = (folder: string, file: string, level: number, suite: string): TckResult[] => {
  const root = parseXml(readFileSync(join(folder, file), 'utf8'), NAMESPACES);
  let graph: DecisionGraph | undefined;
  const problem = attempt(() => {
    graph = modelsIn(folder, childNamed(root, 'tc:modelName')?.text.trim() ?? '');
    return '';
  });
  return childrenNamed(root, 'tc:testCase').flatMap((test) => {
    const inputs = new Map(
      childrenNamed(test, 'tc:inputNode').map((node) => [node.attributes.name ?? '', valueOf(node)]),
    );
    return childrenNamed(test, 'tc:resultNode').map((result) => {
      const reason = problem || attempt(() => playResult(graph!, test, result, inputs));
      return { level, suite, id: `${test.attributes.id}/${result.attributes.name}`, passed: reason === '', reason };
    });
  });
};

/** Plays the suites of a level. */
export const playLevel = (folder: string, level: number): TckResult[] => {
  const base = join(folder, `compliance-level-${level}`);
  return readdirSync(base)
    .sort()
    .flatMap((suite) =>
      readdirSync(join(base, suite))
        .filter((file) => /-test-\d+\.xml$/.test(file))
        .flatMap((file) => playFile(join(base, suite), file, level, suite)),
    );
};
