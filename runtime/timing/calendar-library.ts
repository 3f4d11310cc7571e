import type { WorkCalendar } from '#contracts';
import { effectiveCalendar, indexCalendar } from '#rules';
import type { CalendarIndex, StoredCalendar } from '#rules';
import type { Reader } from '../store/port.ts';
import { CALENDARS } from './collections.ts';

/** No calendar was loaded yet: every weekday counts, and every deadline says that it is provisional. */
const NO_CALENDAR: WorkCalendar = { version: '无', source: '尚未录入工作日历', years: [] };

/** Every calendar version, read once: versions never change, so their number tells whether there is a new one. */
export class CalendarLibrary {
  #versions: StoredCalendar[] = [];
  #newest: WorkCalendar = NO_CALENDAR;
  readonly #byPin = new Map<string, WorkCalendar>();

  /** Reads the versions again when one was added. */
  async refresh(reader: Reader): Promise<void> {
    if ((await reader.count(CALENDARS)) === this.#versions.length) return;
    const stored = await reader.find(CALENDARS, { sort: [['ordinal', 'asc']] });
    this.#versions = stored.map(({ ordinal, calendar, correctsYears }) => ({
      ordinal,
      calendar,
      correctsYears: correctsYears ?? [],
    }));
    this.#newest = stored.at(-1)?.calendar ?? NO_CALENDAR;
    this.#byPin.clear();
  }

  /** Years that at least one version announces. */
  get announcedYears(): number[] {
    return [...new Set(this.#versions.flatMap(({ calendar }) => calendar.years.map(({ year }) => year)))];
  }

  /** The newest version: what new cases are pinned to. */
  async current(reader: Reader): Promise<WorkCalendar> {
    await this.refresh(reader);
    return this.#newest;
  }

  /** The calendar of a case pinned to a version (ADR 0005). */
  async forPin(reader: Reader, version: string): Promise<WorkCalendar> {
    await this.refresh(reader);
    return this.known(version);
  }

  /** The same from memory alone: lists show how many working days are left without asking the store. */
  known(version: string): WorkCalendar {
    const cached = this.#byPin.get(version);
    if (cached) return cached;
    const calendar = effectiveCalendar(version, this.#versions) ?? NO_CALENDAR;
    this.#byPin.set(version, calendar);
    return calendar;
  }

  indexFor(version: string): CalendarIndex {
    return indexCalendar(this.known(version));
  }
}
