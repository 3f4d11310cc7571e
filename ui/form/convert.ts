import type { ISchema } from '@formily/json-schema';
import type { FormComponent, FormSchema } from '#contracts';

/** A component that the renderer can't show: told to the person and to the check before publishing. */
export interface Unsupported {
  id: string;
  type: string;
  label: string;
  reason: string;
}

export interface ConvertedForm {
  schema: ISchema;
  unsupported: Unsupported[];
  /** Every component by id: the Formily schema names components by id and carries no text of the form's author. */
  components: Map<string, FormComponent>;
  /** What a new form starts with: default values and the first rows of lists. */
  defaults: Record<string, unknown>;
}

const FIELD_TYPES: Record<string, ISchema['type'] & string> = {
  textfield: 'string',
  textarea: 'string',
  number: 'number',
  checkbox: 'boolean',
  checklist: 'array',
  radio: 'string',
  select: 'string',
  taglist: 'array',
  datetime: 'string',
  filepicker: 'array',
  expression: 'string',
};

const STATIC_TYPES = new Set(['text', 'html', 'image', 'separator', 'spacer', 'table']);

/** Names with other characters would be read by Formily as path patterns. */
const PLAIN_NAME = /^[A-Za-z_\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff]*$/;

/** Columns of a row: form-js counts 16. */
export const GRID_COLUMNS = 16;

interface Conversion {
  unsupported: Unsupported[];
  components: Map<string, FormComponent>;
}

/**
 * Converts a form-js schema to the Formily schema that the page renders. Pure and total: whatever cannot be shown is
 * listed in `unsupported`. The meaning of the form (conditions, required, computed, valid) is not converted: it comes
 * from `interpretForm` of #rules, the same on page and server.
 */
export function convertForm(form: FormSchema): ConvertedForm {
  const conversion: Conversion = { unsupported: [], components: new Map() };
  const properties = convertRows(form.components ?? [], conversion);
  return { schema: { type: 'object', properties }, ...conversion, defaults: defaultsOf(form.components ?? []) };
}

/** Groups neighbours with the same `layout.row` into one grid row and shares its columns out. */
function convertRows(components: readonly FormComponent[], conversion: Conversion): Record<string, ISchema> {
  const rows: { row: string; items: FormComponent[] }[] = [];
  for (const component of components) {
    const row = component.layout?.row ?? `single-${component.id}`;
    const last = rows.at(-1);
    if (last?.row === row) last.items.push(component);
    else rows.push({ row, items: [component] });
  }
  const properties: Record<string, ISchema> = {};
  rows.forEach(({ items }, index) => {
    const cells: Record<string, ISchema> = {};
    for (const component of items) {
      const converted = convertComponent(component, conversion);
      if (!converted) continue;
      const span = spanOf(component, items);
      converted.schema['x-component-props'] = { ...(converted.schema['x-component-props'] as object), span };
      cells[converted.name] = converted.schema;
    }
    if (Object.keys(cells).length > 0) {
      properties[`row_${index}`] = { type: 'void', 'x-component': 'FormRow', properties: cells };
    }
  });
  return properties;
}

function spanOf(component: FormComponent, row: readonly FormComponent[]): number {
  if (component.layout?.columns) return component.layout.columns;
  const taken = row.reduce((sum, item) => sum + (item.layout?.columns ?? 0), 0);
  const open = row.filter((item) => !item.layout?.columns).length;
  return Math.max(2, Math.floor((GRID_COLUMNS - taken) / Math.max(1, open)));
}

function convertComponent(component: FormComponent, conversion: Conversion): { name: string; schema: ISchema } | null {
  conversion.components.set(component.id, component);
  const props = { componentId: component.id };
  const refuse = (reason: string) => {
    const label = component.label ?? component.key ?? component.id;
    conversion.unsupported.push({ id: component.id, type: component.type, label, reason });
    return voidOf(component, 'FormUnsupported');
  };
  if (component.type === 'button') return null; // the footer of the page has the buttons
  if (STATIC_TYPES.has(component.type)) return voidOf(component, 'FormStatic');
  if (component.type === 'group') {
    const properties = convertRows(component.components ?? [], conversion);
    if (component.path && !PLAIN_NAME.test(component.path)) return refuse('分组的路径只能用字母、数字、汉字和下划线');
    const type = component.path ? 'object' : 'void';
    const name = component.path || safeId(component.id);
    return { name, schema: { type, 'x-component': 'FormGroup', 'x-component-props': props, properties } };
  }
  if (component.type === 'dynamiclist') {
    const name = component.path ?? component.id;
    if (!PLAIN_NAME.test(name)) return refuse('列表的路径只能用字母、数字、汉字和下划线');
    const items: ISchema = { type: 'object', properties: convertRows(component.components ?? [], conversion) };
    return { name, schema: { type: 'array', 'x-component': 'FormList', 'x-component-props': props, items } };
  }
  const type = FIELD_TYPES[component.type];
  if (!type) return refuse('平台不支持这种组件');
  const name = component.key ?? component.id;
  if (!PLAIN_NAME.test(name)) return refuse('字段标识只能用字母、数字、汉字和下划线');
  const label = component.label ?? (component['dateLabel'] as string | undefined);
  return {
    name,
    schema: { type, ...(label ? { title: label } : {}), 'x-component': 'FormField', 'x-component-props': props },
  };
}

const safeId = (id: string) => `part_${id.replace(/[^A-Za-z0-9_\u4e00-\u9fff]/g, '_')}`;

function voidOf(component: FormComponent, name: string): { name: string; schema: ISchema } {
  const props = { componentId: component.id };
  return { name: safeId(component.id), schema: { type: 'void', 'x-component': name, 'x-component-props': props } };
}

/** Values a new form begins with. */
function defaultsOf(components: readonly FormComponent[]): Record<string, unknown> {
  const defaults: Record<string, unknown> = {};
  for (const component of components) {
    if (component.type === 'group') {
      const inner = defaultsOf(component.components ?? []);
      if (!component.path) Object.assign(defaults, inner);
      else if (Object.keys(inner).length > 0) defaults[component.path] = inner;
    } else if (component.type === 'dynamiclist') {
      const count = typeof component['defaultRepetitions'] === 'number' ? component['defaultRepetitions'] : 1;
      defaults[component.path ?? component.id] = Array.from({ length: count }, () =>
        defaultsOf(component.components ?? []),
      );
    } else if (component.defaultValue !== undefined && component.key) {
      defaults[component.key] = component.defaultValue;
    }
  }
  return defaults;
}

/** A fresh row of a dynamic list. */
export function emptyRow(list: FormComponent): Record<string, unknown> {
  return defaultsOf(list.components ?? []);
}
