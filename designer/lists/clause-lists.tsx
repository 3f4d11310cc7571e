import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Segmented, Select } from 'antd';
import type { FineBand, PenaltyPart } from '#contracts';
import { emptyMeasure, MeasureEditor } from './measure-editor.tsx';
import { firstTest, grouped, TreeEditor } from './tree-editor.tsx';

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

/** A band without a condition: a plain range in yuan. */
export const newBand = (text: string): FineBand => ({
  id: crypto.randomUUID().slice(0, 8),
  text,
  fine: emptyMeasure('amount'),
});

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

/** The bands of a fine, first match first. */
export function BandList({ title, hint, list, onChange }: ListProps<FineBand>) {
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

/** Penalties beside the fine. */
export function PartList({ title, hint, list, onChange }: ListProps<PenaltyPart>) {
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
