// Writes the tables of the schemas of BPMN 2.0 and DMN 1.1–1.5 from the files that OMG publishes with the standards:
//   node scripts/schema-tables.mjs <folder>
// The folder holds BPMN20.xsd, Semantic.xsd, BPMNDI.xsd, DI.xsd, DC.xsd, and in `dmn` DMN11.xsd … DMN15.xsd, DMNDI12.xsd, DMNDI13.xsd,
// DMNDI15.xsd, DI.xsd, DC.xsd. The notation is described in feel/xml/schema/notation.ts.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Parser } from 'saxen';

const folder = process.argv[2];
const root = resolve(import.meta.dirname, '..');
const XSD = { 'http://www.w3.org/2001/XMLSchema': 'xsd' };
const BPMN_FILES = { bpmn: ['Semantic.xsd', 'BPMN20.xsd'], bpmndi: ['BPMNDI.xsd'], di: ['DI.xsd'], dc: ['DC.xsd'] };
const dmnFiles = (version, di) => ({
  dmn: [`dmn/DMN${version}.xsd`],
  ...(di && { dmndi: [`dmn/DMNDI${di}.xsd`], di: ['dmn/DI.xsd'], dc: ['dmn/DC.xsd'] }),
});
const DMN_VERSIONS = {
  1.1: dmnFiles('11'),
  1.2: dmnFiles('12', '12'),
  1.3: dmnFiles('13', '13'),
  1.4: dmnFiles('14', '13'),
  1.5: dmnFiles('15', '15'),
};

const read = (file) => {
  const holder = { name: '', attrs: {}, children: [] };
  const stack = [holder];
  new Parser({ proxy: true })
    .ns(XSD)
    .on('openTag', ({ name, attrs }) => {
      const node = { name: name.replace('xsd:', ''), attrs: { ...attrs }, children: [] };
      stack.at(-1).children.push(node);
      stack.push(node);
    })
    .on('closeTag', () => stack.pop())
    .on('error', (error) => {
      throw error;
    })
    .parse(readFileSync(join(folder, file), 'utf8'));
  return holder.children[0];
};

const child = (node, ...names) => node.children.find(({ name }) => names.includes(name));

/** Writes one schema file; `prefix` stands in front of its names unless it is the main one. */
class Writer {
  lines = [];
  constructor(schema, prefix, main) {
    this.prefix = prefix === main ? '' : `${prefix}:`;
    this.main = main;
    for (const node of schema.children) {
      if (node.name === 'element') this.element(node);
      if (node.name === 'complexType') this.type(node.attrs.name, node);
      if (node.name === 'simpleType') this.simple(node.attrs.name, node);
    }
  }

  /** A name as the file refers to it. */
  named(name) {
    if (name.startsWith('xsd:')) return name;
    const [own, other] = name.includes(':') ? name.split(':') : [undefined, name];
    if (own === undefined) return `${this.prefix}${other}`;
    return own === this.main ? other : `${own}:${other}`;
  }

  element({ attrs, children }) {
    const anonymous = children.find(({ name }) => name === 'complexType');
    if (anonymous) this.type(`${attrs.name}.content`, anonymous);
    const type = anonymous ? `${attrs.name}.content` : attrs.type;
    const parts = [`element ${this.prefix}${attrs.name}`, type ? this.named(type) : 'any'];
    if (attrs.abstract === 'true') parts.push('abstract');
    if (attrs.substitutionGroup) parts.push(`for ${this.named(attrs.substitutionGroup)}`);
    this.lines.push(parts.join(' '));
  }

  simple(name, { children }) {
    const values = [];
    const visit = (node) => {
      if (node.name === 'enumeration') values.push(node.attrs.value);
      node.children.forEach(visit);
    };
    const union = children.some((node) => node.name === 'union');
    children.forEach(visit);
    const free = union || values.length === 0;
    this.lines.push(free ? `text ${this.prefix}${name}` : `enum ${this.prefix}${name} ${values.join(', ')}`);
  }

  type(name, node) {
    const derived = child(node, 'complexContent', 'simpleContent');
    const body = derived ? child(derived, 'extension', 'restriction') : node;
    const words = [`type ${this.prefix}${name}`];
    if (node.attrs.abstract === 'true') words.push('abstract');
    if (node.attrs.mixed === 'true') words.push('mixed');
    if (body.name === 'extension') words.push(`from ${this.named(body.attrs.base)}`);
    const group = child(body, 'sequence', 'choice', 'all');
    const inner = group ? this.group(group, name) : '';
    const times = group ? this.times(group.attrs) : '';
    const content = times ? `( ${inner} )${times}` : inner;
    const attributes = body.children.filter((one) => one.name === 'attribute').map((one) => this.attribute(one, name));
    if (child(body, 'anyAttribute')) attributes.push('*');
    if (content) words.push(':', content);
    if (attributes.length > 0) words.push('|', ...attributes);
    this.lines.push(words.join(' '));
  }

  attribute({ attrs, children }, owner) {
    const own = children.find((node) => node.name === 'simpleType');
    if (own) this.simple(`${owner}.${attrs.name}`, own);
    const type = own ? this.named(`${owner}.${attrs.name}`) : this.named(attrs.type).replace('xsd:', '@');
    return `${attrs.name}${attrs.use === 'required' ? '!' : ''}=${type}`;
  }

  group(node, owner) {
    const parts = node.children.flatMap((part) => this.particle(part, owner) ?? []);
    return parts.join(node.name === 'choice' ? ' / ' : ' ');
  }

  particle(node, owner) {
    const times = this.times(node.attrs);
    if (node.name === 'annotation') return undefined;
    if (node.name === 'any')
      return `<${node.attrs.namespace.replace('##', '')}${node.attrs.processContents === 'lax' ? '' : ' strict'}>${times}`;
    if (node.name !== 'element') {
      const inner = this.group(node, owner);
      return `( ${inner} )${times}`;
    }
    const { ref, name, type } = node.attrs;
    if (ref) return `${this.named(ref)}${times}`;
    const anonymous = child(node, 'complexType');
    if (anonymous) this.type(`${owner}.${name}`, anonymous);
    const own = anonymous ? this.named(`${owner}.${name}`) : this.named(type).replace('xsd:', '@');
    return `${this.prefix}${name}=${own}${times}`;
  }

  times({ minOccurs = '1', maxOccurs = '1' }) {
    if (minOccurs === '1' && maxOccurs === '1') return '';
    if (minOccurs === '0') return maxOccurs === '1' ? '?' : '*';
    return minOccurs === '1' ? '+' : `+${minOccurs}`;
  }
}

const table = (files, main) =>
  Object.entries(files).flatMap(([prefix, names]) =>
    names.flatMap((name) => new Writer(read(name), prefix, main).lines),
  );

const writeTable = (path, doc, constants) =>
  writeFileSync(
    join(root, path),
    `${doc}\n${Object.entries(constants)
      .map(([name, lines]) => `export const ${name} = \`\n${lines.join('\n')}\n\`;\n`)
      .join('\n')}`,
  );

writeTable(
  'engine/model/schema/bpmn-20.ts',
  '// Written by scripts/schema-tables.mjs from the schema files of BPMN 2.0.2 (OMG formal/2013-12-09, chapter 15.3).',
  { BPMN_20: table(BPMN_FILES, 'bpmn') },
);

/** Each line once, behind the minor numbers of the versions that have it. */
const versionsOf = new Map();
for (const [version, files] of Object.entries(DMN_VERSIONS))
  for (const line of table(files, 'dmn')) versionsOf.set(line, (versionsOf.get(line) ?? '') + version.slice(2));
writeTable(
  'feel/decisions/schema/dmn.ts',
  '// Written by scripts/schema-tables.mjs from the schema files of DMN 1.1 to 1.5 (OMG formal/24-01-01 and its forerunners).\n// In front of each line stand the minor numbers of the versions that have it.',
  { DMN: [...versionsOf].map(([line, versions]) => `${versions} ${line}`) },
);
