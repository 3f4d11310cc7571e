import { CASE_EVENTS } from '#contracts';
import type { ProblemIssue, RulePackVersion } from '#contracts';
import { isRealDate } from './real-date.ts';
import { checkClockRules } from './check-clock-rules.ts';
import { checkGateRules } from './check-gate-rules.ts';
import { checkParameters } from './check-parameters.ts';
import { ancestorsOf, RulePackError, scopeContains, scopesMeet } from './pack-chain.ts';

/** What is known outside the pack. */
export interface PackSurroundings {
  /** Every published version of every pack (the pack's own as well). */
  published: readonly RulePackVersion[];
  today: string;
  departments: readonly string[];
  procedures: readonly { code: string; name: string }[];
  /** Events that procedures emit beside the standard ones. */
  events: readonly string[];
  /** Codes of the clocks that procedures and the standard define: a rule for one of them may be partial. */
  clockCodes: readonly string[];
  /** Keys of form fields that conditions may read beside the documented facts. */
  formKeys: readonly string[];
}

export type PackDraft = Pick<
  RulePackVersion,
  'pack' | 'name' | 'parent' | 'scope' | 'number' | 'effectiveFrom' | 'content'
>;

/** The newest version of each pack that is published and not withdrawn. */
export const latestOf = (published: readonly RulePackVersion[]): Map<string, RulePackVersion> => {
  const latest = new Map<string, RulePackVersion>();
  for (const version of published) {
    if (version.status !== 'published') continue;
    const other = latest.get(version.pack);
    if (!other || (version.revision ?? 0) > (other.revision ?? 0)) latest.set(version.pack, version);
  }
  return latest;
};

/** Whether some case would find both packs equally specific. */
const collide = (a: RulePackVersion | PackDraft, b: RulePackVersion): boolean =>
  a.scope.procedures.length > 0 === b.scope.procedures.length > 0 &&
  a.scope.departments.length > 0 === b.scope.departments.length > 0 &&
  scopesMeet(a.scope, b.scope) &&
  ((a.scope.regions.length === 0 && b.scope.regions.length === 0) ||
    a.scope.regions.some((region) => b.scope.regions.includes(region)));

const checkInheritance = (draft: PackDraft, around: PackSurroundings): ProblemIssue[] => {
  const issues: ProblemIssue[] = [];
  const packs = new Map<string, Pick<RulePackVersion, 'pack' | 'name' | 'parent' | 'scope'>>(
    latestOf(around.published),
  );
  const parent = draft.parent === null ? undefined : packs.get(draft.parent);
  packs.set(draft.pack, draft);
  if (draft.parent === draft.pack)
    return [{ path: 'parent', label: '上级规则包', message: '规则包不能继承自己，请另选上级' }];
  if (draft.parent !== null && !parent)
    return [
      { path: 'parent', label: '上级规则包', message: `上级规则包“${draft.parent}”不存在，或还没有发布、已停用` },
    ];
  let above: string[];
  try {
    above = ancestorsOf(draft.pack, packs);
  } catch (error) {
    if (!(error instanceof RulePackError)) throw error;
    return [{ path: 'parent', label: '上级规则包', message: `${error.message}。请改选上级` }];
  }
  if (parent && !scopeContains(parent.scope, draft.scope))
    issues.push({
      path: 'scope',
      label: '适用范围',
      message: `适用范围超出了上级规则包“${parent.name}”的范围，请缩小，或改选上级`,
    });
  for (const other of latestOf(around.published).values()) {
    if (other.pack === draft.pack) continue;
    if (other.parent === draft.pack && !scopeContains(draft.scope, other.scope))
      issues.push({
        path: 'scope',
        label: '适用范围',
        message: `下级规则包“${other.name}”的适用范围会落到外面，请先改下级，或不缩小本包的范围`,
      });
    const related = above.includes(other.pack) || ancestorsOf(other.pack, packs).includes(draft.pack);
    if (!related && collide(draft, other))
      issues.push({
        path: 'scope',
        label: '适用范围',
        message: `与规则包“${other.name}”的适用范围同样具体，同一案件不能确定以哪一个为准；请缩小范围，或继承“${other.name}”`,
      });
  }
  return issues;
};

/** Departments that not every place has, with rules of their own (domain facts §6.2). */
const ELSEWHERE = ['通信管理', '版权'];

const checkScope = (draft: PackDraft, around: PackSurroundings): ProblemIssue[] => [
  ...draft.scope.departments.flatMap((department, index) =>
    around.departments.includes(department) || ELSEWHERE.includes(department)
      ? []
      : [{ path: `scope.departments[${index}]`, label: '适用部门', message: `组织里没有“${department}”这个部门` }],
  ),
  ...draft.scope.procedures.flatMap((code, index) =>
    around.procedures.some((procedure) => procedure.code === code)
      ? []
      : [{ path: `scope.procedures[${index}]`, label: '适用规程', message: `没有代码为“${code}”的规程` }],
  ),
];

const checkDate = (draft: PackDraft, around: PackSurroundings): ProblemIssue[] => {
  const where = { path: 'effectiveFrom', label: '施行日期' };
  if (!isRealDate(draft.effectiveFrom))
    return [{ ...where, message: `“${draft.effectiveFrom}”不是真实存在的日期，请重新选择` }];
  const first = !around.published.some((version) => version.pack === draft.pack);
  return !first && draft.effectiveFrom < around.today
    ? [{ ...where, message: `施行日期 ${draft.effectiveFrom} 已经过去；修改只能自今天（${around.today}）或以后施行` }]
    : [];
};

/**
 * Everything that is wrong with a pack before it may be submitted: dates, inheritance, scope, and each clock, gate and
 * parameter. Paths name the field as in the body of a save (`content.clocks[0].limit`).
 */
export const checkPack = (draft: PackDraft, around: PackSurroundings): ProblemIssue[] => {
  const published = [...latestOf(around.published).values()];
  const inheritance = checkInheritance(draft, around);
  const line = inheritance.some((issue) => issue.path === 'parent')
    ? []
    : ancestorsOf(draft.pack, new Map([...published, draft].map((one) => [one.pack, one])));
  return [
    ...(draft.name.trim() === '' ? [{ path: 'name', label: '名称', message: '请填写规则包名称' }] : []),
    ...checkDate(draft, around),
    ...inheritance,
    ...checkScope(draft, around),
    ...checkClockRules(draft.content.clocks, {
      events: new Set([...Object.keys(CASE_EVENTS), ...around.events]),
      known: new Set([
        ...around.clockCodes,
        ...published.filter((one) => line.includes(one.pack)).flatMap((one) => one.content.clocks.map((c) => c.code)),
      ]),
    }),
    ...checkGateRules(
      draft.content.gates,
      published.filter((one) => line.includes(one.pack)).reverse(),
      new Set(around.formKeys),
    ),
    ...checkParameters(draft.content.parameters),
  ];
};
