import { InputNumber } from 'antd';
import type { FieldDefinition } from '../field-definition.ts';

/** form-js may store numbers as text (`serializeToString`) to keep every digit. */
export const number: FieldDefinition = {
  name: 'number',
  Control: ({ id, component, value, onChange, onBlur, readonly, describedBy, invalid }) => {
    const asText = component['serializeToString'] === true;
    const appearance = (component['appearance'] ?? {}) as { prefixAdorner?: string; suffixAdorner?: string };
    const digits = component['decimalDigits'];
    return (
      <InputNumber<string | number>
        id={id}
        style={{ width: '100%' }}
        value={typeof value === 'number' || typeof value === 'string' ? value : null}
        stringMode={asText}
        readOnly={readonly}
        variant={readonly ? 'filled' : 'outlined'}
        controls={!readonly}
        {...(typeof digits === 'number' ? { precision: digits } : {})}
        step={component['increment'] ? Number(component['increment']) : 1}
        prefix={appearance.prefixAdorner}
        suffix={appearance.suffixAdorner}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        onBlur={onBlur}
        onChange={(next) => onChange(next === null ? undefined : asText ? String(next) : Number(next))}
      />
    );
  },
};
