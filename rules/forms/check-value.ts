import { PenaltyUnit, type FormComponent } from '#contracts';
import { checkIdNumber, checkMobile, checkUscc } from '../identifiers/identifiers.ts';
import { yuanToFen } from '../money/money.ts';
import { labelOf } from './fields.ts';

const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;
/** Texts longer than this are refused whatever the form says. */
const MAX_TEXT = 100_000;

const checkText = (component: FormComponent, value: unknown): string[] => {
  const label = labelOf(component);
  if (typeof value !== 'string') return [`“${label}”应为文字`];
  if (value.length > MAX_TEXT) return [`“${label}”过长，最多 ${MAX_TEXT} 个字`];
  const { minLength, maxLength, pattern } = component.validate ?? {};
  const messages: string[] = [];
  if (minLength !== undefined && value.length < minLength) messages.push(`“${label}”至少 ${minLength} 个字`);
  if (maxLength !== undefined && value.length > maxLength)
    messages.push(`“${label}”最多 ${maxLength} 个字，现在 ${value.length} 个字`);
  if (pattern && !matches(pattern, value)) messages.push(`“${label}”的格式不正确`);
  return [...messages, ...checkFormat(component, value)];
};

/** A pattern of the form's author is run on bounded text only, so that it can't stall the server. */
const matches = (pattern: string, value: string): boolean => {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(value.slice(0, 1_000));
  } catch {
    return true; // reported when the procedure is checked, not to who fills in the form
  }
};

const checkFormat = (component: FormComponent, value: string): string[] => {
  const check = { uscc: checkUscc, 'id-number': checkIdNumber, mobile: checkMobile, money: checkMoney }[
    component.properties?.['format'] ?? ''
  ];
  const message = check?.(value) ?? (component.properties?.['widget'] === 'money' ? checkMoney(value) : null);
  return message ? [message] : [];
};

const checkMoney = (value: string): string | null =>
  yuanToFen(value) === null ? '金额应为不小于 0 的数字，最多两位小数，例如 12500.00' : null;

const checkNumber = (component: FormComponent, value: unknown): string[] => {
  const label = labelOf(component);
  const number =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && component['serializeToString'] === true
        ? Number(value)
        : NaN;
  if (!Number.isFinite(number)) return [`“${label}”应为数字`];
  const { min, max } = component.validate ?? {};
  if (min !== undefined && min !== '' && number < Number(min)) return [`“${label}”不能小于 ${min}`];
  if (max !== undefined && max !== '' && number > Number(max)) return [`“${label}”不能大于 ${max}`];
  return [];
};

const checkDate = (component: FormComponent, value: unknown): string[] => {
  const label = labelOf(component);
  const subtype = component['subtype'];
  if (typeof value !== 'string') return [`“${label}”应为日期`];
  if (subtype === 'datetime')
    return DATE_TIME.test(value) && !Number.isNaN(Date.parse(value))
      ? []
      : [`“${label}”应为日期和时间，例如 2026-04-07T09:30`];
  if (subtype === 'time') return /^\d{2}:\d{2}/.test(value) ? [] : [`“${label}”应为时间，例如 09:30`];
  const exists =
    CIVIL_DATE.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
  return exists ? [] : [`“${label}”应为存在的日期，例如 2026-04-07`];
};

const checkOptions = (component: FormComponent, value: unknown, options: { value: string }[] | undefined): string[] => {
  const label = labelOf(component);
  const many = component.type === 'checklist' || component.type === 'taglist';
  if (many !== Array.isArray(value)) return [`“${label}”的值不正确，请重新选择`];
  const chosen = (many ? value : [value]) as unknown[];
  const strange = chosen.filter((entry) => !(options ?? []).some((option) => option.value === String(entry)));
  return strange.length > 0 ? [`“${label}”中没有“${String(strange[0])}”这个选项，请重新选择`] : [];
};

/** Each penalty unit says which violation it is about; what else it has is of its shape. */
const checkUnits = (label: string, value: unknown): string[] => {
  if (!Array.isArray(value)) return [`“${label}”的值不正确，请重新填写`];
  const ids = new Set<unknown>();
  return value.flatMap((row: unknown, index) => {
    const at = `“${label}”第 ${index + 1} 项`;
    const read = PenaltyUnit.safeParse(row);
    if (!read.success) return [`${at}的“${read.error.issues[0]?.path.join('.') ?? ''}”不正确，请重新填写这一项`];
    if (read.data.violationCode.trim() === '') return [`${at}还没有选择违法行为`];
    if (ids.has(read.data.id)) return [`${at}与前面的一项重复，请删去一项`];
    ids.add(read.data.id);
    return [];
  });
};

/** A widget's value has a shape of its own; the component below it is only what other tools show. */
const checkWidget = (component: FormComponent, value: unknown): string[] | null => {
  const label = labelOf(component);
  const isTexts = Array.isArray(value) && value.every((entry) => typeof entry === 'string');
  switch (component.properties?.['widget']) {
    case 'officers':
    case 'evidence':
      return isTexts ? [] : [`“${label}”的值不正确，请重新选择`];
    case 'law-article':
      return Array.isArray(value) &&
        value.every((entry) => entry !== null && typeof entry === 'object' && 'law' in entry)
        ? []
        : [`“${label}”应选择法规和条文`];
    case 'signature':
      return value !== null && typeof value === 'object' && 'userId' in value ? [] : [`“${label}”还没有签名`];
    case 'penalty-units':
      return checkUnits(label, value);
    case 'discretion-advice':
      return [];
    case 'violation':
    case 'region':
      return typeof value === 'string' ? [] : [`“${label}”的值不正确，请重新选择`];
    default:
      return null;
  }
};

/**
 * Checks one value against its component: type, length, range, pattern, options, identifiers.
 *
 * @param options the options after evaluation, for fields that have them
 * @returns Chinese messages, empty when the value is fine
 */
export const checkValue = (
  component: FormComponent,
  value: unknown,
  options: { value: string }[] | undefined,
): string[] => {
  const widget = checkWidget(component, value);
  if (widget) return widget;
  switch (component.type) {
    case 'textfield':
    case 'textarea':
      return checkText(component, value);
    case 'number':
      return checkNumber(component, value);
    case 'checkbox':
      return typeof value === 'boolean' ? [] : [`“${labelOf(component)}”应为是或否`];
    case 'radio':
    case 'select':
    case 'checklist':
    case 'taglist':
      return checkOptions(component, value, options);
    case 'datetime':
      return checkDate(component, value);
    default:
      return [];
  }
};
