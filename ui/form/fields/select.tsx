import { Select } from 'antd';
import type { FieldDefinition } from '../field-definition.ts';

export const select: FieldDefinition = {
  name: 'select',
  Control: ({ id, component, value, onChange, onBlur, readonly, options, describedBy, invalid }) => (
    <Select
      id={id}
      style={{ width: '100%' }}
      value={value === undefined || value === null || value === '' ? undefined : String(value)}
      disabled={readonly}
      options={options}
      showSearch={component['searchable'] === true || options.length > 8}
      optionFilterProp="label"
      allowClear
      placeholder="请选择"
      aria-describedby={describedBy}
      aria-invalid={invalid}
      onBlur={onBlur}
      onChange={(next?: string) => onChange(next)}
    />
  ),
};
