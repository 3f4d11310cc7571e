import { Button, Drawer, Form, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { GateWarning } from '#contracts';
import {
  ArticleLinks,
  formatInstant,
  holdsRole,
  OriginTag,
  PageTable,
  ProblemView,
  useCall,
  useRead,
  useSession,
  useTableState,
} from '#ui';
import type { PageColumn } from '#ui';
import { filterOf, FINDING_COLUMNS, GateFilters, LevelTag } from './finding-table.tsx';

const STATES = { open: '待处理', handled: '已处理', gone: '已消除' } as const;

function WarningDetail({ warning, onDone }: { warning: GateWarning; onDone: () => void }) {
  const navigate = useNavigate();
  const session = useSession();
  const [note, setNote] = useState('');
  const handle = useCall('handleGateWarning', ['gateWarnings']);
  return (
    <div className="qh-stack">
      <div className="qh-row">
        <LevelTag level={warning.level} />
        <Tag>{STATES[warning.status]}</Tag>
        <OriginTag origin={warning.origin} />
      </div>
      <p>{warning.message}</p>
      <p className="qh-muted">{warning.remedy}</p>
      <ArticleLinks citations={warning.basis} />
      {warning.lookedAt.length > 0 ? (
        <section>
          <h3>核对了什么</h3>
          <ul className="qh-plain-list">
            {warning.lookedAt.map((item) => (
              <li key={item.name}>
                {item.label ?? item.name}：{item.value}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <p className="qh-muted">
        {formatInstant(warning.firstSeenAt)} 发现
        {warning.handledByName
          ? `；${warning.handledByName} ${formatInstant(warning.handledAt)} 处理：${warning.note ?? ''}`
          : ''}
      </p>
      <Button onClick={() => void navigate(`/cases/${warning.caseId}`)}>打开案件</Button>
      {warning.status === 'open' && holdsRole(session, ['supervisor']) ? (
        <Form
          layout="vertical"
          onFinish={() => handle.mutate({ params: { id: warning.id }, body: { note } }, { onSuccess: onDone })}
        >
          <Form.Item label="怎样处理的">
            <Input.TextArea
              aria-label="怎样处理的"
              autoSize={{ minRows: 2 }}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </Form.Item>
          {handle.isError ? <ProblemView error={handle.error} /> : null}
          <Button type="primary" htmlType="submit" loading={handle.isPending} disabled={note.trim() === ''}>
            标为已处理
          </Button>
        </Form>
      ) : null}
    </div>
  );
}

/** Warnings about running cases, and how they are handled. */
export function Warnings() {
  const state = useTableState(['gate', 'level', 'status']);
  const [opened, setOpened] = useState<GateWarning | null>(null);
  const status = (state.get('status') || 'open') as keyof typeof STATES;
  const read = useRead('gateWarnings', { query: { ...filterOf(state), status }, keepPrevious: true });
  return (
    <>
      <PageTable<GateWarning>
        name="执法预警"
        columns={FINDING_COLUMNS as PageColumn<GateWarning>[]}
        read={read}
        rowKey={(row) => row.id}
        state={state}
        searchPlaceholder="案号、案名、问题"
        onOpen={setOpened}
        filters={
          <>
            <GateFilters state={state} />
            <Select
              aria-label="状态"
              style={{ width: 110 }}
              value={status}
              options={Object.entries(STATES).map(([value, label]) => ({ value, label }))}
              onChange={(value: string) => state.set({ status: value })}
            />
          </>
        }
        empty={{ title: '没有预警', hint: '在办案件变动后几秒内、每天一次，自动按闸门和期限检查。' }}
        card={(row) => (
          <div className="qh-stack-small" style={{ gap: 4 }}>
            <div className="qh-row">
              <LevelTag level={row.level} />
              <strong>
                {row.gate} {row.name}
              </strong>
            </div>
            <span>{row.message}</span>
            <span className="qh-muted qh-small">
              {row.caseNumber} {row.organName}
            </span>
          </div>
        )}
      />
      <Drawer
        open={opened !== null}
        onClose={() => setOpened(null)}
        title={opened ? `${opened.caseNumber}　${opened.gate} ${opened.name}` : ''}
        width="min(560px, 96vw)"
        destroyOnHidden
      >
        {opened ? <WarningDetail warning={opened} onDone={() => setOpened(null)} /> : null}
      </Drawer>
    </>
  );
}
