import type { RulePackVersion } from '#contracts';
import { contentLines, type PackLine } from './describe.ts';

export interface PackChange {
  path: string;
  label: string;
  /** Null: newly set, or no longer set (the inherited value holds again). */
  before: string | null;
  after: string | null;
}

type Compared = Pick<RulePackVersion, 'name' | 'parent' | 'scope' | 'effectiveFrom' | 'content'>;

const scopeText = ({ scope }: Compared): string =>
  [
    scope.departments.length > 0 ? scope.departments.join('、') : '全部部门',
    scope.regions.length > 0 ? scope.regions.join('、') : '全部地区',
    scope.procedures.length > 0 ? scope.procedures.join('、') : '全部规程',
  ].join('；');

const allLines = (version: Compared, clockNames: Readonly<Record<string, string>>): PackLine[] => [
  { path: 'name', label: '名称', text: version.name },
  { path: 'parent', label: '上级规则包', text: version.parent ?? '无' },
  { path: 'scope', label: '适用范围', text: scopeText(version) },
  { path: 'effectiveFrom', label: '施行日期', text: version.effectiveFrom },
  ...contentLines(version.content, clockNames),
];

/** What changed from one version to another, a line a value: `核查期限：15个工作日 → 10个工作日`. */
export const diffPacks = (
  before: Compared | null,
  after: Compared,
  clockNames: Readonly<Record<string, string>> = {},
): PackChange[] => {
  const old = new Map((before ? allLines(before, clockNames) : []).map((line) => [line.path, line]));
  const next = new Map(allLines(after, clockNames).map((line) => [line.path, line]));
  const changed = [...next.values()].flatMap(({ path, label, text }): PackChange[] => {
    const was = old.get(path)?.text ?? null;
    return was === text ? [] : [{ path, label, before: was, after: text }];
  });
  const gone = [...old.values()]
    .filter(({ path }) => !next.has(path))
    .map(({ path, label, text }): PackChange => ({ path, label, before: text, after: null }));
  return [...changed, ...gone];
};

export const changeText = ({ label, before, after }: PackChange): string =>
  `${label}：${before ?? '（沿用上级）'} → ${after ?? '（沿用上级）'}`;
