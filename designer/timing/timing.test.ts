import { emptyYear, suggestVersion, withDay, withYears } from './calendar-draft.ts';
import { daysOfMonth } from './year-view.tsx';

describe('the calendar page', () => {
  test('days of a month: holiday, shifted working day, weekend', () => {
    const year = { year: 2026, holidays: [{ date: '2026-10-01', name: '国庆节' }], workdays: ['2026-10-10'] };
    const { lead, days } = daysOfMonth(year, 10);
    expect(lead).toBe(3);
    expect(days).toHaveLength(31);
    expect([days[0], days[3], days[9], days[11]].map((day) => day!.kind)).toEqual([
      'holiday',
      'rest',
      'shifted',
      'work',
    ]);
  });

  test('a day is made a holiday, a worked day, and plain again', () => {
    const holiday = withDay(emptyYear(2027), '2027-01-02', 'holiday', ' 元旦 ');
    expect(holiday.holidays).toEqual([{ date: '2027-01-02', name: '元旦' }]);
    const worked = withDay(holiday, '2027-01-02', 'shifted', '');
    expect([worked.holidays, worked.workdays]).toEqual([[], ['2027-01-02']]);
    expect(withDay(worked, '2027-01-02', 'plain', '')).toEqual(emptyYear(2027));
  });

  test('years are put in place of what was there, and the version gets the next free number', () => {
    const calendar = { version: '2026-2026.1', source: '', years: [emptyYear(2026)] };
    const next = withYears(calendar, [withDay(emptyYear(2026), '2026-01-01', 'holiday', '元旦'), emptyYear(2027)]);
    expect(next.years.map((year) => [year.year, year.holidays.length])).toEqual([
      [2026, 1],
      [2027, 0],
    ]);
    expect(suggestVersion(next, ['2026-2027.1'])).toBe('2026-2027.2');
  });
});
