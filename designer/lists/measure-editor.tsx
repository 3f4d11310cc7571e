import { InputNumber, Select, Tag } from 'antd';
import type { FineMeasure } from '#contracts';
import { DISCRETION_FACTS, fenToYuanText, yuanToFen } from '#rules';

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
/** A range to begin with, for each way of counting. */
export const emptyMeasure = (kind: FineMeasure['kind']): FineMeasure => {
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

/** How a fine is counted and between which bounds; a bound that cannot be is told beside it. */
export function MeasureEditor({
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
