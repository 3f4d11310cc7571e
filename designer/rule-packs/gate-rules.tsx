import { Button, Drawer, Popconfirm, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import type { GateDefinition, ProblemIssue } from '#contracts';
import { conditionFromFeel } from '#rules';
import { EmptyState } from '#ui';
import { conditionSentence } from '../gates/condition-builder.tsx';
import { GateForm } from '../gates/gate-form.tsx';
import { LEVEL_COLORS, LEVEL_WORDS, stagesText } from '../gates/gate-words.ts';
import { TryGate } from '../gates/try-gate.tsx';
import { IssueLines, SourceTag } from './rule-words.tsx';
import { issuesAt } from './use-pack-draft.ts';

interface GateRulesProps {
  gates: readonly GateDefinition[];
  inherited: readonly GateDefinition[];
  issues: readonly ProblemIssue[];
  readOnly: boolean;
  onChange: (gates: GateDefinition[]) => void;
}

const newGate = (taken: readonly string[]): GateDefinition => {
  const numbers = taken.map((code) => Number(/^B(\d+)$/.exec(code)?.[1] ?? 0));
  return {
    code: `B${String(Math.max(0, ...numbers) + 1).padStart(2, '0')}`,
    name: '新闸门',
    level: 'warn',
    condition: 'certificateShown = true',
    message: '',
    remedy: '',
    basis: [{ law: '', article: '' }],
    origin: '编',
    stages: [],
    dueAfter: [],
  };
};

const sentence = (condition: string): string => {
  const tree = conditionFromFeel(condition);
  return tree ? conditionSentence(tree) : condition;
};

/** The gates of a pack: those it tightens and adds, over those it inherits. */
export function GateRules({ gates, inherited, issues, readOnly, onChange }: GateRulesProps) {
  const [editing, setEditing] = useState<string | null>(null);
  const index = gates.findIndex((gate) => gate.code === editing);
  const gate = gates[index];
  const put = (next: GateDefinition) => {
    onChange(gates.map((one, at) => (at === index ? next : one)));
    setEditing(next.code);
  };
  const tighten = (above: GateDefinition) => {
    const { source: _source, ...own } = above;
    onChange([...gates, own]);
    setEditing(above.code);
  };
  const add = () => {
    const made = newGate([...gates, ...inherited].map((one) => one.code));
    onChange([...gates, made]);
    setEditing(made.code);
  };
  const rows = [...gates, ...inherited.filter((above) => !gates.some((own) => own.code === above.code))];
  return (
    <div className="qh-stack">
      <div className="qh-row" style={{ justifyContent: 'space-between' }}>
        <span className="qh-muted">上级的“阻断”只能收紧：收紧后，上级的要求仍须满足，再加上本包的要求。</span>
        {readOnly ? null : <Button onClick={add}>新增闸门</Button>}
      </div>
      <Table<GateDefinition>
        size="small"
        rowKey="code"
        pagination={false}
        dataSource={rows}
        scroll={{ x: 1040 }}
        locale={{ emptyText: <EmptyState title="没有闸门" /> }}
        columns={[
          { title: '编号', dataIndex: 'code', width: 70 },
          { title: '名称', dataIndex: 'name', width: 140 },
          {
            title: '级别',
            width: 80,
            render: (_value, row) => <Tag color={LEVEL_COLORS[row.level]}>{LEVEL_WORDS[row.level]}</Tag>,
          },
          { title: '环节', width: 160, render: (_value, row) => stagesText(row.stages) },
          {
            title: '要求',
            render: (_value, row) => (
              <div>
                {sentence(row.condition)}
                <IssueLines
                  issues={gates.includes(row) ? issuesAt(issues, `content.gates[${gates.indexOf(row)}]`) : []}
                />
              </div>
            ),
          },
          {
            title: '来自',
            width: 130,
            render: (_value, row) =>
              gates.includes(row) ? <Tag color="purple">本包</Tag> : <SourceTag source={row.source} />,
          },
          {
            title: '操作',
            width: 150,
            render: (_value, row) =>
              gates.includes(row) ? (
                <Space size={4}>
                  <Button size="small" onClick={() => setEditing(row.code)}>
                    {readOnly ? '查看' : '编辑'}
                  </Button>
                  {readOnly ? null : (
                    <Popconfirm
                      title="恢复为上级的规定？"
                      okText="恢复"
                      cancelText="不恢复"
                      onConfirm={() => onChange(gates.filter((one) => one !== row))}
                    >
                      <Button size="small">恢复继承</Button>
                    </Popconfirm>
                  )}
                </Space>
              ) : readOnly ? null : (
                <Button size="small" onClick={() => tighten(row)}>
                  收紧
                </Button>
              ),
          },
        ]}
      />
      <Drawer
        open={gate !== undefined}
        onClose={() => setEditing(null)}
        title={gate ? `${gate.code} ${gate.name}` : ''}
        width="min(760px, 96vw)"
        destroyOnHidden
      >
        {gate ? (
          <div className="qh-stack">
            <GateForm
              gate={gate}
              tightens={inherited.some((above) => above.code === gate.code)}
              readOnly={readOnly}
              issues={issuesAt(issues, `content.gates[${index}]`)}
              onChange={put}
            />
            <TryGate gate={gate} />
          </div>
        ) : null}
      </Drawer>
    </div>
  );
}
