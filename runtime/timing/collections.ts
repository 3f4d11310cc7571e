import type { WorkCalendar } from '#contracts';
import type { Collection, StoredDocument } from '../store/port.ts';

export type CalendarDoc = StoredDocument & {
  ordinal: number;
  calendar: WorkCalendar;
  /** Years that running cases take from this version although their own calendar has them (ADR 0005). */
  correctsYears?: number[];
  reason?: string;
  createdAt?: string;
  createdByName?: string;
};
export const CALENDARS: Collection<CalendarDoc> = {
  name: 'calendars',
  audited: true,
  fields: { ordinal: { type: 'number', of: (calendar) => calendar.ordinal } },
};
