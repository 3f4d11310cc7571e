import { partCounter } from '../values/budget.ts';
import { nameTable } from '../syntax/parse.ts';
import type { XmlElement } from '../xml/parse-xml.ts';
import { childNamed, childrenNamed, parseXml } from '../xml/parse-xml.ts';
import { DecisionModelError } from './errors.ts';
import type { ItemType } from './item-types.ts';
import { ItemTypes } from './item-types.ts';
import type {
  Decision,
  DecisionGraph,
  DecisionImport,
  DecisionService,
  InputData,
  KnowledgeModel,
  Requirement,
} from './model.ts';
import { LogicParser, textOf, typeRefOf } from './parse-logic.ts';

export { DecisionModelError } from './errors.ts';

const VERSIONS: Record<string, string> = {
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd': '1.1',
  'http://www.omg.org/spec/DMN/20151101/dmn11.xsd': '1.1',
  'http://www.omg.org/spec/DMN/20180521/MODEL/': '1.2',
  'https://www.omg.org/spec/DMN/20191111/MODEL/': '1.3',
  'http://www.omg.org/spec/DMN/20191111/MODEL/': '1.3',
  'https://www.omg.org/spec/DMN/20211108/MODEL/': '1.4',
  'https://www.omg.org/spec/DMN/20230324/MODEL/': '1.5',
};
const NAMESPACES = Object.fromEntries(Object.keys(VERSIONS).map((namespace) => [namespace, 'dmn']));
const NAMED = new Set([
  ...['inputData', 'decision', 'businessKnowledgeModel', 'decisionService', 'variable', 'itemComponent'],
  ...['formalParameter', 'parameter', 'column', 'import', 'output', 'itemDefinition'],
]);
const PARTS_OF = /^(?:dmn:)/;

/** By the namespaces that the root declares, the newest of them. */
const versionOf = (root: XmlElement): string =>
  Object.entries(root.attributes)
    .flatMap(([name, value]) => (name.startsWith('xmlns') ? (VERSIONS[value] ?? []) : []))
    .sort()
    .at(-1) ?? '1.3';

const attributeOf = (element: XmlElement | undefined, name: string): string => element?.attributes[name] ?? '';

/** All names that expressions of the model may use. */
const namesIn = (root: XmlElement): string[] => {
  const names: string[] = [];
  const visit = (element: XmlElement): void => {
    const local = element.name.replace(PARTS_OF, '');
    if (NAMED.has(local) && element.attributes.name) names.push(element.attributes.name.trim());
    if (element.attributes.iteratorVariable) names.push(element.attributes.iteratorVariable);
    element.children.forEach(visit);
  };
  visit(root);
  return names;
};

const requirementOf = (namespace: string, kind: Requirement['kind'], href: string): Requirement => {
  const [base = '', id = ''] = href.split('#');
  const own = base === '' || base === namespace;
  return { kind, id: href.includes('#') ? id : base, ...(!own && { namespace: base }) };
};

const REQUIRED: [string, string, Requirement['kind']][] = [
  ['dmn:informationRequirement', 'dmn:requiredDecision', 'decision'],
  ['dmn:informationRequirement', 'dmn:requiredInput', 'input'],
  ['dmn:knowledgeRequirement', 'dmn:requiredKnowledge', 'knowledge'],
];

const requirementsOf = (element: XmlElement, namespace: string): Requirement[] =>
  REQUIRED.flatMap(([wrapper, name, kind]) =>
    childrenNamed(element, wrapper)
      .map((requirement) => attributeOf(childNamed(requirement, name), 'href'))
      .filter(Boolean)
      .map((href) => requirementOf(namespace, kind, href)),
  );

const hrefsOf = (element: XmlElement, name: string): string[] =>
  childrenNamed(element, `dmn:${name}`).map((child) => attributeOf(child, 'href').replace(/^.*#/, ''));

const itemTypeOf = (element: XmlElement, parser: LogicParser): ItemType => {
  const name = attributeOf(element, 'name');
  const components = childrenNamed(element, 'dmn:itemComponent').map((child) => itemTypeOf(child, parser));
  const functionItem = childNamed(element, 'dmn:functionItem');
  const tests = (child: string) => {
    const text = textOf(childNamed(element, child));
    return text ? parser.tests(text, `item definition '${name}'`) : undefined;
  };
  const allowed = tests('dmn:allowedValues');
  const constraint = tests('dmn:typeConstraint');
  return {
    name,
    collection: attributeOf(element, 'isCollection') === 'true',
    ...typeRefOf(element),
    ...(components.length > 0 && { components }),
    ...(functionItem && { function: { parameters: childrenNamed(functionItem, 'dmn:parameters').length } }),
    ...(allowed && { allowed }),
    ...(constraint && { constraint }),
  };
};

/** Reads the elements of one model. */
class ModelParser {
  readonly #root: XmlElement;
  readonly #namespace: string;
  readonly #logic: LogicParser;

  constructor(root: XmlElement, logic: LogicParser) {
    this.#root = root;
    this.#namespace = attributeOf(root, 'namespace');
    this.#logic = logic;
  }

  /** Elements of one kind, by id; an element without an id is an error. */
  all<T>(kind: string, read: (element: XmlElement, id: string) => T): Map<string, T> {
    return new Map(
      childrenNamed(this.#root, `dmn:${kind}`).map((element) => {
        const { id } = element.attributes;
        if (!id) throw new DecisionModelError(`a ${kind} in line ${element.line} has no id`);
        return [id, read(element, id)];
      }),
    );
  }

  readonly decision = (element: XmlElement, id: string): Decision => {
    const variable = childNamed(element, 'dmn:variable');
    const requirements = requirementsOf(element, this.#namespace);
    const logic = this.#logic.logicIn(element, `decision '${id}'`);
    return {
      id,
      name: attributeOf(element, 'name') || id,
      variable: attributeOf(variable, 'name') || id,
      ...typeRefOf(variable),
      required: requirements.filter((need) => need.kind === 'decision' && !need.namespace).map((need) => need.id),
      requirements,
      ...(logic && { logic }),
    };
  };

  readonly input = (element: XmlElement, id: string): InputData => ({
    id,
    name: attributeOf(childNamed(element, 'dmn:variable'), 'name') || attributeOf(element, 'name'),
    ...typeRefOf(childNamed(element, 'dmn:variable')),
  });

  readonly knowledge = (element: XmlElement, id: string): KnowledgeModel => {
    const logic = childNamed(element, 'dmn:encapsulatedLogic');
    const where = `business knowledge model '${id}'`;
    return {
      id,
      name: attributeOf(childNamed(element, 'dmn:variable'), 'name') || attributeOf(element, 'name'),
      ...typeRefOf(childNamed(element, 'dmn:variable')),
      requirements: requirementsOf(element, this.#namespace),
      logic: logic
        ? { ...this.#logic.function(logic, where), ...typeRefOf(logic) }
        : { kind: 'function', parameters: [], external: false, body: { kind: 'list', items: [] } },
    };
  };

  readonly service = (element: XmlElement, id: string): DecisionService => ({
    id,
    name: attributeOf(childNamed(element, 'dmn:variable'), 'name') || attributeOf(element, 'name'),
    ...typeRefOf(childNamed(element, 'dmn:variable')),
    outputs: hrefsOf(element, 'outputDecision'),
    encapsulated: hrefsOf(element, 'encapsulatedDecision'),
    inputDecisions: hrefsOf(element, 'inputDecision'),
    inputData: hrefsOf(element, 'inputData'),
  });
}

const refuseCycles = (decisions: ReadonlyMap<string, Decision>): void => {
  const done = new Set<string>();
  const visit = (id: string, path: string[]): void => {
    if (path.includes(id))
      throw new DecisionModelError(`Invalid DMN model: Cyclic dependencies between decisions detected.`);
    if (done.has(id)) return;
    const decision = decisions.get(id);
    if (!decision) throw new DecisionModelError(`decision '${path.at(-1)}' requires '${id}', which does not exist`);
    for (const next of decision.required) visit(next, [...path, id]);
    done.add(id);
  };
  for (const id of decisions.keys()) visit(id, []);
};

const importsOf = (root: XmlElement): DecisionImport[] =>
  childrenNamed(root, 'dmn:import')
    .map(({ attributes }) => ({ name: attributes.name ?? '', namespace: attributes.namespace ?? '' }))
    .filter(({ namespace }) => namespace !== '');

/** The names of a model and those of the models that it imports. */
const allNames = (root: XmlElement, imported: Iterable<DecisionGraph>): string[] => {
  const names = namesIn(root);
  for (const { decisions, inputs, knowledge, services, imports } of imported) {
    for (const element of [...decisions.values(), ...inputs.values(), ...knowledge.values(), ...services.values()])
      names.push(element.name);
    names.push(...imports.map(({ name }) => name));
  }
  return names;
};

/** What an expression reads from a deployment's file: `namespace` of the model that the file holds, and what it imports. */
export const importedNamespaces = (xml: string): { namespace: string; imports: string[] } => {
  const root = parseXml(xml, NAMESPACES);
  return { namespace: attributeOf(root, 'namespace'), imports: importsOf(root).map(({ namespace }) => namespace) };
};

export interface ParseDecisionsOptions {
  /** The models that the file may import. */
  models?: Iterable<DecisionGraph>;
  /**
   * Whether values are checked against types. Unless told: where the model defines types of its own or is written in DMN
   * 1.4 or later. Modelers for Zeebe write a type at everything and Zeebe reads none of them, so that they say little.
   */
  checkTypes?: boolean;
}

/** Reads a DMN 1.1–1.5 file; throws DecisionModelError or XmlError. */
export const parseDecisions = (xml: string, { models = [], checkTypes }: ParseDecisionsOptions = {}): DecisionGraph => {
  const root = parseXml(xml, NAMESPACES);
  if (root.name !== 'dmn:definitions') throw new DecisionModelError('the file is not a DMN model');
  const imports = importsOf(root);
  const imported = new Map(
    [...models]
      .filter(({ namespace }) => imports.some((one) => one.namespace === namespace))
      .map((model) => [model.namespace, model]),
  );
  const names = nameTable(allNames(root, imported.values()));
  const logic = new LogicParser({
    names,
    types: (name) =>
      types.knows(name)
        ? (value) => value !== null && types.conforms(name, value, { passes: () => true, spend: partCounter() })
        : undefined,
  });
  const types: ItemTypes = new ItemTypes(
    childrenNamed(root, 'dmn:itemDefinition').map((element) => itemTypeOf(element, logic)),
    imports.flatMap(({ name, namespace }): [string, ItemTypes][] => {
      const model = imported.get(namespace);
      return model ? [[name, model.types]] : [];
    }),
  );
  const parser = new ModelParser(root, logic);
  const decisions = parser.all('decision', parser.decision);
  refuseCycles(decisions);
  const version = versionOf(root);
  return {
    id: attributeOf(root, 'id'),
    name: attributeOf(root, 'name'),
    namespace: attributeOf(root, 'namespace'),
    version,
    decisions,
    inputs: parser.all('inputData', parser.input),
    knowledge: parser.all('businessKnowledgeModel', parser.knowledge),
    services: parser.all('decisionService', parser.service),
    imports,
    imported,
    types,
    checked: checkTypes ?? (types.size > 0 || version >= '1.4'),
  };
};
