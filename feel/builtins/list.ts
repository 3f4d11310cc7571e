import { callValue } from '../interpreter/call.ts';
import type { Machine } from '../interpreter/machine.ts';
import { compare, equal } from '../values/compare.ts';
import { isNumber, numberText, truncated } from '../values/numbers.ts';
import type { FeelNumber } from '../values/numbers.ts';
import type { FeelFunction, Value } from '../values/value.ts';
import { isList } from '../values/value.ts';
import type { Definitions, Outcome } from './define.ts';

type List = readonly Value[];

const same = (left: Value, right: Value, machine: Machine): boolean => equal(left, right, machine.spend) === true;

/** Values that can be told apart by a text, which makes searching them cheap; undefined for others. */
const keyOf = (value: Value): string | undefined => {
  if (typeof value === 'string') return `s${value}`;
  if (isNumber(value)) return `n${numberText(value)}`;
  return value === null || typeof value === 'boolean' ? String(value) : undefined;
};

/** A set of values under FEEL's equality. */
class Seen {
  readonly #keys = new Set<string>();
  readonly #others: Value[] = [];
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** Whether the value is new. */
  add(value: Value): boolean {
    this.#machine.spend(2);
    const key = keyOf(value);
    if (key !== undefined) return this.#keys.size < this.#keys.add(key).size;
    this.#machine.spend(this.#others.length * 2);
    if (this.#others.some((other) => same(other, value, this.#machine))) return false;
    this.#others.push(value);
    return true;
  }
}

const distinct = (list: List, machine: Machine): List => {
  const seen = new Seen(machine);
  return list.filter((item) => seen.add(item));
};

const duplicates = (list: List, machine: Machine): List => {
  const seen = new Seen(machine);
  return distinct(
    list.filter((item) => !seen.add(item)),
    machine,
  );
};

const contains = (list: List, element: Value, machine: Machine): boolean => {
  machine.spend(list.length);
  return list.some((item) => same(item, element, machine));
};

const indexesOf = (list: List, match: Value, machine: Machine): List => {
  machine.spend(list.length);
  return list.flatMap((item, index) => (same(item, match, machine) ? [index + 1] : []));
};

/** The index from 0 of a position that counts from 1, or from the end; undefined where there is none. */
const indexOf = (list: List, position: FeelNumber): number | undefined => {
  const at = truncated(position);
  if (Number.isNaN(at) || at === 0 || Math.abs(at) > list.length) return undefined;
  return at > 0 ? at - 1 : list.length + at;
};

const sublist = (list: List, start: FeelNumber, length: FeelNumber | null): Outcome => {
  const from = indexOf(list, start);
  const size = length === null ? Infinity : truncated(length);
  if (from === undefined || Number.isNaN(size) || size < 0 || (size !== Infinity && from + size > list.length))
    return undefined;
  return list.slice(from, from + size);
};

const insertBefore = (list: List, position: FeelNumber, item: Value): Outcome => {
  const at = indexOf(list, position);
  return at === undefined ? undefined : [...list.slice(0, at), item, ...list.slice(at)];
};

const remove = (list: List, position: FeelNumber): Outcome => {
  const at = indexOf(list, position);
  return at === undefined ? undefined : list.filter((_, index) => index !== at);
};

const replaceAt = (list: List, position: FeelNumber, item: Value): Outcome => {
  const at = indexOf(list, position);
  return at === undefined ? undefined : list.map((old, index) => (index === at ? item : old));
};

const replaceMatching = (list: List, match: FeelFunction, item: Value, machine: Machine): Outcome => {
  if (!match.accepts(2)) return undefined;
  const results = list.map((old) => callValue(machine, match, [old, item], 'match'));
  if (!results.every((result) => typeof result === 'boolean')) return undefined;
  return list.map((old, index) => (results[index] ? item : old));
};

const flatten = (list: List, machine: Machine): Value[] => {
  const flat: Value[] = [];
  const visit = (items: List): void => {
    machine.spend(items.length);
    for (const item of items) {
      if (isList(item)) visit(item);
      else flat.push(item);
    }
  };
  visit(list);
  machine.list(flat.length);
  return flat;
};

const concatenate = (lists: List, machine: Machine): Outcome => {
  const all = lists.map((item) => (isList(item) ? item : [item]));
  machine.list(all.reduce((sum, { length }) => sum + length, 0));
  return all.flat();
};

/** Stable; items that the function puts in no order stay as they are. */
const sort = (list: List, precedes: FeelFunction | null, machine: Machine): Outcome => {
  machine.list(list.length);
  if (!precedes) {
    const comparable = list.every((item) => compare(item, list[0]!) !== undefined);
    machine.spend(list.length * 8);
    return comparable ? [...list].sort((left, right) => compare(left, right) ?? 0) : undefined;
  }
  if (!precedes.accepts(2)) return undefined;
  const isBefore = (left: Value, right: Value): boolean =>
    callValue(machine, precedes, [left, right], 'precedes') === true;
  return [...list].sort((left, right) => (isBefore(left, right) ? -1 : isBefore(right, left) ? 1 : 0));
};

const partition = (list: List, size: FeelNumber, machine: Machine): Outcome => {
  const length = truncated(size);
  if (Number.isNaN(length) || length <= 0) return undefined;
  machine.list(list.length);
  return Array.from({ length: Math.ceil(list.length / length) }, (_, index) =>
    list.slice(index * length, (index + 1) * length),
  );
};

/** Makes a list of as many items as its first argument has; pays for it. */
const paid =
  (run: (values: List[], machine: Machine) => Outcome) =>
  (values: List[], machine: Machine): Outcome => {
    machine.list(values[0]!.length + 1);
    return run(values, machine);
  };

export const LIST: Definitions = {
  'list contains': [['list:list,element:any', ([list, element], machine) => contains(list, element, machine)]],
  count: [['list:list', ([list]) => list.length]],
  sublist: [
    ['list:list,start position|start:number', paid(([list, start]) => sublist(list!, start as never, null))],
    [
      'list:list,start position|start:number,length:number',
      paid(([list, start, length]) => sublist(list!, start as never, length as never)),
    ],
  ],
  append: [['list:list,item|items:any…', ([list, items], machine) => concatenate([list, items], machine)]],
  concatenate: [['list|lists:list…', ([lists], machine) => concatenate(lists, machine)]],
  'insert before': [
    [
      'list:list,position:number,newItem|new item:any',
      paid(([list, at, item]) => insertBefore(list!, at as never, item!)),
    ],
  ],
  remove: [['list:list,position:number', paid(([list, at]) => remove(list!, at as never))]],
  'list replace': [
    [
      'list:list,position:number,newItem|new item:any',
      paid(([list, at, item]) => replaceAt(list!, at as never, item!)),
    ],
    [
      'list:list,match:function,newItem|new item:any',
      paid(([list, match, item], machine) => replaceMatching(list!, match as never, item!, machine)),
    ],
  ],
  reverse: [['list:list', paid(([list]) => [...list!].reverse())]],
  'index of': [['list:list,match:any', ([list, match], machine) => indexesOf(list, match, machine)]],
  union: [['list|lists:list…', ([lists], machine) => distinct(concatenate(lists, machine) as List, machine)]],
  'distinct values': [['list:list', ([list], machine) => distinct(list, machine)]],
  'duplicate values': [['list:list', ([list], machine) => duplicates(list, machine)]],
  flatten: [['list:list', ([list], machine) => flatten(list, machine)]],
  sort: [
    ['list:list', ([list], machine) => sort(list, null, machine)],
    ['list:list,precedes:function', ([list, precedes], machine) => sort(list, precedes, machine)],
  ],
  partition: [['list:list,size:number', ([list, size], machine) => partition(list, size, machine)]],
};
