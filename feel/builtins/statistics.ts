import type { Machine } from '../interpreter/machine.ts';
import { compare } from '../values/compare.ts';
import type { FeelNumber } from '../values/numbers.ts';
import { Decimal, add, compareNumbers, decimal, divide, isNumber, multiply, numberText } from '../values/numbers.ts';
import { DaysDuration, MonthsDuration } from '../values/temporal.ts';
import type { Value } from '../values/value.ts';
import type { Definitions, Outcome } from './define.ts';

type Numbers = readonly FeelNumber[];

/** Null for an empty list; undefined where an item is no number. */
const overNumbers =
  (run: (numbers: Numbers) => Outcome) =>
  ([list]: (readonly Value[])[], machine: Machine): Outcome => {
    machine.spend(list!.length * 4);
    if (list!.length === 0) return null;
    return list!.every(isNumber) ? run(list as Numbers) : undefined;
  };

const total = (numbers: Numbers): FeelNumber | null =>
  numbers.reduce<FeelNumber | null>((sum, value) => sum && add(sum, value), decimal(0));

const extreme =
  (wanted: 1 | -1) =>
  ([list]: (readonly Value[])[], machine: Machine): Outcome => {
    machine.spend(list!.length);
    if (list!.length === 0) return null;
    let best: Value = list![0]!;
    for (const value of list!) {
      const order = compare(value, best);
      if (order === undefined) return undefined;
      if (order * wanted > 0) best = value;
    }
    return best;
  };

const sorted = (numbers: Numbers): Numbers => [...numbers].sort(compareNumbers);

const median = (numbers: Numbers): Outcome => {
  const inOrder = sorted(numbers);
  const middle = inOrder.length >> 1;
  if (inOrder.length % 2 === 1) return inOrder[middle]!;
  return divide(add(inOrder[middle - 1]!, inOrder[middle]!) ?? 0, 2);
};

/** Of a sample: divided by one less than the count. */
const deviation = (numbers: Numbers): Outcome => {
  if (numbers.length < 2) return undefined;
  const mean = decimal(total(numbers) ?? 0).dividedBy(numbers.length);
  const squares = numbers.reduce<Decimal>((sum, value) => sum.plus(decimal(value).minus(mean).pow(2)), new Decimal(0));
  return squares.dividedBy(numbers.length - 1).sqrt();
};

const mode = (numbers: Numbers): Outcome => {
  const counts = new Map<string, number>();
  for (const value of numbers) counts.set(numberText(value), (counts.get(numberText(value)) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return sorted(numbers).filter(
    (value, index, all) =>
      counts.get(numberText(value)) === most && (index === 0 || compareNumbers(all[index - 1]!, value) !== 0),
  );
};

/** Durations of one kind can be summed as well. */
const sumDurations = (list: readonly Value[]): Outcome => {
  if (list.every((item) => item instanceof DaysDuration))
    return DaysDuration.of(list.reduce((sum, { nanos }) => sum + nanos, 0n));
  if (list.every((item) => item instanceof MonthsDuration))
    return MonthsDuration.of(list.reduce((sum, { months }) => sum + months, 0));
  return undefined;
};

/** `decided` where an item is that; null where an item is no boolean; otherwise the opposite. */
const junction =
  (decided: boolean) =>
  ([list]: (readonly Value[])[], machine: Machine): Outcome => {
    machine.spend(list!.length);
    if (list!.includes(decided)) return decided;
    return list!.every((item) => typeof item === 'boolean') ? !decided : null;
  };

const listed = (run: Definitions[string][number][1]): Definitions[string] => [['list:list…', run]];

export const STATISTICS: Definitions = {
  min: listed(extreme(-1)),
  max: listed(extreme(1)),
  sum: [
    ['list:list…', overNumbers(total)],
    ['list:list…', ([list]) => sumDurations(list)],
  ],
  product: listed(
    overNumbers((numbers) =>
      numbers.reduce<FeelNumber | null>((result, value) => result && multiply(result, value), decimal(1)),
    ),
  ),
  mean: listed(overNumbers((numbers) => divide(total(numbers) ?? 0, numbers.length))),
  median: listed(overNumbers(median)),
  stddev: listed(overNumbers(deviation)),
  mode: listed(([list], machine) => (list.length === 0 ? [] : overNumbers(mode)([list], machine))),
  all: listed(junction(false)),
  and: listed(junction(false)),
  any: listed(junction(true)),
  or: listed(junction(true)),
};
