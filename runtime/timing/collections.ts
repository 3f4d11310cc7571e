import type { WorkCalendar } from '#contracts';
import type { Collection, StoredDocument } from '../store/port.ts';

export type CalendarDoc = StoredDocument & { ordinal: number; calendar: WorkCalendar };
export const CALENDARS: Collection<CalendarDoc> = {
  name: 'calendars',
  audited: true,
  fields: { ordinal: { type: 'number', of: (calendar) => calendar.ordinal } },
};
