import { Alert, Button, Flex, Form, Input, Select, Space, Typography } from 'antd';
import { CASE_EVENTS, ROLE_NAMES, type ProcedureManifest, type RoleId, type StepDefinition } from '#contracts';
import { listFields, STANDARD_GATES } from '#rules';
import type { FormEntry } from '../draft/package-files.ts';

export interface StepPanelProps {
  elementId: string;
  elementName: string;
  manifest: ProcedureManifest;
  step: StepDefinition;
  forms: readonly FormEntry[];
  formNames: Readonly<Record<string, string>>;
  /** Names of the other steps by element id. */
  stepNames: Readonly<Record<string, string>>;
  readOnly: boolean;
  onRename: (name: string) => void;
  onChange: (change: Partial<StepDefinition>) => void;
  onNewForm: () => void;
  onEditForm: (formId: string) => void;
}

const STEP_ROLES: RoleId[] = ['officer', 'unit-head', 'legal-reviewer', 'organ-leader', 'supervisor'];

/** Settings of one step in sentences: who does it, with which form, passing which gates, under which clocks. */
export function StepPanel({
  elementId,
  elementName,
  manifest,
  step,
  forms,
  formNames,
  stepNames,
  readOnly,
  onRename,
  onChange,
  onNewForm,
  onEditForm,
}: StepPanelProps) {
  const form = forms.find((candidate) => candidate.id === step.form);
  const fields = form
    ? listFields(form.schema).map((field) => ({ value: field.key, label: `${field.label}（${field.key}）` }))
    : [];
  const dates = form ? listFields(form.schema).filter((field) => field.type === 'datetime') : [];
  const gates = [...STANDARD_GATES, ...manifest.gates].map((gate) => ({
    value: gate.code,
    label: `${gate.code} ${gate.name}`,
  }));
  const steps = Object.entries(stepNames).filter(([id]) => id !== elementId);
  const many = (
    label: string,
    help: string,
    value: readonly string[],
    options: { value: string; label: string }[],
    set: (value: string[]) => void,
  ) => (
    <Form.Item label={label} tooltip={help}>
      <Select
        mode="multiple"
        aria-label={label}
        value={[...value]}
        options={options}
        onChange={set}
        optionFilterProp="label"
        placeholder="不设"
        disabled={readOnly}
      />
    </Form.Item>
  );
  return (
    <Form layout="vertical" size="small" disabled={readOnly} className="step-panel">
      {step.locked ? <Alert type="info" showIcon message="上级统一设置的步骤，不能修改" /> : null}
      <Form.Item label="步骤名称">
        <Input
          aria-label="步骤名称"
          key={elementId}
          defaultValue={elementName}
          maxLength={60}
          onBlur={(event) => event.target.value !== elementName && onRename(event.target.value)}
          onPressEnter={(event) => event.currentTarget.blur()}
        />
      </Form.Item>
      <Form.Item label="属于阶段">
        <Select
          aria-label="属于阶段"
          value={step.stage || undefined}
          options={manifest.stages.map((stage) => ({ value: stage.id, label: stage.name }))}
          onChange={(stage) => onChange({ stage })}
          placeholder="选择阶段"
        />
      </Form.Item>
      <Form.Item label="由谁办理">
        <Select
          aria-label="由谁办理"
          value={step.role}
          options={STEP_ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
          onChange={(role) => onChange({ role })}
        />
      </Form.Item>
      <Form.Item label="填写表单">
        <Space.Compact block>
          <Select
            aria-label="填写表单"
            style={{ flex: 1, minWidth: 0 }}
            showSearch
            optionFilterProp="label"
            value={step.form || undefined}
            options={forms.map((entry) => ({ value: entry.id, label: formNames[entry.id] ?? entry.id }))}
            onChange={(value) => onChange({ form: value })}
            placeholder="选择表单"
          />
          {form ? <Button onClick={() => onEditForm(form.id)}>编辑</Button> : null}
          <Button onClick={onNewForm}>新建</Button>
        </Space.Compact>
      </Form.Item>
      <Form.Item label="办理提示" tooltip="显示在办理页右侧，一两句话">
        <Input.TextArea
          aria-label="办理提示"
          key={`${elementId}-guidance`}
          defaultValue={step.guidance}
          autoSize={{ minRows: 2, maxRows: 5 }}
          onBlur={(event) => event.target.value !== step.guidance && onChange({ guidance: event.target.value })}
        />
      </Form.Item>
      {many('提交时要过的闸门', '阻断的闸门没有通过就不能提交', step.gates, gates, (value) =>
        onChange({ gates: value }),
      )}
      {many(
        '显示的期限',
        '在办理页上显示这些期限',
        step.clocks,
        manifest.clocks.map((clock) => ({ value: clock.code, label: `${clock.code} ${clock.name}` })),
        (value) => onChange({ clocks: value }),
      )}
      {many('交给流程判断的字段', '分支条件要用的字段；其他内容不进入流程引擎', step.variables, fields, (value) =>
        onChange({ variables: value }),
      )}
      {many('只能看不能改的字段', '', step.readonlyFields, fields, (value) => onChange({ readonlyFields: value }))}
      {many(
        '办理人不得与这些步骤相同',
        '职责分离，例如审核人不得是办案人',
        step.notBy,
        steps.map(([value, label]) => ({ value, label })),
        (value) => onChange({ notBy: value }),
      )}
      <Form.Item label="提交后记录的事件" tooltip="期限由事件起算和停止">
        <Flex vertical gap={8}>
          {step.emits.map((emitted, index) => {
            const set = (change: Partial<typeof emitted>) =>
              onChange({ emits: step.emits.map((entry, at) => (at === index ? { ...entry, ...change } : entry)) });
            return (
              <Flex key={`${emitted.event}-${index}`} gap={4} wrap>
                <Select
                  style={{ flex: '1 1 140px' }}
                  aria-label={`事件 ${index + 1}`}
                  showSearch
                  optionFilterProp="label"
                  value={emitted.event}
                  options={Object.entries(CASE_EVENTS).map(([value, label]) => ({ value, label }))}
                  onChange={(event) => set({ event })}
                />
                <Select
                  style={{ flex: '1 1 120px' }}
                  aria-label={`事件 ${index + 1} 的日期`}
                  allowClear
                  placeholder="以提交时间为准"
                  value={emitted.dateField}
                  options={dates.map((field) => ({ value: field.key, label: `取“${field.label}”` }))}
                  onChange={(dateField: string | undefined) =>
                    onChange({
                      emits: step.emits.map((entry, at) =>
                        at === index
                          ? {
                              event: entry.event,
                              ...(entry.when ? { when: entry.when } : {}),
                              ...(dateField ? { dateField } : {}),
                            }
                          : entry,
                      ),
                    })
                  }
                />
                <Button
                  aria-label={`删除事件 ${index + 1}`}
                  onClick={() => onChange({ emits: step.emits.filter((_entry, at) => at !== index) })}
                >
                  删除
                </Button>
                <Input
                  style={{ flex: '1 1 100%' }}
                  aria-label={`事件 ${index + 1} 的条件`}
                  key={`${elementId}-${index}-when`}
                  defaultValue={emitted.when}
                  placeholder='条件（可不填），例如 =filingDecision = "approve"'
                  onBlur={(event) => event.target.value !== (emitted.when ?? '') && set({ when: event.target.value })}
                />
              </Flex>
            );
          })}
          <Button type="dashed" onClick={() => onChange({ emits: [...step.emits, { event: 'inspection.done' }] })}>
            添加事件
          </Button>
        </Flex>
      </Form.Item>
      {step.basis.length > 0 ? (
        <Typography.Text type="secondary">
          依据：{step.basis.map((basis) => `《${basis.law}》${basis.article}`).join('、')}
        </Typography.Text>
      ) : null}
    </Form>
  );
}
