import type { ConditionOperator, ConditionTest, ConditionTree } from '#contracts';
import { gateFact, type GateFactType } from './gate-facts.ts';

const OPERATOR_TEXT: Record<ConditionOperator, string> = {
  'is-true': '为“是”',
  'is-not-true': '不为“是”',
  present: '已有',
  absent: '没有',
  equals: '等于',
  'not-equals': '不等于',
  less: '小于',
  'at-most': '不大于',
  more: '大于',
  'at-least': '不小于',
  'one-of': '是其中之一：',
  'none-of': '不是其中任何一个：',
  includes: '包含',
  excludes: '不包含',
  'count-at-least': '项数不少于',
  'count-equals': '项数等于',
  'longer-than': '字数不少于',
};
const DATE_TEXT: Partial<Record<ConditionOperator, string>> = {
  less: '早于',
  'at-most': '不晚于',
  more: '晚于',
  'at-least': '不早于',
};

export const operatorText = (operator: ConditionOperator, type: GateFactType | undefined): string =>
  (type === 'date' ? DATE_TEXT[operator] : undefined) ?? OPERATOR_TEXT[operator];

export const factText = (name: string): string => gateFact(name)?.label ?? name;

const valueText = (test: ConditionTest): string => {
  const { value } = test;
  const fact = gateFact(test.fact);
  const one = (entry: unknown): string =>
    fact?.options?.find((option) => option.value === entry)?.label ??
    (fact?.type === 'money' && typeof entry === 'number'
      ? `${(entry / 100).toLocaleString('zh-CN')} 元`
      : String(entry));
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map(one).join('、');
  return typeof value === 'object' ? `“${factText(value.fact)}”` : one(value);
};

/** A condition as a Chinese sentence. */
export const conditionSentence = (tree: ConditionTree): string => {
  if (tree.kind === 'test')
    return `${factText(tree.fact)}${operatorText(tree.operator, gateFact(tree.fact)?.type)}${valueText(tree)}`;
  if (tree.kind === 'not') return `不满足（${conditionSentence(tree.item)}）`;
  const parts = tree.items.map((item) =>
    item.kind === 'test' ? conditionSentence(item) : `（${conditionSentence(item)}）`,
  );
  return parts.join(tree.kind === 'all' ? '，并且' : '，或者');
};
