import type { DiscretionItem } from '#contracts';
import { formatFen, treeText } from '#rules';
import { ITEM_STATUS_NAMES, LIST_NAMES } from '#ui';

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
  ['罚则', (item) => JSON.stringify(item.clauses ?? [])],
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

/** What differs between two versions of an item, in words. The text of clauses is only said to differ. */
export const diffItems = (before: DiscretionItem, after: DiscretionItem): ItemChange[] =>
  PARTS.flatMap(([name, text]) => {
    const [a, b] = [text(before), text(after)];
    if (a === b) return [];
    return [name === '罚则' ? { name, before: '（原罚则）', after: '（已修改）' } : { name, before: a, after: b }];
  });
