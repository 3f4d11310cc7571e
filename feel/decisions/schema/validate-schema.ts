import type { XmlElement } from '../../xml/parse-xml.ts';
import { parseXml } from '../../xml/parse-xml.ts';
import { readSchema } from '../../xml/schema/notation.ts';
import type { Schema } from '../../xml/schema/schema.ts';
import { schemaProblem } from '../../xml/schema/validate.ts';
import { tagLine } from '../../xml/tag-lines.ts';
import { DMN } from './dmn.ts';

const DC = 'http://www.omg.org/spec/DMN/20180521/DC/';
const DI = 'http://www.omg.org/spec/DMN/20180521/DI/';
const DMNDI_12 = 'http://www.omg.org/spec/DMN/20180521/DMNDI/';
const DMNDI_13 = 'https://www.omg.org/spec/DMN/20191111/DMNDI/';
const DMNDI_15 = 'https://www.omg.org/spec/DMN/20230324/DMNDI/';

/** The minor number of each version, and the namespace of its diagrams. */
const VERSIONS: Readonly<Record<string, [minor: string, dmndi?: string]>> = {
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd': ['1'],
  'http://www.omg.org/spec/DMN/20151101/dmn11.xsd': ['1'],
  'http://www.omg.org/spec/DMN/20180521/MODEL/': ['2', DMNDI_12],
  'https://www.omg.org/spec/DMN/20191111/MODEL/': ['3', DMNDI_13],
  'https://www.omg.org/spec/DMN/20211108/MODEL/': ['4', DMNDI_13],
  'https://www.omg.org/spec/DMN/20230324/MODEL/': ['5', DMNDI_15],
};
const PREFIXES = {
  ...Object.fromEntries(Object.keys(VERSIONS).map((namespace) => [namespace, 'dmn'])),
  ...Object.fromEntries([DMNDI_12, DMNDI_13, DMNDI_15].map((namespace) => [namespace, 'dmndi'])),
  [DC]: 'dc',
  [DI]: 'di',
  'http://www.w3.org/2001/XMLSchema-instance': 'xsi',
};

const tableOf = (minor: string): string =>
  DMN.split('\n')
    .map((line) => line.split(/ (.*)/, 2))
    .flatMap(([versions = '', line = '']) => (versions.includes(minor) ? line : []))
    .join('\n');

const schemas = new Map<string, Schema>();

const schemaOf = (namespace: string): Schema | undefined => {
  const known = schemas.get(namespace);
  const found = VERSIONS[namespace];
  if (known || !found) return known;
  const [minor, dmndi] = found;
  const schema = readSchema(tableOf(minor), { dmn: namespace, ...(dmndi && { dmndi, di: DI, dc: DC }) });
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
