import type { FeelContext, Value } from '../values/value.ts';
import { contextOf, entryOf, isContext } from '../values/value.ts';
import type { Definitions, Outcome } from './define.ts';

type Entries = readonly [string, Value][];

const entriesOf = (context: FeelContext): Entries => Object.entries(context);

const isTexts = (keys: readonly Value[]): keys is readonly string[] => keys.every((key) => typeof key === 'string');

const valueAt = (context: FeelContext, keys: readonly Value[]): Outcome => {
  if (!isTexts(keys) || keys.length === 0) return null;
  let value: Value = context;
  for (const key of keys) {
    if (!isContext(value)) return null;
    value = entryOf(value, key) ?? null;
  }
  return value;
};

const put = (context: FeelContext, keys: readonly Value[], value: Value, spend: (steps: number) => void): Outcome => {
  if (!isTexts(keys) || keys.length === 0 || keys.length > 100) return undefined;
  const [key, ...rest] = keys as readonly [string, ...string[]];
  spend(Object.keys(context).length * 3);
  if (rest.length === 0) return contextOf([...entriesOf(context), [key, value]]);
  const inner = entryOf(context, key) ?? null;
  const changed = put(isContext(inner) ? inner : contextOf([]), rest, value, spend);
  return changed === undefined ? undefined : contextOf([...entriesOf(context), [key, changed as Value]]);
};

const merge = (contexts: readonly Value[], spend: (steps: number) => void): Outcome => {
  if (!contexts.every(isContext)) return undefined;
  const entries = contexts.flatMap(entriesOf);
  spend(entries.length * 3);
  return contextOf(entries);
};

/** Entries as `{key, value}`; a key twice, or a key that is no text, is no context. */
const fromEntries = (list: readonly Value[], spend: (steps: number) => void): Outcome => {
  spend(list.length * 3);
  const entries: [string, Value][] = [];
  const seen = new Set<string>();
  for (const item of list) {
    const key = isContext(item) ? entryOf(item, 'key') : undefined;
    const value = isContext(item) ? entryOf(item, 'value') : undefined;
    if (typeof key !== 'string' || value === undefined || seen.has(key)) return undefined;
    seen.add(key);
    entries.push([key, value]);
  }
  return contextOf(entries);
};

export const CONTEXT: Definitions = {
  'get entries': [
    [
      'm|context:context',
      ([context], machine) => {
        const entries = entriesOf(context);
        machine.list(entries.length * 6);
        return entries.map(([key, value]) =>
          contextOf([
            ['key', key],
            ['value', value],
          ]),
        );
      },
    ],
  ],
  'get value': [
    ['m|context:context,key:string', ([context, key]) => entryOf(context, key) ?? null],
    ['context|m:context,keys|key:list', ([context, keys]) => valueAt(context, keys)],
  ],
  'context put': [
    ['context:context,key:string,value:any', ([context, key, value], { spend }) => put(context, [key], value, spend)],
    [
      'context:context,keys|key:list,value:any',
      ([context, keys, value], { spend }) => put(context, keys, value, spend),
    ],
  ],
  put: [
    ['context:context,key:string,value:any', ([context, key, value], { spend }) => put(context, [key], value, spend)],
  ],
  'context merge': [['contexts:list…', ([contexts], { spend }) => merge(contexts, spend)]],
  'put all': [['contexts:list…', ([contexts], { spend }) => merge(contexts, spend)]],
  context: [['entries:list', ([entries], { spend }) => fromEntries(entries, spend)]],
};
