import type { FieldDefinition } from '../field-definition.ts';

/** A computed value is shown as text; it can't be typed. */
export const expression: FieldDefinition = {
  name: 'expression',
  composite: true,
  Control: ({ id, value }) => (
    <output id={id}>
      {value === undefined || value === null ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value)}
    </output>
  ),
};
