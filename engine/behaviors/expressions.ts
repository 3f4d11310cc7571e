import type { Evaluation, Expression, FeelType, Json } from '#feel';
import { evaluate, failureText } from '#feel';
import type { Processing } from '../processing.ts';
import { scopeAt } from '../state/lookups.ts';
import { Failure } from './failure.ts';

const warningsText = ({ warnings }: Evaluation): string =>
  warnings.length === 0
    ? ''
    : ` The evaluation reported the following warnings:\n${warnings.map(({ type, message }) => `[${type}] ${message}`).join('\n')}`;

export const evaluationFailure = (source: string, result: Evaluation): string =>
  `${failureText(source, result)}${warningsText(result)}`;

export const evaluateAt = (processing: Processing, expression: Expression, scopeKey: number): Evaluation => {
  const result = evaluate(expression, scopeAt(processing.state, scopeKey), { now: processing.now });
  if (result.error) throw new Failure('EXTRACT_VALUE_ERROR', evaluationFailure(expression.source, result), scopeKey);
  return result;
};

const wrongType = (expression: Expression, wanted: string, result: Evaluation, scopeKey?: number): Failure =>
  new Failure(
    'EXTRACT_VALUE_ERROR',
    `Expected result of the expression '${expression.source}' to be '${wanted}', but was '${result.type}'.${warningsText(result)}`,
    scopeKey,
  );

const evaluateAs = (processing: Processing, expression: Expression, scopeKey: number, wanted: FeelType): Json => {
  const result = evaluateAt(processing, expression, scopeKey);
  if (result.type !== wanted) throw wrongType(expression, wanted, result, scopeKey);
  return result.value;
};

export const evaluateString = (processing: Processing, expression: Expression, scopeKey: number): string =>
  evaluateAs(processing, expression, scopeKey, 'STRING') as string;

export const evaluateBoolean = (processing: Processing, expression: Expression, scopeKey: number): boolean =>
  evaluateAs(processing, expression, scopeKey, 'BOOLEAN') as boolean;

/** An outcome that was evaluated in a scope of its own must be true or false. */
export const booleanOf = (expression: Expression, result: Evaluation, scopeKey: number): boolean => {
  if (result.error) throw new Failure('EXTRACT_VALUE_ERROR', evaluationFailure(expression.source, result), scopeKey);
  if (result.type !== 'BOOLEAN') throw wrongType(expression, 'BOOLEAN', result, scopeKey);
  return result.value as boolean;
};

export const evaluateList = (processing: Processing, expression: Expression, scopeKey: number): Json[] =>
  evaluateAs(processing, expression, scopeKey, 'ARRAY') as Json[];

/** A number, also one written as a plain text in the model. */
export const evaluateNumber = (processing: Processing, expression: Expression, scopeKey: number): number => {
  if (typeof expression.fixed === 'string' && /^-?\d+$/.test(expression.fixed)) return Number(expression.fixed);
  return Math.trunc(evaluateAs(processing, expression, scopeKey, 'NUMBER') as number);
};

/** A list of texts, or a plain text with commas. */
export const evaluateStringList = (processing: Processing, expression: Expression, scopeKey: number): string[] => {
  if (typeof expression.fixed === 'string')
    return expression.fixed
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean);
  const result = evaluateAt(processing, expression, scopeKey);
  if (result.type !== 'ARRAY') throw wrongType(expression, 'ARRAY', result, scopeKey);
  const list = result.value as Json[];
  const odd = list.find((item) => typeof item !== 'string');
  if (odd !== undefined) {
    throw new Failure(
      'EXTRACT_VALUE_ERROR',
      `Expected result of the expression '${expression.source}' to be 'ARRAY' containing 'STRING' items, but was 'ARRAY' containing at least one non-'STRING' item.`,
      scopeKey,
    );
  }
  return list as string[];
};

/** Correlation keys may be texts or numbers. */
export const evaluateCorrelationKey = (processing: Processing, expression: Expression, scopeKey: number): string => {
  const result = evaluateAt(processing, expression, scopeKey);
  if (result.type === 'STRING') return result.value as string;
  if (result.type === 'NUMBER') return String(Math.trunc(result.value as number));
  throw new Failure(
    'EXTRACT_VALUE_ERROR',
    `Failed to extract the correlation key for '${expression.source}': The value must be either a string or a number, but was '${result.type}'.${warningsText(result)}`,
    scopeKey,
  );
};

const LOCAL_MIDNIGHT = /T(\d\d):(\d\d)(?::00)?(Z|[+-]\d\d:\d\d)/;

/** A date for a user task: absent for null or an empty text, otherwise with an offset. */
export const evaluateDate = (
  processing: Processing,
  expression: Expression,
  scopeKey: number,
  parse: (text: string) => number | undefined,
): string => {
  const result = evaluateAt(processing, expression, scopeKey);
  if (result.type === 'NULL' || result.value === '') return '';
  if (result.type !== 'STRING' && result.type !== 'DATE_TIME') {
    throw new Failure(
      'EXTRACT_VALUE_ERROR',
      `Expected result of the expression '${expression.source}' to be one of '[DATE_TIME, STRING]', but was '${result.type}'${warningsText(result)}`,
      scopeKey,
    );
  }
  const text = result.value as string;
  if (parse(text) === undefined) {
    throw new Failure(
      'EXTRACT_VALUE_ERROR',
      `Invalid date-time format '${text}' for expression '${expression.source}'.`,
      scopeKey,
    );
  }
  return text.replace(LOCAL_MIDNIGHT, 'T$1:$2$3');
};
