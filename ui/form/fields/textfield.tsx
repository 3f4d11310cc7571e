import { Input } from 'antd';
import type { FieldDefinition } from '../field-definition.ts';

interface Adorned {
  prefixAdorner?: string;
  suffixAdorner?: string;
}

export const textfield: FieldDefinition = {
  name: 'textfield',
  Control: ({ id, component, value, onChange, onBlur, readonly, describedBy, invalid }) => {
    const appearance = (component['appearance'] ?? {}) as Adorned;
    return (
      <Input
        id={id}
        value={typeof value === 'string' ? value : value === undefined || value === null ? '' : String(value)}
        readOnly={readonly}
        variant={readonly ? 'filled' : 'outlined'}
        maxLength={component.validate?.maxLength}
        prefix={appearance.prefixAdorner}
        suffix={appearance.suffixAdorner}
        autoComplete="off"
        aria-describedby={describedBy}
        aria-invalid={invalid}
        onBlur={onBlur}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  },
};
