import { Radio } from 'antd';
import type { FieldDefinition } from '../field-definition.ts';

export const radio: FieldDefinition = {
  name: 'radio',
  composite: true,
  Control: ({ id, component, value, onChange, onBlur, readonly, options, describedBy }) => (
    <div id={id} onBlur={onBlur} aria-describedby={describedBy}>
      <Radio.Group
        name={id}
        aria-label={component.label}
        value={value === undefined || value === null ? undefined : String(value)}
        disabled={readonly}
        options={options}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  ),
};
