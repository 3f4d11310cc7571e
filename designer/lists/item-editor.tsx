import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Segmented, Select, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Citation, DiscretionItem } from '#contracts';
import { SUPPORT_MEASURES } from '#contracts';
import { fenToYuanText, simpleFeelTree, yuanToFen } from '#rules';
import { ClauseEditor, newClause } from './clause-editor.tsx';
import { LIST_OPTIONS } from './list-words.tsx';
import { firstTest, grouped, TreeEditor } from './tree-editor.tsx';

type Condition = DiscretionItem['conditions'][number];
type Change = (part: Partial<DiscretionItem>) => void;

function Labelled({ label, children, hint }: { label: string; children: ReactNode; hint?: string }) {
  return (
    <label className="qh-stack-small" style={{ gap: 2 }}>
      <span>{label}</span>
      {children}
      {hint ? <span className="qh-muted qh-small">{hint}</span> : null}
    </label>
  );
}

function ConditionEditor({
  condition,
  number,
  onChange,
  onRemove,
}: {
  condition: Condition;
  number: number;
  onChange: (next: Condition) => void;
  onRemove: () => void;
}) {
  const tree = condition.test ?? simpleFeelTree(condition.feel);
  const { test: _test, suggested: _suggested, ...words } = condition;
  return (
    <div className="qh-card qh-stack-small" role="group" aria-label={`第 ${number} 项条件`}>
      <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
        <strong>{number}.</strong>
        <Input
          aria-label={`第 ${number} 项条件的文字`}
          value={condition.text}
          onChange={(event) => onChange({ ...condition, text: event.target.value })}
        />
        <Button type="text" icon={<DeleteOutlined />} aria-label={`删除第 ${number} 项条件`} onClick={onRemove} />
      </div>
      {tree ? (
        <>
          <TreeEditor
            tree={grouped(tree)}
            onChange={(next) => onChange(next ? { ...words, feel: '', test: next } : { ...words, feel: '' })}
          />
          <div className="qh-row">
            {condition.suggested ? (
              <>
                <Tag color="gold">程序按文字建议的结构，待确认</Tag>
                <Button size="small" type="primary" ghost onClick={() => onChange({ ...words, feel: '', test: tree })}>
                  确认结构
                </Button>
              </>
            ) : null}
            <Button size="small" onClick={() => onChange({ ...words, feel: '' })}>
              改为由承办人核实
            </Button>
          </div>
        </>
      ) : condition.feel !== '' ? (
        <Labelled label="表达式（FEEL）">
          <Input value={condition.feel} onChange={(event) => onChange({ ...condition, feel: event.target.value })} />
        </Labelled>
      ) : (
        <div className="qh-row">
          <span className="qh-muted qh-small">由承办人核实确认，程序不判断。</span>
          <Button size="small" onClick={() => onChange({ ...words, test: firstTest() })}>
            让程序判断
          </Button>
        </div>
      )}
    </div>
  );
}

function ConditionList({
  title,
  list,
  idPrefix,
  onChange,
}: {
  title: string;
  list: readonly Condition[];
  idPrefix: string;
  onChange: (next: Condition[]) => void;
}) {
  const add = () => {
    const numbers = list.map((condition) => Number(/-(\d+)$/.exec(condition.id)?.[1] ?? 0));
    onChange([...list, { id: `${idPrefix}-${Math.max(0, ...numbers) + 1}`, text: '', feel: '' }]);
  };
  return (
    <section className="qh-stack-small" aria-label={title}>
      {list.map((condition, index) => (
        <ConditionEditor
          key={condition.id}
          condition={condition}
          number={index + 1}
          onChange={(next) => onChange(list.map((one, at) => (at === index ? next : one)))}
          onRemove={() => onChange(list.filter((_, at) => at !== index))}
        />
      ))}
      <div>
        <Button icon={<PlusOutlined />} onClick={add}>
          加一项{title}
        </Button>
      </div>
    </section>
  );
}

const basisLines = (citations: readonly Citation[]): string =>
  citations.map(({ law, article }) => `${law} ${article}`.trim()).join('\n');

const basisOf = (text: string, known: readonly Citation[]): Citation[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [law = '', ...rest] = line.trim().split(/\s+/);
      const article = rest.join('');
      return (
        known.find((one) => one.law === law && one.article === article) ?? { law: law.replace(/[《》]/g, ''), article }
      );
    });

function RangeEditor({ item, onChange }: { item: DiscretionItem; onChange: Change }) {
  if (item.clauses && item.clauses.length > 0)
    return <span className="qh-muted qh-small">罚款幅度由罚则计算，见“罚则”。</span>;
  const range = item.range ?? { minFen: 0, maxFen: 0, pattern: 'P2', optional: false };
  const put = (part: Partial<typeof range>) => onChange({ range: { ...range, ...part } });
  return (
    <div className="qh-row" style={{ flexWrap: 'wrap' }}>
      {(['minFen', 'maxFen'] as const).map((key) => (
        <InputNumber<string>
          key={key}
          stringMode
          min="0"
          precision={2}
          addonAfter="元"
          aria-label={key === 'minFen' ? '法定最低罚款' : '法定最高罚款'}
          value={fenToYuanText(range[key])}
          onChange={(next) => put({ [key]: yuanToFen(String(next ?? '0')) ?? 0 })}
        />
      ))}
      <Select
        aria-label="罚则类型"
        style={{ width: 200 }}
        value={range.pattern}
        onChange={(pattern: string) => put({ pattern, optional: pattern === 'P3' })}
        options={[
          { value: 'P1', label: '责令改正，拒不改正才罚' },
          { value: 'P2', label: '直接（并处）罚款' },
          { value: 'P3', label: '可以罚款' },
        ]}
      />
    </div>
  );
}

/** The whole item as a form. What is typed is kept by the page; nothing is stored before 保存. */
export function ItemEditor({
  item,
  onChange,
  creating,
  departments,
}: {
  item: DiscretionItem;
  onChange: Change;
  creating: boolean;
  departments: readonly string[];
}) {
  return (
    <div className="qh-stack">
      <div className="qh-field-grid">
        <Labelled label="编号">
          <Input
            disabled={!creating}
            value={item.code}
            onChange={(event) => onChange({ code: event.target.value.trim() })}
          />
        </Labelled>
        <Labelled label="清单">
          <Select
            aria-label="清单"
            value={item.list}
            options={LIST_OPTIONS}
            onChange={(list) => onChange({ list: list as DiscretionItem['list'] })}
          />
        </Labelled>
        <Labelled label="部门">
          <Select
            aria-label="部门"
            mode="tags"
            maxCount={1}
            value={item.department ? [item.department] : []}
            options={departments.map((value) => ({ value, label: value }))}
            onChange={(values: string[]) => onChange({ department: values.at(-1) ?? '' })}
          />
        </Labelled>
        <Labelled label="施行日期">
          <Input
            type="date"
            value={item.effectiveFrom}
            onChange={(event) => onChange({ effectiveFrom: event.target.value })}
          />
        </Labelled>
        <Labelled label="来源" hint="没有与条文核对的，清单上显示为待确认。">
          <Select
            aria-label="来源"
            value={item.origin}
            options={(['法', '摘', '编', '忆'] as const).map((value) => ({ value, label: value }))}
            onChange={(origin) => onChange({ origin })}
          />
        </Labelled>
        <Labelled label="制定机关">
          <Segmented
            aria-label="制定机关"
            value={item.issuer ?? 'own'}
            options={[
              { value: 'own', label: '本机关' },
              { value: 'superior', label: '上级机关' },
            ]}
            onChange={(issuer) => onChange({ issuer: issuer as 'own' | 'superior' })}
          />
        </Labelled>
      </div>
      <Labelled label="违法行为">
        <Input.TextArea
          autoSize
          value={item.violation}
          onChange={(event) => onChange({ violation: event.target.value })}
        />
      </Labelled>
      <Labelled label="处罚依据" hint="每行一条：法规名称、空格、条款，例如“食品安全法 第一百二十四条第一款”。">
        <Input.TextArea
          autoSize={{ minRows: 2 }}
          defaultValue={basisLines(item.penaltyBasis)}
          onChange={(event) => onChange({ penaltyBasis: basisOf(event.target.value, item.penaltyBasis) })}
        />
      </Labelled>
      <Labelled label="法定罚款幅度">
        <RangeEditor item={item} onChange={onChange} />
      </Labelled>
      <section className="qh-stack-small" aria-label="罚则">
        <h2>罚则</h2>
        {(item.clauses ?? []).map((clause, index) => (
          <ClauseEditor
            key={index}
            clause={clause}
            onChange={(next) =>
              onChange({ clauses: item.clauses?.map((one, at) => (at === index ? next : one)) ?? [] })
            }
            onRemove={() => onChange({ clauses: item.clauses?.filter((_one, at) => at !== index) ?? [] })}
          />
        ))}
        <div>
          <Button
            icon={<PlusOutlined />}
            onClick={() => onChange({ clauses: [...(item.clauses ?? []), newClause(item)] })}
          >
            加一条罚则
          </Button>
        </div>
      </section>
      <section className="qh-stack-small">
        <div className="qh-row">
          <h2>适用条件</h2>
          <Segmented
            aria-label="条件的组合"
            value={item.combine}
            options={[
              { value: 'all', label: '须同时符合' },
              { value: 'any', label: '符合其一' },
            ]}
            onChange={(combine) => onChange({ combine: combine as 'all' | 'any' })}
          />
        </div>
        <ConditionList
          title="条件"
          list={item.conditions}
          idPrefix={item.code || 'c'}
          onChange={(conditions) => onChange({ conditions })}
        />
      </section>
      <section className="qh-stack-small">
        <h2>排除情形</h2>
        <ConditionList
          title="排除情形"
          list={item.exclusions}
          idPrefix={`${item.code || 'c'}-x`}
          onChange={(exclusions) => onChange({ exclusions })}
        />
      </section>
      <div className="qh-field-grid">
        <Labelled label="处理结果">
          <Input value={item.outcome} onChange={(event) => onChange({ outcome: event.target.value })} />
        </Labelled>
        <Labelled label="配套措施">
          <Select
            mode="tags"
            aria-label="配套措施"
            value={item.measures}
            options={SUPPORT_MEASURES.map((value) => ({ value, label: value }))}
            onChange={(measures: string[]) => onChange({ measures })}
          />
        </Labelled>
        <Labelled label="备注">
          <Input value={item.note ?? ''} onChange={(event) => onChange({ note: event.target.value })} />
        </Labelled>
      </div>
    </div>
  );
}
