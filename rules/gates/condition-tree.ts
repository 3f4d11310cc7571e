import type { ConditionTest, ConditionTree, ConditionValue } from '#contracts';
import { gateFact } from './gate-facts.ts';

/** Names of all facts that a tree tests or compares with, each once. */
export const factsOfTree = (tree: ConditionTree): string[] => {
  if (tree.kind === 'not') return factsOfTree(tree.item);
  if (tree.kind !== 'test') return [...new Set(tree.items.flatMap(factsOfTree))];
  const other = typeof tree.value === 'object' && !Array.isArray(tree.value) ? [tree.value.fact] : [];
  return [...new Set([tree.fact, ...other])];
};

const literal = (value: string | number | boolean): string =>
  typeof value === 'string' ? JSON.stringify(value) : String(value);

const isDate = (fact: string, value: ConditionValue | undefined): boolean =>
  gateFact(fact)?.type === 'date' && (typeof value === 'string' || typeof value === 'object');

const operand = (value: ConditionValue | undefined, asDate: boolean): string => {
  if (value === undefined) return 'null';
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  const text = typeof value === 'object' ? value.fact : literal(value);
  return asDate ? `date(${text})` : text;
};

const SIGNS = {
  equals: '=',
  'not-equals': '!=',
  less: '<',
  'at-most': '<=',
  more: '>',
  'at-least': '>=',
} as const;

const testToFeel = ({ fact, operator, value }: ConditionTest): string => {
  switch (operator) {
    case 'is-true':
      return `${fact} = true`;
    case 'is-not-true':
      return `${fact} != true`;
    case 'present':
      return `${fact} != null`;
    case 'absent':
      return `${fact} = null`;
    case 'one-of':
      return `list contains(${operand(value, false)}, ${fact})`;
    case 'none-of':
      return `not(list contains(${operand(value, false)}, ${fact}))`;
    case 'includes':
      return `list contains(${fact}, ${operand(value, false)})`;
    case 'excludes':
      return `not(list contains(${fact}, ${operand(value, false)}))`;
    case 'count-at-least':
      return `count(${fact}) >= ${operand(value, false)}`;
    case 'count-equals':
      return `count(${fact}) = ${operand(value, false)}`;
    case 'longer-than':
      return `string length(${fact}) >= ${operand(value, false)}`;
    default: {
      const dates = isDate(fact, value);
      return `${dates ? `date(${fact})` : fact} ${SIGNS[operator]} ${operand(value, dates)}`;
    }
  }
};

/** The FEEL text of a tree. An empty 同时满足 is true, an empty 满足其一 false; 不满足 is true where its content is not true. */
export const conditionToFeel = (tree: ConditionTree): string => {
  if (tree.kind === 'test') return testToFeel(tree);
  if (tree.kind === 'not') return `(${conditionToFeel(tree.item)}) != true`;
  if (tree.items.length === 0) return tree.kind === 'all' ? 'true' : 'false';
  const parts = tree.items.map((item) =>
    item.kind === 'test' || (item.kind !== 'not' && item.items.length === 1) || item.kind === tree.kind
      ? conditionToFeel(item)
      : `(${conditionToFeel(item)})`,
  );
  return parts.join(tree.kind === 'all' ? ' and ' : ' or ');
};
