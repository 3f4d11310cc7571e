import { Alert, App as AntApp, Button, Pagination, Segmented, Statistic, Table, Tag } from 'antd';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router-dom';
import type { LawImpact } from '#contracts';
import { EmptyState, holdsRole, Page, PageSkeleton, ProblemView, useCall, useCrumbs, useRead, useSession } from '#ui';
import { ChangeCounts, SUBJECT_NAMES, versionName } from './words.tsx';

type Entry = LawImpact['entries'][number];

const EFFECTS: Record<Entry['effect'], { label: string; color: string }> = {
  removed: { label: '条款已删去', color: 'red' },
  changed: { label: '条款有修改', color: 'gold' },
  moved: { label: '条号变动', color: 'blue' },
  law: { label: '引用整部法规', color: 'default' },
};

const itemCode = ({ subject }: Entry): string => subject.id.replace('list-item/', '');

/** List items can be turned into 待复核, and back after a look. */
function ItemActions({ entries, review }: { entries: Entry[]; review: (codes: string[], undo: boolean) => void }) {
  const items = entries.filter(
    ({ subject, effect }) => subject.kind === 'list-item' && (effect === 'removed' || effect === 'changed'),
  );
  const open = items.filter(({ toReview }) => toReview !== true);
  const marked = items.filter(({ toReview }) => toReview === true);
  if (items.length === 0) return null;
  return (
    <Alert
      type={open.length > 0 ? 'warning' : 'info'}
      showIcon
      message={`${items.length} 个清单项引用的条款被修改或删去，其中 ${marked.length} 个已转为待复核。`}
      description="待复核的清单项在复核前不再用于裁量推荐。复核无误的，可以恢复为有效。"
      action={
        <span className="qh-row">
          {open.length > 0 ? (
            <Button type="primary" onClick={() => review(open.map(itemCode), false)}>
              全部转为待复核
            </Button>
          ) : null}
          {marked.length > 0 ? <Button onClick={() => review(marked.map(itemCode), true)}>全部恢复</Button> : null}
        </span>
      }
    />
  );
}

function Entries({
  entries,
  mayChange,
  review,
}: {
  entries: Entry[];
  mayChange: boolean;
  review: (codes: string[], undo: boolean) => void;
}) {
  const [kind, setKind] = useState('all');
  const kinds = [...new Set(entries.map(({ subject }) => subject.kind))];
  const shown = entries.filter(({ subject }) => kind === 'all' || subject.kind === kind);
  return (
    <div className="qh-stack">
      <Segmented
        aria-label="种类"
        value={kind}
        onChange={setKind}
        options={[
          { value: 'all', label: `全部 ${entries.length}` },
          ...kinds.map((one) => ({
            value: one as string,
            label: `${SUBJECT_NAMES[one] ?? one} ${entries.filter(({ subject }) => subject.kind === one).length}`,
          })),
        ]}
      />
      <Table<Entry>
        size="small"
        rowKey={({ subject }) => subject.id}
        dataSource={shown}
        scroll={{ x: 'max-content' }}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (total) => `共 ${total} 项` }}
        columns={[
          {
            title: '影响',
            render: (_, { effect }) => <Tag color={EFFECTS[effect].color}>{EFFECTS[effect].label}</Tag>,
          },
          { title: '种类', render: (_, { subject }) => SUBJECT_NAMES[subject.kind] },
          {
            title: '规则',
            render: (_, { subject }) => (
              <div style={{ maxWidth: 320, whiteSpace: 'normal' }}>
                {subject.target ? <Link to={subject.target}>{subject.name}</Link> : subject.name}
                <div className="qh-muted qh-small">{subject.holder}</div>
              </div>
            ),
          },
          {
            title: '引用与原因',
            render: (_, { citations, explanation }) => (
              <div style={{ maxWidth: 420, whiteSpace: 'normal' }}>
                {citations.join('、')}
                <div className="qh-muted qh-small">{explanation}</div>
              </div>
            ),
          },
          { title: '在办案件', align: 'right', render: (_, { openCases }) => openCases ?? '—' },
          {
            title: '处理',
            render: (_, entry) =>
              entry.subject.kind !== 'list-item' ? null : entry.toReview ? (
                <span className="qh-row">
                  <Tag color="gold">待复核</Tag>
                  {mayChange ? (
                    <Button size="small" onClick={() => review([itemCode(entry)], true)}>
                      恢复
                    </Button>
                  ) : null}
                </span>
              ) : mayChange ? (
                <Button size="small" onClick={() => review([itemCode(entry)], false)}>
                  转为待复核
                </Button>
              ) : null,
          },
        ]}
      />
    </div>
  );
}

function OpenCases({ id, query }: { id: string; query: { from?: string | undefined; to?: string | undefined } }) {
  const [page, setPage] = useState(1);
  const cases = useRead('lawImpactCases', {
    params: { id },
    query: { ...query, page, pageSize: 10 },
    keepPrevious: true,
  });
  if (!cases.data || cases.data.total === 0) return null;
  return (
    <section className="qh-card qh-stack-small" aria-label="受影响的在办案件">
      <h2>在办案件</h2>
      <p className="qh-muted">
        这些案件使用了受影响的规则，或自己引用了变动的条款。案件仍按登记时的规则办理，请提醒承办人员核对适用的版本。
      </p>
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={cases.data.items}
        columns={[
          { title: '案号', render: (_, item) => <Link to={`/cases/${item.id}`}>{item.number}</Link> },
          { title: '案件', dataIndex: 'title' },
          { title: '规程', dataIndex: 'procedureName' },
          { title: '阶段', dataIndex: 'stageName' },
          { title: '机关', dataIndex: 'organName' },
        ]}
      />
      <Pagination
        size="small"
        current={page}
        pageSize={10}
        total={cases.data.total}
        showSizeChanger={false}
        showTotal={(total) => `共 ${total} 件`}
        onChange={setPage}
      />
    </section>
  );
}

/** What an amendment or a repeal touches: rules, list items, documents and open cases. */
export default function ImpactPage() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const session = useSession();
  const { message } = AntApp.useApp();
  const query = { from: search.get('from') ?? undefined, to: search.get('to') ?? undefined };
  const impact = useRead('lawImpact', { params: { id }, query });
  const call = useCall('reviewImpact', ['lawImpact', 'discretionItems']);
  const name = impact.data?.law.name ?? '';
  useCrumbs([{ title: name, to: `/laws/${encodeURIComponent(id)}` }, { title: '修改的影响' }]);
  if (impact.isPending) return <PageSkeleton />;
  if (impact.isError) return <ProblemView error={impact.error} onRetry={() => void impact.refetch()} />;
  const { law, from, to, repealed, counts, entries, openCases } = impact.data;
  const mayChange = holdsRole(session, ['configurer']);
  const review = (items: string[], undo: boolean): void =>
    call.mutate(
      { params: { id }, body: { ...query, items, undo } },
      {
        onSuccess: ({ changed }) =>
          void message.success(
            undo ? `已恢复 ${changed.length} 个清单项` : `已将 ${changed.length} 个清单项转为待复核，可随时恢复`,
          ),
      },
    );
  return (
    <Page
      title={`《${law.name}》修改的影响`}
      subtitle={repealed ? '已登记废止' : from && to ? `${versionName(from)} → ${versionName(to)}` : ''}
      actions={
        <Link
          to={`/laws/${encodeURIComponent(id)}?tab=compare${from && to ? `&from=${encodeURIComponent(from.id)}&to=${encodeURIComponent(to.id)}` : ''}`}
        >
          <Button>看条文对比</Button>
        </Link>
      }
    >
      <section className="qh-card qh-stack">
        <div className="qh-row" style={{ gap: 40 }}>
          <Statistic title="受影响的规则" value={entries.filter(({ effect }) => effect !== 'law').length} />
          <Statistic title="在办案件" value={openCases} />
          <ChangeCounts counts={counts} />
        </div>
        {call.isError ? <ProblemView error={call.error} /> : null}
        {mayChange ? <ItemActions entries={entries} review={review} /> : null}
        {entries.length === 0 ? (
          <EmptyState title="没有规则引用变动的条款" hint="规程、闸门、期限、清单、文书都不需要修改。" />
        ) : (
          <Entries entries={entries} mayChange={mayChange} review={review} />
        )}
      </section>
      <OpenCases id={id} query={query} />
    </Page>
  );
}
