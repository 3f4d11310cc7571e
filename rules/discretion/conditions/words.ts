import type { FactTest, FactTree, FactValue, MissingFact } from '#contracts';
import { formatFen } from '../../money/money.ts';
import { factDefinition } from './fact-library.ts';

const PARTY_KINDS: Record<string, string> = {
  person: '自然人',
  organization: '法人或者其他组织',
  'individual-business': '个体工商户',
};

const one = (fact: string, value: number | string | boolean): string => {
  const definition = factDefinition(fact);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (definition.type === 'money' && typeof value === 'number') return formatFen(value);
  if (fact === 'partyKind') return PARTY_KINDS[String(value)] ?? String(value);
  return `${value}${definition.unit ?? ''}`;
};

/** A value as the reader sees it: `¥86.00`, `3人`, `是`, `没有填写`. */
export const factText = (fact: string, value: unknown): string => {
  if (value === undefined) return '没有填写';
  if (value === null) return '填写的不是有效的值';
  if (Array.isArray(value)) return value.map((entry) => one(fact, entry as string)).join('、');
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return one(fact, value);
  return JSON.stringify(value);
};

const WORDS: Record<string, string> = {
  '=': '为',
  '!=': '不为',
  '<': '不足',
  '<=': '不超过',
  '>': '超过',
  '>=': '达到',
};

/** A comparison in words: `货值金额不足¥10,000.00`. */
export const testText = (test: FactTest): string => {
  if (test.text) return test.text;
  const { label } = factDefinition(test.fact);
  const value = test.value as FactValue | undefined;
  switch (test.operator) {
    case 'true':
      return label;
    case 'false':
      return `没有“${label}”`;
    case 'between': {
      const [low, high] = Array.isArray(value) ? value : [];
      return `${label}在 ${factText(test.fact, low)} 至 ${factText(test.fact, high)} 之间`;
    }
    case 'in':
      return `${label}为${factText(test.fact, value)}之一`;
    case 'not-in':
      return `${label}不是${factText(test.fact, value)}`;
    default:
      return `${label}${WORDS[test.operator]}${factText(test.fact, value)}`;
  }
};

/** A whole tree in one sentence. */
export const treeText = (tree: FactTree): string => {
  if ('all' in tree)
    return tree.all.map((child) => ('any' in child ? `（${treeText(child)}）` : treeText(child))).join('，且');
  if ('any' in tree)
    return tree.any.map((child) => ('all' in child ? `（${treeText(child)}）` : treeText(child))).join('，或');
  if ('not' in tree) return `不属于“${treeText(tree.not)}”`;
  return testText(tree);
};

const literal = (value: number | string | boolean): string =>
  typeof value === 'string' ? JSON.stringify(value) : String(value);

/** The same tree in FEEL, for those who want to see it. */
export const treeFeel = (tree: FactTree): string => {
  if ('all' in tree)
    return tree.all.map((child) => ('any' in child ? `(${treeFeel(child)})` : treeFeel(child))).join(' and ');
  if ('any' in tree) return tree.any.map(treeFeel).join(' or ');
  if ('not' in tree) return `not(${treeFeel(tree.not)})`;
  const { fact, operator, value } = tree;
  const list = Array.isArray(value) ? value.map(literal).join(', ') : '';
  switch (operator) {
    case 'true':
      return `${fact} = true`;
    case 'false':
      return `${fact} = false`;
    case 'between':
      return `${fact} in [${list.replace(', ', '..')}]`;
    case 'in':
      return `${fact} in (${list})`;
    case 'not-in':
      return `not(${fact} in (${list}))`;
    default:
      return `${fact} ${operator} ${literal(value as number)}`;
  }
};

/** Names of all facts of a tree. */
export const factNamesOf = (tree: FactTree): string[] => {
  if ('all' in tree) return tree.all.flatMap(factNamesOf);
  if ('any' in tree) return tree.any.flatMap(factNamesOf);
  if ('not' in tree) return factNamesOf(tree.not);
  return [tree.fact];
};

/** What to ask the officer for. */
export const missingFact = (name: string, value: unknown, reason: string): MissingFact => {
  const definition = factDefinition(name);
  return {
    fact: name,
    label: definition.label,
    type: definition.type,
    ...(definition.unit ? { unit: definition.unit } : {}),
    reason: value === null ? `填写的“${definition.label}”不是有效的数值；${reason}` : reason,
  };
};
