import { Alert, Button, Popover, Tag } from 'antd';
import { useState } from 'react';
import type { Deadline } from '#contracts';
import { ArticleLink, OriginTag } from './article-link.tsx';
import './deadline-explain.css';
import { formatDate } from './format.ts';
import { LightBadge } from './light-badge.tsx';
import { DEADLINE_STATE_NAMES } from './words.ts';

type Day = Deadline['days'][number];

interface Month {
  title: string;
  /** Empty cells before the first day (weeks begin on Monday). */
  lead: number;
  days: Day[];
}

/** Days by calendar month. The engine of the explanation gives at most 400 days. */
export function monthsOf(days: readonly Day[]): Month[] {
  const months = new Map<string, Day[]>();
  for (const day of days) {
    const month = day.date.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), day]);
  }
  return [...months].map(([month, list]) => ({
    title: `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月`,
    lead: (new Date(`${list[0]!.date}T00:00:00Z`).getUTCDay() + 6) % 7,
    days: list,
  }));
}

function DayCell({ day, due }: { day: Day; due: boolean }) {
  const name = day.counted ? 'counted' : 'skipped';
  const words = `${formatDate(day.date)} ${day.counted ? `第 ${day.ordinal ?? ''} 日` : '不计入'}：${day.reason}`;
  return (
    <span className={`qh-day qh-day-${name}${due ? ' qh-day-due' : ''}`} title={words}>
      {Number(day.date.slice(8))}
      <span className="qh-visually-hidden">{words}</span>
    </span>
  );
}

/** The days that were counted and skipped, month by month. */
export function DeadlineDays({ deadline }: { deadline: Deadline }) {
  if (deadline.days.length === 0) return null;
  return (
    <>
      <div className="qh-row qh-small qh-muted">
        <span className="qh-day qh-day-counted">1</span>计入
        <span className="qh-day qh-day-skipped">1</span>不计入
        <span className="qh-day qh-day-counted qh-day-due">1</span>届满日
      </div>
      <div className="qh-months">
        {monthsOf(deadline.days).map((month) => (
          <section key={month.title} aria-label={month.title}>
            <div className="qh-small qh-muted">{month.title}</div>
            <div className="qh-month">
              {Array.from({ length: month.lead }, (_, index) => (
                <span key={`lead-${index}`} />
              ))}
              {month.days.map((day) => (
                <DayCell key={day.date} day={day} due={day.date === deadline.dueOn} />
              ))}
            </div>
          </section>
        ))}
      </div>
    </>
  );
}

function OtherRuns({ deadline }: { deadline: Deadline }) {
  if (!deadline.otherRuns) return null;
  return (
    <ul className="qh-plain-list qh-small" aria-label="同一期限的其他起算">
      {deadline.otherRuns.map((run) => (
        <li key={`${run.startedAt}${run.ref ?? ''}`}>
          另一次{run.ref ? `（${run.ref}）` : ''}：{formatDate(run.startedAt.slice(0, 10))}起，届满日
          {formatDate(run.dueOn)}，{DEADLINE_STATE_NAMES[run.state] ?? run.state}
        </li>
      ))}
    </ul>
  );
}

/** `市场监管（济南） 第 2 版`: which layer set a rule. */
export const sourceText = ({ layer, name, number }: NonNullable<Deadline['source']>): string =>
  layer === 'pack' && number !== undefined ? `${name} 第 ${number} 版` : name;

/** How a due date came about: one sentence a step, then each day counted or skipped. */
export function DeadlineExplanation({ deadline }: { deadline: Deadline }) {
  return (
    <div className="qh-explain">
      <ol style={{ margin: 0, paddingInlineStart: 20 }}>
        {deadline.explanation
          .filter((line) => !line.startsWith('注意：'))
          .map((line) => (
            <li key={line}>{line}</li>
          ))}
      </ol>
      {deadline.findings?.map((finding) => (
        <Alert key={finding.message} type="warning" showIcon message={finding.message} />
      ))}
      {deadline.consequence || deadline.note ? (
        <p className="qh-small qh-muted">
          {[
            deadline.consequence ? `后果：${deadline.consequence}。` : '',
            deadline.note ? `${deadline.note}。` : '',
          ].join('')}
        </p>
      ) : null}
      {deadline.provisional ? (
        <p className="qh-explain-provisional">该年度放假安排尚未公布，暂按通常周末推算，公布后会重新计算。</p>
      ) : null}
      <DeadlineDays deadline={deadline} />
      <OtherRuns deadline={deadline} />
      <div className="qh-row qh-small">
        依据 <ArticleLink citation={deadline.basis} />
        <OriginTag origin={deadline.origin} />
        {deadline.confirm ? <Tag color="orange" title={deadline.confirm}>{`待确认：${deadline.confirm}`}</Tag> : null}
        {deadline.source ? <span className="qh-muted">规则 {sourceText(deadline.source)}</span> : null}
        <span className="qh-muted">日历 {deadline.calendarVersion}</span>
      </div>
    </div>
  );
}

/** “为什么？” beside a due date. */
export function DeadlineExplain({ deadline }: { deadline: Deadline }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      title={`${deadline.name}（${deadline.code}）为什么是${deadline.dueOn ? formatDate(deadline.dueOn) : '这样'}`}
      content={<DeadlineExplanation deadline={deadline} />}
      destroyOnHidden
    >
      <Button
        type="link"
        size="small"
        style={{ padding: 0 }}
        aria-expanded={open}
        aria-label={`${deadline.name}为什么`}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setOpen(false);
        }}
      >
        为什么？
      </Button>
    </Popover>
  );
}

/** One clock in a line: name, light, due date, why. */
export function DeadlineLine({ deadline }: { deadline: Deadline }) {
  return (
    <div className="qh-clock" data-testid={`clock-${deadline.code}`}>
      <span className="qh-clock-name">{deadline.name}</span>
      <LightBadge
        light={deadline.light}
        text={deadline.remainingText || (DEADLINE_STATE_NAMES[deadline.state] ?? deadline.state)}
      />
      {deadline.dueOn ? <span className="qh-nowrap">{formatDate(deadline.dueOn)}</span> : null}
      {deadline.rawDueOn && deadline.rawDueOn !== deadline.dueOn ? (
        <span className="qh-nowrap qh-muted qh-small">未顺延 {formatDate(deadline.rawDueOn)}</span>
      ) : null}
      {deadline.provisional ? <Tag color="orange">暂定</Tag> : null}
      {deadline.confirm ? <Tag color="orange">待确认</Tag> : null}
      {deadline.explanation.length > 0 ? <DeadlineExplain deadline={deadline} /> : null}
    </div>
  );
}
