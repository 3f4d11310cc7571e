import { HistoryOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Tabs, Tag, Tooltip } from 'antd';
import { lazy, Suspense, useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import type { ProcedureIssue, RouteResponse } from '#contracts';
import { PageSkeleton, urlOf, VERSION_STATUS_NAMES } from '#ui';
import type { BpmnEditorHandle } from '../bpmn/bpmn-editor.tsx';
import { formNames, readForms, readManifest, toFileMap, withManifest } from '../draft/package-files.ts';
import { saveStateText, useDraft } from '../draft/use-draft.ts';
import { ClocksTab } from '../settings/clocks-tab.tsx';
import { DocumentsTab } from '../settings/documents-tab.tsx';
import { PackageTab } from '../settings/package-tab.tsx';
import { DecisionsTab } from './decisions-tab.tsx';
import { DiagramTab } from './diagram-tab.tsx';
import { FormsTab } from './forms-tab.tsx';
import { HistoryDrawer } from './history-drawer.tsx';
import { ProblemsPanel } from './problems-panel.tsx';
import { ReviewActions } from './review-actions.tsx';
import { RunBar } from './run-bar.tsx';
import { stepNamesOf } from './step-names.ts';
import { useChecks } from './use-checks.ts';
import { useRun } from './use-run.ts';
import './workspace.css';

const SimulationTab = lazy(async () => ({
  default: (await import('../simulation/simulation-tab.tsx')).SimulationTab,
}));

interface WorkspaceProps {
  code: string;
  procedure: RouteResponse<'procedure'>;
  loaded: RouteResponse<'procedureVersion'>;
  readOnly: boolean;
  extra: ReactNode;
  onChanged: () => void;
}

const SAVE_COLORS = { saved: 'green', saving: 'blue', dirty: 'gold', conflict: 'red', failed: 'red' } as const;

/** The designer of one procedure: drawing, forms, decisions, time limits, documents, problems, review. */
export function Workspace({ code, procedure, loaded, readOnly, extra, onChanged }: WorkspaceProps) {
  const draft = useDraft(code, loaded, readOnly);
  const { files, change } = draft;
  const checks = useChecks(files);
  const [tab, setTab] = useState('diagram');
  const [formId, setFormId] = useState<string | null>(null);
  const [history, setHistory] = useState(false);
  const diagram = useRef<BpmnEditorHandle>(null);
  const manifest = useMemo(() => readManifest(files), [files]);
  const forms = useMemo(() => readForms(files), [files]);
  const xml = files.get('process.bpmn')?.content ?? '';
  const run = useRun(xml, diagram);
  const stepNames = useMemo(() => stepNamesOf(xml), [xml]);
  const names = useMemo(() => formNames(manifest, stepNames), [manifest, stepNames]);
  const problems = useMemo(
    () =>
      new Set(
        checks.issues.flatMap((issue) => (issue.severity === 'error' && issue.elementId ? [issue.elementId] : [])),
      ),
    [checks.issues],
  );
  const errors = checks.issues.filter((issue) => issue.severity === 'error').length;

  const editForm = useCallback((id: string) => {
    setFormId(id);
    setTab('forms');
  }, []);
  const openIssue = (issue: ProcedureIssue) => {
    if (issue.path && issue.path.length > 0) {
      setTab('diagram');
      return run.open(issue);
    }
    run.close();
    if (issue.file.endsWith('.form')) return editForm(forms.find((form) => form.path === issue.file)?.id ?? '');
    if (issue.file.endsWith('.dmn')) return setTab('decisions');
    if (issue.rule.startsWith('document')) return setTab('documents');
    if (issue.rule.startsWith('clock')) return setTab('clocks');
    setTab('diagram');
    if (issue.elementId) diagram.current?.select(issue.elementId);
    return undefined;
  };
  const version = loaded.version;
  const items = manifest
    ? [
        {
          key: 'diagram',
          label: '流程图',
          forceRender: true,
          children: (
            <>
              {run.shown ? (
                <RunBar
                  issue={run.shown.issue}
                  stops={run.shown.stops}
                  at={run.shown.at}
                  onMove={run.move}
                  onClose={run.close}
                />
              ) : null}
              <DiagramTab
                draft={draft}
                manifest={manifest}
                forms={forms}
                formNames={names}
                readOnly={readOnly}
                problems={problems}
                handle={diagram}
                onEditForm={editForm}
              />
            </>
          ),
        },
        {
          key: 'forms',
          label: `表单 ${forms.length}`,
          children: (
            <FormsTab
              draft={draft}
              forms={forms}
              names={names}
              readOnly={readOnly}
              chosen={formId}
              onChoose={setFormId}
            />
          ),
        },
        {
          key: 'decisions',
          label: '决策',
          children: <DecisionsTab draft={draft} manifest={manifest} analyses={checks.decisions} readOnly={readOnly} />,
        },
        {
          key: 'clocks',
          label: `期限 ${manifest.clocks.length}`,
          children: (
            <ClocksTab
              manifest={manifest}
              readOnly={readOnly}
              onChange={(clocks) => change((map) => withManifest(map, (current) => ({ ...current, clocks })))}
            />
          ),
        },
        {
          key: 'documents',
          label: `文书 ${manifest.documents.length}`,
          children: <DocumentsTab files={files} manifest={manifest} readOnly={readOnly} onChange={change} />,
        },
        {
          key: 'package',
          label: '阶段与说明',
          children: (
            <PackageTab
              manifest={manifest}
              readOnly={readOnly}
              onChange={(update) => change((map) => withManifest(map, update))}
            />
          ),
        },
        {
          key: 'simulation',
          label: '试运行',
          children: (
            <Suspense fallback={<PageSkeleton />}>
              <SimulationTab files={files} />
            </Suspense>
          ),
        },
      ]
    : [];
  return (
    <div className="designer-workspace">
      <Flex align="center" gap={8} wrap className="designer-head">
        <h1>{manifest?.name ?? procedure.name}</h1>
        <Tag>
          v{version.version} {VERSION_STATUS_NAMES[version.status]}
        </Tag>
        {readOnly ? (
          <Tag>只读</Tag>
        ) : (
          <Tag color={SAVE_COLORS[draft.saveState.kind]} aria-live="polite">
            {saveStateText(draft.saveState)}
          </Tag>
        )}
        <span className="designer-head-space" />
        {readOnly ? null : (
          <>
            <Tooltip title="撤销">
              <Button aria-label="撤销" icon={<UndoOutlined />} disabled={!draft.canUndo} onClick={draft.undo} />
            </Tooltip>
            <Tooltip title="重做">
              <Button aria-label="重做" icon={<RedoOutlined />} disabled={!draft.canRedo} onClick={draft.redo} />
            </Tooltip>
            <Button onClick={() => void draft.saveNow().catch(() => undefined)}>保存</Button>
          </>
        )}
        <Button icon={<HistoryOutlined />} onClick={() => setHistory(true)}>
          历史
        </Button>
        <Button href={urlOf('exportProcedure', { code, version: String(version.version) })}>导出</Button>
        {extra}
        {version.status === 'published' || version.status === 'retired' ? null : (
          <ReviewActions code={code} version={version} errors={errors} saveNow={draft.saveNow} onDone={onChanged} />
        )}
      </Flex>
      {draft.saveState.kind === 'conflict' || draft.saveState.kind === 'failed' ? (
        <Alert
          type="error"
          showIcon
          message={draft.saveState.message}
          description={
            draft.saveState.kind === 'conflict'
              ? '您的修改还在本页，没有丢失。可以先导出需要的内容，再重新打开查看别人的修改。'
              : '修改还在本页，没有丢失。'
          }
          action={
            draft.saveState.kind === 'conflict' ? (
              <Button onClick={() => window.location.reload()}>重新打开</Button>
            ) : (
              <Button onClick={() => void draft.saveNow().catch(() => undefined)}>再保存一次</Button>
            )
          }
        />
      ) : null}
      {manifest ? (
        <Tabs className="designer-tabs" activeKey={tab} onChange={setTab} items={items} />
      ) : (
        <Alert type="error" showIcon message="procedure.json 无法读取，请在“历史”里恢复到上一次保存" />
      )}
      <div className="designer-problems">
        <ProblemsPanel
          issues={checks.issues}
          summary={checks.legality?.summary ?? null}
          checking={checks.checking}
          failed={checks.failed}
          onOpen={openIssue}
          onRetry={checks.again}
        />
      </div>
      <HistoryDrawer
        code={code}
        open={history}
        versions={procedure.versions}
        readOnly={readOnly}
        onClose={() => setHistory(false)}
        onRestore={(restored) => draft.replace(toFileMap(restored))}
      />
    </div>
  );
}
