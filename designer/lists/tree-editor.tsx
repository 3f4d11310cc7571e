import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import type { FactOperator, FactTest, FactTree, FactValue } from '#contracts';
import { DISCRETION_FACTS, factDefinition } from '#rules';
import { FactInput } from '#ui';

const OPERATORS: Record<string, { value: FactOperator; label: string }[]> = {
  boolean: [
    { value: 'true', label: '是' },
    { value: 'false', label: '否' },
  ],
  number: [
    { value: '<', label: '不足（小于）' },
    { value: '<=', label: '不超过（≤）' },
    { value: '=', label: '等于' },
    { value: '>=', label: '达到（≥）' },
    { value: '>', label: '超过（大于）' },
    { value: 'between', label: '在两数之间（含）' },
  ],
  text: [
    { value: '=', label: '为' },
    { value: '!=', label: '不为' },
  ],
};
const operatorsFor = (fact: string) => {
  const { type } = factDefinition(fact);
  return OPERATORS[type === 'money' ? 'number' : type] ?? OPERATORS['text']!;
};

const GROUPS = [...new Set(DISCRETION_FACTS.map((fact) => fact.group))].map((group) => ({
  label: group,
  options: DISCRETION_FACTS.filter((fact) => fact.group === group).map((fact) => ({
    value: fact.name,
    label: fact.unit ? `${fact.label}（${fact.unit}）` : fact.label,
  })),
}));

const NEW_TEST: FactTest = { fact: 'firstOffence', operator: 'true' };

function Between({
  fact,
  value,
  onChange,
}: {
  fact: string;
  value: FactValue | undefined;
  onChange: (value: FactValue) => void;
}) {
  const pair = Array.isArray(value) ? value : [0, 0];
  return (
    <span className="qh-row">
      {[0, 1].map((place) => (
        <InputNumber
          key={place}
          aria-label={`${factDefinition(fact).label}${place === 0 ? '下限' : '上限'}`}
          value={Number(pair[place] ?? 0)}
          onChange={(next) =>
            onChange(place === 0 ? [next ?? 0, Number(pair[1] ?? 0)] : [Number(pair[0] ?? 0), next ?? 0])
          }
        />
      ))}
    </span>
  );
}

function TestEditor({
  test,
  onChange,
  onRemove,
}: {
  test: FactTest;
  onChange: (next: FactTest) => void;
  onRemove: () => void;
}) {
  const definition = factDefinition(test.fact);
  const { text: _own, ...plain } = test;
  const asked = {
    fact: test.fact,
    label: definition.label,
    type: definition.type,
    ...(definition.unit ? { unit: definition.unit } : {}),
  };
  const turn = (fact: string) => {
    const operator = operatorsFor(fact)[0]!.value;
    onChange(
      operator === 'true'
        ? { fact, operator }
        : { fact, operator, value: factDefinition(fact).type === 'text' ? '' : 0 },
    );
  };
  return (
    <div className="qh-row" style={{ flexWrap: 'wrap' }}>
      <Select
        showSearch
        optionFilterProp="label"
        aria-label="事实"
        style={{ width: 230 }}
        value={test.fact}
        options={GROUPS}
        onChange={turn}
      />
      <Select
        aria-label="比较"
        style={{ width: 150 }}
        value={test.operator}
        options={operatorsFor(test.fact)}
        onChange={(operator: FactOperator) =>
          onChange(operator === 'between' ? { ...plain, operator, value: [0, 0] } : { ...plain, operator })
        }
      />
      {test.operator === 'between' ? (
        <Between fact={test.fact} value={test.value} onChange={(value) => onChange({ ...plain, value })} />
      ) : definition.type === 'boolean' ? null : definition.type === 'text' ? (
        <Input
          aria-label={definition.label}
          style={{ width: 160 }}
          value={String(test.value ?? '')}
          onChange={(event) => onChange({ ...plain, value: event.target.value })}
        />
      ) : (
        <span style={{ width: 180 }}>
          <FactInput
            fact={asked}
            value={test.value}
            onChange={(value) => onChange({ ...plain, value: (value as number | undefined) ?? 0 })}
          />
        </span>
      )}
      <Button type="text" size="small" icon={<DeleteOutlined />} aria-label="删除这一项比较" onClick={onRemove} />
    </div>
  );
}

function GroupEditor({
  kind,
  children,
  onChange,
  onRemove,
}: {
  kind: 'all' | 'any';
  children: readonly FactTree[];
  onChange: (next: FactTree) => void;
  onRemove: () => void;
}) {
  const make = (of: 'all' | 'any', list: FactTree[]): FactTree => (of === 'all' ? { all: list } : { any: list });
  const put = (index: number, next: FactTree | null) => {
    const list = next
      ? children.map((child, at) => (at === index ? next : child))
      : children.filter((_, at) => at !== index);
    if (list.length === 0) onRemove();
    else onChange(make(kind, list));
  };
  return (
    <div
      className="qh-stack-small"
      style={{ borderInlineStart: '2px solid var(--ant-color-border, #d9d9d9)', paddingInlineStart: 12 }}
    >
      <div className="qh-row">
        <Select
          aria-label="组合方式"
          style={{ width: 130 }}
          value={kind}
          options={[
            { value: 'all', label: '全部满足' },
            { value: 'any', label: '满足其一' },
          ]}
          onChange={(next: 'all' | 'any') => onChange(make(next, [...children]))}
        />
        <Button size="small" onClick={() => onChange(make(kind, [...children, NEW_TEST]))}>
          加一项比较
        </Button>
        <Button
          size="small"
          onClick={() => onChange(make(kind, [...children, make(kind === 'all' ? 'any' : 'all', [NEW_TEST])]))}
        >
          加一组
        </Button>
      </div>
      {children.map((child, index) => (
        <TreeEditor key={index} tree={child} onChange={(next) => put(index, next)} />
      ))}
    </div>
  );
}

/** Edits a tree of comparisons; `null` = nothing is left of it. */
export function TreeEditor({ tree, onChange }: { tree: FactTree; onChange: (next: FactTree | null) => void }) {
  if ('fact' in tree) return <TestEditor test={tree} onChange={onChange} onRemove={() => onChange(null)} />;
  if ('not' in tree)
    return (
      <div className="qh-row">
        不属于
        <TreeEditor tree={tree.not} onChange={(next) => onChange(next ? { not: next } : null)} />
      </div>
    );
  const kind = 'all' in tree ? 'all' : 'any';
  return (
    <GroupEditor kind={kind} onChange={onChange} onRemove={() => onChange(null)}>
      {'all' in tree ? tree.all : tree.any}
    </GroupEditor>
  );
}

/** Makes a single comparison a group, so that more can stand beside it. */
export const grouped = (tree: FactTree): FactTree => ('fact' in tree || 'not' in tree ? { all: [tree] } : tree);
export const firstTest = (): FactTree => ({ ...NEW_TEST });
