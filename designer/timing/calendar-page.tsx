import { Alert, Button, Popconfirm, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import type { CalendarImport, WorkCalendar } from '#contracts';
import { checkCalendar, diffCalendars } from '#rules';
import { EmptyState, holdsRole, Page, ProblemView, serverNow, useRead, useSession } from '#ui';
import { emptyYear, withDay, withYears, type DayChoice } from './calendar-draft.ts';
import { DayDialog } from './day-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { VersionsDrawer } from './versions-drawer.tsx';
import { YearView, type Day } from './year-view.tsx';

type Dialog = 'import' | 'publish' | 'versions' | null;

/** The calendar in force; a draft of it is edited day by day or by import, and stored as a new version. */
export default function CalendarPage() {
  const calendar = useRead('calendar', { staleTimeMs: 300_000 });
  if (calendar.isPending) return <Skeleton active />;
  if (calendar.isError) return <ProblemView error={calendar.error} onRetry={() => void calendar.refetch()} />;
  return <CalendarEditor key={calendar.data.version} current={calendar.data} />;
}

function useCalendarDraft(current: WorkCalendar) {
  const [drafts, setDrafts] = useState<WorkCalendar[]>([]);
  const draft = drafts.at(-1) ?? null;
  return {
    draft,
    shown: draft ?? current,
    change: (next: WorkCalendar) => setDrafts([...drafts, next]),
    undo: () => setDrafts(drafts.slice(0, -1)),
    discard: () => setDrafts([]),
  };
}

function CalendarEditor({ current }: { current: WorkCalendar }) {
  const session = useSession();
  const versions = useRead('calendarVersions');
  const today = serverNow().slice(0, 10);
  const { draft, shown, change, undo, discard } = useCalendarDraft(current);
  const [chosen, setChosen] = useState(Number(today.slice(0, 4)));
  const [dialog, setDialog] = useState<Dialog>(null);
  const [day, setDay] = useState<Day | null>(null);
  const [source, setSource] = useState(current.source);
  const mayEdit = holdsRole(session, ['configurer']);
  const numbers = [...new Set([...shown.years.map((one) => one.year), Number(today.slice(0, 4)) + 1])].sort();
  const announced = shown.years.find((one) => one.year === chosen);
  const year = announced ?? emptyYear(chosen);
  const close = () => setDialog(null);

  const takeImport = (read: CalendarImport) => {
    change(withYears(shown, read.years));
    setSource(read.source === '表格导入' ? '' : read.source);
    setChosen(read.years[0]?.year ?? chosen);
    close();
  };
  const changeDay = (choice: DayChoice, name: string) => {
    if (day) change(withYears(shown, [withDay(year, day.date, choice, name)]));
    setDay(null);
  };
  return (
    <Page
      title="工作日历"
      subtitle={`版本 ${current.version}　来源：${current.source}`}
      actions={
        <>
          <Button onClick={() => setDialog('versions')}>版本与对比</Button>
          {mayEdit ? <Button onClick={() => setDialog('import')}>导入放假安排</Button> : null}
        </>
      }
    >
      <div className="qh-stack">
        <Backlog pending={versions.data?.pending ?? 0} provisional={versions.data?.provisional ?? 0} />
        {draft ? (
          <DraftBar
            current={current}
            draft={draft}
            onUndo={undo}
            onDiscard={discard}
            onPublish={() => setDialog('publish')}
          />
        ) : null}
        <Segmented<number>
          aria-label="年份"
          options={numbers.map((one) => ({ label: `${one} 年`, value: one }))}
          value={chosen}
          onChange={setChosen}
        />
        {announced ? null : (
          <Alert
            type="info"
            showIcon
            message={`${chosen} 年的放假安排还没有录入，期限暂按周末推算并标明“暂定”。国务院办公厅通常在上一年 11 月前后公布。`}
          />
        )}
        {mayEdit ? <span className="qh-muted qh-small">点一天可以改它；改动先在草稿里，保存后成为新版本。</span> : null}
        {shown.years.length === 0 && !mayEdit ? <EmptyState title="还没有日历" /> : null}
        <YearView year={year} today={today} onDay={mayEdit ? setDay : undefined} />
      </div>
      {day ? <DayDialog key={day.date} day={day} onChange={changeDay} onClose={() => setDay(null)} /> : null}
      {dialog === 'import' ? (
        <ImportDialog year={Number(today.slice(0, 4)) + 1} onTake={takeImport} onClose={close} />
      ) : null}
      {dialog === 'versions' ? <VersionsDrawer onClose={close} /> : null}
      {dialog === 'publish' && draft ? (
        <PublishDialog
          {...{ current, draft, source }}
          taken={(versions.data?.items ?? []).map(({ version }) => version)}
          onDone={() => {
            close();
            discard();
          }}
          onClose={close}
        />
      ) : null}
    </Page>
  );
}

function Backlog({ pending, provisional }: { pending: number; provisional: number }) {
  if (pending > 0)
    return <Alert type="warning" showIcon message={`还有 ${pending} 件在办案件正在用新日历重算期限。`} />;
  if (provisional > 0)
    return (
      <Alert
        type="info"
        showIcon
        message={`有 ${provisional} 件在办案件的期限涉及还没有公布放假安排的年份，录入后自动重算。`}
      />
    );
  return null;
}

interface DraftBarProps {
  current: WorkCalendar;
  draft: WorkCalendar;
  onUndo: () => void;
  onDiscard: () => void;
  onPublish: () => void;
}

function DraftBar({ current, draft, onUndo, onDiscard, onPublish }: DraftBarProps) {
  const problems = checkCalendar(draft);
  const errors = problems.filter((problem) => problem.level === 'error');
  return (
    <Alert
      type={errors.length > 0 ? 'error' : 'warning'}
      message={`草稿：与现行版本有 ${diffCalendars(current, draft).length} 天不同，还没有保存。`}
      description={
        problems.length > 0 ? (
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {problems.map((problem) => (
              <li key={`${problem.path ?? ''}${problem.message}`}>{problem.message}</li>
            ))}
          </ul>
        ) : null
      }
      action={
        <div className="qh-row">
          <Button onClick={onUndo}>撤销一步</Button>
          <Popconfirm title="放弃草稿里的全部改动？" okText="放弃" cancelText="留着" onConfirm={onDiscard}>
            <Button>放弃</Button>
          </Popconfirm>
          <Button type="primary" disabled={errors.length > 0} onClick={onPublish}>
            保存为新版本
          </Button>
        </div>
      }
    />
  );
}
