import { ContentModel } from './content-model.ts';
import type { AttributeUse, ComplexType, Particle, Schema } from './schema.ts';

export const ANY_TYPE = '@anyType';

/** A complex type together with what it has from its base. */
export interface WholeType {
  abstract: boolean;
  mixed: boolean;
  model: ContentModel | undefined;
  attributes: ReadonlyMap<string, AttributeUse>;
  anyAttribute: boolean;
}

const anything: Particle = {
  kind: 'times',
  part: { kind: 'any', other: false, strict: false, target: '' },
  min: 0,
  many: true,
};

/** What an element has of which the schema says nothing. */
export const OF_ANY_TYPE: WholeType = {
  abstract: false,
  mixed: true,
  model: new ContentModel(anything),
  attributes: new Map(),
  anyAttribute: true,
};

/** A type and those it comes from, the nearest first. */
const lineageOf = (schema: Schema, name: string): ComplexType[] => {
  const lineage: ComplexType[] = [];
  for (let type = schema.types.get(name); type; type = schema.types.get(type.base ?? '')) lineage.push(type);
  return lineage;
};

export const isDerived = (schema: Schema, type: string, from: string): boolean =>
  from === ANY_TYPE || lineageOf(schema, type).some(({ name }) => name === from);

/** Types that were asked for, by schema. */
const known = new WeakMap<Schema, Map<string, WholeType>>();

const compose = (schema: Schema, name: string): WholeType | undefined => {
  const lineage = lineageOf(schema, name);
  if (lineage.length === 0) return undefined;
  const parts = lineage.flatMap(({ content }) => content ?? []).reverse();
  return {
    abstract: lineage[0]!.abstract,
    mixed: lineage.some(({ mixed }) => mixed),
    model: parts.length > 0 ? new ContentModel({ kind: 'sequence', parts }) : undefined,
    attributes: new Map(lineage.flatMap(({ attributes }) => [...attributes])),
    anyAttribute: lineage.some(({ anyAttribute }) => anyAttribute),
  };
};

/** Undefined for a type of texts. */
export const wholeType = (schema: Schema, name: string): WholeType | undefined => {
  if (name === ANY_TYPE) return OF_ANY_TYPE;
  const types = known.get(schema) ?? new Map<string, WholeType>();
  known.set(schema, types);
  const type = types.get(name) ?? compose(schema, name);
  if (type) types.set(name, type);
  return type;
};
