import type { DiscretionItem, DiscretionItemVersion, ListImport } from '#contracts';
import { violationKey } from '#rules';
import type { Collection, StoredDocument } from '../store/port.ts';
import { searchText } from '../store/port.ts';

/** Conditions that nobody has confirmed, and what was not checked against the law: shown as 待确认. */
export const isUnconfirmed = (item: DiscretionItem): boolean =>
  item.origin !== '法' || item.conditions.some((condition) => condition.suggested === true);

/** The newest version of each item. Older ones are in `ITEM_VERSIONS`. */
export type ItemDoc = StoredDocument & { item: DiscretionItem };
export const DISCRETION_ITEMS: Collection<ItemDoc> = {
  name: 'discretion_items',
  audited: true,
  fields: {
    list: { type: 'text', of: ({ item }) => item.list },
    department: { type: 'text', of: ({ item }) => item.department },
    status: { type: 'text', of: ({ item }) => item.status },
    unconfirmed: { type: 'text', of: ({ item }) => (isUnconfirmed(item) ? '1' : '0') },
    importId: { type: 'text', of: ({ item }) => item.importId },
    search: { type: 'search', of: ({ item }) => searchText(item.code, item.violation, item.outcome, item.department) },
  },
};

/** Every version of every item, never changed. `sequence` orders all writes. */
export type ItemVersionDoc = StoredDocument & DiscretionItemVersion & { sequence: number };
export const ITEM_VERSIONS: Collection<ItemVersionDoc> = {
  name: 'discretion_versions',
  audited: true,
  fields: {
    code: { type: 'text', of: ({ item }) => item.code },
    sequence: { type: 'number', of: ({ sequence }) => sequence },
    importId: { type: 'text', of: ({ item }) => item.importId },
  },
};
export const itemVersionId = (code: string, version: number): string => `${code}@${version}`;

export type ListImportDoc = StoredDocument & ListImport & { codes: string[] };
export const LIST_IMPORTS: Collection<ListImportDoc> = {
  name: 'discretion_imports',
  audited: true,
  fields: { at: { type: 'text', of: ({ at }) => at } },
};

/** A decided penalty unit (mostly the only one of its case) as statistics and similar cases see it: a read model, filled whenever the case is looked at anew. */
export type PenaltyFactDoc = StoredDocument & {
  /** Absent in facts of a case with one unit, whose id is that of the case. */
  caseId?: string;
  /** Which of several units of the case, from 0; absent = the only one. */
  unit?: number;
  caseNumber: string;
  organId: string;
  department: string;
  partyName: string;
  violationCode: string;
  violation: string;
  circumstances: string[];
  tier: string;
  lists: string[];
  matched: string[];
  penalized: boolean;
  fineFen: number;
  decidedOn: string;
  updatedAt: string;
};
export const PENALTY_FACTS: Collection<PenaltyFactDoc> = {
  name: 'penalty_facts',
  audited: false,
  fields: {
    caseId: { type: 'text', of: (fact) => fact.caseId ?? fact.id },
    department: { type: 'text', of: (fact) => fact.department },
    violationKey: { type: 'text', of: (fact) => violationKey(fact.violation) },
    matched: { type: 'set', of: (fact) => fact.matched },
    decidedOn: { type: 'text', of: (fact) => fact.decidedOn },
  },
};
