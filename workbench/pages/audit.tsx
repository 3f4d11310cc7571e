import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Alert, Button, DatePicker, Descriptions, Drawer, Tag } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { AuditEntry, AuditVerification } from '#contracts';
import { formatInstant, formatInstantExact, Page, PageTable, ProblemView, useCall, useRead, useTableState } from '#ui';
import type { PageColumn } from '#ui';

const COLUMNS: PageColumn<AuditEntry>[] = [
  {
    key: 'sequence',
    title: '序号',
    fixed: true,
    width: 90,
    align: 'right',
    render: (one) => one.sequence,
    text: (one) => String(one.sequence),
  },
  {
    key: 'at',
    title: '时间',
    fixed: true,
    render: (one) => <span className="qh-nowrap">{formatInstantExact(one.at)}</span>,
    text: (one) => formatInstantExact(one.at),
  },
  {
    key: 'actor',
    title: '人员',
    render: (one) => <span className="qh-nowrap">{one.actorName}</span>,
    text: (one) => one.actorName,
  },
  {
    key: 'summary',
    title: '做了什么',
    fixed: true,
    render: (one) => <div style={{ minWidth: 260, maxWidth: 560 }}>{one.summary}</div>,
    text: (one) => one.summary,
  },
  { key: 'action', title: '动作', render: (one) => <code>{one.action}</code>, text: (one) => one.action },
  {
    key: 'hash',
    title: '链值',
    render: (one) => <code className="qh-muted">{one.hash.slice(0, 12)}…</code>,
    text: (one) => one.hash,
  },
];

function Verification({ result }: { result: AuditVerification }) {
  const signed = result.signedHeads;
  const bad = signed.filter((head) => !head.valid);
  return (
    <Alert
      data-testid="audit-verification"
      type={result.ok ? 'success' : 'error'}
      showIcon
      message={
        result.ok
          ? `✔ 记录完整（第 ${result.entries.toLocaleString('zh-CN')} 条，链头 ${result.head.slice(0, 8)}…，${formatInstant(result.verifiedAt)} 校验）`
          : `✘ 记录被改动过：${result.problem ?? '链值对不上'}`
      }
      description={
        <div>
          每日签名 {signed.length} 个
          {bad.length > 0
            ? `，其中 ${bad.map((head) => head.day).join('、')} 无效`
            : signed.length > 0
              ? '，全部有效'
              : ''}
          。链头全文 <code style={{ overflowWrap: 'anywhere' }}>{result.head}</code>
        </div>
      }
    />
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  return (
    <Descriptions
      column={1}
      size="small"
      bordered
      styles={{ label: { width: 100 } }}
      items={[
        { key: 'sequence', label: '序号', children: entry.sequence },
        { key: 'at', label: '时间', children: formatInstantExact(entry.at) },
        { key: 'actor', label: '人员', children: `${entry.actorName}（${entry.actorId}）` },
        { key: 'summary', label: '内容', children: entry.summary },
        {
          key: 'subject',
          label: '对象',
          children:
            entry.subjectType === 'case' ? (
              <Link to={`/cases/${entry.subjectId}`}>{entry.subjectId}</Link>
            ) : (
              `${entry.subjectType} ${entry.subjectId}`
            ),
        },
        { key: 'hash', label: '链值', children: <code style={{ overflowWrap: 'anywhere' }}>{entry.hash}</code> },
        {
          key: 'previous',
          label: '上一条',
          children: <code style={{ overflowWrap: 'anywhere' }}>{entry.previousHash}</code>,
        },
      ]}
    />
  );
}

export default function Audit() {
  const state = useTableState(['from', 'to', 'subjectId', 'actorId', 'action'], 50);
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  const verify = useCall('auditVerify');
  const subjectId = state.get('subjectId');
  const from = state.get('from');
  const to = state.get('to');
  const audit = useRead('audit', {
    query: {
      page: state.page,
      pageSize: state.pageSize,
      q: state.q,
      from,
      to,
      subjectId,
      actorId: state.get('actorId'),
      action: state.get('action'),
    },
    keepPrevious: true,
  });
  return (
    <Page
      title="审计日志"
      actions={
        <Button
          type="primary"
          icon={<SafetyCertificateOutlined />}
          loading={verify.isPending}
          onClick={() => verify.mutate({})}
        >
          校验记录
        </Button>
      }
    >
      {verify.isError ? <ProblemView error={verify.error} /> : null}
      {verify.data ? <Verification result={verify.data} /> : null}
      <PageTable<AuditEntry>
        name="审计日志"
        columns={COLUMNS}
        read={audit}
        rowKey={(one) => String(one.sequence)}
        state={state}
        searchPlaceholder="人员、内容、对象"
        onOpen={setOpened}
        filters={
          <>
            <DatePicker.RangePicker
              aria-label="日期范围"
              value={from && to ? [dayjs(from), dayjs(to)] : null}
              onChange={(range) =>
                state.set({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })
              }
            />
            {subjectId ? (
              <Tag closable onClose={() => state.set({ subjectId: '' })}>
                只看对象 {subjectId}
              </Tag>
            ) : null}
          </>
        }
      />
      <Drawer
        open={opened !== null}
        onClose={() => setOpened(null)}
        title={opened ? `第 ${opened.sequence} 条` : ''}
        width="min(560px, 96vw)"
      >
        {opened ? <Entry entry={opened} /> : null}
      </Drawer>
    </Page>
  );
}
