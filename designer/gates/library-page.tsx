import { Button, Drawer, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'react-router-dom';
import type { GateDefinition, GateStage } from '#contracts';
import { ROLE_NAMES } from '#contracts';
import { conditionFromFeel, STANDARD_GATES, WARNING_RULES } from '#rules';
import { ArticleLinks, ChoiceFilter, OriginTag, Page, pageOfRows, PageTable, useTableState } from '#ui';
import type { PageColumn } from '#ui';
import { conditionSentence } from './condition-builder.tsx';
import './gates.css';
import { LEVEL_COLORS, LEVEL_WORDS, STAGE_WORDS, stagesText } from './gate-words.ts';
import { TryGate } from './try-gate.tsx';

const ALL = [...STANDARD_GATES, ...WARNING_RULES];

const text = (condition: string): string => {
  const tree = conditionFromFeel(condition);
  return tree ? conditionSentence(tree) : condition;
};

const Level = ({ gate }: { gate: GateDefinition }) => (
  <Tag color={LEVEL_COLORS[gate.level]}>{LEVEL_WORDS[gate.level]}</Tag>
);

const Name = ({ gate }: { gate: GateDefinition }) => (
  <span>
    {gate.name} {gate.origin === '法' ? null : <Tag color="orange">待确认</Tag>}
  </span>
);

const COLUMNS: PageColumn<GateDefinition>[] = [
  { key: 'code', title: '编号', fixed: true, render: (gate) => gate.code, text: (gate) => gate.code },
  { key: 'name', title: '名称', fixed: true, render: (gate) => <Name gate={gate} />, text: (gate) => gate.name },
  {
    key: 'level',
    title: '级别',
    fixed: true,
    render: (gate) => <Level gate={gate} />,
    text: (gate) => LEVEL_WORDS[gate.level],
  },
  {
    key: 'stages',
    title: '环节',
    render: (gate) => <div className="qh-gate-stages">{stagesText(gate.stages)}</div>,
    text: (gate) => stagesText(gate.stages),
  },
  {
    key: 'condition',
    title: '要求',
    render: (gate) => <div className="qh-gate-condition">{text(gate.condition)}</div>,
    text: (gate) => text(gate.condition),
  },
  {
    key: 'basis',
    title: '依据',
    render: (gate) => (
      <div className="qh-gate-basis">
        <ArticleLinks citations={gate.basis.slice(0, 2)} />
      </div>
    ),
    text: (gate) => gate.basis.map(({ law, article }) => `${law}${article}`).join('；'),
  },
];

function GateDetail({ gate }: { gate: GateDefinition }) {
  return (
    <div className="qh-stack">
      <div className="qh-row">
        <Level gate={gate} />
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
  const state = useTableState(['stage', 'level', 'origin'], 50);
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
    <ChoiceFilter
      label={label}
      width={150}
      value={state.get(name)}
      options={Object.entries(words).map(([value, entry]) => ({ value, label: entry }))}
      onChange={(value) => state.set({ [name]: value })}
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
      <PageTable<GateDefinition>
        name="闸门库"
        columns={COLUMNS}
        read={pageOfRows(gates, state)}
        rowKey={(gate) => gate.code}
        state={state}
        searchPlaceholder="编号、名称、条文"
        onOpen={setOpened}
        filters={
          <>
            {filter('stage', '环节', STAGE_WORDS)}
            {filter('level', '级别', LEVEL_WORDS)}
            {filter('origin', '来源', { confirmed: '已核对', unconfirmed: '待确认' })}
          </>
        }
        card={(gate) => (
          <div>
            <div className="qh-row">
              <strong>{gate.code}</strong>
              <Level gate={gate} />
              <span className="qh-muted qh-small">{stagesText(gate.stages)}</span>
            </div>
            <Name gate={gate} />
          </div>
        )}
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
