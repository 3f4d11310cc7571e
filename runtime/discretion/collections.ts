import type { DiscretionItem } from '#contracts';
import type { Collection, StoredDocument } from '../store/port.ts';
import { searchText } from '../store/port.ts';

export type ItemDoc = StoredDocument & { item: DiscretionItem };
export const DISCRETION_ITEMS: Collection<ItemDoc> = {
  name: 'discretion_items',
  audited: true,
  fields: {
    list: { type: 'text', of: ({ item }) => item.list },
    department: { type: 'text', of: ({ item }) => item.department },
    search: { type: 'search', of: ({ item }) => searchText(item.code, item.violation, item.outcome, item.department) },
  },
};
