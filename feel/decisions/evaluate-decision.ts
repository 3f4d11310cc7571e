import type { EvaluationOptions, Scope } from '../expression.ts';
import { evaluate, evaluateUnaryTests, failureText } from '../expression.ts';
import type { Json } from '../values.ts';
import type { Aggregation, Decision, DecisionGraph, DecisionLogic, DecisionRule } from './model.ts';

export interface EvaluatedInput {
  inputId: string;
  inputName: string;
  inputValue: Json;
}

export interface MatchedRule {
  ruleId: string;
  /** Counts from 1, as the table is read. */
  ruleIndex: number;
  evaluatedOutputs: { outputId: string; outputName: string; outputValue: Json }[];
}

export interface EvaluatedDecision {
  decisionId: string;
  decisionName: string;
  decisionType: 'DECISION_TABLE' | 'LITERAL_EXPRESSION';
  output: Json;
  evaluatedInputs: EvaluatedInput[];
  matchedRules: MatchedRule[];
}

export interface DecisionResult {
  output: Json;
  /** In the order of evaluation: required decisions first. */
  evaluated: EvaluatedDecision[];
  failure?: { decisionId: string; message: string };
}

class DecisionFailure extends Error {
  readonly decisionId: string;
  constructor(decisionId: string, message: string) {
    super(message);
    this.decisionId = decisionId;
  }
}

type Table = Extract<DecisionLogic, { kind: 'table' }>;

interface Context {
  scope: Scope;
  options: EvaluationOptions;
}

const extend = (scope: Scope, name: string, value: Json): Scope => ({
  get: (asked) => (asked === name ? value : scope.get(asked)),
  names: () => new Set([...scope.names(), name]),
});

const AGGREGATES: Record<Aggregation, (values: number[]) => number> = {
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
  MIN: (values) => Math.min(...values),
  MAX: (values) => Math.max(...values),
  COUNT: (values) => values.length,
};

const ruleOutput = (table: Table, matched: MatchedRule): Json => {
  if (table.outputs.length === 1) return matched.evaluatedOutputs[0]!.outputValue;
  return Object.fromEntries(
    table.outputs.map((output, index) => [output.name, matched.evaluatedOutputs[index]!.outputValue]),
  );
};

const defaultOutput = (table: Table, { scope, options }: Context): Json => {
  const values = table.outputs.map((output) =>
    output.defaultValue ? evaluate(output.defaultValue, scope, options).value : null,
  );
  if (!table.outputs.some((output) => output.defaultValue)) return null;
  if (values.length === 1) return values[0]!;
  return Object.fromEntries(table.outputs.map((output, index) => [output.name, values[index]!]));
};

const collect = (decision: Decision, table: Table, outputs: Json[]): Json => {
  if (!table.aggregation) return outputs;
  if (table.aggregation === 'COUNT') return outputs.length;
  const numbers = outputs.filter((value): value is number => typeof value === 'number');
  if (numbers.length !== outputs.length) {
    throw new DecisionFailure(
      decision.id,
      `failed to aggregate outputs: expected numbers but found '${JSON.stringify(outputs)}'`,
    );
  }
  return AGGREGATES[table.aggregation](numbers);
};

const asScala = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The matched outputs as Zeebe's message shows them. */
const foundText = (table: Table, matched: MatchedRule[]): string => {
  const rows = matched.map(({ evaluatedOutputs }) =>
    evaluatedOutputs
      .map(({ outputValue }, index) => `${table.outputs[index]!.name} -> ${asScala(outputValue)}`)
      .join(', '),
  );
  return `List(${rows.map((row) => `Map(${row})`).join(', ')})`;
};

const applyHitPolicy = (decision: Decision, table: Table, matched: MatchedRule[], context: Context): Json => {
  const outputs = matched.map((rule) => ruleOutput(table, rule));
  if (outputs.length === 0) return defaultOutput(table, context);
  switch (table.hitPolicy) {
    case 'UNIQUE':
      if (outputs.length > 1) {
        throw new DecisionFailure(
          decision.id,
          `multiple values aren't allowed for UNIQUE hit policy. found: '${foundText(table, matched)}'`,
        );
      }
      return outputs[0]!;
    case 'ANY':
      if (new Set(outputs.map((output) => JSON.stringify(output))).size > 1) {
        throw new DecisionFailure(
          decision.id,
          `different values aren't allowed for ANY hit policy. found: '${foundText(table, matched)}'`,
        );
      }
      return outputs[0]!;
    case 'COLLECT':
      return collect(decision, table, outputs);
    case 'RULE ORDER':
      return outputs;
    default:
      return outputs[0]!;
  }
};

const matches = (
  decision: Decision,
  table: Table,
  rule: DecisionRule,
  inputs: Json[],
  { scope, options }: Context,
): boolean =>
  rule.tests.every((test, index) => {
    const names = table.inputs[index]!;
    const result = evaluateUnaryTests(test, inputs[index]!, extend(scope, 'cellInput', inputs[index]!), options);
    if (result.error) {
      throw new DecisionFailure(
        decision.id,
        `failed to evaluate expression '${test}' of input '${names.name}': ${result.error}`,
      );
    }
    return result.value === true;
  });

const evaluateTable = (decision: Decision, table: Table, context: Context, trail: EvaluatedDecision): Json => {
  const inputs = table.inputs.map((input) => {
    const result = evaluate(input.expression, context.scope, context.options);
    if (result.error) throw new DecisionFailure(decision.id, failureText(input.text, result));
    trail.evaluatedInputs.push({ inputId: input.id, inputName: input.name, inputValue: result.value });
    return result.value;
  });
  for (const [index, rule] of table.rules.entries()) {
    if (!matches(decision, table, rule, inputs, context)) continue;
    const evaluatedOutputs = rule.outputs.map((expression, column) => {
      const output = table.outputs[column]!;
      const result = evaluate(expression, context.scope, context.options);
      if (result.error) {
        throw new DecisionFailure(decision.id, failureText(expression.source, result));
      }
      return { outputId: output.id, outputName: output.label, outputValue: result.value };
    });
    trail.matchedRules.push({ ruleId: rule.id, ruleIndex: index + 1, evaluatedOutputs });
    if (table.hitPolicy === 'FIRST') break;
  }
  return applyHitPolicy(decision, table, trail.matchedRules, context);
};

const evaluateOne = (decision: Decision, context: Context, evaluated: EvaluatedDecision[]): Json => {
  const { logic } = decision;
  const trail: EvaluatedDecision = {
    decisionId: decision.id,
    decisionName: decision.name,
    decisionType: logic.kind === 'table' ? 'DECISION_TABLE' : 'LITERAL_EXPRESSION',
    output: null,
    evaluatedInputs: [],
    matchedRules: [],
  };
  try {
    if (logic.kind === 'table') trail.output = evaluateTable(decision, logic, context, trail);
    else {
      const result = evaluate(logic.expression, context.scope, context.options);
      if (result.error) throw new DecisionFailure(decision.id, failureText(logic.text, result));
      trail.output = result.value;
    }
    return trail.output;
  } finally {
    evaluated.push(trail);
  }
};

const evaluateWithRequired = (
  graph: DecisionGraph,
  id: string,
  context: Context,
  evaluated: EvaluatedDecision[],
  known: Map<string, Json>,
): Json => {
  if (known.has(id)) return known.get(id)!;
  const decision = graph.decisions.get(id)!;
  let { scope } = context;
  for (const requiredId of decision.required) {
    const value = evaluateWithRequired(graph, requiredId, context, evaluated, known);
    const required = graph.decisions.get(requiredId)!;
    scope = extend(extend(scope, required.variable, value), requiredId, value);
  }
  const output = evaluateOne(decision, { ...context, scope }, evaluated);
  known.set(id, output);
  return output;
};

/** Evaluates a decision after the decisions that it requires. A failure is a result, not an exception. */
export const evaluateDecision = (
  graph: DecisionGraph,
  id: string,
  scope: Scope,
  options: EvaluationOptions,
): DecisionResult => {
  const evaluated: EvaluatedDecision[] = [];
  try {
    const output = evaluateWithRequired(graph, id, { scope, options }, evaluated, new Map());
    return { output, evaluated };
  } catch (error) {
    if (!(error instanceof DecisionFailure)) throw error;
    return { output: null, evaluated, failure: { decisionId: error.decisionId, message: error.message } };
  }
};
