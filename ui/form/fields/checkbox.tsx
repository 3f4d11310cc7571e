import { Checkbox } from 'antd';
import type { FieldDefinition } from '../field-definition.ts';

export const checkbox: FieldDefinition = {
  name: 'checkbox',
  ownLabel: true,
  Control: ({ id, component, value, onChange, onBlur, readonly, invalid }) => (
    <Checkbox
      id={id}
      checked={value === true}
      disabled={readonly}
      aria-invalid={invalid}
      onBlur={onBlur}
      onChange={(event) => onChange(event.target.checked)}
    >
      {component.label}
    </Checkbox>
  ),
};
