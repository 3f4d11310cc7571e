import { Tag } from 'antd';
import type { DiscretionItem } from '#contracts';
import { ITEM_STATUS_NAMES, LIST_NAMES } from '#ui';

const LIST_COLORS: Record<string, string> = {
  'no-penalty': 'green',
  mitigated: 'cyan',
  lenient: 'blue',
  aggravated: 'red',
};

export function ListTag({ list }: { list: string }) {
  return <Tag color={LIST_COLORS[list]}>{LIST_NAMES[list] ?? list}</Tag>;
}

export function StatusTag({ status }: { status: string }) {
  const color = status === 'effective' ? 'green' : status === 'to-review' ? 'gold' : 'default';
  return <Tag color={color}>{ITEM_STATUS_NAMES[status] ?? status}</Tag>;
}

/** Not checked against the law, or with a structure that nobody confirmed. */
export const isUnconfirmed = (item: DiscretionItem): boolean =>
  item.origin !== '法' || item.conditions.some((condition) => condition.suggested === true);

export function UnconfirmedTag({ item }: { item: DiscretionItem }) {
  return isUnconfirmed(item) ? <Tag color="gold">待确认</Tag> : null;
}

export const LIST_OPTIONS = Object.entries(LIST_NAMES).map(([value, label]) => ({ value, label }));
export const STATUS_OPTIONS = Object.entries(ITEM_STATUS_NAMES).map(([value, label]) => ({ value, label }));
