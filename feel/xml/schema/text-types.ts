import type { Schema } from './schema.ts';

/** A name without a colon, as far as the schema tells it apart: letters of any script, digits, `.`, `-` and `_`. */
const NC_NAME = /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Lm}·._-]*$/u;
const DOUBLE = /^([+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|-?INF|NaN)$/;

const isNcName = (text: string): boolean => NC_NAME.test(text);
const isQName = (text: string): boolean => {
  const parts = text.split(':');
  return parts.length <= 2 && parts.every(isNcName);
};
const isInteger = (text: string): boolean => /^[+-]?\d+$/.test(text);
const isBoolean = (text: string): boolean => /^(true|false|1|0)$/.test(text);

/** The types of XML Schema that something can be wrong with: a name for messages, and what is right. */
const CHECKED: Readonly<Record<string, [name: string, isRight: (text: string) => boolean]>> = {
  '@ID': ['NCName', isNcName],
  '@IDREF': ['NCName', isNcName],
  '@QName': ['QName', isQName],
  '@boolean': ['boolean', isBoolean],
  '@integer': ['integer', isInteger],
  '@int': ['integer', isInteger],
  '@double': ['double', (text) => DOUBLE.test(text)],
};

export const collapsed = (text: string): string => text.trim().replace(/[ \t\r\n]+/g, ' ');

/**
 * What is wrong with a text that should be of a type, in the words of Zeebe's reader; undefined when it is right.
 * @param isDeclared whether a prefix of a qualified name has a namespace
 */
export const textProblem = (
  text: string,
  type: string,
  schema: Schema,
  isDeclared: (prefix: string) => boolean,
): string | undefined => {
  const values = schema.texts.get(type);
  if (values)
    return values.length === 0 || values.includes(text)
      ? undefined
      : `cvc-enumeration-valid: Value '${text}' is not facet-valid with respect to enumeration '[${values.join(', ')}]'. It must be a value from the enumeration.`;
  const checked = CHECKED[type];
  if (!checked) return undefined;
  const value = collapsed(text);
  const [name, isRight] = checked;
  if (!isRight(value)) return `cvc-datatype-valid.1.2.1: '${value}' is not a valid value for '${name}'.`;
  const prefix = type === '@QName' && value.includes(':') ? value.split(':')[0]! : undefined;
  return prefix === undefined || isDeclared(prefix)
    ? undefined
    : `UndeclaredPrefix: Cannot resolve '${value}' as a QName: the prefix '${prefix}' is not declared.`;
};
