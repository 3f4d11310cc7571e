import type {
  ConditionOutcome,
  ConditionState,
  FactTest,
  FactTree,
  ListCondition,
  LookedAt,
  MissingFact,
} from '#contracts';
import { evaluateExpression } from '../../expression.ts';
import { factDefinition } from './fact-library.ts';
import { simpleFeelTree } from './simple-feel.ts';
import { factText, missingFact, testText, treeText } from './words.ts';

/** Facts by name: a value, `undefined` when nobody said, `null` when what was said is unusable. */
export type FactRecord = Record<string, unknown>;

/** A condition made ready once and asked often. */
export interface CompiledCondition {
  text: string;
  state(facts: FactRecord): ConditionState;
  /** What was looked at, line by line; groups before their members. */
  outcomes(facts: FactRecord): ConditionOutcome[];
  missing(facts: FactRecord): MissingFact[];
}

const compare = (test: FactTest, value: unknown): boolean => {
  const wanted = test.value;
  switch (test.operator) {
    case 'true':
      return value === true;
    case 'false':
      return value === false;
    case '=':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case 'in':
      return Array.isArray(wanted) && wanted.includes(value as string);
    case 'not-in':
      return Array.isArray(wanted) && !wanted.includes(value as string);
    case 'between':
      return Array.isArray(wanted) && wanted.length === 2 && value! >= wanted[0]! && value! <= wanted[1]!;
    default: {
      if (typeof value !== typeof wanted || wanted === undefined) return false;
      const [a, b] = [value as number, wanted as number];
      return test.operator === '<' ? a < b : test.operator === '<=' ? a <= b : test.operator === '>' ? a > b : a >= b;
    }
  }
};

/** A yes-or-no question that nobody answered; the officer's confirmation answers all of them (清单列明的其他适用条件). */
const confirmed = (facts: FactRecord): boolean => facts['otherConditionsConfirmed'] === true;

/** The same facts without that confirmation: it speaks for conditions, never for exclusions, bands or what is negated. */
export const unconfirmed = (facts: FactRecord): FactRecord =>
  confirmed(facts) ? { ...facts, otherConditionsConfirmed: undefined } : facts;

const CONFIRMED: LookedAt = { name: 'otherConditionsConfirmed', label: '其他适用条件', value: '承办人已核实确认' };

const lookAt = (fact: string, facts: FactRecord): LookedAt[] => {
  const value = facts[fact];
  const seen = { name: fact, label: factDefinition(fact).label, value: factText(fact, value) };
  return value === undefined && confirmed(facts) ? [seen, CONFIRMED] : [seen];
};

const not = (state: ConditionState): ConditionState =>
  state === 'unknown' ? 'unknown' : state === 'met' ? 'unmet' : 'met';

const outcome = (text: string, state: ConditionState, depth: number, lookedAt: LookedAt[] = []): ConditionOutcome => ({
  text,
  met: state === 'met',
  state,
  depth,
  lookedAt,
});

interface Node {
  state(facts: FactRecord): ConditionState;
  lines(facts: FactRecord, depth: number): ConditionOutcome[];
  missing(facts: FactRecord): MissingFact[];
}

const leaf = (test: FactTest): Node => {
  const text = testText(test);
  const state = (facts: FactRecord): ConditionState => {
    const value = facts[test.fact];
    if (value === undefined) return confirmed(facts) ? 'met' : 'unknown';
    if (value === null) return 'unknown';
    return compare(test, value) ? 'met' : 'unmet';
  };
  return {
    state,
    lines: (facts, depth) => [outcome(text, state(facts), depth, lookAt(test.fact, facts))],
    missing: (facts) =>
      state(facts) === 'unknown' ? [missingFact(test.fact, facts[test.fact], `用于判断“${text}”`)] : [],
  };
};

const group = (kind: 'all' | 'any', children: readonly Node[]): Node => {
  const deciding: ConditionState = kind === 'all' ? 'unmet' : 'met';
  const state = (facts: FactRecord): ConditionState => {
    let unknown = false;
    for (const child of children) {
      const one = child.state(facts);
      if (one === deciding) return deciding;
      if (one === 'unknown') unknown = true;
    }
    return unknown ? 'unknown' : not(deciding);
  };
  return {
    state,
    lines: (facts, depth) => [
      outcome(kind === 'all' ? '须同时符合：' : '符合其一：', state(facts), depth),
      ...children.flatMap((child) => child.lines(facts, depth + 1)),
    ],
    missing: (facts) => (state(facts) === 'unknown' ? children.flatMap((child) => child.missing(facts)) : []),
  };
};

const compileNode = (tree: FactTree): Node => {
  if ('all' in tree) return tree.all.length === 1 ? compileNode(tree.all[0]!) : group('all', tree.all.map(compileNode));
  if ('any' in tree) return tree.any.length === 1 ? compileNode(tree.any[0]!) : group('any', tree.any.map(compileNode));
  if ('not' in tree) {
    const inner = compileNode(tree.not);
    const text = treeText(tree);
    const state = (facts: FactRecord): ConditionState => {
      const within = not(inner.state(unconfirmed(facts)));
      return within === 'unknown' && confirmed(facts) ? 'met' : within;
    };
    return {
      state,
      lines: (facts, depth) => [
        outcome(
          text,
          state(facts),
          depth,
          inner.lines(facts, 0).flatMap((line) => line.lookedAt ?? []),
        ),
      ],
      missing: (facts) => (state(facts) === 'unknown' ? inner.missing(unconfirmed(facts)) : []),
    };
  }
  return leaf(tree);
};

const trees = new WeakMap<FactTree, Node>();

/** The state of a tree over facts, and the facts that it lacks; nobody's confirmation stands in for a fact. */
export const treeState = (tree: FactTree, given: FactRecord): { state: ConditionState; missing: MissingFact[] } => {
  const facts = unconfirmed(given);
  const node = trees.get(tree) ?? compileNode(tree);
  trees.set(tree, node);
  return { state: node.state(facts), missing: node.missing(facts) };
};

/** FEEL beyond the simple kind: evaluated as it is; what it looked at can't be told. */
const feelNode = (condition: ListCondition): Node => {
  const state = (facts: FactRecord): ConditionState => {
    const now = typeof facts['now'] === 'string' ? facts['now'] : '1970-01-01T00:00:00Z';
    const { value } = evaluateExpression(condition.feel, facts, now);
    return value === true ? 'met' : value === null || value === undefined ? 'unknown' : 'unmet';
  };
  return { state, lines: (facts, depth) => [outcome(condition.text, state(facts), depth)], missing: () => [] };
};

const confirmNode = (condition: ListCondition): Node => {
  const state = (facts: FactRecord): ConditionState => (confirmed(facts) ? 'met' : 'unknown');
  return {
    state,
    lines: (facts, depth) => [outcome(condition.text, state(facts), depth, confirmed(facts) ? [CONFIRMED] : [])],
    missing: () => [],
  };
};

/** Makes a condition of a list item ready: its own words first, then what it consists of. */
export const compileCondition = (condition: ListCondition): CompiledCondition => {
  const tree = condition.test ?? (condition.feel.trim() === '' ? null : simpleFeelTree(condition.feel));
  const node = tree ? compileNode(tree) : condition.feel.trim() === '' ? confirmNode(condition) : feelNode(condition);
  const single = !tree || 'fact' in tree || 'not' in tree;
  return {
    text: condition.text,
    state: (facts) => node.state(facts),
    outcomes: (facts) => {
      const [first, ...rest] = node.lines(facts, 0);
      if (!first) return [];
      const whole = { ...first, text: condition.text };
      return single ? [whole] : [{ ...whole, text: `${condition.text}（${first.text.replace('：', '')}）` }, ...rest];
    },
    missing: (facts) => node.missing(facts),
  };
};
