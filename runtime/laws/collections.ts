import type { Collection, StoredDocument } from '../store/port.ts';
import { searchText } from '../store/port.ts';

export type LawDoc = StoredDocument & { law: Record<string, unknown> };
export const LAWS: Collection<LawDoc> = {
  name: 'laws',
  audited: true,
  fields: {
    name: { type: 'text', of: ({ law }) => String(law['name'] ?? '') },
    search: { type: 'search', of: ({ law }) => searchText(JSON.stringify(law)) },
  },
};
