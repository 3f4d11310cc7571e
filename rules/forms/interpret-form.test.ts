import type { FormComponent, FormSchema } from '#contracts';
import { interpretForm } from './interpret-form.ts';
import { displayValue, maskValue } from './display.ts';
import { listFields } from './fields.ts';

const now = '2026-03-02T09:00:00+08:00';
const form = (...components: FormComponent[]): FormSchema => ({ type: 'default', id: 'f', components });
const issues = (schema: FormSchema, data: Record<string, unknown>) =>
  interpretForm(schema, data, { now }).issues.map((issue) => issue.message);

test('a required field that is empty is named with its label', () => {
  const schema = form({
    type: 'textfield',
    id: 'a',
    key: 'partyName',
    label: '当事人名称',
    validate: { required: true },
  });
  expect(issues(schema, {})).toEqual(['请填写“当事人名称”']);
  expect(issues(schema, { partyName: '' })).toEqual(['请填写“当事人名称”']);
  expect(issues(schema, { partyName: '某超市' })).toEqual([]);
});

test('a hidden field is neither required nor stored', () => {
  const schema = form(
    { type: 'checkbox', id: 'a', key: 'hearing', label: '申请听证' },
    {
      type: 'textfield',
      id: 'b',
      key: 'host',
      label: '主持人',
      validate: { required: true },
      conditional: { hide: '=hearing != true' },
    },
  );
  expect(interpretForm(schema, { hearing: false, host: '张某' }, { now })).toMatchObject({
    issues: [],
    data: { hearing: false },
  });
  expect(interpretForm(schema, { hearing: false, host: '张某' }, { now }).data).not.toHaveProperty('host');
  expect(issues(schema, { hearing: true })).toEqual(['请填写“主持人”']);
});

test('formats: uscc, id number, money', () => {
  const schema = form(
    { type: 'textfield', id: 'a', key: 'uscc', label: '代码', properties: { format: 'uscc' } },
    { type: 'textfield', id: 'b', key: 'fine', label: '罚款', properties: { widget: 'money' } },
  );
  expect(issues(schema, { uscc: '91350100M000100Y44', fine: '12.345' })).toHaveLength(2);
  expect(issues(schema, { uscc: '91350100M000100Y43', fine: '12500.00' })).toEqual([]);
});

test('numbers, dates, options and lengths are checked', () => {
  const schema = form(
    { type: 'number', id: 'a', key: 'n', label: '数量', validate: { min: 1, max: 10 } },
    { type: 'datetime', id: 'b', key: 'd', label: '日期', subtype: 'date' },
    { type: 'select', id: 'c', key: 's', label: '来源', values: [{ label: '投诉', value: 'complaint' }] },
    { type: 'textarea', id: 'd', key: 't', label: '事实', validate: { minLength: 5 } },
  );
  expect(issues(schema, { n: 11, d: '2026-02-30', s: 'x', t: '短' })).toHaveLength(4);
  expect(issues(schema, { n: 2, d: '2026-02-28', s: 'complaint', t: '足够长的事实' })).toEqual([]);
});

test('a computed field is set from the others', () => {
  const schema = form(
    { type: 'number', id: 'a', key: 'price', label: '单价' },
    { type: 'expression', id: 'b', key: 'total', expression: '=price * 2' },
  );
  expect(interpretForm(schema, { price: 3 }, { now }).data).toEqual({ price: 3, total: 6 });
});

test('rows of a dynamic list are checked one by one', () => {
  const schema = form({
    type: 'dynamiclist',
    id: 'l',
    path: 'items',
    components: [{ type: 'textfield', id: 'x', key: 'name', label: '物品', validate: { required: true } }],
  });
  expect(interpretForm(schema, { items: [{ name: '封条' }, {}] }, { now }).issues).toEqual([
    { path: 'items[1].name', label: '物品', message: '请填写“物品”' },
  ]);
});

test('values are shown by label and masked by kind', () => {
  const schema = form(
    { type: 'select', id: 'a', key: 's', label: '来源', values: [{ label: '投诉', value: 'complaint' }] },
    {
      type: 'textfield',
      id: 'b',
      key: 'id',
      label: '身份证号',
      properties: { format: 'id-number', sensitive: 'true' },
    },
  );
  const [source, id] = listFields(schema);
  expect(displayValue(source!, 'complaint')).toBe('投诉');
  expect(maskValue(id!, '370102199003071238')).toBe('370102********1238');
});
