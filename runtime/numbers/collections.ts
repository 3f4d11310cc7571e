import type { Collection, StoredDocument } from '../store/port.ts';
import { searchText } from '../store/port.ts';

/** The numbers of one organ · document word · year. Written with every number that is taken. */
export type NumberSeriesDoc = StoredDocument & {
  organId: string;
  word: string;
  /** null: the pattern does not begin again each year. */
  year: number | null;
  pattern: string;
  first: number;
  last: number;
  lastText: string;
  voids: number;
  updatedAt: string;
};
export const NUMBER_SERIES: Collection<NumberSeriesDoc> = {
  name: 'number_series',
  audited: true,
  fields: {
    organId: { type: 'text', of: (series) => series.organId },
    word: { type: 'text', of: (series) => series.word },
    year: { type: 'number', of: (series) => series.year ?? 0 },
    updatedAt: { type: 'text', of: (series) => series.updatedAt },
    search: { type: 'search', of: (series) => searchText(series.lastText, series.word) },
  },
};

/** Every number ever taken: never removed, never given twice (`text` is unique), at most marked void. */
export type NumberDoc = StoredDocument & {
  seriesId: string;
  organId: string;
  seq: number;
  text: string;
  caseId: string;
  subject: 'case' | 'document';
  subjectId: string;
  subjectName: string;
  /** The submission that took it, to be void with it. */
  submissionId: string | null;
  takenAt: string;
  takenByName: string;
  void: { reason: string; document: string; at: string; actorName: string } | null;
};
export const NUMBERS: Collection<NumberDoc> = {
  name: 'numbers',
  audited: true,
  fields: {
    seriesId: { type: 'text', of: (entry) => entry.seriesId },
    seq: { type: 'number', of: (entry) => entry.seq },
    text: { type: 'text', of: (entry) => entry.text, unique: true },
    caseId: { type: 'text', of: (entry) => entry.caseId },
    submissionId: { type: 'text', of: (entry) => entry.submissionId },
    state: { type: 'text', of: (entry) => (entry.void ? 'void' : 'used') },
    search: { type: 'search', of: (entry) => searchText(entry.text, entry.subjectName, entry.void?.reason) },
  },
};
