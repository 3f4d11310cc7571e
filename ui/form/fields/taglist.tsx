import { Select } from 'antd';
import type { FieldDefinition } from '../field-definition.ts';

export const taglist: FieldDefinition = {
  name: 'taglist',
  Control: ({ id, value, onChange, onBlur, readonly, options, describedBy, invalid }) => (
    <Select
      id={id}
      mode="multiple"
      style={{ width: '100%' }}
      value={Array.isArray(value) ? (value as string[]) : []}
      disabled={readonly}
      options={options}
      optionFilterProp="label"
      placeholder="可选多项"
      aria-describedby={describedBy}
      aria-invalid={invalid}
      onBlur={onBlur}
      onChange={(next: string[]) => onChange(next)}
    />
  ),
};
