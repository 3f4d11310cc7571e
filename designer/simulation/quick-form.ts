import type { FormComponent, FormSchema, StepDefinition } from '#contracts';
import { isValueType, listFields } from '#rules';
import { STAND_IN_PEOPLE } from './play/stand-ins.ts';

/** Names that occur in an expression, as far as they are names of fields. */
const mentioned = (text: unknown, keys: ReadonlySet<string>): string[] =>
  typeof text === 'string' ? (text.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []).filter((word) => keys.has(word)) : [];

/** The platform's fields that need people and evidence of a real case: never demanded in a quick form. */
const NEEDS_CASE = new Set(['officers', 'evidence', 'signature', 'violation', 'law-article', 'discretion-advice']);

/** Fields of a form that decide where the procedure goes and how limits run, with all that these depend on. */
export const decidingFields = (form: FormSchema, step: StepDefinition): Set<string> => {
  const fields = listFields(form);
  const keys = new Set(fields.map(({ key }) => key));
  const wanted = new Set<string>();
  const add = (names: readonly string[]): void => {
    for (const name of names) {
      if (!keys.has(name) || wanted.has(name)) continue;
      wanted.add(name);
      for (const { key, component } of fields)
        if (key === name)
          add([...mentioned(component.conditional?.hide, keys), ...mentioned(component.expression, keys)]);
    }
  };
  add(step.variables);
  for (const { dateField, when } of step.emits) add([...(dateField ? [dateField] : []), ...mentioned(when, keys)]);
  return wanted;
};

const kept = (components: readonly FormComponent[], wanted: ReadonlySet<string>): FormComponent[] =>
  components.flatMap((component): FormComponent[] => {
    if (component.type === 'group') {
      const inner = kept(component.components ?? [], wanted);
      return inner.length > 0 ? [{ ...component, components: inner }] : [];
    }
    if (!isValueType(component.type) || !wanted.has(component.key ?? '')) return [];
    const widget = component.properties?.['widget'] ?? '';
    if (!NEEDS_CASE.has(widget) || !component.validate) return [component];
    return [{ ...component, validate: { ...component.validate, required: false } }];
  });

/** The form with its deciding fields only; null when nothing in it decides anything. */
export const quickForm = (form: FormSchema, step: StepDefinition | undefined): FormSchema | null => {
  if (!step) return null;
  const components = kept(form.components, decidingFields(form, step));
  return components.length > 0 ? { ...form, components } : null;
};

const SAMPLE_TEXT = '试运行示例文字';

const sampleText = ({ validate, properties }: FormComponent): string => {
  switch (properties?.['format'] ?? properties?.['widget']) {
    case 'uscc':
      return '91370102MA3TEDT05W';
    case 'id-number':
      return '370102199003071238';
    case 'mobile':
      return '13805310000';
    case 'money':
      return '1000.00';
    case 'region':
      return '370102';
    default: {
      const long = SAMPLE_TEXT.repeat(Math.ceil((validate?.minLength ?? 1) / SAMPLE_TEXT.length));
      return validate?.maxLength === undefined ? long : long.slice(0, validate.maxLength);
    }
  }
};

const sampleOf = (component: FormComponent, today: string): unknown => {
  const [first] = component.values ?? [];
  switch (component.type) {
    case 'textfield':
    case 'textarea':
      return sampleText(component);
    case 'number':
      return Number(component.validate?.min ?? 1);
    case 'checkbox':
      return true;
    case 'radio':
    case 'select':
      return first?.value;
    case 'checklist':
    case 'taglist':
      return first ? [first.value] : undefined;
    case 'datetime':
      return component['subtype'] === 'date' ? today : `${today}T09:00`;
    default:
      return undefined;
  }
};

/** Example values for what a form demands; evidence is left out, as an example has none. */
export const sampleValues = (form: FormSchema, today: string): Record<string, unknown> =>
  Object.fromEntries(
    listFields(form).flatMap(({ key, path, required, widget, component }) => {
      // Rows of lists are a matter of the person.
      if (!required || path.includes('[]')) return [];
      if (widget === 'officers') return [[key, STAND_IN_PEOPLE.map(({ user }) => user.id)]];
      if (widget !== undefined && NEEDS_CASE.has(widget)) return [];
      const value = sampleOf(component, today);
      return value === undefined ? [] : [[key, value]];
    }),
  );
