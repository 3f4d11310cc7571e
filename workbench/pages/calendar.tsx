import { Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import type { WorkCalendar } from '#contracts';
import { EmptyState, formatDate, Page, ProblemView, serverNow, useRead } from '#ui';
import './calendar.css';

type Year = z.output<typeof WorkCalendar>['years'][number];

interface Day {
  date: string;
  /** What kind of day it is, and its name. */
  kind: 'work' | 'rest' | 'holiday' | 'shifted';
  note: string;
}

const two = (value: number) => String(value).padStart(2, '0');

/** The days of one month with their meaning. */
export function daysOfMonth(year: Year, month: number): { lead: number; days: Day[] } {
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

function Month({ year, month, today }: { year: Year; month: number; today: string }) {
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
          <span
            key={day.date}
            className={`qh-calendar-${day.kind}${day.date === today ? ' qh-calendar-today' : ''}`}
            title={`${formatDate(day.date)} ${day.note}`}
          >
            {Number(day.date.slice(8))}
            {day.kind === 'holiday' ? <sup>休</sup> : day.kind === 'shifted' ? <sup>班</sup> : null}
          </span>
        ))}
      </div>
    </section>
  );
}

export default function Calendar() {
  const calendar = useRead('calendar', { staleTimeMs: 300_000 });
  const today = serverNow().slice(0, 10);
  const [chosen, setChosen] = useState<number>(Number(today.slice(0, 4)));
  if (calendar.isPending) return <Skeleton active />;
  if (calendar.isError) return <ProblemView error={calendar.error} onRetry={() => void calendar.refetch()} />;
  const years = calendar.data.years;
  const year = years.find((one) => one.year === chosen) ?? years.at(-1);
  return (
    <Page
      title="工作日历"
      subtitle={`版本 ${calendar.data.version}　来源：${calendar.data.source}。没有列出的年份暂按通常周末推算。`}
      actions={
        <Segmented<number>
          aria-label="年份"
          options={years.map((one) => ({ label: `${one.year} 年`, value: one.year }))}
          value={year?.year ?? chosen}
          onChange={setChosen}
        />
      }
    >
      {year ? (
        <div className="qh-year">
          {Array.from({ length: 12 }, (_, index) => (
            <Month key={index} year={year} month={index + 1} today={today} />
          ))}
        </div>
      ) : (
        <EmptyState title="还没有日历" />
      )}
    </Page>
  );
}
