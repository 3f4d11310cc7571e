import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FormSchema, ProcedureManifest, StepDefinition } from '#contracts';
import { interpretForm, listFields } from '#rules';
import { decidingFields, quickForm, sampleValues } from './quick-form.ts';
import { readVariables } from './read-variables.ts';

const NOW = '2026-11-02T09:00:00+08:00';
const TODAY = '2026-11-02';

const steps = readdirSync('templates').flatMap((code) => {
  const folder = join('templates', code);
  if (!existsSync(join(folder, 'procedure.json'))) return [];
  const manifest = JSON.parse(readFileSync(join(folder, 'procedure.json'), 'utf8')) as ProcedureManifest;
  return manifest.steps.map((step): [string, StepDefinition, FormSchema] => [
    `${code} ${step.elementId}`,
    step,
    JSON.parse(readFileSync(join(folder, `${step.form}.form`), 'utf8')) as FormSchema,
  ]);
});

describe('the quick form of a step', () => {
  test.each(steps)('%s: has every field that decides, and its examples are right', (_, step, form) => {
    const quick = quickForm(form, step);
    const fields = new Set(listFields(form).map(({ key }) => key));
    const wanted = [...step.variables, ...step.emits.flatMap(({ dateField }) => dateField ?? [])];
    const kept = new Set(quick ? listFields(quick).map(({ key }) => key) : []);
    for (const name of wanted) if (fields.has(name)) expect([...kept]).toContain(name);
    if (!quick) return;
    const { issues } = interpretForm(quick, sampleValues(quick, TODAY), { now: NOW });
    expect(issues).toEqual([]);
  });

  test.each(steps)('%s: examples fill the whole form but for evidence and rows', (_, __, form) => {
    const left = new Set(
      listFields(form)
        .filter(({ widget, path }) => (widget !== undefined && widget !== 'officers') || path.includes('[]'))
        .map(({ path }) => path.split('[')[0]),
    );
    const { issues } = interpretForm(form, sampleValues(form, TODAY), { now: NOW });
    expect(issues.filter(({ path }) => !left.has(path.split('[')[0]!))).toEqual([]);
  });

  test('a field that another one depends on comes along', () => {
    const form = {
      type: 'default',
      id: 'f',
      components: [
        { type: 'checkbox', id: 'a', key: 'a' },
        { type: 'textfield', id: 'b', key: 'b', conditional: { hide: '=not(a)' } },
        { type: 'textfield', id: 'c', key: 'c' },
        { type: 'expression', id: 'd', key: 'd', expression: '=b + c' },
      ],
    } as FormSchema;
    const step = { variables: ['b'], emits: [] } as unknown as StepDefinition;
    expect([...decidingFields(form, step)].sort()).toEqual(['a', 'b']);
    expect([...decidingFields(form, { ...step, variables: ['d'] })].sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(quickForm(form, { ...step, variables: ['elsewhere'] })).toBeNull();
  });
});

test('variables are an object of JSON; what is wrong is said in Chinese', () => {
  expect(readVariables(' ')).toEqual({ variables: {}, problem: null });
  expect(readVariables('{"a": 1}')).toEqual({ variables: { a: 1 }, problem: null });
  expect(readVariables('[1]').problem).toContain('对象');
  expect(readVariables('{a').problem).toContain('JSON');
});
