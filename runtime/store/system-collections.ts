import type { AuditRecord } from './audit-chain.ts';
import { searchText } from './port.ts';
import type { Collection, StoredDocument } from './port.ts';

/** The audit log itself. Not `audited`: it is the chain. */
export const AUDIT: Collection<AuditRecord> = {
  name: 'audit_entries',
  audited: false,
  fields: {
    sequence: { type: 'number', of: (entry) => entry.sequence, unique: true },
    at: { type: 'text', of: (entry) => entry.at },
    actorId: { type: 'text', of: (entry) => entry.actorId },
    action: { type: 'text', of: (entry) => entry.action },
    subjectId: { type: 'text', of: (entry) => entry.subjectId },
    search: { type: 'search', of: (entry) => searchText(entry.summary, entry.actorName, entry.action) },
  },
};

/** Gap-free counters: a number is taken in the same unit of work that uses it. */
export const COUNTERS: Collection<StoredDocument & { value: number }> = {
  name: 'counters',
  audited: true,
  fields: {},
};
