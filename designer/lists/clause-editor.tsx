import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, InputNumber, Segmented, Select, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { DiscretionItem, FineBand, FineMeasure, PenaltyClause, PenaltyPart } from '#contracts';
import { DISCRETION_FACTS, fenToYuanText, patternsOf, yuanToFen } from '#rules';
import { PATTERN_NAMES } from './clause-words.ts';
import { firstTest, grouped, TreeEditor } from './tree-editor.tsx';

const facts = (type: 'money' | 'number') =>
  DISCRETION_FACTS.filter((fact) => fact.type === type).map(({ name, label }) => ({ value: name, label }));
const MONEY_FACTS = facts('money');
const COUNT_FACTS = facts('number');

const MEASURES: { value: FineMeasure['kind']; label: string }[] = [
  { value: 'amount', label: '定额幅度' },
  { value: 'multiple', label: '金额的倍数' },
  { value: 'percent', label: '金额的百分比' },
  { value: 'per-head', label: '按人（件、处）计算' },
  { value: 'percent-of-unit-fine', label: '单位罚款的百分比' },
];
const PART_KINDS: { value: PenaltyPart['kind']; label: string }[] = [
  { value: 'warning', label: '警告' },
  { value: 'criticism', label: '通报批评' },
  { value: 'confiscate-gains', label: '没收违法所得' },
  { value: 'confiscate-goods', label: '没收非法财物' },
  { value: 'suspend-licence', label: '暂扣许可证件' },
  { value: 'downgrade', label: '降低资质等级' },
  { value: 'revoke-licence', label: '吊销许可证件' },
  { value: 'restrict', label: '限制开展生产经营活动' },
  { value: 'stop-business', label: '责令停产停业' },
  { value: 'close', label: '责令关闭' },
  { value: 'ban', label: '限制从业' },
  { value: 'detention', label: '行政拘留' },
  { value: 'other', label: '其他' },
];
const GOVERNMENT = '报经有批准权的人民政府批准';

const emptyMeasure = (kind: FineMeasure['kind']): FineMeasure => {
  switch (kind) {
    case 'amount':
      return { kind, minFen: 0, maxFen: 1_000_000 };
    case 'multiple':
      return { kind, of: 'goodsValueFen', min: '1', max: '5' };
    case 'percent':
      return { kind, of: 'contractPriceFen', min: '1', max: '5' };
    case 'per-head':
      return { kind, of: 'affectedPersons', minFen: 0, maxFen: 100_000 };
    case 'percent-of-unit-fine':
      return { kind, min: '5', max: '10' };
  }
};
const newBand = (text: string): FineBand => ({
  id: crypto.randomUUID().slice(0, 8),
  text,
  fine: emptyMeasure('amount'),
});

/** A clause to begin with: a plain fine beside the order to correct. */
export const newClause = (item: DiscretionItem): PenaltyClause => ({
  id: `${item.code || '新项'}-${(item.clauses?.length ?? 0) + 1}`,
  text: '',
  patterns: ['P2'],
  basis: item.penaltyBasis,
  origin: '编',
  correction: 'concurrent',
  optional: false,
  bands: [newBand('法定罚款幅度')],
  overdueBands: [],
  parts: [],
  overdueParts: [],
});

function Yuan({ label, value, onChange }: { label: string; value: number; onChange: (fen: number) => void }) {
  return (
    <InputNumber<string>
      stringMode
      min="0"
      precision={2}
      addonAfter="元"
      aria-label={label}
      style={{ width: 170 }}
      value={fenToYuanText(value)}
      onChange={(next) => onChange(yuanToFen(String(next ?? '0')) ?? 0)}
    />
  );
}

function Share({
  label,
  value,
  unit,
  onChange,
}: {
  label: string;
  value: string;
  unit: string;
  onChange: (text: string) => void;
}) {
  return (
    <InputNumber<string>
      stringMode
      min="0"
      addonAfter={unit}
      aria-label={label}
      style={{ width: 120 }}
      value={value}
      onChange={(next) => onChange(String(next ?? '0'))}
    />
  );
}

/** What is wrong with a range, or null. */
const rangeProblem = (fine: FineMeasure): string | null => {
  const [min, max] = 'minFen' in fine ? [fine.minFen, fine.maxFen] : [Number(fine.min), Number(fine.max)];
  if (max <= 0) return '上限应当大于零';
  return min > max ? '下限不能大于上限' : null;
};

function MeasureEditor({
  name,
  fine,
  onChange,
}: {
  name: string;
  fine: FineMeasure;
  onChange: (next: FineMeasure) => void;
}) {
  const problem = rangeProblem(fine);
  return (
    <div className="qh-row" style={{ flexWrap: 'wrap', gap: 6 }}>
      <Select
        aria-label={`${name}的计算方式`}
        style={{ width: 170 }}
        value={fine.kind}
        options={MEASURES}
        onChange={(kind) => onChange(emptyMeasure(kind))}
      />
      {'of' in fine ? (
        <Select
          aria-label={`${name}的计算基数`}
          style={{ width: 200 }}
          showSearch
          optionFilterProp="label"
          value={fine.of}
          options={fine.kind === 'per-head' ? COUNT_FACTS : MONEY_FACTS}
          onChange={(of: string) => onChange({ ...fine, of })}
        />
      ) : null}
      {'minFen' in fine ? (
        <>
          <Yuan label={`${name}下限`} value={fine.minFen} onChange={(minFen) => onChange({ ...fine, minFen })} />
          <span>以上</span>
          <Yuan label={`${name}上限`} value={fine.maxFen} onChange={(maxFen) => onChange({ ...fine, maxFen })} />
          <span>以下</span>
        </>
      ) : (
        <>
          <Share
            label={`${name}下限`}
            unit={fine.kind === 'multiple' ? '倍' : '%'}
            value={fine.min}
            onChange={(min) => onChange({ ...fine, min })}
          />
          <span>以上</span>
          <Share
            label={`${name}上限`}
            unit={fine.kind === 'multiple' ? '倍' : '%'}
            value={fine.max}
            onChange={(max) => onChange({ ...fine, max })}
          />
          <span>以下</span>
        </>
      )}
      {problem ? <Tag color="red">{problem}</Tag> : null}
    </div>
  );
}

function When({ tree, onChange }: { tree: FineBand['when']; onChange: (next: FineBand['when']) => void }) {
  return tree ? (
    <TreeEditor tree={grouped(tree)} onChange={(next) => onChange(next ?? undefined)} />
  ) : (
    <div>
      <Button size="small" onClick={() => onChange(firstTest())}>
        只在符合条件时适用
      </Button>
    </div>
  );
}

/** Puts a condition, or takes it away: an absent one must not stand there as undefined. */
const withWhen = <T extends { when?: FineBand['when'] }>(part: T, when: FineBand['when']): T => {
  const { when: _when, ...rest } = part;
  return (when ? { ...rest, when } : rest) as T;
};

interface ListProps<T> {
  title: string;
  hint?: string;
  list: readonly T[];
  onChange: (next: T[]) => void;
}

function BandList({ title, hint, list, onChange }: ListProps<FineBand>) {
  return (
    <section className="qh-stack-small" aria-label={title}>
      <strong>{title}</strong>
      {hint ? <span className="qh-muted qh-small">{hint}</span> : null}
      {list.map((band, index) => {
        const put = (next: FineBand) => onChange(list.map((one, at) => (at === index ? next : one)));
        const name = `${title}第 ${index + 1} 档`;
        return (
          <div key={band.id} className="qh-stack-small" style={{ paddingInlineStart: 12 }}>
            <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
              <Input
                aria-label={`${name}的情形`}
                placeholder="情形，例如：货值金额不足一万元"
                value={band.text}
                onChange={(event) => put({ ...band, text: event.target.value })}
              />
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={`删除${name}`}
                onClick={() => onChange(list.filter((_one, at) => at !== index))}
              />
            </div>
            <MeasureEditor name={name} fine={band.fine} onChange={(fine) => put({ ...band, fine })} />
            <When tree={band.when} onChange={(when) => put(withWhen(band, when))} />
          </div>
        );
      })}
      <div>
        <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...list, newBand('')])}>
          加一档
        </Button>
      </div>
    </section>
  );
}

function PartList({ title, hint, list, onChange }: ListProps<PenaltyPart>) {
  return (
    <section className="qh-stack-small" aria-label={title}>
      <strong>{title}</strong>
      {hint ? <span className="qh-muted qh-small">{hint}</span> : null}
      {list.map((part, index) => {
        const put = (next: PenaltyPart) => onChange(list.map((one, at) => (at === index ? next : one)));
        const { approval, ...rest } = part;
        return (
          <div key={index} className="qh-stack-small" style={{ paddingInlineStart: 12 }}>
            <div className="qh-row" style={{ flexWrap: 'wrap' }}>
              <Segmented
                aria-label={`${title}第 ${index + 1} 项的方式`}
                value={part.mode}
                options={[
                  { value: 'shall', label: '应当' },
                  { value: 'may', label: '可以' },
                  { value: 'or', label: '或者' },
                ]}
                onChange={(mode) => put({ ...part, mode: mode as PenaltyPart['mode'] })}
              />
              <Select
                aria-label={`${title}第 ${index + 1} 项的种类`}
                style={{ width: 200 }}
                value={part.kind}
                options={PART_KINDS}
                onChange={(kind) => put({ ...part, kind })}
              />
              <Input
                aria-label={`${title}第 ${index + 1} 项的文字`}
                style={{ flex: '1 1 220px' }}
                value={part.text}
                onChange={(event) => put({ ...part, text: event.target.value })}
              />
              <Checkbox
                checked={approval !== undefined}
                onChange={(event) => put(event.target.checked ? { ...part, approval: GOVERNMENT } : rest)}
              >
                须报政府批准
              </Checkbox>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={`删除${title}第 ${index + 1} 项`}
                onClick={() => onChange(list.filter((_one, at) => at !== index))}
              />
            </div>
            <When tree={part.when} onChange={(when) => put(withWhen(part, when))} />
          </div>
        );
      })}
      <div>
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onChange([...list, { kind: 'confiscate-gains', mode: 'shall', text: '没收违法所得' }])}
        >
          加一种处罚
        </Button>
      </div>
    </section>
  );
}

function Optional({
  label,
  on,
  onChange,
  children,
}: {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
}) {
  return (
    <section className="qh-stack-small">
      <Checkbox checked={on} onChange={(event) => onChange(event.target.checked)}>
        {label}
      </Checkbox>
      {on ? children : null}
    </section>
  );
}

/** A penalty clause as sentences: what its pattern is follows from what is said. */
export function ClauseEditor({
  clause,
  onChange,
  onRemove,
}: {
  clause: PenaltyClause;
  onChange: (next: PenaltyClause) => void;
  onRemove: () => void;
}) {
  const put = (part: Partial<PenaltyClause>) => {
    const next = { ...clause, ...part };
    onChange({ ...next, patterns: patternsOf(next) });
  };
  const without = (key: 'responsible' | 'daily' | 'escalation') => {
    const { [key]: _gone, ...rest } = clause;
    onChange({ ...rest, patterns: patternsOf(rest) });
  };
  const { responsible, daily, escalation } = clause;
  return (
    <div className="qh-card qh-stack" role="group" aria-label={`罚则 ${clause.id}`}>
      <div className="qh-row">
        <span style={{ flex: 1 }}>
          {clause.patterns.map((pattern) => (
            <Tag key={pattern}>{PATTERN_NAMES[pattern]}</Tag>
          ))}
        </span>
        <Button type="text" icon={<DeleteOutlined />} onClick={onRemove}>
          删除这条罚则
        </Button>
      </div>
      <Input.TextArea
        aria-label="罚则条文"
        placeholder="抄录罚则条文"
        autoSize={{ minRows: 2 }}
        value={clause.text}
        onChange={(event) => put({ text: event.target.value })}
      />
      <div className="qh-row" style={{ flexWrap: 'wrap' }}>
        <Select
          aria-label="责令改正与罚款"
          style={{ width: 260 }}
          value={clause.correction}
          options={[
            { value: 'none', label: '直接处罚' },
            { value: 'first', label: '先责令改正，拒不改正才罚' },
            { value: 'concurrent', label: '责令改正，同时处罚' },
          ]}
          onChange={(correction) => put({ correction })}
        />
        <Checkbox checked={clause.optional} onChange={(event) => put({ optional: event.target.checked })}>
          条文写的是“可以”处罚
        </Checkbox>
      </div>
      <BandList
        title="罚款"
        hint="自上而下，第一个符合条件的档适用；没有条件的总是适用。下限为零即“以下”。"
        list={clause.bands}
        onChange={(bands) => put({ bands })}
      />
      {clause.correction === 'none' && clause.overdueBands.length === 0 ? null : (
        <BandList
          title="拒不改正（逾期）的罚款"
          list={clause.overdueBands}
          onChange={(overdueBands) => put({ overdueBands })}
        />
      )}
      <PartList title="其他处罚" list={clause.parts} onChange={(parts) => put({ parts })} />
      {clause.correction === 'none' && clause.overdueParts.length === 0 ? null : (
        <PartList
          title="拒不改正（逾期）的其他处罚"
          list={clause.overdueParts}
          onChange={(overdueParts) => put({ overdueParts })}
        />
      )}
      <Optional
        label="同时处罚直接责任人员（双罚）"
        on={responsible !== undefined}
        onChange={(on) =>
          on
            ? put({ responsible: { when: 'always', bands: [newBand('直接负责的主管人员和其他直接责任人员')] } })
            : without('responsible')
        }
      >
        {responsible ? (
          <>
            <Segmented
              aria-label="何时处罚责任人员"
              value={responsible.when}
              options={[
                { value: 'always', label: '同时' },
                { value: 'overdue', label: '逾期不改正时' },
              ]}
              onChange={(when) => put({ responsible: { ...responsible, when: when as 'always' | 'overdue' } })}
            />
            <BandList
              title="责任人员的罚款"
              list={responsible.bands}
              onChange={(bands) =>
                bands.length > 0 ? put({ responsible: { ...responsible, bands } }) : without('responsible')
              }
            />
          </>
        ) : null}
      </Optional>
      <Optional
        label="拒不改正的，按日连续处罚"
        on={daily !== undefined}
        onChange={(on) => {
          const basis = clause.basis[0] ?? { law: '', article: '' };
          if (on) put({ daily: { text: '自责令改正之日的次日起，按照原处罚数额按日连续处罚', basis, optional: true } });
          else without('daily');
        }}
      >
        {daily ? (
          <Input
            aria-label="按日连续处罚的条文"
            value={daily.text}
            onChange={(event) => put({ daily: { ...daily, text: event.target.value } })}
          />
        ) : null}
      </Optional>
      <Optional
        label="多次违法的，加重处罚"
        on={escalation !== undefined}
        onChange={(on) =>
          on
            ? put({ escalation: { atLeast: 3, window: { length: 2, unit: 'Y' }, text: '', bands: [], parts: [] } })
            : without('escalation')
        }
      >
        {escalation ? (
          <>
            <div className="qh-row" style={{ flexWrap: 'wrap' }}>
              <InputNumber
                aria-label="期间"
                min={1}
                value={escalation.window.length}
                onChange={(length) =>
                  put({ escalation: { ...escalation, window: { ...escalation.window, length: length ?? 1 } } })
                }
              />
              <Select
                aria-label="期间的单位"
                style={{ width: 90 }}
                value={escalation.window.unit}
                options={[
                  { value: 'Y', label: '年' },
                  { value: 'M', label: '个月' },
                ]}
                onChange={(unit) => put({ escalation: { ...escalation, window: { ...escalation.window, unit } } })}
              />
              <span>内达到</span>
              <InputNumber
                aria-label="次数（含本次）"
                min={2}
                value={escalation.atLeast}
                onChange={(atLeast) => put({ escalation: { ...escalation, atLeast: atLeast ?? 2 } })}
              />
              <span>次（含本次）的：</span>
              <Input
                aria-label="多次违法的情形"
                style={{ flex: '1 1 200px' }}
                placeholder="例如：两年内有三次以上违法行为"
                value={escalation.text}
                onChange={(event) => put({ escalation: { ...escalation, text: event.target.value } })}
              />
            </div>
            <BandList
              title="多次违法的罚款"
              list={escalation.bands}
              onChange={(bands) => put({ escalation: { ...escalation, bands } })}
            />
            <PartList
              title="多次违法的其他处罚"
              list={escalation.parts}
              onChange={(parts) => put({ escalation: { ...escalation, parts } })}
            />
          </>
        ) : null}
      </Optional>
    </div>
  );
}
