import { numberText } from './numbers.ts';
import type { FeelContext, Value } from './value.ts';
import { FeelFunction, FeelRange, isContext, isList, kindOf } from './value.ts';

const MAX_SHOWN = 10_000;
const PLAIN_KEY = /^[\p{L}_][\p{L}\p{N}_]*$/u;

const rangeText = (range: FeelRange, inner: (value: Value) => string): string => {
  const { start, end, startIncluded, endIncluded } = range;
  if (start === null) return `${endIncluded ? '<=' : '<'} ${inner(end)}`;
  if (end === null) return `${startIncluded ? '>=' : '>'} ${inner(start)}`;
  return `${startIncluded ? '[' : '('}${inner(start)}..${inner(end)}${endIncluded ? ']' : ')'}`;
};

const quotedText = (text: string): string => `"${text.replace(/"/g, '\\"')}"`;

/** As FEEL would write it, and as Zeebe's messages show it. Very long values are cut. */
export const show = (value: Value, limit = MAX_SHOWN): string => {
  let left = limit;
  const keyText = (key: string): string => (PLAIN_KEY.test(key) ? key : quotedText(key));
  const inner = (part: Value): string => {
    if (left <= 0) return '…';
    const text = shown(part);
    left -= text.length;
    return text;
  };
  const shown = (part: Value): string => {
    if (part === null || part === undefined) return 'null';
    if (typeof part === 'string') return quotedText(part.slice(0, limit));
    if (typeof part === 'boolean') return String(part);
    if (isList(part)) return `[${part.slice(0, limit).map(inner).join(', ')}]`;
    if (part instanceof FeelRange) return rangeText(part, inner);
    if (part instanceof FeelFunction) return `function(${part.parameters.join(', ')})`;
    if (isContext(part)) return contextText(part);
    return kindOf(part) === 'number' ? numberText(part as number) : part.toString();
  };
  const contextText = (context: FeelContext): string =>
    `{${Object.entries(context)
      .map(([key, entry]) => `${keyText(key)}:${inner(entry)}`)
      .join(', ')}}`;
  return shown(value);
};

/** FEEL's `string()`: a text is itself, anything else as it is written. */
export const asText = (value: Value, limit?: number): string =>
  typeof value === 'string' ? value : show(value, limit);
