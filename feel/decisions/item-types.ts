import type { CompiledTests } from '../expression.ts';
import { isBuiltInType, isInstance } from '../interpreter/types.ts';
import { FeelDate, FeelDateTime, FeelTime } from '../values/temporal.ts';
import type { Value } from '../values/value.ts';
import { FeelFunction, entryOf, isContext, isList } from '../values/value.ts';

/** An item definition: a type of the model. */
export interface ItemType {
  name: string;
  collection: boolean;
  /** Absent: a context of components, or a function. */
  typeRef?: string;
  components?: ItemType[];
  function?: { parameters: number };
  /** What a value, or each item of a collection, may be. */
  allowed?: CompiledTests;
  /** What the collection as a whole may be. */
  constraint?: CompiledTests;
}

/** How the checks of a type are run and paid for. */
export interface Guard {
  passes: (tests: CompiledTests, value: Value) => boolean;
  spend: (steps: number) => void;
}

/** The types of a model and of those that it imports, by the name under which they are known. */
export class ItemTypes {
  readonly #types = new Map<string, ItemType>();
  readonly #imports = new Map<string, ItemTypes>();

  constructor(types: Iterable<ItemType>, imports: Iterable<[string, ItemTypes]> = []) {
    for (const type of types) this.#types.set(type.name, type);
    for (const [name, imported] of imports) this.#imports.set(name, imported);
  }

  get size(): number {
    return this.#types.size;
  }

  #find(reference: string): { type: ItemType; from: ItemTypes } | undefined {
    const type = this.#types.get(reference);
    if (type) return { type, from: this };
    for (const [name, imported] of this.#imports) {
      const found = reference.startsWith(`${name}.`) ? imported.#find(reference.slice(name.length + 1)) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  knows(reference: string): boolean {
    return this.#find(reference) !== undefined;
  }

  /** Whether a value is of the type. Null is of every type; a type that nobody knows takes everything. */
  conforms(reference: string, value: Value, guard: Guard, depth = 0): boolean {
    guard.spend(1);
    if (value === null || depth > 50) return true;
    const name = reference.replace(/^feel[.:]/, '');
    const found = this.#find(reference);
    if (found) return found.from.#conformsTo(found.type, value, guard, depth);
    if (name === 'Any' || !isBuiltInType(name)) return true;
    return isInstance({ kind: 'named', name }, value) === true;
  }

  #conformsTo(type: ItemType, value: Value, guard: Guard, depth: number): boolean {
    if (!type.collection) return this.#itemConforms(type, value, guard, depth);
    if (!isList(value) || !value.every((item) => this.#itemConforms(type, item, guard, depth))) return false;
    return !type.constraint || guard.passes(type.constraint, value);
  }

  #itemConforms(type: ItemType, value: Value, guard: Guard, depth: number): boolean {
    guard.spend(1);
    if (value === null) return true;
    if (type.function) return value instanceof FeelFunction;
    if (type.components && !this.#hasComponents(type.components, value, guard, depth)) return false;
    if (type.typeRef && !this.conforms(type.typeRef, value, guard, depth + 1)) return false;
    if (!type.collection && type.constraint && !guard.passes(type.constraint, value)) return false;
    return !type.allowed || guard.passes(type.allowed, value);
  }

  #hasComponents(components: ItemType[], value: Value, guard: Guard, depth: number): boolean {
    if (!isContext(value)) return false;
    return components.every((component) => {
      const entry = entryOf(value, component.name);
      return entry !== undefined && (entry === null || this.#conformsTo(component, entry, guard, depth + 1));
    });
  }

  /** A value for a variable of the type: itself, converted as DMN 1.5 chapter 10.3.2.9.4 allows, or null. */
  coerce(reference: string | undefined, value: Value, guard: Guard): Value {
    if (reference === undefined || this.conforms(reference, value, guard)) return value;
    if (isList(value) && value.length === 1 && this.conforms(reference, value[0]!, guard)) return value[0]!;
    if (!isList(value) && this.conforms(reference, [value], guard)) return [value];
    const midnight = value instanceof FeelDate && FeelTime.of(0, 0, 0, 0, { offset: 0 });
    const dateTime = midnight && new FeelDateTime(value as FeelDate, midnight);
    return dateTime && this.conforms(reference, dateTime, guard) ? dateTime : null;
  }
}
