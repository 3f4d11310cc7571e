import type { ConditionTree, GateDefinition, ProblemIssue, RulePackVersion } from '#contracts';
import { ROLE_NAMES, RoleId } from '#contracts';
import { evaluateExpression, expressionError } from '../expression.ts';
import { factsOfTree } from '../gates/condition-tree.ts';
import { isGateFact } from '../gates/gate-facts.ts';
import { LEVEL_ORDER, mergeGates } from '../gates/merge-gates.ts';
import { STANDARD_GATES } from '../gates/standard-gates/index.ts';
import { LEVEL_TEXT } from './words.ts';

const checkFeel = (gate: GateDefinition, at: string): ProblemIssue[] =>
  (
    [
      ['condition', '通过的条件', gate.condition],
      ['appliesWhen', '适用的情形', gate.appliesWhen],
    ] as const
  ).flatMap(([path, label, text]) => {
    if (text === undefined) return [];
    if (text.trim() === '') return [{ path: `${at}.${path}`, label, message: `闸门 ${gate.code} 的${label}是空的` }];
    const error = expressionError(text);
    return error
      ? [{ path: `${at}.${path}`, label, message: `闸门 ${gate.code} 的${label}写错了，不能理解：${text}` }]
      : [];
  });

const checkTree = (
  tree: ConditionTree | undefined,
  path: string,
  gate: GateDefinition,
  formKeys: ReadonlySet<string>,
): ProblemIssue[] =>
  tree === undefined
    ? []
    : factsOfTree(tree)
        .filter((fact) => !isGateFact(fact) && !formKeys.has(fact))
        .map((fact) => ({
          path,
          label: '条件',
          message: `闸门 ${gate.code} 的条件用到了不认识的事实“${fact}”，请从列表中选择`,
        }));

const checkLoosening = (gate: GateDefinition, above: GateDefinition | undefined, at: string): ProblemIssue[] => {
  if (above?.level !== 'block') return [];
  const issues: ProblemIssue[] = [];
  const from = above.source?.layer === 'pack' ? `上级规则包“${above.source.name}”` : '通用标准';
  if (LEVEL_ORDER[gate.level] < LEVEL_ORDER.block)
    issues.push({
      path: `${at}.level`,
      label: '级别',
      message: `闸门 ${gate.code} 在${from}里是“阻断”，下级只能收紧，不能放宽为“${LEVEL_TEXT[gate.level]}”`,
    });
  if (above.exceptionApprover === undefined && gate.exceptionApprover !== undefined)
    issues.push({
      path: `${at}.exceptionApprover`,
      label: '例外批准人',
      message: `闸门 ${gate.code} 在${from}里不允许例外，下级不能另开例外`,
    });
  if (
    evaluateExpression(gate.condition, {}, '2026-01-01T00:00:00+08:00').value === true &&
    gate.appliesWhen === undefined
  )
    issues.push({
      path: `${at}.condition`,
      label: '通过的条件',
      message: `闸门 ${gate.code} 的条件在什么都没有时也通过，等于取消了${from}的“阻断”`,
    });
  return issues;
};

/**
 * What is wrong with the gates of a pack.
 *
 * @param line the packs above, from the root down
 */
export const checkGateRules = (
  gates: readonly GateDefinition[],
  line: readonly RulePackVersion[],
  formKeys: ReadonlySet<string>,
): ProblemIssue[] => {
  const above = line.reduce<readonly GateDefinition[]>(
    (merged, pack) =>
      mergeGates(
        merged,
        pack.content.gates.map((gate) => ({ ...gate, source: { layer: 'pack' as const, name: pack.name } })),
      ),
    STANDARD_GATES,
  );
  return gates.flatMap((gate, index) => {
    const at = `content.gates[${index}]`;
    const issues: ProblemIssue[] = [];
    const missing = (path: string, label: string): ProblemIssue => ({
      path: `${at}.${path}`,
      label,
      message: `请填写闸门 ${gate.code} 的${label}`,
    });
    if (gates.findIndex((other) => other.code === gate.code) !== index)
      issues.push({ path: `${at}.code`, label: '闸门编号', message: `闸门 ${gate.code} 在本包里写了两次，请删去一个` });
    if (gate.message.trim() === '') issues.push(missing('message', '未通过时的说明'));
    if (gate.remedy.trim() === '') issues.push(missing('remedy', '改正办法'));
    if (!gate.basis.some((basis) => basis.law.trim() !== '')) issues.push(missing('basis', '依据'));
    if (gate.exceptionApprover !== undefined && !RoleId.safeParse(gate.exceptionApprover).success)
      issues.push({
        path: `${at}.exceptionApprover`,
        label: '例外批准人',
        message: `例外批准人应为岗位：${Object.values(ROLE_NAMES).join('、')}`,
      });
    return [
      ...issues,
      ...checkFeel(gate, at),
      ...checkTree(gate.conditionTree, `${at}.conditionTree`, gate, formKeys),
      ...checkTree(gate.appliesTree, `${at}.appliesTree`, gate, formKeys),
      ...checkLoosening(
        gate,
        above.find((one) => one.code === gate.code),
        at,
      ),
    ];
  });
};
