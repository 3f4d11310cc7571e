import { accruedAddition, diffCalendars, readCalendarRows } from '#rules';
import type { CalendarImport, WorkCalendar } from '#contracts';
import { caseInScope } from '../../cases/case-views.ts';
import { invalid, notFound } from '../../problem-error.ts';
import type { Platform } from '../../platform.ts';
import { caseAccrual } from '../../timing/case-accrual.ts';
import { readAnnounced } from '../../timing/announced-years.ts';
import { calendarView, putCalendar } from '../../timing/calendar-commands.ts';
import { readSheet } from '../../timing/calendar-sheet.ts';
import { CALENDARS } from '../../timing/collections.ts';
import { previewTiming } from '../../timing/preview.ts';
import { calendarBacklog } from '../../timing/sweep.ts';
import type { Handlers } from '../registrar.ts';

async function calendarVersion(platform: Platform, version: string): Promise<WorkCalendar> {
  const stored = await platform.store.get(CALENDARS, version);
  if (!stored) throw notFound(`工作日历版本“${version}”`);
  return stored.calendar;
}

/** What an import would change of the current calendar. */
async function withChanges(platform: Platform, read: Omit<CalendarImport, 'changes'>): Promise<CalendarImport> {
  const current = await platform.calendars.current(platform.store);
  const years = read.years.map(({ year }) => year);
  const after: WorkCalendar = { version: '', source: '', years: read.years };
  return { ...read, changes: years.length > 0 ? diffCalendars(current, after, years) : [] };
}

export const timingHandlers: Pick<
  Handlers,
  | 'calendar'
  | 'putCalendar'
  | 'calendarVersions'
  | 'calendarVersion'
  | 'calendarDiff'
  | 'announcedCalendar'
  | 'importCalendar'
  | 'timingPreview'
  | 'accrualPreview'
  | 'caseAccrual'
> = {
  calendar: (platform) => platform.calendars.current(platform.store),
  putCalendar: (platform, { person, body }) => putCalendar(platform, person, body),

  calendarVersions: async (platform) => {
    const stored = await platform.store.find(CALENDARS, { sort: [['ordinal', 'desc']] });
    return { items: stored.map(calendarView), ...(await calendarBacklog(platform)) };
  },
  calendarVersion: (platform, { params }) => calendarVersion(platform, params['version'] ?? ''),
  calendarDiff: async (platform, { params, query }) => ({
    items: diffCalendars(
      await calendarVersion(platform, query.from),
      await calendarVersion(platform, params['version'] ?? ''),
    ),
  }),
  announcedCalendar: (platform, { body }) => withChanges(platform, readAnnounced(body.years)),
  importCalendar: async (platform, { request }) => {
    const body: unknown = request.body;
    const rows = await readSheet(Buffer.isBuffer(body) ? body : Buffer.alloc(0));
    return withChanges(platform, { ...readCalendarRows(rows), source: '表格导入' });
  },

  timingPreview: (platform, { person, body }) => previewTiming(platform, person, body),
  accrualPreview: async (_platform, { body }) => {
    try {
      return { accrual: accruedAddition(body) };
    } catch (error) {
      if (error instanceof RangeError) throw invalid('instalments', `${error.message}。`);
      throw error;
    }
  },
  caseAccrual: async (platform, { person, params, query }) =>
    caseAccrual(platform, await caseInScope(platform, person, params['id'] ?? ''), query.on),
};
