import { Select } from 'antd';
import { useRead } from '../../api/hooks.ts';
import type { FieldDefinition, FieldProps } from '../field-definition.ts';

/** Chooses an administrative division; the organisation tree knows their codes. */
function Region({ id, value, onChange, onBlur, readonly, describedBy, invalid }: FieldProps) {
  const organs = useRead('organs', { staleTimeMs: 600_000 });
  const all = organs.data?.items ?? [];
  const names = new Map(all.map((organ) => [organ.id, organ]));
  const options = all
    .filter((organ) => organ.kind === 'government')
    .map((organ) => {
      const parent = organ.parentId ? names.get(organ.parentId) : undefined;
      return { value: organ.regionCode, label: parent ? `${parent.shortName} / ${organ.shortName}` : organ.shortName };
    });
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      value={typeof value === 'string' && value ? value : undefined}
      disabled={readonly}
      showSearch
      allowClear
      optionFilterProp="label"
      placeholder="输入区县或街镇查找"
      loading={organs.isPending}
      options={options}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      onBlur={onBlur}
      onChange={(next?: string) => onChange(next)}
    />
  );
}

export const region: FieldDefinition = { name: 'region', Control: Region };
