import type { FormComponent, FormSchema, ProcedureIssue } from '#contracts';
import { WIDGETS } from '#contracts';
import { expressionError } from '../expression.ts';
import { isValueType, labelOf, LAYOUT_TYPES, listFields } from '../forms/fields.ts';
import type { ProcedurePackage } from './read-package.ts';

const checkComponent = (file: string, component: FormComponent): ProcedureIssue[] => {
  const issues: ProcedureIssue[] = [];
  const label = labelOf(component);
  const add = (rule: string, message: string, remedy: string): void =>
    void issues.push({ severity: 'error', rule, file, elementId: component.id, message, remedy, basis: [] });
  if (!isValueType(component.type) && !(LAYOUT_TYPES as readonly string[]).includes(component.type))
    add('form-type', `字段“${label}”的类型“${component.type}”平台不支持`, '请换成支持的字段类型');
  if (isValueType(component.type) && !component.key) add('form-key', `字段“${label}”没有填写“键”`, '请在属性中填写键');
  const widget = component.properties?.['widget'];
  if (widget !== undefined && !(widget in WIDGETS))
    add('form-widget', `字段“${label}”的业务组件“${widget}”不存在`, `可用的组件：${Object.keys(WIDGETS).join('、')}`);
  const expressions = [
    component.conditional?.hide,
    component.expression,
    component.valuesExpression,
    typeof component.readonly === 'string' ? component.readonly : undefined,
  ];
  for (const text of expressions) {
    const error = text ? expressionError(text) : null;
    if (error) add('form-feel', `字段“${label}”的表达式写错了：${text ?? ''}（${error}）`, '请改正表达式');
  }
  const pattern = component.validate?.pattern;
  if (pattern) {
    try {
      new RegExp(pattern, 'u');
    } catch {
      add('form-pattern', `字段“${label}”的格式规则不是正确的正则表达式：${pattern}`, '请改正格式规则');
    }
  }
  const needsOptions = ['select', 'radio', 'checklist', 'taglist'].includes(component.type) && widget === undefined;
  if (needsOptions && !component.values?.length && !component.valuesKey && !component.valuesExpression)
    add('form-options', `字段“${label}”没有任何选项`, '请添加选项');
  return [...issues, ...(component.components ?? []).flatMap((child) => checkComponent(file, child))];
};

const checkForm = (file: string, form: FormSchema): ProcedureIssue[] => {
  const paths = listFields(form).map((field) => field.path);
  const duplicates = new Set(paths.filter((path, index) => paths.indexOf(path) !== index));
  return [
    ...form.components.flatMap((component) => checkComponent(file, component)),
    ...[...duplicates].map((path): ProcedureIssue => ({
      severity: 'error',
      rule: 'form-duplicate-key',
      file,
      elementId: path,
      message: `表单中有两个字段的键都是“${path}”`,
      remedy: '请改成不同的键',
      basis: [],
    })),
  ];
};

/** Checks every form: types, keys, options, expressions, patterns. */
export const checkForms = (procedure: ProcedurePackage): ProcedureIssue[] =>
  Object.entries(procedure.forms).flatMap(([id, form]) => checkForm(procedure.formFiles[id] ?? id, form));
