import { Input } from 'antd';
import type { FieldDefinition } from '../field-definition.ts';

export const textarea: FieldDefinition = {
  name: 'textarea',
  Control: ({ id, component, value, onChange, onBlur, readonly, describedBy, invalid }) => (
    <Input.TextArea
      id={id}
      value={typeof value === 'string' ? value : ''}
      readOnly={readonly}
      variant={readonly ? 'filled' : 'outlined'}
      autoSize={{ minRows: readonly ? 1 : 3, maxRows: 14 }}
      maxLength={component.validate?.maxLength}
      showCount={!readonly && component.validate?.maxLength !== undefined}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      onBlur={onBlur}
      onChange={(event) => onChange(event.target.value)}
    />
  ),
};
