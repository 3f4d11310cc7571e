import { Alert, Button, Flex, Tabs } from 'antd';
import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { FormSchema, ProcedureManifest } from '#contracts';
import { readModel } from '#rules';
import { LazyProcessViewer, PageSkeleton, type ElementMark } from '#ui';
import { readForms, readManifest, sameFiles, toFiles, type FileMap } from '../draft/package-files.ts';
import type { Moment, RunView } from './play/view.ts';
import { RunSide } from './run-side.tsx';
import './simulation.css';
import { StartCard } from './start-card.tsx';
import { stateText } from './state-text.ts';
import { Toolbar } from './toolbar.tsx';
import { useSimulation, type SimulationControl } from './use-simulation.ts';

const startOf = (
  manifest: ProcedureManifest,
  xml: string,
): { startId: string | null; names: Record<string, string> } => {
  try {
    const { elements } = readModel(xml);
    const starts = new Set(elements.filter(({ type }) => type === 'startEvent').map(({ id }) => id));
    return {
      startId: manifest.steps.find(({ elementId }) => starts.has(elementId))?.elementId ?? null,
      names: Object.fromEntries(elements.flatMap(({ id, name }) => (name ? [[id, name]] : []))),
    };
  } catch {
    return { startId: null, names: {} };
  }
};

const marksOf = ({ elements }: Moment): Record<string, ElementMark> =>
  Object.fromEntries(
    Object.entries(elements).map(([id, { state, tokens, count }]) => [
      id,
      { state, count, ...(tokens > 0 ? { tokens } : {}) },
    ]),
  );

/** Plays the procedure as it is drawn now, before anybody approves it. */
export function SimulationTab({ files }: { files: FileMap }) {
  const control = useSimulation();
  // What is played stays what it was when the run began, whatever is drawn meanwhile.
  const [played, setPlayed] = useState<FileMap | null>(null);
  const { current } = control;
  const used = current && played ? played : files;
  const manifest = useMemo(() => readManifest(used), [used]);
  const xml = used.get('process.bpmn')?.content ?? '';
  const forms = useMemo(
    () => new Map<string, FormSchema>(readForms(used).map(({ id, schema }) => [id, schema])),
    [used],
  );
  const start = useMemo(() => (manifest ? startOf(manifest, xml) : null), [manifest, xml]);
  const packageFiles = useMemo(() => toFiles(files), [files]);
  if (!manifest || !start)
    return <Alert type="error" showIcon message="procedure.json 无法读取，请在“历史”里恢复到上一次保存" />;
  if (!current)
    return (
      <StartCard
        files={packageFiles}
        manifest={manifest}
        startId={start.startId}
        names={start.names}
        forms={forms}
        control={{
          ...control,
          begin: (...given) => {
            setPlayed(files);
            return control.begin(...given);
          },
        }}
      />
    );
  return (
    <div className="simulation">
      <Toolbar view={current.view} control={control} onRestart={control.forget} />
      {played && !sameFiles(played, files) ? (
        <Alert
          type="warning"
          showIcon
          message="规程已经改过，这里走的还是改之前的"
          action={<Button onClick={control.forget}>用现在的重新开始</Button>}
        />
      ) : null}
      <Notices control={control} />
      <RunTabs control={control} />
      <div className="designer-split simulation-split">
        <div className="designer-split-main">
          <Suspense fallback={<PageSkeleton />}>
            <Drawing xml={xml} control={control} />
          </Suspense>
        </div>
        <aside className="designer-split-side simulation-side" aria-label="试运行">
          <RunSide shown={current} manifest={manifest} forms={forms} names={start.names} control={control} />
        </aside>
      </div>
    </div>
  );
}

function Notices({ control }: { control: SimulationControl }) {
  const { current, problem, moment, showMoment } = control;
  if (!current) return null;
  return (
    <>
      <div role="status" className="simulation-state" data-testid="simulation-state">
        {stateText(current.view)}
      </div>
      {problem ? (
        <Alert type="error" showIcon closable message={problem} onClose={control.forgetProblem} />
      ) : current.view.problem ? (
        <Alert type="warning" showIcon message={current.view.problem} />
      ) : null}
      <GateNotes view={current.view} />
      {moment ? (
        <Alert
          type="info"
          showIcon
          message={`图上是第 ${moment.record} 条记录时的样子，共 ${current.view.recordCount} 条`}
          action={
            <Flex gap={4} wrap>
              <Button size="small" disabled={moment.record <= 1} onClick={() => showMoment(moment.record - 1)}>
                上一条
              </Button>
              <Button
                size="small"
                disabled={moment.record >= current.view.recordCount}
                onClick={() => showMoment(moment.record + 1)}
              >
                下一条
              </Button>
              <Button size="small" type="primary" onClick={() => showMoment(null)}>
                回到现在
              </Button>
            </Flex>
          }
        />
      ) : null}
    </>
  );
}

/** What the platform would have said of the step just done; the run went on all the same. */
function GateNotes({ view: { gateNotes } }: { view: RunView }) {
  if (gateNotes.length === 0) return null;
  const stops = gateNotes.some(({ gate }) => gate === 'block');
  return (
    <Alert
      type="warning"
      showIcon
      message={`真实办案时，“${gateNotes[0]?.step}”${stops ? '在这里会被拦住' : '会有提示'}；试运行照常往下走`}
      description={
        <ul className="simulation-gate-notes">
          {gateNotes.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      }
    />
  );
}

function RunTabs({ control }: { control: SimulationControl }) {
  if (control.runs.length < 2) return null;
  return (
    <Tabs
      size="small"
      type="editable-card"
      hideAdd
      className="simulation-runs"
      activeKey={control.current?.run ?? ''}
      onChange={control.choose}
      onEdit={(key, action) => action === 'remove' && typeof key === 'string' && control.close(key)}
      items={control.runs.map(({ run, title }) => ({ key: run, label: title }))}
    />
  );
}

function Drawing({ xml, control }: { xml: string; control: SimulationControl }) {
  const { current, moment } = control;
  const shown: Moment | undefined = moment?.shown ?? current?.view;
  const marks = useMemo(() => (shown ? marksOf(shown) : {}), [shown]);
  const [selected, setSelected] = useState<string | null>(null);
  const active = Object.keys(marks).filter((id) => marks[id]?.tokens);
  // The drawing follows what has become active last, not what was there before.
  const before = useRef<readonly string[]>([]);
  const fresh = active.findLast((id) => !before.current.includes(id)) ?? active.at(-1) ?? null;
  useEffect(() => {
    before.current = active;
  });
  return (
    <LazyProcessViewer
      xml={xml}
      marks={marks}
      flows={shown?.flows ?? []}
      selected={selected}
      focus={fresh}
      onSelect={setSelected}
      label="试运行的流程图"
    />
  );
}
