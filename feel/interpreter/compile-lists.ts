import type { Iterator, Node } from '../syntax/node.ts';
import { isNumber, wholeNumber } from '../values/numbers.ts';
import { mentions } from '../syntax/mentions.ts';
import { show } from '../values/show.ts';
import { FeelDate } from '../values/temporal.ts';
import type { Value } from '../values/value.ts';
import { FeelRange, isContext, isList } from '../values/value.ts';
import type { Code, Compiler, Environment, Lexical } from './code.ts';
import { bind, declare } from './code.ts';
import type { Machine } from './machine.ts';
import { MAX_LIST } from './machine.ts';

type Of<T extends Node['type']> = Extract<Node, { type: T }>;

/** Counts from 1, from the end where negative; null beyond. */
export const itemAt = (list: readonly Value[], index: number): Value => {
  const position = index > 0 ? index - 1 : index < 0 ? list.length + index : Number.NaN;
  return list[position] ?? null;
};

const isIndex = (node: Node): boolean => node.type === 'number' || (node.type === 'negation' && isIndex(node.of));

/** The filter of a list: the item is `item`, and the entries of an item that is a context are visible by name. */
export const compileFilter = (node: Of<'filter'>, scope: Lexical | null, { compile }: Compiler): Code => {
  const of = compile(node.of, scope);
  const inner = declare(null, declare('item', scope));
  const condition = compile(node.condition, inner);
  const index = isIndex(node.condition);
  const enter = (item: Value, environment: Environment | null) =>
    bind(isContext(item) ? item : null, bind(item, environment));
  return (machine, environment) => {
    const value = of(machine, environment);
    if (value === null) return null;
    const list = isList(value) ? value : [value];
    if (index) return itemAt(list, wholeNumber(condition(machine, enter(null, environment)) as number));
    const kept: Value[] = [];
    for (const [position, item] of list.entries()) {
      machine.spend(2);
      const outcome = condition(machine, enter(item, environment));
      if (position === 0 && isNumber(outcome)) return itemAt(list, wholeNumber(outcome));
      if (outcome === true) kept.push(item);
    }
    machine.list(kept.length);
    return kept;
  };
};

const count = (machine: Machine, from: number, to: number, make: (at: number) => Value): Value[] | null => {
  if (Number.isNaN(from) || Number.isNaN(to)) return null;
  const size = Math.abs(to - from) + 1;
  machine.list(Math.min(size, MAX_LIST + 1));
  const step = from <= to ? 1 : -1;
  return Array.from({ length: size }, (_, offset) => make(from + offset * step));
};

/** The values from one end to the other, upwards or downwards; whole numbers or dates. */
const enumerate = (machine: Machine, from: Value, to: Value): Value[] | null => {
  if (from instanceof FeelDate && to instanceof FeelDate)
    return count(machine, from.epochDay, to.epochDay, (day) => FeelDate.ofEpochDay(day));
  if (!isNumber(from) || !isNumber(to)) return null;
  return count(machine, wholeNumber(from), wholeNumber(to), (at) => at);
};

export const enumerateRange = (machine: Machine, range: FeelRange): Value[] | null => {
  const values = enumerate(machine, range.start, range.end);
  return values?.slice(range.startIncluded ? 0 : 1, range.endIncluded ? undefined : -1) ?? null;
};

/** What an iterator goes over; null where it can't. */
type Source = (machine: Machine, environment: Environment | null) => readonly Value[] | null;

const compileSource = (iterator: Iterator, scope: Lexical | null, { compile }: Compiler): Source => {
  const of = compile(iterator.of, scope);
  const to = iterator.to && compile(iterator.to, scope);
  return (machine, environment) => {
    const value = of(machine, environment);
    const values = to
      ? enumerate(machine, value, to(machine, environment))
      : value instanceof FeelRange
        ? enumerateRange(machine, value)
        : isList(value)
          ? value
          : value === null
            ? null
            : [value];
    if (values === null) machine.warn('INVALID_TYPE', `Expected list but found '${show(value, 200)}'`);
    return values;
  };
};

type Visit = (environment: Environment | null) => boolean;
/** Visits each combination until `visit` says false. False where a source is no list. */
type Walk = (machine: Machine, environment: Environment | null, visit: Visit) => boolean;

const compileWalk = (
  iterators: Iterator[],
  scope: Lexical | null,
  compiler: Compiler,
): { walk: Walk; inner: Lexical } => {
  let inner = scope;
  const sources = iterators.map((iterator) => {
    const source = compileSource(iterator, inner, compiler);
    inner = declare(iterator.name, inner);
    return source;
  });
  const walk: Walk = (machine, start, visit) => {
    let going = true;
    const level = (depth: number, environment: Environment | null): boolean => {
      if (depth === sources.length) {
        machine.spend(2);
        going = visit(environment);
        return true;
      }
      const values = sources[depth]!(machine, environment);
      if (values === null) return false;
      for (const value of values) {
        machine.spend(1);
        if (!level(depth + 1, bind(value, environment))) return false;
        if (!going) break;
      }
      return true;
    };
    return level(0, start);
  };
  return { walk, inner: inner! };
};

/** The results so far, as they are now, behind the variables of the iterators. */
const withPartial = (machine: Machine, here: Environment | null, hops: number, results: Value[]): Environment => {
  if (hops === 0) {
    machine.list(results.length);
    return bind([...results], here!.parent);
  }
  return bind(here!.value, withPartial(machine, here!.parent, hops - 1, results));
};

export const compileFor = (node: Of<'for'>, scope: Lexical | null, compiler: Compiler): Code => {
  const { walk, inner } = compileWalk(node.iterators, declare('partial', scope), compiler);
  const result = compiler.compile(node.result, inner);
  const hops = node.iterators.length;
  const readsPartial = mentions(node.result, 'partial') || node.iterators.some(({ of }) => mentions(of, 'partial'));
  return (machine, environment) => {
    const results: Value[] = [];
    const done = walk(machine, bind([], environment), (here) => {
      results.push(result(machine, readsPartial ? withPartial(machine, here, hops, results) : here));
      if (results.length > MAX_LIST) machine.list(results.length);
      return true;
    });
    return done ? results : null;
  };
};

export const compileQuantified = (node: Of<'some' | 'every'>, scope: Lexical | null, compiler: Compiler): Code => {
  const { walk, inner } = compileWalk(node.iterators, scope, compiler);
  const condition = compiler.compile(node.condition, inner);
  const decided = node.type === 'some';
  return (machine, environment) => {
    let outcome: boolean | null = !decided;
    const done = walk(machine, environment, (here) => {
      const value = condition(machine, here);
      if (value === decided) outcome = decided;
      else if (value !== !decided) outcome = null;
      return value !== decided;
    });
    return done ? outcome : null;
  };
};
