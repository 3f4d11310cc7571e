import type { Json } from './values/json.ts';
import type { Kind, Value } from './values/value.ts';
import { kindOf } from './values/value.ts';

export type { Json } from './values/json.ts';
export { toJson } from './values/json.ts';

/** FEEL types under the names that Zeebe's messages use. */
export type FeelType =
  | 'NULL'
  | 'BOOLEAN'
  | 'NUMBER'
  | 'STRING'
  | 'ARRAY'
  | 'OBJECT'
  | 'DURATION'
  | 'PERIOD'
  | 'DATE'
  | 'TIME'
  | 'DATE_TIME'
  | 'FUNCTION'
  | 'RANGE';

const TYPES: Record<Kind, FeelType> = {
  null: 'NULL',
  boolean: 'BOOLEAN',
  number: 'NUMBER',
  string: 'STRING',
  list: 'ARRAY',
  context: 'OBJECT',
  date: 'DATE',
  time: 'TIME',
  'date and time': 'DATE_TIME',
  'days and time duration': 'DURATION',
  'years and months duration': 'PERIOD',
  range: 'RANGE',
  function: 'FUNCTION',
};

export const typeOf = (value: Value | Json | undefined): FeelType => TYPES[kindOf((value ?? null) as Value)];
