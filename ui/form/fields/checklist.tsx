import { Checkbox } from 'antd';
import type { FieldDefinition } from '../field-definition.ts';

export const checklist: FieldDefinition = {
  name: 'checklist',
  composite: true,
  Control: ({ id, component, value, onChange, onBlur, readonly, options, describedBy }) => (
    <div id={id} role="group" aria-label={component.label} aria-describedby={describedBy} onBlur={onBlur}>
      <Checkbox.Group
        value={Array.isArray(value) ? (value as string[]) : []}
        disabled={readonly}
        options={options}
        style={{ gap: '4px 8px' }}
        onChange={(next) => onChange(next)}
      />
    </div>
  ),
};
