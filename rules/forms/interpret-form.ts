import type { FormComponent, FormSchema, ProblemIssue } from '#contracts';
import { evaluateExpression } from '../expression.ts';
import { checkValue } from './check-value.ts';
import { isValueType, labelOf } from './fields.ts';

export interface FieldState {
  visible: boolean;
  required: boolean;
  readonly: boolean;
  /** Options after evaluating `valuesExpression` / `valuesKey`; absent for fields without options. */
  options?: { label: string; value: string }[];
  value: unknown;
}

export interface FormState {
  /** By path in the data (`partyName`, `items[0].price`) and, for layout parts, by component id. */
  fields: Record<string, FieldState>;
  issues: ProblemIssue[];
  /** The data as it is stored: hidden fields dropped, computed fields set, empty values (`''`, null, `[]`) dropped. */
  data: Record<string, unknown>;
}

export interface FormContext {
  /** ISO instant for `now()` and `today()`. */
  now: string;
  /** Case data and other names that expressions may read; the form's own data shadows it. */
  extra?: Record<string, unknown>;
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/**
 * What a form-js form means for given data: which fields are visible, required, read-only, computed and valid. The
 * page and the server call this same function, so that they can't disagree.
 */
export const interpretForm = (form: FormSchema, data: Record<string, unknown>, context: FormContext): FormState => {
  const state: FormState = { fields: {}, issues: [], data: {} };
  // Computed fields first and twice: one that builds on another needs the second pass.
  let working = { ...data };
  for (let pass = 0; pass < 2; pass++) working = withComputed(form.components, working, context);
  visit(form.components, working, state.data, '', { state, context, root: working, hidden: false });
  return state;
};

interface Visit {
  state: FormState;
  context: FormContext;
  root: Record<string, unknown>;
  hidden: boolean;
}

const scopeOf = (visit: Visit, local: Record<string, unknown>): Record<string, unknown> => ({
  ...visit.context.extra,
  ...visit.root,
  ...local,
});

const withComputed = (
  components: readonly FormComponent[],
  data: Record<string, unknown>,
  context: FormContext,
): Record<string, unknown> => {
  const result = { ...data };
  const walk = (list: readonly FormComponent[]): void => {
    for (const component of list) {
      if (component.type === 'group') walk(component.components ?? []);
      if (component.type !== 'expression' || !component.key || !component.expression) continue;
      const outcome = evaluateExpression(component.expression, { ...context.extra, ...result }, context.now);
      if (outcome.error === undefined) result[component.key] = outcome.value;
    }
  };
  walk(components);
  return result;
};

const isHidden = (component: FormComponent, scope: Record<string, unknown>, now: string): boolean => {
  const hide = component.conditional?.hide;
  return hide !== undefined && hide !== '' && evaluateExpression(hide, scope, now).value === true;
};

const isReadonly = (component: FormComponent, scope: Record<string, unknown>, now: string): boolean => {
  if (component.disabled === true || component.readonly === true) return true;
  return (
    typeof component.readonly === 'string' &&
    component.readonly.startsWith('=') &&
    evaluateExpression(component.readonly, scope, now).value === true
  );
};

const optionsOf = (
  component: FormComponent,
  scope: Record<string, unknown>,
  now: string,
): { label: string; value: string }[] | undefined => {
  const normalise = (list: unknown): { label: string; value: string }[] =>
    Array.isArray(list)
      ? list.map((entry: unknown) => {
          if (entry !== null && typeof entry === 'object' && 'value' in entry) {
            const option = entry as { label?: unknown; value: unknown };
            return { label: String(option.label ?? option.value), value: String(option.value) };
          }
          return { label: String(entry), value: String(entry) };
        })
      : [];
  if (component.values) return component.values;
  if (component.valuesExpression) return normalise(evaluateExpression(component.valuesExpression, scope, now).value);
  if (component.valuesKey) return normalise(scope[component.valuesKey]);
  return undefined;
};

const visit = (
  components: readonly FormComponent[],
  data: Record<string, unknown>,
  out: Record<string, unknown>,
  prefix: string,
  current: Visit,
): void => {
  for (const component of components) {
    const scope = scopeOf(current, data);
    const hidden = current.hidden || isHidden(component, scope, current.context.now);
    const inner = { ...current, hidden };
    if (component.type === 'group') {
      current.state.fields[component.id] = { visible: !hidden, required: false, readonly: false, value: undefined };
      visitGroup(component, data, out, prefix, inner);
    } else if (component.type === 'dynamiclist') visitList(component, data, out, prefix, inner);
    else if (isValueType(component.type)) visitField(component, data, out, prefix, inner, scope);
    else current.state.fields[component.id] = { visible: !hidden, required: false, readonly: false, value: undefined };
  }
};

const visitGroup = (
  group: FormComponent,
  data: Record<string, unknown>,
  out: Record<string, unknown>,
  prefix: string,
  current: Visit,
): void => {
  if (!group.path) return visit(group.components ?? [], data, out, prefix, current);
  const nested = (data[group.path] ?? {}) as Record<string, unknown>;
  const nestedOut: Record<string, unknown> = {};
  visit(group.components ?? [], nested, nestedOut, `${prefix}${group.path}.`, current);
  if (Object.keys(nestedOut).length > 0) out[group.path] = nestedOut;
};

const visitList = (
  list: FormComponent,
  data: Record<string, unknown>,
  out: Record<string, unknown>,
  prefix: string,
  current: Visit,
): void => {
  const name = list.path ?? list.id;
  const rows = Array.isArray(data[name]) ? (data[name] as Record<string, unknown>[]) : [];
  current.state.fields[`${prefix}${name}`] = {
    visible: !current.hidden,
    required: false,
    readonly: false,
    value: rows,
  };
  const outRows = rows.map((row, index) => {
    const outRow: Record<string, unknown> = {};
    visit(list.components ?? [], row ?? {}, outRow, `${prefix}${name}[${index}].`, current);
    return outRow;
  });
  if (!current.hidden && outRows.length > 0) out[name] = outRows;
};

const visitField = (
  component: FormComponent,
  data: Record<string, unknown>,
  out: Record<string, unknown>,
  prefix: string,
  current: Visit,
  scope: Record<string, unknown>,
): void => {
  const key = component.key ?? component.id;
  const path = prefix + key;
  const value = data[key];
  const required = component.validate?.required === true && !current.hidden;
  const options = optionsOf(component, scope, current.context.now);
  current.state.fields[path] = {
    visible: !current.hidden,
    required,
    readonly: component.type === 'expression' || isReadonly(component, scope, current.context.now),
    ...(options ? { options } : {}),
    value,
  };
  if (current.hidden) return;
  const label = labelOf(component);
  // A checkbox that must be ticked is empty while it is false.
  if (isEmpty(value) || (component.type === 'checkbox' && required && value !== true)) {
    if (required)
      current.state.issues.push({
        path,
        label,
        message: component.type === 'checkbox' ? `请勾选“${label}”` : `请填写“${label}”`,
      });
    if (component.type === 'checkbox' && value === false) out[key] = false;
    return;
  }
  for (const message of checkValue(component, value, options)) current.state.issues.push({ path, label, message });
  out[key] = value;
};
