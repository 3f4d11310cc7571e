import { compileFeel } from '../expression.ts';
import type { XmlElement } from '../xml/parse-xml.ts';
import { childNamed, childrenNamed, parseXml } from '../xml/parse-xml.ts';
import type { Aggregation, Decision, DecisionGraph, DecisionLogic, HitPolicy } from './model.ts';

/** The DMN file can't be used; the text says which part is at fault. */
export class DecisionModelError extends Error {}

const NAMESPACES = {
  'https://www.omg.org/spec/DMN/20191111/MODEL/': 'dmn',
  'http://www.omg.org/spec/DMN/20180521/MODEL/': 'dmn',
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd': 'dmn',
};
const HIT_POLICIES: HitPolicy[] = ['UNIQUE', 'FIRST', 'ANY', 'RULE ORDER', 'OUTPUT ORDER', 'PRIORITY', 'COLLECT'];
const UNSUPPORTED_POLICIES: HitPolicy[] = ['OUTPUT ORDER', 'PRIORITY'];

const textOf = (element: XmlElement | undefined): string =>
  (element && childNamed(element, 'dmn:text')?.text.trim()) ?? '';

const compileText = (text: string, where: string) => {
  try {
    return compileFeel(text === '' ? 'null' : text);
  } catch (error) {
    throw new DecisionModelError(`FEEL expression in ${where}: ${(error as Error).message}`);
  }
};

const parseTable = (table: XmlElement, decisionId: string): DecisionLogic => {
  const hitPolicy = (table.attributes.hitPolicy ?? 'UNIQUE') as HitPolicy;
  if (!HIT_POLICIES.includes(hitPolicy) || UNSUPPORTED_POLICIES.includes(hitPolicy)) {
    throw new DecisionModelError(`decision '${decisionId}': the hit policy '${hitPolicy}' is not supported`);
  }
  const inputs = childrenNamed(table, 'dmn:input').map((input) => {
    const text = textOf(childNamed(input, 'dmn:inputExpression'));
    const expression = compileText(text, `input '${input.attributes.id}' of decision '${decisionId}'`);
    return { id: input.attributes.id ?? '', name: input.attributes.label || text, expression, text };
  });
  const outputs = childrenNamed(table, 'dmn:output').map((output) => {
    const fallback = textOf(childNamed(output, 'dmn:defaultOutputEntry'));
    return {
      id: output.attributes.id ?? '',
      name: output.attributes.name ?? '',
      label: output.attributes.label || output.attributes.name || '',
      ...(fallback && { defaultValue: compileText(fallback, `output '${output.attributes.id}'`) }),
    };
  });
  const rules = childrenNamed(table, 'dmn:rule').map((rule) => ({
    id: rule.attributes.id ?? '',
    tests: childrenNamed(rule, 'dmn:inputEntry').map(textOf),
    outputs: childrenNamed(rule, 'dmn:outputEntry').map((entry) =>
      compileText(textOf(entry), `output entry '${entry.attributes.id}' of decision '${decisionId}'`),
    ),
  }));
  const crooked = rules.find((rule) => rule.tests.length !== inputs.length || rule.outputs.length !== outputs.length);
  if (crooked)
    throw new DecisionModelError(`decision '${decisionId}': rule '${crooked.id}' has a wrong number of cells`);
  const aggregation = table.attributes.aggregation as Aggregation | undefined;
  return { kind: 'table', hitPolicy, ...(aggregation && { aggregation }), inputs, outputs, rules };
};

const parseLogic = (element: XmlElement, id: string): DecisionLogic => {
  const table = childNamed(element, 'dmn:decisionTable');
  if (table) return parseTable(table, id);
  const literal = childNamed(element, 'dmn:literalExpression');
  if (!literal) throw new DecisionModelError(`decision '${id}' has neither a decision table nor a literal expression`);
  const text = textOf(literal);
  return { kind: 'literal', expression: compileText(text, `decision '${id}'`), text };
};

const parseDecision = (element: XmlElement): Decision => {
  const id = element.attributes.id;
  if (!id) throw new DecisionModelError(`a decision in line ${element.line} has no id`);
  const name = element.attributes.name ?? id;
  const required = childrenNamed(element, 'dmn:informationRequirement')
    .map((requirement) => childNamed(requirement, 'dmn:requiredDecision')?.attributes.href?.replace(/^#/, ''))
    .filter((href): href is string => Boolean(href));
  const variable = childNamed(element, 'dmn:variable')?.attributes.name || id;
  return { id, name, variable, required, logic: parseLogic(element, id) };
};

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

/** Reads a DMN 1.1–1.3 file; throws DecisionModelError or XmlError. */
export const parseDecisions = (xml: string): DecisionGraph => {
  const root = parseXml(xml, NAMESPACES);
  if (root.name !== 'dmn:definitions') throw new DecisionModelError('the file is not a DMN model');
  const decisions = new Map(
    childrenNamed(root, 'dmn:decision').map((element) => [element.attributes.id ?? '', parseDecision(element)]),
  );
  refuseCycles(decisions);
  const { id = '', name = '', namespace = '' } = root.attributes;
  return { id, name, namespace, decisions };
};
