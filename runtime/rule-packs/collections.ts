import type { RulePackVersion } from '#contracts';
import type { Collection, StoredDocument } from '../store/port.ts';

/** One version of a rule pack; frozen once published. */
export type RulePackDoc = StoredDocument &
  Required<Omit<RulePackVersion, 'version'>> & {
    /** Everybody who wrote on it: none of them may approve it. */
    authorIds: string[];
    reviewerName: string | null;
    retiredByName: string | null;
  };
export const RULE_PACKS: Collection<RulePackDoc> = {
  name: 'rule_pack_versions',
  audited: true,
  fields: {
    pack: { type: 'text', of: (version) => version.pack },
    number: { type: 'number', of: (version) => version.number },
    status: { type: 'text', of: (version) => version.status },
    revision: { type: 'number', of: (version) => version.revision, unique: true },
  },
};
export const rulePackId = (pack: string, number: number): string => `${pack}@${number}`;

/** Counter of all publications and withdrawals of rules. */
export const RULE_REVISION = 'rule-revision';
