import { setImmediate as others } from 'node:timers/promises';
import type { Platform } from '../platform.ts';
import { refreshClocks } from '../cases/case-index.ts';
import { toInstant } from '../clock.ts';
import { CASE_INDEX, SETTINGS } from '../store/collections.ts';
import { pagesOf } from '../store/pages.ts';
import type { Where } from '../store/port.ts';
import { SYSTEM_ACTOR } from '../store/port.ts';
import { CALENDARS } from './collections.ts';

/** Cases in one unit of work; after each, whoever waits has a turn: a midnight of a city never holds up a page. */
const BATCH = 100;
/** A case that can't be computed is tried again later, and keeps no other from its turn. */
const RETRY_MS = 10 * 60_000;
const RUNNING = ['open', 'incident'];
/** Setting: the newest calendar whose changes all running cases have taken over. */
const CALENDAR_DONE = 'timing.calendar-done';

export interface SweepOptions {
  /** Every running case, not only those whose lights can have changed: when the clock was moved back. */
  full?: boolean;
}

/**
 * Lights change with time alone. Each list entry knows when that can next happen, so a sweep touches only the entries
 * whose instant has come (`changesAt`, an index); text that changes daily is made when it is read. Then cases with
 * dates in a year that was announced, or corrected, since the last sweep are recomputed.
 */
export function sweepClocks(platform: Platform, options: SweepOptions = {}): Promise<void> {
  const sweep = (sweeping.get(platform) ?? Promise.resolve())
    .catch(() => undefined)
    .then(() => sweepNow(platform, options));
  sweeping.set(platform, sweep);
  return sweep;
}

/** One sweep after the other. */
const sweeping = new WeakMap<Platform, Promise<void>>();

async function sweepNow(platform: Platform, options: SweepOptions): Promise<void> {
  await platform.calendars.refresh(platform.store);
  if (options.full) await sweepAll(platform);
  else await sweepDue(platform);
  await takeOverCalendars(platform);
}

async function sweepDue(platform: Platform): Promise<void> {
  for (;;) {
    const page = await platform.store.find(CASE_INDEX, {
      where: { changesAt: { lte: platform.clock.now() } },
      sort: [['changesAt', 'asc']],
      limit: BATCH,
    });
    if (page.length === 0) return;
    await refreshAll(
      platform,
      page.map(({ id }) => id),
    );
    await others();
  }
}

async function sweepAll(platform: Platform): Promise<void> {
  for await (const page of pagesOf(platform.store, CASE_INDEX, { status: { in: RUNNING } }, BATCH))
    await refreshAll(
      platform,
      page.map(({ id }) => id),
    );
}

/** A few in one unit of work; where that fails, one by one, so that only the case that fails is put off. */
async function refreshAll(platform: Platform, ids: readonly string[]): Promise<void> {
  try {
    await platform.store.transaction(SYSTEM_ACTOR, async (unit) => {
      for (const id of ids) await refreshClocks(platform, unit, id);
    });
  } catch (error) {
    if (ids.length > 1) {
      for (const id of ids) await refreshAll(platform, [id]);
      return;
    }
    platform.logger.error({ err: error, caseId: ids[0] }, 'the clocks of a case could not be computed');
    await putOff(platform, ids[0] ?? '');
  }
}

async function putOff(platform: Platform, id: string): Promise<void> {
  await platform.store.transaction(SYSTEM_ACTOR, async (unit) => {
    const entry = await unit.get(CASE_INDEX, id);
    if (entry) await unit.put(CASE_INDEX, { ...entry, changesAt: toInstant(platform.clock.ms() + RETRY_MS) });
  });
}

/** Which running cases have dates that the newest calendar may change. */
const affected = (year: number): Where => ({
  status: { in: RUNNING },
  provisionalYears: { has: String(year) },
});

async function takeOverCalendars(platform: Platform): Promise<void> {
  const { store, calendars } = platform;
  const done = Number((await store.get(SETTINGS, CALENDAR_DONE))?.value ?? 0);
  const newer = await store.find(CALENDARS, { where: { ordinal: { gt: done } }, sort: [['ordinal', 'asc']] });
  const last = newer.at(-1)?.ordinal;
  if (last === undefined) return;
  if (newer.some(({ correctsYears }) => (correctsYears ?? []).length > 0)) await sweepAll(platform);
  for (const year of calendars.announcedYears) await recomputeYear(platform, year);
  await store.transaction(SYSTEM_ACTOR, (unit) => unit.put(SETTINGS, { id: CALENDAR_DONE, value: last }));
}

async function recomputeYear(platform: Platform, year: number): Promise<void> {
  for await (const page of pagesOf(platform.store, CASE_INDEX, affected(year), BATCH)) {
    await refreshAll(
      platform,
      page.map(({ id }) => id),
    );
    for (const { id } of page) platform.live.publish({ type: 'case', id });
  }
}

/** How many running cases still wait for the newest calendar, and how many have dates in years not announced. */
export async function calendarBacklog(platform: Platform): Promise<{ pending: number; provisional: number }> {
  let pending = 0;
  for (const year of platform.calendars.announcedYears)
    pending += await platform.store.count(CASE_INDEX, { where: affected(year) });
  const all = await platform.store.count(CASE_INDEX, {
    where: { status: { in: RUNNING }, provisionalYears: { not: null } },
  });
  return { pending, provisional: all - pending };
}
