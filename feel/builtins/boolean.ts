import { AssertionFailure } from '../interpreter/machine.ts';
import { equal } from '../values/compare.ts';
import { FeelDateTime, FeelTime } from '../values/temporal.ts';
import type { Value } from '../values/value.ts';
import { isList, kindOf } from '../values/value.ts';
import type { Zone } from '../values/zones.ts';
import { zoneText } from '../values/zones.ts';
import type { Definitions } from './define.ts';

const sameZone = (left: Zone | undefined, right: Zone | undefined): boolean => zoneText(left) === zoneText(right);

/** The same value of the same type; of times also the same zone. */
const isSame = (left: Value, right: Value, spend: (steps: number) => void): boolean => {
  if (kindOf(left) !== kindOf(right)) return false;
  if (left instanceof FeelTime && right instanceof FeelTime)
    return left.nanos === right.nanos && sameZone(left.zone, right.zone);
  if (left instanceof FeelDateTime && right instanceof FeelDateTime)
    return isSame(left.date, right.date, spend) && isSame(left.time, right.time, spend);
  return equal(left, right, spend) === true;
};

const check = (value: Value, condition: Value, cause: Value = null): Value => {
  if (condition === true) return value;
  throw new AssertionFailure(typeof cause === 'string' ? cause : 'The condition is not fulfilled');
};

export const BOOLEAN: Definitions = {
  not: [['negand:any', ([negand]) => (typeof negand === 'boolean' ? !negand : null)]],
  is: [['value1:any?,value2:any?', ([left, right], machine) => isSame(left, right, machine.spend)]],
  'is defined': [['value:any', ([value]) => value !== null]],
  'get or else': [['value:any,default:any', ([value, otherwise]) => value ?? otherwise]],
  assert: [
    ['value:any,condition:any', ([value, condition]) => check(value, condition)],
    ['value:any,condition:any,cause:any', ([value, condition, cause]) => check(value, condition, cause)],
  ],
  'is empty': [['list:any', ([list]) => (isList(list) ? list.length === 0 : false)]],
};
