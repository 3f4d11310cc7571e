import { App as AntApp, Button, Descriptions, Input, Modal, Skeleton, Table, Tag } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import type { DiscretionItem, RouteResponse } from '#contracts';
import {
  ArticleLinks,
  formatInstant,
  holdsRole,
  OriginTag,
  Page,
  ProblemView,
  useCall,
  useCrumbs,
  useRead,
  useSession,
} from '#ui';
import { ClauseView } from './clause-view.tsx';
import { ConditionsView } from './condition-view.tsx';
import { diffItems } from './diff-items.ts';
import { ItemEditor } from './item-editor.tsx';
import { ListTag, StatusTag, UnconfirmedTag } from './list-words.tsx';
import { MonthBars } from './month-bars.tsx';
import { TryPanel } from './try-panel.tsx';

type Detail = RouteResponse<'discretionItem'>;

function Facts({ item }: { item: DiscretionItem }) {
  return (
    <Descriptions
      size="small"
      column={{ xs: 1, md: 2 }}
      items={[
        { key: 'list', label: '清单', children: <ListTag list={item.list} /> },
        { key: 'department', label: '部门', children: item.department },
        { key: 'basis', label: '处罚依据', children: <ArticleLinks citations={item.penaltyBasis} /> },
        ...(item.leniencyBasis?.length
          ? [{ key: 'leniency', label: '从宽依据', children: <ArticleLinks citations={item.leniencyBasis} /> }]
          : []),
        { key: 'outcome', label: '处理', children: item.outcome },
        { key: 'measures', label: '配套措施', children: item.measures.join('、') || '—' },
        { key: 'from', label: '施行', children: item.effectiveFrom },
        {
          key: 'origin',
          label: '来源',
          children: (
            <span>
              <OriginTag origin={item.origin} note={item.originNote} />
              {item.originNote}
            </span>
          ),
        },
        ...(item.statusReason ? [{ key: 'reason', label: '状态说明', children: item.statusReason }] : []),
        ...(item.note ? [{ key: 'note', label: '备注', children: item.note }] : []),
      ]}
    />
  );
}

function Versions({ versions }: { versions: Detail['versions'] }) {
  const newestFirst = [...versions].reverse();
  return (
    <Table
      size="small"
      pagination={false}
      rowKey={(version) => version.item.version}
      dataSource={newestFirst}
      columns={[
        { title: '版本', render: (_, version) => `第 ${version.item.version} 版` },
        { title: '施行', render: (_, version) => version.item.effectiveFrom },
        { title: '记录', render: (_, version) => formatInstant(version.recordedAt) },
        { title: '经办', render: (_, version) => version.recordedByName },
        { title: '原因', render: (_, version) => version.reason },
        { title: '状态', render: (_, version) => <StatusTag status={version.item.status} /> },
      ]}
      expandable={{
        rowExpandable: (version) => version.item.version > 1,
        expandedRowRender: (version) => {
          const former = versions.find((one) => one.item.version === version.item.version - 1);
          const changes = former ? diffItems(former.item, version.item) : [];
          return changes.length === 0 ? (
            <span className="qh-muted">内容没有变化。</span>
          ) : (
            <ul>
              {changes.map((change) => (
                <li key={change.name}>
                  {change.name}：<del>{change.before || '（空）'}</del> → <ins>{change.after || '（空）'}</ins>
                </li>
              ))}
            </ul>
          );
        },
      }}
    />
  );
}

function Editing({ item, departments, onDone }: { item: DiscretionItem; departments: string[]; onDone: () => void }) {
  const { message } = AntApp.useApp();
  const [draft, setDraft] = useState(item);
  const [reason, setReason] = useState('');
  const put = useCall('putDiscretionItem', ['discretionItem', 'discretionItems', 'discretionDepartments']);
  const changes = diffItems(item, draft);
  const save = () =>
    put.mutate(
      { params: { code: item.code }, query: { reason }, body: draft },
      {
        onSuccess: (saved) => {
          void message.success(`已存为第 ${saved.version} 版`);
          onDone();
        },
      },
    );
  const confirmAll = () =>
    setDraft({
      ...draft,
      conditions: draft.conditions.map(({ suggested: _suggested, ...condition }) => condition),
    });
  return (
    <section className="qh-card qh-stack" aria-label="修改清单项">
      <ItemEditor
        item={draft}
        creating={false}
        departments={departments}
        onChange={(part) => setDraft((former) => ({ ...former, ...part }))}
      />
      <section className="qh-stack-small" aria-label="试算">
        <h2>用正在修改的内容试算</h2>
        <TryPanel item={draft} />
      </section>
      {put.isError ? <ProblemView error={put.error} /> : null}
      <div className="qh-row" style={{ flexWrap: 'wrap' }}>
        <Input
          aria-label="修改原因"
          placeholder="修改原因，例如：依据修订"
          style={{ width: 320 }}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {draft.conditions.some((condition) => condition.suggested) ? (
          <Button onClick={confirmAll}>全部结构确认无误</Button>
        ) : null}
        <Button onClick={onDone}>放弃修改</Button>
        <Button
          type="primary"
          loading={put.isPending}
          disabled={changes.length === 0 && JSON.stringify(item) === JSON.stringify(draft)}
          onClick={save}
        >
          保存为新版本
        </Button>
      </div>
      <span className="qh-muted qh-small">
        保存后新登记的案件适用新版本；已登记的案件仍适用登记时的版本，新版本较轻的会提示从旧兼从轻。
      </span>
    </section>
  );
}

function StatusDialog({
  item,
  status,
  onClose,
}: {
  item: DiscretionItem;
  status: DiscretionItem['status'];
  onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const change = useCall('setDiscretionItemStatus', ['discretionItem', 'discretionItems', 'discretionDepartments']);
  const words = { effective: '恢复有效', 'to-review': '转为待复核', retired: '停用' }[status];
  return (
    <Modal
      open
      title={`${words}：${item.code}`}
      okText={words}
      okButtonProps={{ disabled: reason.trim().length < 2, loading: change.isPending }}
      onCancel={onClose}
      onOk={() => change.mutate({ params: { code: item.code }, body: { status, reason } }, { onSuccess: onClose })}
    >
      {change.isError ? <ProblemView error={change.error} /> : null}
      <Input.TextArea
        aria-label="原因"
        placeholder="写明原因，例如：所依据的条文已废止"
        autoSize={{ minRows: 2 }}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}

export default function ItemPage() {
  const code = useParams()['code'] ?? '';
  const session = useSession();
  const mayEdit = holdsRole(session, ['configurer']);
  const [editing, setEditing] = useState(false);
  const [status, setStatus] = useState<DiscretionItem['status'] | null>(null);
  const detail = useRead('discretionItem', { params: { code } });
  const departments = useRead('discretionDepartments', { enabled: mayEdit });
  useCrumbs([{ title: code }]);
  if (detail.isPending) return <Skeleton active />;
  if (detail.isError) return <ProblemView error={detail.error} onRetry={() => void detail.refetch()} />;
  const { item, versions, siblings, use, cases } = detail.data;
  return (
    <Page
      title={`${item.code} ${item.violation}`}
      subtitle={
        <>
          第 {item.version} 版 <StatusTag status={item.status} />
          <UnconfirmedTag item={item} />
        </>
      }
      actions={
        mayEdit && !editing ? (
          <>
            {item.status === 'effective' ? (
              <Button onClick={() => setStatus('to-review')}>转为待复核</Button>
            ) : (
              <Button onClick={() => setStatus('effective')}>恢复有效</Button>
            )}
            {item.status !== 'retired' ? <Button onClick={() => setStatus('retired')}>停用</Button> : null}
            <Button type="primary" onClick={() => setEditing(true)}>
              修改
            </Button>
          </>
        ) : undefined
      }
    >
      {editing ? (
        <Editing
          item={item}
          departments={(departments.data?.departments ?? []).map(({ name }) => name)}
          onDone={() => setEditing(false)}
        />
      ) : (
        <>
          <section className="qh-card">
            <Facts item={item} />
          </section>
          <section className="qh-card" aria-label="适用条件">
            <h2>适用条件</h2>
            <ConditionsView conditions={item.conditions} combine={item.combine} />
            {item.exclusions.length > 0 ? (
              <>
                <h3>不适用的情形</h3>
                <ConditionsView conditions={item.exclusions} />
              </>
            ) : null}
          </section>
          {(item.clauses ?? []).length > 0 ? (
            <section className="qh-card qh-stack-small" aria-label="罚则">
              <h2>罚则</h2>
              {(item.clauses ?? []).map((clause) => (
                <ClauseView key={clause.id} clause={clause} />
              ))}
            </section>
          ) : null}
          <section className="qh-card" aria-label="适用情况">
            <h2>适用情况</h2>
            <p>
              已决案件命中 {use.matched} 件，其中按本清单处理 {use.followed} 件；登记为本项的案件 {cases} 件。
              {use.lastOn ? ` 最近一次 ${use.lastOn}。` : ''}
            </p>
            <MonthBars months={use.trend.map(({ month, count }) => ({ month, count }))} />
            {siblings.length > 0 ? (
              <p>
                同一违法行为的其他清单项：
                {siblings.map((sibling) => (
                  <Link
                    key={sibling.code}
                    to={`/lists/${encodeURIComponent(sibling.code)}`}
                    style={{ marginInlineEnd: 8 }}
                  >
                    {sibling.code}
                    {sibling.status === 'effective' ? null : <Tag>停用或待复核</Tag>}
                  </Link>
                ))}
              </p>
            ) : null}
          </section>
          <section className="qh-card" aria-label="版本">
            <h2>版本</h2>
            <Versions versions={versions} />
          </section>
          <section className="qh-card" aria-label="试算">
            <h2>试算</h2>
            <TryPanel item={item} />
          </section>
        </>
      )}
      {status ? <StatusDialog item={item} status={status} onClose={() => setStatus(null)} /> : null}
    </Page>
  );
}
