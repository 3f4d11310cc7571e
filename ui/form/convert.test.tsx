import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FormSchema } from '#contracts';
import { convertForm } from './convert.ts';
import { fieldDefinitionOf } from './fields/index.ts';

const form = (components: FormSchema['components']): FormSchema => ({ type: 'default', id: 'f', components });

/** All Formily components of a schema by name of the data or of the part. */
function componentsOf(schema: unknown, found: Record<string, string> = {}): Record<string, string> {
  const node = schema as { properties?: Record<string, unknown>; items?: unknown };
  for (const [name, child] of Object.entries(node.properties ?? {})) {
    found[name] = (child as { 'x-component'?: string })['x-component'] ?? '';
    componentsOf(child, found);
  }
  if (node.items) componentsOf(node.items, found);
  return found;
}

describe('convertForm', () => {
  test('shares the sixteen columns of a row out', () => {
    const { schema } = convertForm(
      form([
        { type: 'textfield', id: 'A', key: 'a', layout: { row: 'R', columns: 4 } },
        { type: 'textfield', id: 'B', key: 'b', layout: { row: 'R', columns: null } },
        { type: 'textfield', id: 'C', key: 'c', layout: { row: 'R', columns: null } },
      ]),
    );
    const row = (schema.properties as Record<string, { properties: Record<string, { 'x-component-props': object }> }>)[
      'row_0'
    ]!;
    const spans = Object.values(row.properties).map((cell) => cell['x-component-props']);
    expect(spans).toEqual([
      { componentId: 'A', span: 4 },
      { componentId: 'B', span: 6 },
      { componentId: 'C', span: 6 },
    ]);
  });

  test('groups with a path nest the data, groups without one do not', () => {
    const { schema } = convertForm(
      form([
        { type: 'group', id: 'G', path: 'party', components: [{ type: 'textfield', id: 'N', key: 'name' }] },
        { type: 'group', id: 'Group_案件来源', components: [{ type: 'textfield', id: 'S', key: 'source' }] },
      ]),
    );
    expect(componentsOf(schema)).toMatchObject({
      party: 'FormGroup',
      part_Group_案件来源: 'FormGroup',
      name: 'FormField',
      source: 'FormField',
    });
  });

  test('a list starts with its default rows and their default values', () => {
    const { defaults } = convertForm(
      form([
        {
          type: 'dynamiclist',
          id: 'L',
          path: 'goods',
          defaultRepetitions: 2,
          components: [{ type: 'number', id: 'Q', key: 'quantity', defaultValue: 1 }],
        },
        { type: 'radio', id: 'K', key: 'kind', defaultValue: 'organization' },
      ]),
    );
    expect(defaults).toEqual({ goods: [{ quantity: 1 }, { quantity: 1 }], kind: 'organization' });
  });

  test.each([
    ['an unknown type', { type: 'iframe', id: 'X', label: '外部网页' }, '平台不支持这种组件'],
    ['a key that is a path', { type: 'textfield', id: 'X', key: 'a.*' }, '字段标识只能用字母、数字、汉字和下划线'],
  ])('reports %s and shows so in its place', (_, component, reason) => {
    const { schema, unsupported } = convertForm(form([component]));
    expect(unsupported).toMatchObject([{ id: 'X', reason }]);
    expect(componentsOf(schema)['part_X']).toBe('FormUnsupported');
  });

  test('a button is left to the page', () => {
    expect(componentsOf(convertForm(form([{ type: 'button', id: 'B', action: 'submit' }])).schema)).toEqual({});
  });

  const templates = join(process.cwd(), 'templates');
  const files = readdirSync(templates, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.form'));

  test('there are form templates to look at', () => expect(files.length).toBeGreaterThan(20));

  test.each(files)('%s converts without loss and each field has a control', (file) => {
    const { unsupported, components } = convertForm(
      JSON.parse(readFileSync(join(templates, file), 'utf8')) as FormSchema,
    );
    expect(unsupported).toEqual([]);
    const fields = [...components.values()].filter((one) => one.key !== undefined && one.type !== 'expression');
    expect(fields.filter((one) => !fieldDefinitionOf(one)).map((one) => one.id)).toEqual([]);
  });
});
