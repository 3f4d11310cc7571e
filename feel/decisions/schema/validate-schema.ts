import type { XmlElement } from '../../xml/parse-xml.ts';
import { parseXml } from '../../xml/parse-xml.ts';
import { readSchema } from '../../xml/schema/notation.ts';
import type { Schema } from '../../xml/schema/schema.ts';
import { schemaProblem } from '../../xml/schema/validate.ts';
import { tagLine } from '../../xml/tag-lines.ts';
import { DMN_11, DMN_12, DMN_13, DMN_14, DMN_15, DMN_ALL } from './dmn.ts';

const DC = 'http://www.omg.org/spec/DMN/20180521/DC/';
const DI = 'http://www.omg.org/spec/DMN/20180521/DI/';
const DMNDI_12 = 'http://www.omg.org/spec/DMN/20180521/DMNDI/';
const DMNDI_13 = 'https://www.omg.org/spec/DMN/20191111/DMNDI/';
const DMNDI_15 = 'https://www.omg.org/spec/DMN/20230324/DMNDI/';

/** Each version's table, and the namespace of its diagrams. */
const TABLES: Readonly<Record<string, [table: string, dmndi?: string]>> = {
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd': [DMN_11],
  'http://www.omg.org/spec/DMN/20151101/dmn11.xsd': [DMN_11],
  'http://www.omg.org/spec/DMN/20180521/MODEL/': [DMN_12, DMNDI_12],
  'https://www.omg.org/spec/DMN/20191111/MODEL/': [DMN_13, DMNDI_13],
  'https://www.omg.org/spec/DMN/20211108/MODEL/': [DMN_14, DMNDI_13],
  'https://www.omg.org/spec/DMN/20230324/MODEL/': [DMN_15, DMNDI_15],
};
const PREFIXES = {
  ...Object.fromEntries(Object.keys(TABLES).map((namespace) => [namespace, 'dmn'])),
  ...Object.fromEntries([DMNDI_12, DMNDI_13, DMNDI_15].map((namespace) => [namespace, 'dmndi'])),
  [DC]: 'dc',
  [DI]: 'di',
  'http://www.w3.org/2001/XMLSchema-instance': 'xsi',
};

const schemas = new Map<string, Schema>();

const schemaOf = (namespace: string): Schema | undefined => {
  const known = schemas.get(namespace);
  const found = TABLES[namespace];
  if (known || !found) return known;
  const [table, dmndi] = found;
  const schema = readSchema(DMN_ALL + table, { dmn: namespace, ...(dmndi && { dmndi, di: DI, dc: DC }) });
  schemas.set(namespace, schema);
  return schema;
};

const namespaceOf = ({ rawName, attributes }: XmlElement): string =>
  attributes[rawName.includes(':') ? `xmlns:${rawName.split(':')[0]}` : 'xmlns'] ?? '';

/** Reads a DMN file of any version with the prefixes of its schema; throws XmlError. */
export const readDmn = (xml: string): XmlElement => parseXml(xml, PREFIXES);

/** The first thing that the schema of its version of DMN rules out in a file, and where. */
export const dmnSchemaProblem = (xml: string, root: XmlElement): string | undefined => {
  const namespace = namespaceOf(root);
  const schema = schemaOf(namespace);
  if (!schema) return `line ${root.line}: '${namespace}' is not the namespace of a version of DMN`;
  const problem = schemaProblem(root, schema);
  return problem && `line ${tagLine(xml, root, problem.element, problem.at)}: ${problem.message}`;
};
