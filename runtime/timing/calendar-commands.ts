import type { CalendarVersionView, PutCalendarBody, WorkCalendar } from '#contracts';
import { checkCalendar, workingDaysOf } from '#rules';
import type { z } from 'zod';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { ProblemError, invalid } from '../problem-error.ts';
import { CALENDARS, type CalendarDoc } from './collections.ts';

/**
 * Stores a calendar as a new version. Running cases whose clocks reach into years that it newly announces, or corrects,
 * are recomputed by the sweep.
 *
 * @throws ProblemError `validation` with the place of every impossible, doubled or contradictory day; nothing is stored
 */
export async function putCalendar(
  platform: Platform,
  person: Person,
  body: z.output<typeof PutCalendarBody>,
): Promise<WorkCalendar> {
  const calendar: WorkCalendar = { version: body.version.trim(), source: body.source.trim(), years: body.years };
  const correctsYears = [...new Set(body.correctsYears ?? [])];
  demandRight(calendar, correctsYears, body.reason);
  await platform.store.transaction(actorOf(person), async (unit) => {
    const [latest] = await unit.find(CALENDARS, { sort: [['ordinal', 'desc']], limit: 1 });
    if (await unit.get(CALENDARS, calendar.version))
      throw invalid('version', `工作日历版本“${calendar.version}”已存在，请换一个版本号。`);
    await unit.insert(CALENDARS, {
      id: calendar.version,
      ordinal: (latest?.ordinal ?? 0) + 1,
      calendar,
      correctsYears,
      reason: body.reason?.trim() ?? '',
      createdAt: platform.clock.now(),
      createdByName: person.name,
    });
    unit.audit({
      action: 'calendar.put',
      summary: `${person.name} 更新工作日历为 ${calendar.version}${
        correctsYears.length > 0 ? `，更正 ${correctsYears.join('、')} 年并适用于在办案件：${body.reason ?? ''}` : ''
      }`.slice(0, 300),
      subjectType: 'calendar',
      subjectId: calendar.version,
    });
  });
  await platform.calendars.refresh(platform.store);
  // Running cases follow in the background; the list of versions tells how many are left.
  void platform.sweep().catch((error: unknown) => platform.logger.error({ err: error }, 'sweep after calendar failed'));
  return calendar;
}

function demandRight(calendar: WorkCalendar, correctsYears: readonly number[], reason: string | undefined): void {
  const issues = checkCalendar(calendar)
    .filter((problem) => problem.level === 'error')
    .slice(0, 50)
    .map(({ path = '', message }) => ({ path, message }));
  for (const year of correctsYears)
    if (!calendar.years.some((one) => one.year === year))
      issues.push({ path: 'correctsYears', message: `日历里没有${year}年，不能更正这一年` });
  if (correctsYears.length > 0 && !reason?.trim())
    issues.push({ path: 'reason', message: '更正适用于在办案件，会改变其届满日，请写明理由和依据' });
  if (issues.length > 0)
    throw new ProblemError('validation', `日历有 ${issues.length} 处需要改正：${issues[0]?.message ?? ''}。`, {
      issues,
    });
}

export const calendarView = (stored: CalendarDoc): CalendarVersionView => ({
  version: stored.calendar.version,
  source: stored.calendar.source,
  ordinal: stored.ordinal,
  years: stored.calendar.years.map(({ year }) => ({ year, workingDays: workingDaysOf(stored.calendar, year) })),
  correctsYears: stored.correctsYears ?? [],
  reason: stored.reason ?? '',
  createdAt: stored.createdAt ?? null,
  createdByName: stored.createdByName ?? '',
});
