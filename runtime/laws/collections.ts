import type { LawIdentity, LawText, LawVersionFacts, LawVersionSummary } from '#contracts';
import type { LawImportAction, LawImportFacts, LawImportView } from '#contracts';
import type { LawReading } from '#rules';
import type { Collection, StoredDocument } from '../store/port.ts';
import { searchText } from '../store/port.ts';

/** A law; of each version the newest edition. The texts are in `LAW_VERSIONS`. */
export type LawDoc = StoredDocument & { law: LawIdentity; versions: LawVersionSummary[] };
export const LAWS: Collection<LawDoc> = {
  name: 'laws',
  audited: true,
  fields: {
    name: { type: 'text', of: ({ law }) => law.name },
    search: { type: 'search', of: ({ law }) => searchText(law.name, law.code, ...(law.aliases ?? [])) },
  },
};

/** A version with its text. Never changed: a correction is a new edition. */
export type LawVersionDoc = StoredDocument & {
  lawId: string;
  edition: number;
  facts: LawVersionFacts;
  text: LawText;
  importedAt: string;
  importedByName: string;
  source: string;
};
export const LAW_VERSIONS: Collection<LawVersionDoc> = {
  name: 'law_versions',
  audited: true,
  fields: { lawId: { type: 'text', of: ({ lawId }) => lawId } },
};

/** An upload that waits to be confirmed, runs or is over. Working data: what it imports is audited, it is not. */
export type LawImportDoc = StoredDocument &
  Pick<LawImportView, 'state' | 'createdAt' | 'createdByName' | 'error' | 'amended' | 'markedItems'> & {
    createdById: string;
    total: number;
  };
export const LAW_IMPORTS: Collection<LawImportDoc> = {
  name: 'law_imports',
  audited: false,
  fields: { createdAt: { type: 'text', of: ({ createdAt }) => createdAt } },
};

export type LawImportEntryDoc = StoredDocument & {
  importId: string;
  order: number;
  file: string;
  action: LawImportAction;
  facts: LawImportFacts;
  reading: Pick<LawReading, 'text' | 'history' | 'findings'>;
};
export const LAW_IMPORT_ENTRIES: Collection<LawImportEntryDoc> = {
  name: 'law_import_entries',
  audited: false,
  fields: {
    importId: { type: 'text', of: ({ importId }) => importId },
    order: { type: 'number', of: ({ order }) => order },
  },
};
