import { Alert, App as AntApp, Button, Checkbox, Progress, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { LawImportEntry, LawImportView } from '#contracts';
import { LAW_LEVEL_NAMES } from '#contracts';
import { PageTable, ProblemView, useCall, useRead, useTableState } from '#ui';
import type { PageColumn } from '#ui';
import { ImportEntryDrawer } from './import-entry.tsx';
import { ChangeCounts } from './words.tsx';

const ACTIONS: Record<LawImportEntry['action'], { label: string; color: string }> = {
  'new-law': { label: '新法规', color: 'blue' },
  'new-version': { label: '新版本', color: 'cyan' },
  'new-edition': { label: '补全或更正', color: 'purple' },
  duplicate: { label: '库中已有', color: 'default' },
  unreadable: { label: '读不出', color: 'red' },
};

function Findings({ entry }: { entry: LawImportEntry }) {
  const serious = entry.findings.filter(({ severity }) => severity !== 'info');
  if (entry.facts.skip) return <span className="qh-muted">不导入</span>;
  if (serious.length === 0) return <span className="qh-muted">—</span>;
  return (
    <div style={{ maxWidth: 420, whiteSpace: 'normal' }}>
      {serious.slice(0, 2).map((finding, index) => (
        <div key={index} className="qh-small">
          <Tag color={finding.severity === 'error' ? 'red' : 'gold'}>
            {finding.severity === 'error' ? '问题' : '核对'}
          </Tag>
          {finding.line === null ? '' : `第 ${finding.line} 行：`}
          {finding.message}
        </div>
      ))}
      {serious.length > 2 ? <div className="qh-muted qh-small">另有 {serious.length - 2} 处</div> : null}
    </div>
  );
}

const COLUMNS: PageColumn<LawImportEntry>[] = [
  {
    key: 'name',
    title: '法规',
    fixed: true,
    render: ({ facts, file }) => (
      <div style={{ minWidth: 220, maxWidth: 380, whiteSpace: 'normal' }}>
        <div>{facts.name || '（没有名称）'}</div>
        <div className="qh-muted qh-small">{file}</div>
      </div>
    ),
    text: ({ facts }) => facts.name,
  },
  {
    key: 'action',
    title: '将作为',
    render: ({ action }) => <Tag color={ACTIONS[action].color}>{ACTIONS[action].label}</Tag>,
    text: ({ action }) => ACTIONS[action].label,
  },
  {
    key: 'level',
    title: '级别',
    render: ({ facts }) => <span className="qh-nowrap">{facts.level ? LAW_LEVEL_NAMES[facts.level] : '—'}</span>,
    text: ({ facts }) => (facts.level ? LAW_LEVEL_NAMES[facts.level] : ''),
  },
  {
    key: 'published',
    title: '公布',
    render: ({ facts }) => <span className="qh-nowrap">{facts.publishedOn ?? '—'}</span>,
    text: ({ facts }) => facts.publishedOn ?? '',
  },
  {
    key: 'effective',
    title: '施行',
    render: ({ facts }) => (
      <span className="qh-nowrap">
        {facts.effectiveOn ?? '—'}
        {facts.effectiveAssumed ? <span className="qh-muted">（推定）</span> : null}
      </span>
    ),
    text: ({ facts }) => facts.effectiveOn ?? '',
  },
  {
    key: 'articles',
    title: '条文',
    align: 'right',
    render: ({ articleCount }) => articleCount,
    text: (entry) => String(entry.articleCount),
  },
  { key: 'changed', title: '与上一版本', render: ({ changed }) => (changed ? <ChangeCounts counts={changed} /> : '—') },
  {
    key: 'findings',
    title: '需要核对',
    render: (entry) => <Findings entry={entry} />,
    text: ({ findings }) =>
      findings.map(({ line, message }) => `${line === null ? '' : `第 ${line} 行：`}${message}`).join('；'),
  },
];

function Running({ view, cancel, busy }: { view: LawImportView; cancel: () => void; busy: boolean }) {
  const percent = view.total === 0 ? 0 : Math.min(99, Math.round((view.done / view.total) * 100));
  return (
    <section className="qh-card qh-row" role="status" aria-label="导入进度">
      <Progress percent={percent} style={{ width: 320 }} />
      <span>
        正在导入：{view.done} / {view.total}
      </span>
      <Button loading={busy} onClick={cancel}>
        取消导入
      </Button>
      <span className="qh-muted">全部成功才会写入；取消或出错时，法规库保持原样。可以离开这一页，导入会继续。</span>
    </section>
  );
}

const STATES: Partial<Record<LawImportView['state'], string>> = {
  cancelled: '这次导入已取消，什么都没有写入。核对后可以重新确认。',
  failed: '导入没有完成，什么都没有写入。',
  interrupted: '服务在导入途中重启，什么都没有写入。请重新确认。',
};

/** Every file with what was read from it; nothing is written before it is confirmed. */
export function ImportPreview({ view, refresh }: { view: LawImportView; refresh: () => void }) {
  const { modal } = AntApp.useApp();
  const navigate = useNavigate();
  const state = useTableState(['show']);
  const [opened, setOpened] = useState<number | null>(null);
  const [markItems, setMarkItems] = useState(true);
  const show = (state.get('show') || 'all') as 'all' | 'blocking' | 'findings' | 'changed';
  const entries = useRead('lawImportEntries', {
    params: { id: view.id },
    query: { page: state.page, pageSize: state.pageSize, q: state.q, show },
    keepPrevious: true,
  });
  const confirm = useCall('confirmLawImport', ['lawImport']);
  const cancel = useCall('cancelLawImport', ['lawImport']);
  const importable = view.counts['new-law'] + view.counts['new-version'] + view.counts['new-edition'];
  if (view.state === 'running')
    return (
      <Running
        view={view}
        busy={cancel.isPending}
        cancel={() => cancel.mutate({ params: { id: view.id }, body: {} }, { onSettled: refresh })}
      />
    );
  return (
    <>
      {STATES[view.state] ? (
        <Alert
          type={view.state === 'cancelled' ? 'info' : 'error'}
          showIcon
          message={STATES[view.state]}
          description={view.error}
        />
      ) : null}
      {confirm.isError ? <ProblemView error={confirm.error} /> : null}
      <section className="qh-card qh-row">
        <span>
          共 {view.total} 个文件：新法规 {view.counts['new-law']}，新版本 {view.counts['new-version']}，补全或更正{' '}
          {view.counts['new-edition']}，库中已有 {view.counts.duplicate}，读不出 {view.counts.unreadable}
        </span>
        <Checkbox checked={markItems} onChange={(event) => setMarkItems(event.target.checked)}>
          条款变动的清单项同时转为待复核
        </Checkbox>
        <Button
          type="primary"
          loading={confirm.isPending}
          disabled={importable === 0 || view.blocking > 0}
          onClick={() => confirm.mutate({ params: { id: view.id }, body: { markItems } }, { onSettled: refresh })}
        >
          确认导入（{importable} 个版本）
        </Button>
        <Button
          onClick={() =>
            modal.confirm({
              title: '放弃这次导入？',
              content: '已经改正的内容不会保留。',
              okText: '放弃',
              onOk: () =>
                cancel.mutateAsync({ params: { id: view.id }, body: {} }).then(() => void navigate('/laws/import')),
            })
          }
        >
          放弃
        </Button>
        {view.blocking > 0 ? <span role="alert">还有 {view.blocking} 个文件要先改正，或标为不导入。</span> : null}
      </section>
      <PageTable<LawImportEntry>
        name="导入预览"
        columns={COLUMNS}
        read={entries}
        rowKey={({ order }) => String(order)}
        state={state}
        searchPlaceholder="名称、文件名"
        onOpen={({ order }) => setOpened(order)}
        filters={
          <Segmented
            aria-label="显示"
            value={show}
            onChange={(value) => state.set({ show: value === 'all' ? undefined : value })}
            options={[
              { value: 'all', label: `全部 ${view.total}` },
              { value: 'blocking', label: `要改正 ${view.blocking}` },
              { value: 'findings', label: `需核对 ${view.withFindings}` },
              { value: 'changed', label: '修改现有法规' },
            ]}
          />
        }
      />
      {opened === null ? null : (
        <ImportEntryDrawer importId={view.id} order={opened} onClose={() => setOpened(null)} onChanged={refresh} />
      )}
    </>
  );
}
