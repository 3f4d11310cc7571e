import { Button, Drawer, Input, Select, Table, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'react-router-dom';
import type { GateDefinition, GateStage } from '#contracts';
import { ROLE_NAMES } from '#contracts';
import { conditionFromFeel, STANDARD_GATES, WARNING_RULES } from '#rules';
import { ArticleLinks, EmptyState, OriginTag, Page, useTableState } from '#ui';
import { conditionSentence } from './condition-builder.tsx';
import { LEVEL_COLORS, LEVEL_WORDS, STAGE_WORDS, stagesText } from './gate-words.ts';
import { TryGate } from './try-gate.tsx';

const ALL = [...STANDARD_GATES, ...WARNING_RULES];

const text = (condition: string): string => {
  const tree = conditionFromFeel(condition);
  return tree ? conditionSentence(tree) : condition;
};

function GateDetail({ gate }: { gate: GateDefinition }) {
  return (
    <div className="qh-stack">
      <div className="qh-row">
        <Tag color={LEVEL_COLORS[gate.level]}>{LEVEL_WORDS[gate.level]}</Tag>
        <OriginTag origin={gate.origin} />
        {gate.origin === '法' ? null : <Tag color="orange">待确认</Tag>}
        <span className="qh-muted">{stagesText(gate.stages)}</span>
      </div>
      {gate.appliesWhen ? (
        <section>
          <h3>什么情况下适用</h3>
          <p>{text(gate.appliesWhen)}</p>
        </section>
      ) : null}
      <section>
        <h3>须满足什么</h3>
        <p>{text(gate.condition)}</p>
        <details className="qh-small">
          <summary className="qh-muted">FEEL</summary>
          <code style={{ whiteSpace: 'pre-wrap' }}>
            {gate.appliesWhen ? `适用：${gate.appliesWhen}\n` : ''}
            {gate.condition}
          </code>
        </details>
      </section>
      <section>
        <h3>没有通过时</h3>
        <p>{gate.message.replace(/\{(\w+)\}/g, '…')}</p>
        <p className="qh-muted">{gate.remedy}</p>
      </section>
      <section>
        <h3>依据</h3>
        <ArticleLinks citations={gate.basis} />
      </section>
      <section>
        <h3>例外</h3>
        <p>
          {gate.exceptionApprover
            ? `可由${(ROLE_NAMES as Record<string, string>)[gate.exceptionApprover] ?? gate.exceptionApprover}批准个案例外`
            : '不允许例外'}
        </p>
      </section>
      <TryGate gate={gate} />
      <p className="qh-muted">
        部门需要收紧或补充的，在<Link to="/rule-packs">规则包</Link>里改写；下级只能收紧，不能放宽“阻断”。
      </p>
    </div>
  );
}

/** The library of gates G01–G35 and of the rules of supervision: what each asks, where, by which article. */
export default function GateLibrary() {
  const state = useTableState(['stage', 'level', 'origin']);
  const [opened, setOpened] = useState<GateDefinition | null>(null);
  const q = state.q.trim().toLowerCase();
  const gates = useMemo(
    () =>
      ALL.filter((gate) => {
        const stage = state.get('stage') as GateStage | '';
        const words = `${gate.code}${gate.name}${gate.message}${gate.remedy}${gate.basis.map((one) => one.law + one.article).join('')}`;
        return (
          words.toLowerCase().includes(q) &&
          (stage === '' || !gate.stages?.length || gate.stages.includes(stage)) &&
          (state.get('level') === '' || gate.level === state.get('level')) &&
          (state.get('origin') === '' || (gate.origin === '法') === (state.get('origin') === 'confirmed'))
        );
      }),
    [q, state],
  );
  const filter = (name: string, label: string, words: Record<string, string>) => (
    <Select
      allowClear
      placeholder={label}
      aria-label={label}
      style={{ width: 160 }}
      value={state.get(name) || undefined}
      options={Object.entries(words).map(([value, entry]) => ({ value, label: entry }))}
      onChange={(value?: string) => state.set({ [name]: value })}
    />
  );
  return (
    <Page
      title="闸门库"
      subtitle="满足条件才能进入下一步的程序要求（G01—G35），和监督预警规则（W）。同一条规则用于办案阻断、监督预警和旧案检查。"
      actions={
        <Link to="/rule-packs">
          <Button>部门规则包</Button>
        </Link>
      }
    >
      <div className="qh-row" style={{ marginBottom: 12 }}>
        <Input.Search
          allowClear
          aria-label="搜索闸门"
          placeholder="编号、名称、条文"
          style={{ width: 260 }}
          defaultValue={state.q}
          onSearch={(value) => state.set({ q: value })}
          onChange={(event) => state.set({ q: event.target.value })}
        />
        {filter('stage', '环节', STAGE_WORDS)}
        {filter('level', '级别', LEVEL_WORDS)}
        {filter('origin', '来源', { confirmed: '已核对', unconfirmed: '待确认' })}
        <span className="qh-muted">{gates.length} 项</span>
      </div>
      <Table<GateDefinition>
        size="middle"
        rowKey="code"
        sticky
        pagination={false}
        dataSource={gates}
        scroll={{ x: 1060 }}
        locale={{ emptyText: <EmptyState title="没有符合条件的闸门" hint="请放宽搜索或筛选。" /> }}
        onRow={(gate) => ({
          onClick: () => setOpened(gate),
          onKeyDown: (event) => event.key === 'Enter' && setOpened(gate),
          tabIndex: 0,
          style: { cursor: 'pointer' },
        })}
        columns={[
          { title: '编号', dataIndex: 'code', width: 70 },
          {
            title: '名称',
            width: 150,
            render: (_value, gate) => (
              <span>
                {gate.name} {gate.origin === '法' ? null : <Tag color="orange">待确认</Tag>}
              </span>
            ),
          },
          {
            title: '级别',
            width: 80,
            render: (_value, gate) => <Tag color={LEVEL_COLORS[gate.level]}>{LEVEL_WORDS[gate.level]}</Tag>,
          },
          { title: '环节', width: 180, render: (_value, gate) => stagesText(gate.stages) },
          { title: '要求', render: (_value, gate) => text(gate.condition) },
          { title: '依据', width: 220, render: (_value, gate) => <ArticleLinks citations={gate.basis.slice(0, 2)} /> },
        ]}
      />
      <Drawer
        open={opened !== null}
        onClose={() => setOpened(null)}
        title={opened ? `${opened.code} ${opened.name}` : ''}
        width="min(680px, 96vw)"
        destroyOnHidden
      >
        {opened ? <GateDetail key={opened.code} gate={opened} /> : null}
      </Drawer>
    </Page>
  );
}
