import { Input, Select, Space } from 'antd';
import type { Citation, Origin } from '#contracts';

export const NO_BASIS: Citation = { law: '', article: '' };

/** What a value rests on: law, article, and whether the text itself was read. */
export function BasisInput({
  basis,
  origin,
  readOnly,
  onChange,
}: {
  basis: Citation;
  origin: Origin;
  readOnly: boolean;
  onChange: (part: { basis: Citation; origin: Origin }) => void;
}) {
  return (
    <Space.Compact>
      <Input
        aria-label="依据的法规"
        placeholder="依据的法规"
        disabled={readOnly}
        value={basis.law}
        onChange={(event) => onChange({ basis: { ...basis, law: event.target.value }, origin })}
      />
      <Input
        aria-label="依据的条文"
        placeholder="条文"
        style={{ width: 120 }}
        disabled={readOnly}
        value={basis.article}
        onChange={(event) => onChange({ basis: { ...basis, article: event.target.value }, origin })}
      />
      <Select
        aria-label="来源"
        style={{ width: 130 }}
        disabled={readOnly}
        value={origin}
        options={(['法', '摘', '编', '忆'] as const).map((value) => ({
          value,
          label: value === '法' ? '法' : `${value}：待确认`,
        }))}
        onChange={(value: Origin) => onChange({ basis, origin: value })}
      />
    </Space.Compact>
  );
}
