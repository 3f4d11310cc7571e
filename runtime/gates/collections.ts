import type { GateException, GateReview, GateReviewResult, GateWarning } from '#contracts';
import type { Collection, StoredDocument } from '../store/port.ts';
import { searchText } from '../store/port.ts';

export type GateExceptionDoc = StoredDocument & GateException;
export const GATE_EXCEPTIONS: Collection<GateExceptionDoc> = {
  name: 'gate_exceptions',
  audited: true,
  fields: { caseId: { type: 'text', of: (item) => item.caseId } },
};
export const exceptionView = ({ version: _version, ...view }: GateExceptionDoc): GateException => view;

const LEVEL_RANK = { block: 0, warn: 1, record: 2 } as const;

/** What supervision sees in running cases; recomputed from them, except who dealt with it and how. */
export type GateWarningDoc = StoredDocument & Omit<GateWarning, 'organName'>;
export const GATE_WARNINGS: Collection<GateWarningDoc> = {
  name: 'gate_warnings',
  audited: false,
  fields: {
    caseId: { type: 'text', of: (item) => item.caseId },
    organId: { type: 'text', of: (item) => item.organId },
    gate: { type: 'text', of: (item) => item.gate },
    level: { type: 'text', of: (item) => item.level },
    rank: { type: 'number', of: (item) => LEVEL_RANK[item.level] },
    status: { type: 'text', of: (item) => item.status },
    lastSeenAt: { type: 'text', of: (item) => item.lastSeenAt },
    search: {
      type: 'search',
      of: (item) => searchText(item.caseNumber, item.caseTitle, item.gate, item.name, item.message),
    },
  },
};

export type GateReviewDoc = StoredDocument &
  GateReview & {
    startedById: string;
    /** Organs at the start, so that a restart goes on with the same. */
    organs: string[];
    /** The last case looked at. */
    cursor: string;
  };
export const GATE_REVIEWS: Collection<GateReviewDoc> = {
  name: 'gate_reviews',
  audited: false,
  fields: {
    startedAt: { type: 'text', of: (item) => item.startedAt },
    startedById: { type: 'text', of: (item) => item.startedById },
    state: { type: 'text', of: (item) => item.state },
  },
};

export type GateReviewResultDoc = StoredDocument & GateReviewResult & { reviewId: string; organId: string };
export const GATE_REVIEW_RESULTS: Collection<GateReviewResultDoc> = {
  name: 'gate_review_results',
  audited: false,
  fields: {
    reviewId: { type: 'text', of: (item) => item.reviewId },
    gate: { type: 'text', of: (item) => item.gate },
    level: { type: 'text', of: (item) => item.level },
    rank: { type: 'number', of: (item) => LEVEL_RANK[item.level] },
    organId: { type: 'text', of: (item) => item.organId },
    search: {
      type: 'search',
      of: (item) => searchText(item.caseNumber, item.caseTitle, item.gate, item.name, item.message),
    },
  },
};
