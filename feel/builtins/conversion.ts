import type { Machine } from '../interpreter/machine.ts';
import { jsonText, parseJson } from '../values/json.ts';
import { parseNumber } from '../values/numbers.ts';
import { MAX_TEXT } from '../interpreter/machine.ts';
import { asText } from '../values/show.ts';
import type { Value } from '../values/value.ts';
import type { Definitions, Outcome } from './define.ts';
import { failure } from './define.ts';

const toNumber = (text: string): Outcome =>
  parseNumber(text.trim()) ?? failure(`Can't parse '${text.slice(0, 100)}' as a number`);

const separated = (from: string, grouping: string | null, point: string | null): Outcome => {
  if (grouping !== null && ![' ', ',', '.'].includes(grouping)) return failure('illegal grouping separator');
  if (point !== null && !['.', ','].includes(point)) return failure('illegal decimal separator');
  if (grouping !== null && grouping === point) return failure('the separators are the same');
  const whole = grouping === null ? from : from.replaceAll(grouping, '');
  if (point === ',' && whole.includes('.')) return failure(`Can't parse '${from.slice(0, 100)}' as a number`);
  return toNumber(point === null ? whole : whole.replaceAll(point, '.'));
};

const toText = (value: Value, machine: Machine): Outcome =>
  value === null ? null : machine.text(asText(value, MAX_TEXT));

const fromJson = (json: string | null, machine: Machine): Outcome => {
  if (json === null) return null;
  machine.spend(json.length >> 2);
  return parseJson(json) ?? failure(`Failed to parse JSON from '${json.slice(0, 100)}'`);
};

export const CONVERSION: Definitions = {
  string: [['from:any', ([from], machine) => toText(from, machine)]],
  number: [
    ['from:string', ([from]) => toNumber(from)],
    ['from:number', ([from]) => from],
    ['from:string,grouping separator:string~', ([from, grouping]) => separated(from, grouping, null)],
    [
      'from:string,grouping separator:string~,decimal separator:string~',
      ([from, grouping, point]) => separated(from, grouping, point),
    ],
  ],
  'from json': [['json|value:string~', ([json], machine) => fromJson(json, machine)]],
  'to json': [['value:any', ([value], machine) => machine.text(jsonText(value))]],
};
