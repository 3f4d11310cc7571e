import { Button, Checkbox, Form, Input, Select, Space, Switch } from 'antd';
import { useState } from 'react';
import type { ConditionTree, GateDefinition, GateLevel, GateStage, Origin, ProblemIssue } from '#contracts';
import { CASE_EVENTS, ROLE_NAMES } from '#contracts';
import { conditionFromFeel, conditionToFeel } from '#rules';
import { ConditionBuilder, conditionSentence } from './condition-builder.tsx';
import { LEVEL_WORDS, STAGE_WORDS } from './gate-words.ts';

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

interface GateFormProps {
  gate: GateDefinition;
  /** A gate of the levels above that this one tightens; its code stays. */
  tightens: boolean;
  readOnly: boolean;
  issues?: readonly ProblemIssue[];
  onChange: (gate: GateDefinition) => void;
}

/** Writes one gate: when it applies, what must hold, what the officer reads, by which article. */
export function GateForm({ gate, tightens, readOnly, issues = [], onChange }: GateFormProps) {
  const set = (part: Partial<GateDefinition>) => onChange({ ...gate, ...part });
  const basis = gate.basis[0] ?? { law: '', article: '' };
  const errorOf = (path: string) => {
    const found = issues.find((issue) => issue.path.endsWith(path));
    return found ? { validateStatus: 'error' as const, help: found.message } : {};
  };
  return (
    <Form layout="vertical" disabled={readOnly}>
      <Space wrap align="start">
        <Form.Item label="编号" {...errorOf('.code')}>
          <Input
            aria-label="闸门编号"
            style={{ width: 110 }}
            value={gate.code}
            disabled={readOnly || tightens}
            onChange={(event) => set({ code: event.target.value })}
          />
        </Form.Item>
        <Form.Item label="名称">
          <Input aria-label="闸门名称" value={gate.name} onChange={(event) => set({ name: event.target.value })} />
        </Form.Item>
        <Form.Item label="级别" {...errorOf('.level')}>
          <Select
            aria-label="级别"
            style={{ width: 110 }}
            value={gate.level}
            options={options(LEVEL_WORDS)}
            onChange={(level: GateLevel) => set({ level })}
          />
        </Form.Item>
      </Space>
      <ConditionField
        label="什么情况下适用"
        optional
        text={gate.appliesWhen}
        tree={gate.appliesTree}
        readOnly={readOnly}
        error={errorOf('.appliesWhen')}
        onChange={(appliesWhen, appliesTree) => {
          const { appliesWhen: _text, appliesTree: _tree, ...rest } = gate;
          onChange({
            ...rest,
            ...(appliesWhen === undefined ? {} : { appliesWhen }),
            ...(appliesTree ? { appliesTree } : {}),
          });
        }}
      />
      <ConditionField
        label="须满足什么才能通过"
        text={gate.condition}
        tree={gate.conditionTree}
        readOnly={readOnly}
        error={errorOf('.condition')}
        onChange={(condition, conditionTree) => {
          const { conditionTree: _tree, ...rest } = gate;
          onChange({ ...rest, condition: condition ?? '', ...(conditionTree ? { conditionTree } : {}) });
        }}
      />
      <Form.Item label="没有通过时，办案人员看到的话" {...errorOf('.message')}>
        <Input.TextArea
          aria-label="未通过时的说明"
          autoSize
          value={gate.message}
          onChange={(event) => set({ message: event.target.value })}
        />
      </Form.Item>
      <Form.Item label="怎样改正" {...errorOf('.remedy')}>
        <Input.TextArea
          aria-label="改正办法"
          autoSize
          value={gate.remedy}
          onChange={(event) => set({ remedy: event.target.value })}
        />
      </Form.Item>
      <Form.Item label="依据" {...errorOf('.basis')}>
        <Space.Compact block>
          <Input
            aria-label="依据的法规"
            placeholder="法规名称"
            value={basis.law}
            onChange={(event) => set({ basis: [{ ...basis, law: event.target.value }, ...gate.basis.slice(1)] })}
          />
          <Input
            aria-label="依据的条文"
            placeholder="第六十条"
            style={{ maxWidth: 180 }}
            value={basis.article}
            onChange={(event) => set({ basis: [{ ...basis, article: event.target.value }, ...gate.basis.slice(1)] })}
          />
        </Space.Compact>
      </Form.Item>
      <Form.Item label="用在哪些环节（不选为全程）">
        <Select
          aria-label="环节"
          mode="multiple"
          value={gate.stages ?? []}
          options={options(STAGE_WORDS)}
          onChange={(stages: GateStage[]) => set({ stages })}
        />
      </Form.Item>
      <Form.Item label="发生什么之后就应当已经满足（监督和批量检查按此判断；不选为自登记起）">
        <Select
          aria-label="应当满足的时点"
          mode="multiple"
          optionFilterProp="label"
          value={gate.dueAfter ?? []}
          options={options(CASE_EVENTS)}
          onChange={(dueAfter: string[]) => set({ dueAfter })}
        />
      </Form.Item>
      <Space wrap align="start">
        <Form.Item label="例外由谁批准" {...errorOf('.exceptionApprover')}>
          <Select
            aria-label="例外批准人"
            style={{ width: 200 }}
            value={gate.exceptionApprover ?? ''}
            options={[{ value: '', label: '不允许例外' }, ...options(ROLE_NAMES)]}
            onChange={(approver: string) => {
              const { exceptionApprover: _former, ...rest } = gate;
              onChange(approver === '' ? rest : { ...rest, exceptionApprover: approver });
            }}
          />
        </Form.Item>
        <Form.Item label="来源">
          <Select
            aria-label="来源"
            style={{ width: 170 }}
            value={gate.origin}
            options={(['法', '摘', '编', '忆'] as const).map((value) => ({
              value,
              label: value === '法' ? '法：已与条文核对' : `${value}：待确认`,
            }))}
            onChange={(origin: Origin) => set({ origin })}
          />
        </Form.Item>
      </Space>
    </Form>
  );
}

/** A condition as sentences to choose from, or as FEEL for those who want it. */
function ConditionField({
  label,
  optional = false,
  text,
  tree,
  readOnly,
  error,
  onChange,
}: {
  label: string;
  optional?: boolean;
  text: string | undefined;
  tree: ConditionTree | undefined;
  readOnly: boolean;
  error: object;
  onChange: (text: string | undefined, tree: ConditionTree | null) => void;
}) {
  const readable = text === undefined ? null : (tree ?? conditionFromFeel(text));
  const [asFeel, setAsFeel] = useState(text !== undefined && readable === null);
  const build = (next: ConditionTree) => onChange(conditionToFeel(next), next);
  if (text === undefined)
    return (
      <Form.Item label={label}>
        <Checkbox
          checked
          onChange={() => build({ kind: 'test', fact: 'decisionType', operator: 'equals', value: 'penalty' })}
        >
          所有案件（取消勾选以设条件）
        </Checkbox>
      </Form.Item>
    );
  return (
    <Form.Item
      label={
        <span className="qh-row">
          {label}
          <Switch
            size="small"
            aria-label={`${label}：用 FEEL 书写`}
            checkedChildren="FEEL"
            unCheckedChildren="句子"
            checked={asFeel}
            disabled={readable === null}
            onChange={setAsFeel}
          />
          {optional && !readOnly ? (
            <Button size="small" type="link" onClick={() => onChange(undefined, null)}>
              改为所有案件
            </Button>
          ) : null}
        </span>
      }
      {...error}
    >
      {asFeel || readable === null ? (
        <>
          <Input.TextArea
            aria-label={`${label}（FEEL）`}
            autoSize
            style={{ fontFamily: 'monospace' }}
            value={text}
            onChange={(event) => onChange(event.target.value, conditionFromFeel(event.target.value))}
          />
          {readable === null ? (
            <span className="qh-muted qh-small">这段表达式超出了句子能说的范围，保留为 FEEL。</span>
          ) : null}
        </>
      ) : (
        <>
          <ConditionBuilder tree={readable} readOnly={readOnly} onChange={build} />
          <div className="qh-muted qh-small" style={{ marginTop: 6 }}>
            {conditionSentence(readable)}
          </div>
        </>
      )}
    </Form.Item>
  );
}
