import type { EvaluationOptions } from '../expression.ts';
import { errorText } from '../expression.ts';
import { DECISION_BUDGET, Machine } from '../interpreter/machine.ts';
import type { ValueScope } from '../interpreter/machine.ts';
import type { Value } from '../values/value.ts';
import { FeelFunction, contextOf, entryOf, isContext } from '../values/value.ts';
import type { Json } from '../values.ts';
import { toJson } from '../values.ts';
import { DecisionFailure } from './errors.ts';
import type { BoxedContext, EvaluatedInput, MatchedRule } from './boxed-context.ts';
import { coerced, withVariable } from './boxed-context.ts';
import { evaluateLogic, functionOf } from './evaluate-boxed.ts';
import type { Decision, DecisionGraph, DecisionLogic, DecisionService, Requirement } from './model.ts';

export type { EvaluatedInput, MatchedRule } from './boxed-context.ts';

const TYPES = {
  table: 'DECISION_TABLE',
  literal: 'LITERAL_EXPRESSION',
  context: 'CONTEXT',
  invocation: 'INVOCATION',
  list: 'LIST',
  relation: 'RELATION',
  function: 'UNKNOWN',
  conditional: 'UNKNOWN',
  filter: 'UNKNOWN',
  for: 'UNKNOWN',
  some: 'UNKNOWN',
  every: 'UNKNOWN',
} as const satisfies Record<DecisionLogic['kind'], string>;

export interface EvaluatedDecision {
  decisionId: string;
  decisionName: string;
  decisionType: (typeof TYPES)[DecisionLogic['kind']];
  output: Json;
  evaluatedInputs: EvaluatedInput[];
  matchedRules: MatchedRule[];
}

export interface DecisionResult {
  output: Json;
  /** The output before it became JSON: dates are dates, numbers have all their digits. */
  value: Value;
  /** In the order of evaluation: required decisions first. */
  evaluated: EvaluatedDecision[];
  failure?: { decisionId: string; message: string };
}

const MAX_DEPTH = 100;

/** One evaluation over a model and those that it imports. */
class DecisionRun {
  readonly evaluated: EvaluatedDecision[] = [];
  readonly #known = new Map<string, Value>();
  readonly #machine: Machine;
  #depth = 0;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  #context(graph: DecisionGraph, decisionId: string, scope: ValueScope): BoxedContext {
    const { types, checked } = graph;
    return { decisionId, machine: this.#machine.within(scope), types, checked };
  }

  /** The value of a decision, evaluated once, after those that it requires. */
  decision(graph: DecisionGraph, decision: Decision, scope: ValueScope): Value {
    const key = `${graph.namespace}#${decision.id}`;
    if (this.#known.has(key)) return this.#known.get(key)!;
    if (++this.#depth > MAX_DEPTH) throw new DecisionFailure(decision.id, 'decisions require each other too deeply');
    const value = this.#evaluate(
      graph,
      decision,
      this.#requiredScope(graph, decision.requirements, decision.id, scope),
    );
    this.#depth--;
    this.#known.set(key, value);
    return value;
  }

  #evaluate(graph: DecisionGraph, decision: Decision, scope: ValueScope): Value {
    const { logic } = decision;
    if (!logic) return null;
    const trail: EvaluatedDecision = {
      decisionId: decision.id,
      decisionName: decision.name,
      decisionType: TYPES[logic.kind],
      output: null,
      evaluatedInputs: [],
      matchedRules: [],
    };
    try {
      const context = { ...this.#context(graph, decision.id, scope), trail };
      const value = coerced(context, decision.typeRef, evaluateLogic(logic, context));
      trail.output = toJson(value);
      return value;
    } finally {
      this.evaluated.push(trail);
    }
  }

  /** What the requirements add to the variables that were given; of imported models under the name of the import. */
  #requiredScope(graph: DecisionGraph, requirements: Requirement[], decisionId: string, scope: ValueScope): ValueScope {
    let extended = scope;
    const imported = new Map<string, [string, Value][]>();
    for (const requirement of requirements) {
      const names = this.#resolve(graph, requirement, decisionId, scope);
      if (!requirement.namespace) {
        for (const [name, value] of names) extended = withVariable(extended, name, value);
        continue;
      }
      const alias = graph.imports.find(({ namespace }) => namespace === requirement.namespace)?.name ?? '';
      imported.set(alias, [...(imported.get(alias) ?? []), ...names]);
    }
    for (const [alias, entries] of imported) {
      if (alias === '') for (const [name, value] of entries) extended = withVariable(extended, name, value);
      else extended = withVariable(extended, alias, contextOf(entries));
    }
    return extended;
  }

  /** The names under which a requirement is seen, with its value. */
  #resolve(graph: DecisionGraph, requirement: Requirement, decisionId: string, scope: ValueScope): [string, Value][] {
    const { id, kind, namespace } = requirement;
    const model = namespace ? graph.imported.get(namespace) : graph;
    if (!model) throw new DecisionFailure(decisionId, `the imported model '${namespace}' is not deployed with it`);
    const own = namespace ? this.#scopeOfImport(graph, model, scope) : scope;
    const decision = model.decisions.get(id);
    if (decision) {
      const value = this.decision(model, decision, own);
      return decision.variable === id
        ? [[id, value]]
        : [
            [decision.variable, value],
            [id, value],
          ];
    }
    if (kind === 'input') return this.#input(model, id, decisionId, own);
    const invocable = this.#invocable(model, id, own);
    return invocable ? [invocable] : [];
  }

  /** Inputs of an imported model may be given under the name of the import. */
  #scopeOfImport(graph: DecisionGraph, model: DecisionGraph, scope: ValueScope): ValueScope {
    const alias = graph.imports.find(({ namespace }) => namespace === model.namespace)?.name ?? '';
    return {
      get: (name) => {
        const given = scope.get(alias) ?? null;
        return (isContext(given) ? entryOf(given, name) : undefined) ?? scope.get(name);
      },
    };
  }

  #input(model: DecisionGraph, id: string, decisionId: string, scope: ValueScope): [string, Value][] {
    const input = model.inputs.get(id);
    const value = input && scope.get(input.name);
    if (value === undefined) return [];
    return [[input!.name, coerced(this.#context(model, decisionId, scope), input!.typeRef, value)]];
  }

  #invocable(model: DecisionGraph, id: string, scope: ValueScope): [string, Value] | undefined {
    const knowledge = model.knowledge.get(id);
    if (knowledge) {
      if (++this.#depth > MAX_DEPTH) throw new DecisionFailure(id, 'knowledge models require each other too deeply');
      const inner = this.#requiredScope(model, knowledge.requirements, id, scope);
      this.#depth--;
      const self: ValueScope = { get: (name) => (name === knowledge.name ? made : inner.get(name)) };
      const context = this.#context(model, id, self);
      const made: Value = this.#typed(
        functionOf(knowledge.logic, context, knowledge.name),
        context,
        knowledge.logic.typeRef ?? knowledge.typeRef,
      );
      return [knowledge.name, made];
    }
    const service = model.services.get(id);
    return service && [service.name, this.service(model, service, scope)];
  }

  /** A function whose result is fitted to a type. */
  #typed(value: Value, context: BoxedContext, typeRef: string | undefined): Value {
    if (!(value instanceof FeelFunction) || typeRef === undefined) return value;
    return new FeelFunction(value.name, value.parameters, (values) => coerced(context, typeRef, value.invoke(values)));
  }

  /** A decision service as a function of its input data and input decisions. */
  service(model: DecisionGraph, service: DecisionService, scope: ValueScope): FeelFunction {
    const inputs = [
      ...service.inputData.flatMap((id) => model.inputs.get(id) ?? []),
      ...service.inputDecisions.flatMap((id) => {
        const decision = model.decisions.get(id);
        return decision ? { id, name: decision.variable, typeRef: decision.typeRef, decision } : [];
      }),
    ];
    const names = inputs.map(({ name }) => name);
    return new FeelFunction(service.name, names, (values) => {
      const inner = new DecisionRun(this.#machine);
      const context = this.#context(model, service.id, scope);
      let given = scope;
      for (const [index, input] of inputs.entries()) {
        const argument = values[index] ?? null;
        const value = coerced(context, input.typeRef, argument);
        if (value === null && argument !== null)
          return this.#machine.warn('FUNCTION_INVOCATION_FAILURE', `'${input.name}' is not of the declared type`);
        given = withVariable(given, input.name, value);
        if ('decision' in input) inner.#known.set(`${model.namespace}#${input.id}`, value);
      }
      return coerced(context, service.typeRef, inner.#outputs(model, service, given));
    });
  }

  #outputs(model: DecisionGraph, service: DecisionService, scope: ValueScope): Value {
    const outputs = service.outputs.flatMap((id) => model.decisions.get(id) ?? []);
    const values = outputs.map((decision): [string, Value] => [
      decision.variable,
      this.decision(model, decision, scope),
    ]);
    return values.length === 1 ? values[0]![1] : contextOf(values);
  }
}

const guarded = (machine: Machine, id: string, make: (run: DecisionRun) => Value): DecisionResult => {
  const run = new DecisionRun(machine);
  try {
    const value = make(run);
    return { output: toJson(value), value, evaluated: run.evaluated };
  } catch (error) {
    const { decisionId, message } =
      error instanceof DecisionFailure ? error : { decisionId: id, message: errorText(error, machine) };
    return {
      output: null,
      value: null,
      evaluated: run.evaluated,
      failure: { decisionId, message },
    };
  }
};

/** Evaluates a decision after the decisions that it requires. A failure is a result, not an exception. */
export const evaluateDecision = (
  graph: DecisionGraph,
  id: string,
  scope: ValueScope,
  { now, zone, budget = DECISION_BUDGET }: EvaluationOptions,
): DecisionResult =>
  guarded(new Machine(scope, now, zone, budget), id, (run) => run.decision(graph, graph.decisions.get(id)!, scope));

/** Evaluates a decision service with its inputs by name. */
export const evaluateDecisionService = (
  graph: DecisionGraph,
  id: string,
  inputs: Readonly<Record<string, Value>>,
  { now, zone, budget = DECISION_BUDGET }: EvaluationOptions,
): DecisionResult => {
  const scope: ValueScope = { get: (name) => (Object.hasOwn(inputs, name) ? inputs[name] : undefined) };
  return guarded(new Machine(scope, now, zone, budget), id, (run) => {
    const service = run.service(graph, graph.services.get(id)!, scope);
    return service.invoke(service.parameters.map((name) => inputs[name] ?? null));
  });
};
