import type { Certificate, CertificateChange, OfficerRelation } from '#contracts';
import type { Collection, StoredDocument } from '../store/port.ts';
import { searchText } from '../store/port.ts';

/** One certificate with all its changes. The person's own document holds a copy of what it says now. */
export type CertificateDoc = StoredDocument &
  Certificate & {
    userId: string;
    userName: string;
    organId: string;
    history: CertificateChange[];
    updatedAt: string;
  };
export const CERTIFICATES: Collection<CertificateDoc> = {
  name: 'certificates',
  audited: true,
  fields: {
    userId: { type: 'text', of: (one) => one.userId },
    organId: { type: 'text', of: (one) => one.organId },
    kind: { type: 'text', of: (one) => one.kind },
    status: { type: 'text', of: (one) => one.status },
    validTo: { type: 'text', of: (one) => one.validTo },
    updatedAt: { type: 'text', of: (one) => one.updatedAt },
    key: { type: 'text', of: (one) => certificateKey(one), unique: true },
    search: { type: 'search', of: (one) => searchText(one.number, one.userName, one.issuedBy) },
  },
};

/** A number is given once for a kind. */
export const certificateKey = (one: Pick<Certificate, 'kind' | 'number'>): string => `${one.kind}|${one.number}`;

export type RelationDoc = StoredDocument & OfficerRelation & { userName: string; organId: string };
export const RELATIONS: Collection<RelationDoc> = {
  name: 'officer_relations',
  audited: true,
  fields: {
    userId: { type: 'text', of: (one) => one.userId },
    organId: { type: 'text', of: (one) => one.organId },
    declaredOn: { type: 'text', of: (one) => one.declaredOn },
    search: { type: 'search', of: (one) => searchText(one.name, one.userName, one.note) },
  },
};
