import { Button, Input, InputNumber, Select, Space } from 'antd';
import type { ConditionOperator, ConditionTest, ConditionTree, ConditionValue } from '#contracts';
import { conditionSentence, factText, GATE_FACTS, gateFact, operatorText, type GateFactType } from '#rules';
import { useRead } from '#ui';

export { conditionSentence };

const FOR_TYPE: Record<GateFactType, ConditionOperator[]> = {
  boolean: ['is-true', 'is-not-true', 'present', 'absent'],
  number: ['at-least', 'at-most', 'more', 'less', 'equals', 'not-equals', 'present', 'absent'],
  money: ['at-least', 'at-most', 'more', 'less', 'equals', 'present', 'absent'],
  date: ['present', 'absent', 'at-most', 'less', 'at-least', 'more', 'equals'],
  text: ['equals', 'not-equals', 'one-of', 'none-of', 'present', 'absent', 'longer-than'],
  list: ['includes', 'excludes', 'count-at-least', 'count-equals', 'present', 'absent'],
};
const NO_VALUE: ConditionOperator[] = ['is-true', 'is-not-true', 'present', 'absent'];
const COUNTING: ConditionOperator[] = ['count-at-least', 'count-equals', 'longer-than'];

const FORM_TYPES: Record<string, GateFactType> = {
  checkbox: 'boolean',
  number: 'number',
  datetime: 'date',
  checklist: 'list',
  taglist: 'list',
};

/** Documented facts in their groups, then the fields of published forms. */
function useFactOptions() {
  const forms = useRead('formFacts', { staleTimeMs: 300_000 });
  const groups = [...new Set(GATE_FACTS.map((fact) => fact.group))].map((group) => ({
    label: group as string,
    options: GATE_FACTS.filter((fact) => fact.group === group).map(({ name, label }) => ({ value: name, label })),
  }));
  const fields = (forms.data?.items ?? []).filter((item) => !gateFact(item.name));
  return {
    options: [
      ...groups,
      { label: '表单字段', options: fields.map((item) => ({ value: item.name, label: item.label || item.name })) },
    ],
    typeOf: (name: string): GateFactType =>
      gateFact(name)?.type ?? FORM_TYPES[fields.find((item) => item.name === name)?.type ?? ''] ?? 'text',
  };
}

const emptyTest: ConditionTest = { kind: 'test', fact: 'certificateShown', operator: 'is-true' };

interface BuilderProps {
  tree: ConditionTree;
  readOnly: boolean;
  onChange: (tree: ConditionTree) => void;
  onRemove?: (() => void) | undefined;
  depth?: number;
}

/** Builds 同时满足 / 满足其一 / 不满足 over facts, without writing an expression. */
export function ConditionBuilder({ tree, readOnly, onChange, onRemove, depth = 0 }: BuilderProps) {
  if (tree.kind === 'test')
    return <TestRow test={tree} readOnly={readOnly} onChange={onChange} onRemove={onRemove} depth={depth} />;
  const items = tree.kind === 'not' ? [tree.item] : tree.items;
  const rebuilt = (next: ConditionTree[]): ConditionTree =>
    tree.kind === 'not'
      ? { kind: 'not', item: next.length === 1 ? next[0]! : { kind: 'all', items: next } }
      : { kind: tree.kind, items: next };
  return (
    <div
      className="qh-stack-small"
      style={{ borderInlineStart: '3px solid #1B5FAA55', paddingInlineStart: 12 }}
      role="group"
      aria-label="条件组"
    >
      <div className="qh-row">
        <Select
          aria-label="怎样满足"
          size="small"
          style={{ width: 130 }}
          disabled={readOnly}
          value={tree.kind}
          options={[
            { value: 'all', label: '同时满足' },
            { value: 'any', label: '满足其一' },
            { value: 'not', label: '不满足' },
          ]}
          onChange={(kind: 'all' | 'any' | 'not') =>
            onChange(
              kind === 'not'
                ? { kind, item: items.length === 1 ? items[0]! : { kind: 'all', items } }
                : { kind, items },
            )
          }
        />
        {readOnly ? null : (
          <Space size={4}>
            {tree.kind === 'not' ? null : (
              <>
                <Button size="small" onClick={() => onChange(rebuilt([...items, emptyTest]))}>
                  加条件
                </Button>
                <Button size="small" onClick={() => onChange(rebuilt([...items, { kind: 'any', items: [emptyTest] }]))}>
                  加一组
                </Button>
              </>
            )}
            {onRemove ? (
              <Button size="small" type="link" danger onClick={onRemove}>
                删去这组
              </Button>
            ) : null}
          </Space>
        )}
      </div>
      {items.map((item, index) => (
        <ConditionBuilder
          key={index}
          tree={item}
          readOnly={readOnly}
          depth={depth + 1}
          onChange={(next) => onChange(rebuilt(items.map((one, at) => (at === index ? next : one))))}
          onRemove={
            tree.kind !== 'not' && items.length > 1
              ? () => onChange(rebuilt(items.filter((_one, at) => at !== index)))
              : undefined
          }
        />
      ))}
    </div>
  );
}

function TestRow({
  test,
  readOnly,
  onChange,
  onRemove,
  depth,
}: {
  test: ConditionTest;
  readOnly: boolean;
  onChange: (tree: ConditionTree) => void;
  onRemove: (() => void) | undefined;
  depth: number;
}) {
  const { options, typeOf } = useFactOptions();
  const type = typeOf(test.fact);
  const operators = FOR_TYPE[type].includes(test.operator) ? FOR_TYPE[type] : [...FOR_TYPE[type], test.operator];
  return (
    <div className="qh-row" style={{ rowGap: 4 }}>
      <Select
        aria-label="事实"
        showSearch
        optionFilterProp="label"
        popupMatchSelectWidth={320}
        style={{ minWidth: 220 }}
        disabled={readOnly}
        value={test.fact}
        options={options}
        onChange={(fact) => {
          const [first = 'present'] = FOR_TYPE[typeOf(fact)];
          onChange({ kind: 'test', fact, operator: first, ...(NO_VALUE.includes(first) ? {} : { value: '' }) });
        }}
      />
      <Select
        aria-label="怎样"
        style={{ width: 130 }}
        disabled={readOnly}
        value={test.operator}
        options={operators.map((value) => ({ value, label: operatorText(value, type) }))}
        onChange={(operator: ConditionOperator) =>
          onChange({
            kind: 'test',
            fact: test.fact,
            operator,
            ...(NO_VALUE.includes(operator) ? {} : { value: COUNTING.includes(operator) ? 1 : (test.value ?? '') }),
          })
        }
      />
      {NO_VALUE.includes(test.operator) ? null : (
        <ValueInput test={test} type={type} readOnly={readOnly} onChange={(value) => onChange({ ...test, value })} />
      )}
      {readOnly ? null : (
        <Space size={0}>
          {depth === 0 ? (
            <Button size="small" type="link" onClick={() => onChange({ kind: 'all', items: [test, emptyTest] })}>
              再加条件
            </Button>
          ) : null}
          {onRemove ? (
            <Button size="small" type="link" danger aria-label="删去这个条件" onClick={onRemove}>
              删去
            </Button>
          ) : null}
        </Space>
      )}
    </div>
  );
}

function ValueInput({
  test,
  type,
  readOnly,
  onChange,
}: {
  test: ConditionTest;
  type: GateFactType;
  readOnly: boolean;
  onChange: (value: ConditionValue) => void;
}) {
  const choices = gateFact(test.fact)?.options;
  const { value } = test;
  if (value !== undefined && typeof value === 'object' && !Array.isArray(value))
    return <span>“{factText(value.fact)}”</span>;
  if (COUNTING.includes(test.operator) || type === 'number')
    return (
      <InputNumber
        aria-label="数值"
        disabled={readOnly}
        value={typeof value === 'number' ? value : null}
        onChange={(next) => onChange(next ?? 0)}
      />
    );
  if (type === 'money')
    return (
      <InputNumber
        aria-label="金额（元）"
        addonAfter="元"
        min={0}
        precision={2}
        style={{ width: 180 }}
        disabled={readOnly}
        value={typeof value === 'number' ? value / 100 : null}
        onChange={(next) => onChange(Math.round((next ?? 0) * 100))}
      />
    );
  if (test.operator === 'one-of' || test.operator === 'none-of')
    return (
      <Select
        aria-label="值"
        mode={choices ? 'multiple' : 'tags'}
        style={{ minWidth: 220 }}
        disabled={readOnly}
        value={Array.isArray(value) ? value.map(String) : []}
        options={choices ? [...choices] : []}
        onChange={(next: string[]) => onChange(next)}
      />
    );
  if (choices)
    return (
      <Select
        aria-label="值"
        style={{ minWidth: 180 }}
        disabled={readOnly}
        value={typeof value === 'string' ? value : null}
        options={[...choices]}
        onChange={(next: string) => onChange(next)}
      />
    );
  return (
    <Input
      aria-label="值"
      type={type === 'date' ? 'date' : 'text'}
      style={{ width: 180 }}
      disabled={readOnly}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
