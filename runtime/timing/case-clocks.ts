import type { Light } from '#contracts';
import { computeCaseLights, fromDayNumber, remainingOf, remainingText } from '#rules';
import type { RemainingInput } from '#rules';
import { toInstant } from '../clock.ts';
import type { Platform } from '../platform.ts';
import { rulesOfCase } from '../rule-packs/rules-of-case.ts';
import type { CaseDoc, CaseIndexDoc } from '../store/collections.ts';
import type { Reader } from '../store/port.ts';

/** Later than every instant: nothing changes by time alone. */
export const NEVER = '9999-12-31T00:00:00.000+08:00';

const RANKS: Record<Light, number> = { overdue: 0, 'due-soon': 1, normal: 2, paused: 3, none: 4, done: 5 };

/** What the list entry of a case says about its clocks. */
export type ClockFields = Pick<
  CaseIndexDoc,
  'light' | 'lightRank' | 'clockName' | 'dueOn' | 'clock' | 'warnings' | 'changesAt' | 'provisionalYears'
>;

/** The clocks of a case that runs, from its events, its rules and its calendar as of now. */
export async function runningClocks(platform: Platform, reader: Reader, item: CaseDoc): Promise<ClockFields> {
  const { clocks } = await rulesOfCase(platform, item);
  const calendar = await platform.calendars.forPin(reader, item.calendarVersion);
  const lights = computeCaseLights(clocks, item.events, calendar, platform.clock.ms());
  const { urgent } = lights;
  const light = urgent?.light ?? 'none';
  return {
    light,
    lightRank: RANKS[light],
    clockName: urgent?.definition.name ?? null,
    dueOn: urgent ? fromDayNumber(urgent.computed.dueDay) : null,
    clock: urgent
      ? { ...remainingOf(urgent.definition, urgent.computed), calendarVersion: item.calendarVersion }
      : null,
    warnings: lights.warnings,
    changesAt: lights.changesMs === Infinity ? NEVER : toInstant(lights.changesMs),
    provisionalYears: lights.provisionalYears,
  };
}

/** A case that has ended: nothing is due any more, and no sweep looks at it. */
export const endedClocks = (status: 'closed' | 'cancelled', warnings: number): ClockFields => {
  const light: Light = status === 'closed' ? 'done' : 'none';
  return {
    ...{ light, lightRank: RANKS[light], clockName: null, dueOn: null, clock: null, warnings },
    changesAt: NEVER,
    provisionalYears: [],
  };
};

/** `余3个工作日` as of now: told when it is read, since it changes with every midnight. */
export function remainingNow(platform: Platform, entry: Pick<CaseIndexDoc, 'clock'>): string {
  if (!entry.clock) return '';
  const { calendarVersion, ...input } = entry.clock;
  return remainingText(input as RemainingInput, platform.clock.ms(), platform.calendars.indexFor(calendarVersion));
}
