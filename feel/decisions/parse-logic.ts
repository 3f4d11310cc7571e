import type { CompileOptions, CompiledTests, Expression } from '../expression.ts';
import { compileFeel, compileUnaryTests } from '../expression.ts';
import { parseUnaryTests } from '../syntax/parse.ts';
import type { XmlElement } from '../xml/parse-xml.ts';
import { childNamed, childrenNamed } from '../xml/parse-xml.ts';
import { DecisionModelError } from './errors.ts';
import type { Aggregation, BoxedFunction, DecisionLogic, DecisionOutput, DecisionTable, HitPolicy } from './model.ts';

const HIT_POLICIES: HitPolicy[] = ['UNIQUE', 'FIRST', 'ANY', 'RULE ORDER', 'OUTPUT ORDER', 'PRIORITY', 'COLLECT'];
const AGGREGATIONS: Aggregation[] = ['SUM', 'MIN', 'MAX', 'COUNT'];
const BOXES = {
  'dmn:decisionTable': 'table',
  'dmn:literalExpression': 'literal',
  'dmn:context': 'context',
  'dmn:invocation': 'invocation',
  'dmn:relation': 'relation',
  'dmn:list': 'list',
  'dmn:functionDefinition': 'function',
  'dmn:conditional': 'conditional',
  'dmn:filter': 'filter',
  'dmn:for': 'for',
  'dmn:some': 'some',
  'dmn:every': 'every',
} as const;

export const textOf = (element: XmlElement | undefined): string =>
  (element && childNamed(element, 'dmn:text')?.text.trim()) ?? '';

/** The type as an attribute (from DMN 1.2) or as an element. */
export const typeRefOf = (element: XmlElement | undefined): { typeRef?: string } => {
  const typeRef = element && (element.attributes.typeRef ?? childNamed(element, 'dmn:typeRef')?.text.trim());
  return typeRef ? { typeRef } : {};
};

/** Reads boxed expressions of one model. */
export class LogicParser {
  readonly #options: CompileOptions;

  constructor(options: CompileOptions) {
    this.#options = options;
  }

  expression(text: string, where: string): Expression {
    return this.#compile(where, () => compileFeel(text === '' ? 'null' : text, this.#options));
  }

  tests(text: string, where: string): CompiledTests {
    return this.#compile(where, () => compileUnaryTests(text, this.#options));
  }

  #compile<T>(where: string, compile: () => T): T {
    try {
      return compile();
    } catch (error) {
      throw new DecisionModelError(`FEEL expression in ${where}: ${(error as Error).message}`);
    }
  }

  /** The boxed expression among the children; undefined for none. */
  logicIn(parent: XmlElement, where: string): DecisionLogic | undefined {
    const element = parent.children.find(({ name }) => Object.hasOwn(BOXES, name));
    return element && this.logic(element, where);
  }

  #demand(parent: XmlElement | undefined, where: string): DecisionLogic {
    return (parent && this.logicIn(parent, where)) ?? this.#literal('null', where);
  }

  #literal(text: string, where: string): DecisionLogic {
    return { kind: 'literal', text, expression: this.expression(text, where) };
  }

  logic(element: XmlElement, where: string): DecisionLogic {
    return { ...this.#box(element, where), ...typeRefOf(element) };
  }

  #box(element: XmlElement, where: string): DecisionLogic {
    const child = (name: string): DecisionLogic => this.#demand(childNamed(element, `dmn:${name}`), where);
    const kind = BOXES[element.name as keyof typeof BOXES];
    switch (kind) {
      case 'table':
        return this.#table(element, where);
      case 'literal':
        return this.#literal(textOf(element), where);
      case 'context':
        return { kind, entries: childrenNamed(element, 'dmn:contextEntry').map((entry) => this.#entry(entry, where)) };
      case 'invocation':
        return this.#invocation(element, where);
      case 'relation':
        return this.#relation(element, where);
      case 'list':
        return { kind, items: this.#items(element, where) };
      case 'function':
        return this.function(element, where);
      case 'conditional':
        return { kind, condition: child('if'), then: child('then'), otherwise: child('else') };
      case 'filter':
        return { kind, of: child('in'), match: child('match') };
      case 'for':
      case 'some':
      case 'every': {
        const variable = element.attributes.iteratorVariable ?? '';
        return { kind, variable, of: child('in'), result: child(kind === 'for' ? 'return' : 'satisfies') };
      }
    }
  }

  #items(element: XmlElement, where: string): DecisionLogic[] {
    return element.children.filter(({ name }) => Object.hasOwn(BOXES, name)).map((item) => this.logic(item, where));
  }

  #entry(entry: XmlElement, where: string) {
    const variable = childNamed(entry, 'dmn:variable');
    const value = this.#demand(entry, where);
    return variable ? { variable: { name: variable.attributes.name ?? '', ...typeRefOf(variable) }, value } : { value };
  }

  #invocation(element: XmlElement, where: string): DecisionLogic {
    const callee = this.expression(textOf(childNamed(element, 'dmn:literalExpression')), where);
    const bindings = childrenNamed(element, 'dmn:binding').map((binding) => ({
      name: childNamed(binding, 'dmn:parameter')?.attributes.name ?? '',
      value: this.#demand(binding, where),
    }));
    return { kind: 'invocation', callee, bindings };
  }

  #relation(element: XmlElement, where: string): DecisionLogic {
    const columns = childrenNamed(element, 'dmn:column').map(({ attributes }) => attributes.name ?? '');
    const rows = childrenNamed(element, 'dmn:row').map((row) => this.#items(row, where));
    if (rows.some((row) => row.length !== columns.length))
      throw new DecisionModelError(`${where}: a row of the relation has a wrong number of cells`);
    return { kind: 'relation', columns, rows };
  }

  function(element: XmlElement, where: string): BoxedFunction {
    const parameters = childrenNamed(element, 'dmn:formalParameter').map((parameter) => ({
      name: parameter.attributes.name ?? '',
      ...typeRefOf(parameter),
    }));
    const external = (element.attributes.kind ?? 'FEEL') !== 'FEEL';
    return { kind: 'function', parameters, body: this.#demand(element, where), external };
  }

  #table(table: XmlElement, where: string): DecisionTable {
    const hitPolicy = (table.attributes.hitPolicy ?? 'UNIQUE') as HitPolicy;
    if (!HIT_POLICIES.includes(hitPolicy))
      throw new DecisionModelError(`${where}: the hit policy '${hitPolicy}' is not supported`);
    const aggregation = table.attributes.aggregation as Aggregation | undefined;
    if (aggregation && !AGGREGATIONS.includes(aggregation))
      throw new DecisionModelError(`${where}: the aggregation '${aggregation}' is not supported`);
    const inputs = childrenNamed(table, 'dmn:input').map((input) => this.#input(input, where));
    const outputs = childrenNamed(table, 'dmn:output').map((output) => this.#output(output, where));
    const rules = childrenNamed(table, 'dmn:rule').map((rule) => this.#rule(rule, where));
    const crooked = rules.find(
      ({ tests, outputs: cells }) => tests.length !== inputs.length || cells.length !== outputs.length,
    );
    if (crooked) throw new DecisionModelError(`${where}: rule '${crooked.id}' has a wrong number of cells`);
    return { kind: 'table', hitPolicy, ...(aggregation && { aggregation }), inputs, outputs, rules };
  }

  #input(input: XmlElement, where: string) {
    const inner = childNamed(input, 'dmn:inputExpression');
    const text = textOf(inner);
    const place = `input '${input.attributes.id}' of ${where}`;
    const allowed = textOf(childNamed(input, 'dmn:inputValues'));
    return {
      id: input.attributes.id ?? '',
      name: input.attributes.label || text,
      expression: this.expression(text, place),
      text,
      ...typeRefOf(inner),
      ...(allowed && { allowed: this.tests(allowed, place) }),
    };
  }

  #output(output: XmlElement, where: string): DecisionOutput {
    const fallback = textOf(childNamed(output, 'dmn:defaultOutputEntry'));
    const values = textOf(childNamed(output, 'dmn:outputValues'));
    const place = `output '${output.attributes.id}' of ${where}`;
    return {
      id: output.attributes.id ?? '',
      name: output.attributes.name ?? '',
      label: output.attributes.label || output.attributes.name || '',
      ...typeRefOf(output),
      ...(fallback && { defaultValue: this.expression(fallback, place) }),
      ...(values && { values: this.#alternatives(values, place) }),
    };
  }

  /** The single values of a list of output values; what is no value has no priority. */
  #alternatives(text: string, where: string): Expression[] {
    return this.#compile(where, () => {
      const tests = parseUnaryTests(text, this.#options.names);
      if (tests.any) return [];
      return splitTopLevel(text).map((part) => this.expression(part, where));
    });
  }

  #rule(rule: XmlElement, where: string) {
    const tests = childrenNamed(rule, 'dmn:inputEntry').map(textOf);
    return {
      id: rule.attributes.id ?? '',
      tests,
      cells: tests.map((text) => this.tests(text, `rule '${rule.attributes.id}' of ${where}`)),
      outputs: childrenNamed(rule, 'dmn:outputEntry').map((entry) =>
        this.expression(textOf(entry), `output entry '${entry.attributes.id}' of ${where}`),
      ),
    };
  }
}

/** Cuts at commas outside of texts and brackets. */
const splitTopLevel = (text: string): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let index = 0; index < text.length; index++) {
    const sign = text[index]!;
    if (quoted && sign === '\\') index++;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && '([{'.includes(sign)) depth++;
    else if (!quoted && ')]}'.includes(sign)) depth--;
    else if (!quoted && depth === 0 && sign === ',') {
      parts.push(text.slice(from, index));
      from = index + 1;
    }
  }
  return [...parts, text.slice(from)].map((part) => part.trim()).filter(Boolean);
};
