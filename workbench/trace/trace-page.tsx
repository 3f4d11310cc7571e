import { CaretRightOutlined, PauseOutlined } from '@ant-design/icons';
import { Button, Divider, Skeleton, Slider } from 'antd';
import { Suspense, useEffect, useMemo, useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { ElementVisit, TraceView } from '#contracts';
import {
  EmptyState,
  formatDuration,
  formatInstant,
  formatInstantExact,
  LazyProcessViewer,
  Page,
  PageSkeleton,
  ProblemView,
  useCrumbs,
  useRead,
} from '#ui';
import './trace-page.css';
import { marksAt, orderedVisits } from './trace-model.ts';
import { VisitDetail } from './visit-detail.tsx';

const STEP_MS = 900;
const STATES = { active: '进行中', completed: '已完成', terminated: '已终止' } as const;

/** Steps through the visits, by hand or by itself. */
function Player({
  visits,
  steps,
  onSteps,
}: {
  visits: readonly ElementVisit[];
  steps: number;
  onSteps: (steps: number) => void;
}) {
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return;
    if (steps >= visits.length) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => onSteps(steps + 1), STEP_MS);
    return () => clearTimeout(timer);
  }, [playing, steps, visits.length, onSteps]);
  const current = visits[steps - 1];
  return (
    <div className="qh-card qh-player">
      <Button
        icon={playing ? <PauseOutlined /> : <CaretRightOutlined />}
        aria-label={playing ? '暂停' : '逐步播放'}
        onClick={() => {
          if (!playing && steps >= visits.length) onSteps(1);
          setPlaying(!playing);
        }}
      />
      <Slider
        min={1}
        max={Math.max(1, visits.length)}
        value={steps}
        onChange={onSteps}
        ariaLabelForHandle="时间滑条"
        tooltip={{ formatter: (value) => (value ? (visits[value - 1]?.name ?? '') : '') }}
      />
      <span className="qh-player-words" role="status">
        {steps} / {visits.length}
        {'　'}
        {current ? `${current.name || current.elementId}　${formatInstantExact(current.startedAt)}` : ''}
      </span>
    </div>
  );
}

function VisitList({ visits, onSelect }: { visits: readonly ElementVisit[]; onSelect: (id: string) => void }) {
  const rows = visits.filter((visit) => visit.name !== '' || /task/i.test(visit.elementType));
  if (rows.length === 0) return <EmptyState title="还没有经过任何环节" />;
  return (
    <ol className="qh-plain-list">
      {rows.map((visit) => (
        <li key={visit.elementInstanceKey}>
          <button type="button" className="qh-visit" onClick={() => onSelect(visit.elementId)}>
            <span className={`qh-visit-${visit.state}`} aria-hidden="true">
              {{ active: '▶', completed: '✔', terminated: '⊘', incident: '■' }[visit.state]}
            </span>
            <span>
              {visit.name || visit.elementId}
              <span className="qh-muted qh-small qh-visit-when">
                {visit.actorName ?? '系统'}　{formatInstant(visit.startedAt)}
                {visit.durationMs === null ? '' : `　${formatDuration(visit.durationMs)}`}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function Side({
  trace,
  visits,
  selected,
  onSelect,
}: {
  trace: TraceView;
  visits: readonly ElementVisit[];
  selected: string | null;
  onSelect: (id: string | null) => void;
}) {
  const detail = useRead('case', { params: { id: trace.caseId } }).data;
  if (selected === null) {
    return (
      <section className="qh-card qh-trace-side" aria-label="经过的环节">
        <h2>经过的环节</h2>
        <p className="qh-muted qh-small">点图上或这里的环节看详情。</p>
        <VisitList visits={visits} onSelect={onSelect} />
      </section>
    );
  }
  const own = visits.filter((visit) => visit.elementId === selected);
  const incidents = trace.incidents.filter((incident) => incident.elementId === selected);
  return (
    <section className="qh-card qh-trace-side" aria-label="所选环节" data-testid="trace-selected">
      <div className="qh-card-head">
        <h2>{own[0]?.name || selected}</h2>
        <Button size="small" onClick={() => onSelect(null)}>
          全部环节
        </Button>
      </div>
      {own.length === 0 ? <EmptyState title="没有经过这里" /> : null}
      {incidents.map((incident) => (
        <div key={incident.key} className="qh-light-overdue" style={{ whiteSpace: 'normal' }}>
          ■ {incident.message}（{formatInstant(incident.at)}
          {incident.resolvedAt ? `，${formatInstant(incident.resolvedAt)} 已排除` : '，未排除'}）
        </div>
      ))}
      {own.map((visit, index) => (
        <div key={visit.elementInstanceKey}>
          {index > 0 ? <Divider style={{ margin: '12px 0' }} /> : null}
          <VisitDetail visit={visit} detail={detail} index={index + 1} count={own.length} />
        </div>
      ))}
    </section>
  );
}

function Trace({ trace }: { trace: TraceView }) {
  const visits = useMemo(() => orderedVisits(trace), [trace]);
  const [chosenSteps, setSteps] = useState<number | null>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const steps = Math.min(chosenSteps ?? visits.length, visits.length);
  const marks = useMemo(() => marksAt(visits, steps), [visits, steps]);
  // Which flow was taken when is not recorded: at an earlier moment, flows are shown only for the whole path.
  const flows = useMemo(
    () => (steps === visits.length ? trace.flows.map((flow) => flow.id) : []),
    [trace, steps, visits.length],
  );
  return (
    <>
      <Player visits={visits} steps={steps} onSteps={setSteps} />
      <div className="qh-trace">
        <div className="qh-card qh-trace-diagram">
          <Suspense fallback={<Skeleton active paragraph={{ rows: 10 }} />}>
            <LazyProcessViewer
              xml={trace.bpmnXml}
              marks={marks}
              flows={flows}
              selected={selected}
              focus={selected ?? visits[steps - 1]?.elementId}
              onSelect={setSelected}
              label={`${trace.procedureName}流程图`}
            />
          </Suspense>
          <div className="qh-legend qh-small qh-muted">
            <span className="qh-legend-done">走过</span>
            <span className="qh-legend-active">当前</span>
            <span className="qh-legend-heat">耗时较长</span>
            <span className="qh-legend-incident">故障</span>
          </div>
        </div>
        <Side trace={trace} visits={visits.slice(0, steps)} selected={selected} onSelect={setSelected} />
      </div>
    </>
  );
}

/** The diagram with the path that the instance took, and what happened at each element. */
export default function TracePage() {
  const { key = '' } = useParams();
  const found = useRead('instance', { params: { key } });
  const trace = found.data;
  useCrumbs(trace ? [{ title: trace.caseNumber, to: `/cases/${trace.caseId}` }, { title: '过程追踪' }] : []);
  if (found.isPending) return <PageSkeleton />;
  if (!trace) {
    return (
      <Page title="过程追踪">
        <ProblemView error={found.error} onRetry={() => void found.refetch()} />
      </Page>
    );
  }
  const { instance } = trace;
  return (
    <Page
      title="过程追踪"
      subtitle={
        <>
          <Link to={`/cases/${trace.caseId}`}>
            {trace.caseNumber} {trace.caseTitle}
          </Link>
          {'　'}
          {trace.procedureName} v{instance.version}　{STATES[instance.state]}　{formatInstant(instance.startedAt)} —{' '}
          {instance.endedAt ? formatInstant(instance.endedAt) : '至今'}
        </>
      }
    >
      <Trace trace={trace} />
    </Page>
  );
}
