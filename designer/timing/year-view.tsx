import type { WorkCalendar } from '#contracts';
import { formatDate } from '#ui';
import './calendar.css';

export type CalendarYear = WorkCalendar['years'][number];

export interface Day {
  date: string;
  /** What kind of day it is, and its name. */
  kind: 'work' | 'rest' | 'holiday' | 'shifted';
  note: string;
}

const two = (value: number) => String(value).padStart(2, '0');

/** The days of one month with their meaning. */
export function daysOfMonth(year: CalendarYear, month: number): { lead: number; days: Day[] } {
  const holidays = new Map(year.holidays.map((one) => [one.date, one.name]));
  const shifted = new Set(year.workdays);
  const count = new Date(Date.UTC(year.year, month, 0)).getUTCDate();
  const days = Array.from({ length: count }, (_, index): Day => {
    const date = `${year.year}-${two(month)}-${two(index + 1)}`;
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    const holiday = holidays.get(date);
    if (holiday) return { date, kind: 'holiday', note: holiday };
    if (shifted.has(date)) return { date, kind: 'shifted', note: '调休上班' };
    return weekday === 0 || weekday === 6
      ? { date, kind: 'rest', note: '周末' }
      : { date, kind: 'work', note: '工作日' };
  });
  return { lead: (new Date(Date.UTC(year.year, month - 1, 1)).getUTCDay() + 6) % 7, days };
}

interface MonthProps {
  year: CalendarYear;
  month: number;
  today: string;
  onDay?: ((day: Day) => void) | undefined;
}

function DayCell({ day, today, onDay }: { day: Day; today: string; onDay: ((day: Day) => void) | undefined }) {
  const className = `qh-calendar-${day.kind}${day.date === today ? ' qh-calendar-today' : ''}`;
  const words = `${formatDate(day.date)} ${day.note}`;
  const text = (
    <>
      {Number(day.date.slice(8))}
      {day.kind === 'holiday' ? <sup>休</sup> : day.kind === 'shifted' ? <sup>班</sup> : null}
    </>
  );
  return onDay ? (
    <button type="button" className={className} title={words} aria-label={words} onClick={() => onDay(day)}>
      {text}
    </button>
  ) : (
    <span className={className} title={words}>
      {text}
    </span>
  );
}

function Month({ year, month, today, onDay }: MonthProps) {
  const { lead, days } = daysOfMonth(year, month);
  return (
    <section className="qh-card" aria-label={`${year.year} 年 ${month} 月`}>
      <h3>{month} 月</h3>
      <div className="qh-year-month">
        {['一', '二', '三', '四', '五', '六', '日'].map((name) => (
          <span key={name} className="qh-muted qh-small">
            {name}
          </span>
        ))}
        {Array.from({ length: lead }, (_, index) => (
          <span key={`lead-${index}`} />
        ))}
        {days.map((day) => (
          <DayCell key={day.date} day={day} today={today} onDay={onDay} />
        ))}
      </div>
    </section>
  );
}

/** The twelve months of a year; with `onDay` each day is a button. */
export function YearView({ year, today, onDay }: Omit<MonthProps, 'month'>) {
  return (
    <div className="qh-year">
      {Array.from({ length: 12 }, (_, index) => (
        <Month key={index} year={year} month={index + 1} today={today} onDay={onDay} />
      ))}
    </div>
  );
}
