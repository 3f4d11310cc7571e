import type { XmlElement } from '../xml/parse-xml.ts';
import { childNamed, childrenNamed } from '../xml/parse-xml.ts';

const LOGIC = ['decisionTable', 'literalExpression', 'context', 'invocation', 'relation', 'list', 'conditional'].concat(
  ['for', 'every', 'some', 'filter', 'functionDefinition'],
);
const FEEL = /^$|feel\/?$/i;

const logicOf = (element: XmlElement): XmlElement | undefined =>
  element.children.find(({ name }) => LOGIC.includes(name.replace('dmn:', '')));

const descendants = (element: XmlElement, name: string): XmlElement[] => [
  ...childrenNamed(element, name),
  ...element.children.flatMap((child) => descendants(child, name)),
];

const textIn = (element: XmlElement): string | undefined => childNamed(element, 'dmn:text')?.text;

/** Zeebe's parser says of nothing what it would have wanted instead. */
const emptyExpression = (): string =>
  `FEEL expression: failed to parse expression '': Expected (start-of-input | ifOp | forOp | quantifiedOp | disjunction):1:1, found ""`;

const literalProblems = (element: XmlElement): string[] => {
  const { id, expressionLanguage = '' } = element.attributes;
  if (!FEEL.test(expressionLanguage)) return [`Expression language '${expressionLanguage}' is not supported`];
  const text = textIn(element);
  if (text === undefined) return [`The expression '${id ?? 'null'}' must not be empty.`];
  return text.trim() === '' ? [emptyExpression()] : [];
};

const tableProblems = (table: XmlElement): string[] => {
  const outputs = childrenNamed(table, 'dmn:output');
  const { hitPolicy, aggregation } = table.attributes;
  const compound = outputs.length > 1;
  return [
    ...(compound && hitPolicy === 'COLLECT' && aggregation
      ? ["hit policy 'COLLECT' with aggregator is not defined for compound output"]
      : []),
    ...(compound ? outputs : [])
      .filter(({ attributes }) => !attributes.name)
      .map(({ attributes }) => `no output name defined for \`${attributes.label ?? 'null'}\``),
    ...descendants(table, 'dmn:inputExpression').flatMap(literalProblems),
    ...descendants(table, 'dmn:outputEntry').flatMap(literalProblems),
  ];
};

const invocationProblems = (invocation: XmlElement, knows: (name: string) => boolean): string[] => {
  const callee = childNamed(invocation, 'dmn:literalExpression');
  if (!callee) return ["expected invocation with literal expression but found 'null'"];
  const name = textIn(callee)?.trim() ?? '';
  return knows(name) ? [] : [`no BKM found with name '${name}'`];
};

const relationProblems = (relation: XmlElement): string[] => {
  const columns = childrenNamed(relation, 'dmn:column').length;
  return childrenNamed(relation, 'dmn:row')
    .map((row) => row.children.filter(({ name }) => LOGIC.includes(name.replace('dmn:', ''))).length)
    .filter((cells) => cells !== columns)
    .map((cells) => `expected row with '${columns}' elements but found '${cells}'`);
};

const decisionProblems = (decision: XmlElement, knows: (name: string) => boolean): string[] => {
  const logic = logicOf(decision);
  if (!logic || logic.name === 'dmn:functionDefinition')
    return [`unsupported decision expression '${logic?.rawName ?? 'null'}'`];
  const invocations = descendants(decision, 'dmn:invocation');
  const callees = new Set(invocations.map((one) => childNamed(one, 'dmn:literalExpression')));
  return [
    ...descendants(decision, 'dmn:decisionTable').flatMap(tableProblems),
    ...invocations.flatMap((one) => invocationProblems(one, knows)),
    ...descendants(decision, 'dmn:relation').flatMap(relationProblems),
    ...descendants(decision, 'dmn:literalExpression')
      .filter((literal) => !callees.has(literal))
      .flatMap(literalProblems),
  ];
};

/** References of requirements to elements of the same file that are not there. */
const unknownReferences = (root: XmlElement): string[] => {
  const ids = new Set(root.children.map(({ attributes }) => attributes.id));
  const namespace = root.attributes.namespace ?? '';
  return ['dmn:requiredDecision', 'dmn:requiredKnowledge']
    .flatMap((name) => descendants(root, name))
    .map(({ attributes }) => (attributes.href ?? '').split('#'))
    .filter(([base, id]) => (base === '' || base === namespace) && !ids.has(id))
    .map(([, id]) => `Unable to find a model element instance for id ${id}`);
};

const circularKnowledge = (root: XmlElement): boolean => {
  const required = new Map(
    childrenNamed(root, 'dmn:businessKnowledgeModel').map((model) => [
      model.attributes.id,
      descendants(model, 'dmn:requiredKnowledge').map(({ attributes }) => (attributes.href ?? '').replace(/^.*#/, '')),
    ]),
  );
  const done = new Set<string>();
  const leadsBack = (id: string, path: readonly string[]): boolean => {
    if (path.includes(id)) return true;
    if (done.has(id)) return false;
    done.add(id);
    return (required.get(id) ?? []).some((next) => leadsBack(next, [...path, id]));
  };
  return [...required.keys()].some((id) => id !== undefined && leadsBack(id, []));
};

const nameless = (root: XmlElement): string[] =>
  [root, ...childrenNamed(root, 'dmn:decision')].flatMap(({ rawName, line, attributes }) =>
    ['id', 'name'].filter((name) => !attributes[name]).map((name) => `the ${rawName} in line ${line} has no ${name}`),
  );

/**
 * What Zeebe refuses of a model that its schema allows, in its words as far as they speak of the model; the texts of
 * expressions are read later.
 */
export const deploymentProblems = (root: XmlElement): string[] => {
  const unknown = unknownReferences(root);
  if (unknown.length > 0) return unknown.slice(0, 1);
  if (circularKnowledge(root)) return ['Invalid DMN model: Cyclic dependencies between BKMs detected.'];
  const missing = nameless(root);
  if (missing.length > 0) return missing;
  const imports = childrenNamed(root, 'dmn:import').map(({ attributes }) => `${attributes.name}.`);
  const names = new Set(childrenNamed(root, 'dmn:businessKnowledgeModel').map(({ attributes }) => attributes.name));
  const knows = (name: string): boolean => names.has(name) || imports.some((prefix) => name.startsWith(prefix));
  return childrenNamed(root, 'dmn:decision').flatMap((decision) => decisionProblems(decision, knows));
};
