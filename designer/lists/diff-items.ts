import type { DiscretionItem } from '#contracts';
import { formatFen, treeText } from '#rules';
import { ITEM_STATUS_NAMES, LIST_NAMES } from '#ui';
import { clauseLines, type ClauseLine } from './clause-words.ts';

const PARTS: readonly [name: string, text: (item: DiscretionItem) => string][] = [
  ['清单', (item) => LIST_NAMES[item.list] ?? item.list],
  ['部门', (item) => item.department],
  ['违法行为', (item) => item.violation],
  [
    '适用条件',
    (item) =>
      `${item.combine === 'all' ? '' : '符合其一：'}${item.conditions
        .map((condition) => condition.text + (condition.test ? `〔${treeText(condition.test)}〕` : ''))
        .join('；')}`,
  ],
  ['排除情形', (item) => item.exclusions.map(({ text }) => text).join('；')],
  ['处理', (item) => item.outcome],
  ['配套措施', (item) => item.measures.join('、')],
  ['处罚依据', (item) => item.penaltyBasis.map(({ law, article }) => `《${law}》${article}`).join('；')],
  ['幅度', (item) => (item.range ? `${formatFen(item.range.minFen)} 至 ${formatFen(item.range.maxFen)}` : '')],
  ['施行日期', (item) => item.effectiveFrom],
  [
    '状态',
    (item) => `${ITEM_STATUS_NAMES[item.status] ?? item.status}${item.statusReason ? `（${item.statusReason}）` : ''}`,
  ],
  ['来源', (item) => `${item.origin} ${item.originNote ?? ''}`],
];

export interface ItemChange {
  name: string;
  before: string;
  after: string;
}

const linesOf = (item: DiscretionItem): Map<string, ClauseLine> => {
  const clauses = item.clauses ?? [];
  return new Map(
    clauses.flatMap((clause, index) => {
      const which = clauses.length > 1 ? `罚则 ${index + 1} ` : '罚则 ';
      return clauseLines(clause).map(({ path, name, text }) => {
        const at = `${clause.id}.${path}`;
        return [at, { path: at, name: `${which}${name}`, text }] as const;
      });
    }),
  );
};

/** What the clauses say otherwise: each line that was changed, that is new, or that is gone. */
const diffClauses = (before: DiscretionItem, after: DiscretionItem): ItemChange[] => {
  const [old, next] = [linesOf(before), linesOf(after)];
  const paths = [...new Set([...old.keys(), ...next.keys()])];
  return paths.flatMap((path) => {
    const [a, b] = [old.get(path), next.get(path)];
    if (a?.text === b?.text) return [];
    return [{ name: (b ?? a)?.name ?? '罚则', before: a?.text ?? '', after: b?.text ?? '' }];
  });
};

/** What differs between two versions of an item, in words; an empty side means that there was, or is, nothing. */
export const diffItems = (before: DiscretionItem, after: DiscretionItem): ItemChange[] => [
  ...PARTS.flatMap(([name, text]) => {
    const [a, b] = [text(before), text(after)];
    return a === b ? [] : [{ name, before: a, after: b }];
  }),
  ...diffClauses(before, after),
];
