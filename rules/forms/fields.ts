import type { FieldFormat, FormComponent, FormSchema, Widget } from '#contracts';
import { FIELD_FORMATS, WIDGETS } from '#contracts';

/** A field that carries a value. */
export interface FieldInfo {
  key: string;
  /** Path in the data: the key, below the paths of its groups and lists (`inspectors[].name`). */
  path: string;
  id: string;
  label: string;
  type: string;
  widget?: Widget;
  format?: FieldFormat;
  sensitive: boolean;
  required: boolean;
  values?: { label: string; value: string }[];
  component: FormComponent;
}

/** Component types of form-js that the platform renders and checks; anything else is an error at publishing. */
export const VALUE_TYPES = [
  'textfield',
  'textarea',
  'number',
  'checkbox',
  'checklist',
  'radio',
  'select',
  'taglist',
  'datetime',
  'filepicker',
  'expression',
] as const;
export const LAYOUT_TYPES = [
  'text',
  'separator',
  'spacer',
  'image',
  'group',
  'dynamiclist',
  'table',
  'button',
  'html',
] as const;

export const isValueType = (type: string): boolean => (VALUE_TYPES as readonly string[]).includes(type);

export const labelOf = (component: FormComponent): string =>
  component.label ??
  (component['dateLabel'] as string | undefined) ??
  (component['timeLabel'] as string | undefined) ??
  component.key ??
  component.id;

const toField = (component: FormComponent, prefix: string): FieldInfo => {
  const key = component.key ?? component.id;
  const widget = component.properties?.['widget'];
  const format = component.properties?.['format'];
  return {
    key,
    path: prefix + key,
    id: component.id,
    label: labelOf(component),
    type: component.type,
    ...(widget !== undefined && widget in WIDGETS ? { widget: widget as Widget } : {}),
    ...(format !== undefined && (FIELD_FORMATS as readonly string[]).includes(format)
      ? { format: format as FieldFormat }
      : {}),
    sensitive: component.properties?.['sensitive'] === 'true',
    required: component.validate?.required === true,
    ...(component.values ? { values: component.values } : {}),
    component,
  };
};

/** All value fields of a form, depth first; fields inside a dynamic list carry `[]` in their path. */
export const listFields = (form: FormSchema): FieldInfo[] => {
  const visit = (components: readonly FormComponent[], prefix: string): FieldInfo[] =>
    components.flatMap((component) => {
      if (component.type === 'group')
        return visit(component.components ?? [], component.path ? `${prefix}${component.path}.` : prefix);
      if (component.type === 'dynamiclist')
        return visit(component.components ?? [], `${prefix}${component.path ?? component.id}[].`);
      return isValueType(component.type) ? [toField(component, prefix)] : [];
    });
  return visit(form.components, '');
};
