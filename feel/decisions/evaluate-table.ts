import { errorText } from '../expression.ts';
import type { Value } from '../values/value.ts';
import { contextOf } from '../values/value.ts';
import { toJson } from '../values.ts';
import { DecisionFailure } from './errors.ts';
import type { BoxedContext } from './boxed-context.ts';
import { guardOf, passes, run, withVariable } from './boxed-context.ts';
import { HitPolicyViolation, applyHitPolicy, resultOf } from './hit-policies.ts';
import type { Row } from './hit-policies.ts';
import type { DecisionInput, DecisionRule, DecisionTable } from './model.ts';

const checkedInput = (input: DecisionInput, value: Value, context: BoxedContext): Value => {
  const { machine, types, checked, decisionId } = context;
  if (!checked) return value;
  const fitting = types.coerce(input.typeRef, value, guardOf(machine));
  if (input.allowed && fitting !== null && !passes(machine)(input.allowed, fitting))
    throw new DecisionFailure(decisionId, `the value of input '${input.name}' is none of those that are allowed`);
  return fitting;
};

/** Whether the rule's cells take the inputs. Each cell sees its input as `?` and, as in Zeebe, as `cellInput`. */
const matches = (table: DecisionTable, rule: DecisionRule, inputs: Value[], context: BoxedContext): boolean => {
  const { machine, decisionId } = context;
  return rule.cells.every((cell, column) => {
    if (cell.source === '' || cell.source === '-') return true;
    const value = inputs[column]!;
    const scope = withVariable(withVariable(machine.scope, 'cellInput', value), '?', value);
    try {
      machine.spend(4);
      return cell.code(machine.within(scope), null) === true;
    } catch (error) {
      if (error instanceof DecisionFailure) throw error;
      const { name } = table.inputs[column]!;
      const text = errorText(error, machine);
      throw new DecisionFailure(
        decisionId,
        `failed to evaluate expression '${cell.source}' of input '${name}': ${text}`,
      );
    }
  });
};

const defaultOutput = (table: DecisionTable, context: BoxedContext): Value => {
  if (!table.outputs.some(({ defaultValue }) => defaultValue)) return null;
  const row = table.outputs.map(({ defaultValue }) => (defaultValue ? run(context, defaultValue) : null));
  return table.outputs.length === 1 ? row[0]! : contextOf(table.outputs.map(({ name }, index) => [name, row[index]!]));
};

const outcome = (table: DecisionTable, rows: Row[], context: BoxedContext): Value => {
  const ordered = table.hitPolicy === 'PRIORITY' || table.hitPolicy === 'OUTPUT ORDER';
  const priorities = ordered ? table.outputs.map(({ values = [] }) => values.map((value) => run(context, value))) : [];
  try {
    return applyHitPolicy(table, rows, priorities);
  } catch (error) {
    if (error instanceof HitPolicyViolation) throw new DecisionFailure(context.decisionId, error.message);
    throw error;
  }
};

/** Evaluates a decision table; notes inputs and matched rules in the context's trail. */
export const evaluateTable = (table: DecisionTable, context: BoxedContext): Value => {
  const { trail } = context;
  const inputs = table.inputs.map((input) => {
    const value = run(context, input.expression);
    trail?.evaluatedInputs.push({ inputId: input.id, inputName: input.name, inputValue: toJson(value) });
    return checkedInput(input, value, context);
  });
  const rows: Row[] = [];
  for (const [index, rule] of table.rules.entries()) {
    if (!matches(table, rule, inputs, context)) continue;
    const row = rule.outputs.map((expression) => run(context, expression));
    rows.push(row);
    trail?.matchedRules.push({
      ruleId: rule.id,
      ruleIndex: index + 1,
      evaluatedOutputs: row.map((value, column) => {
        const { id, label } = table.outputs[column]!;
        return { outputId: id, outputName: label, outputValue: toJson(value) };
      }),
    });
    if (table.hitPolicy === 'FIRST') break;
  }
  if (rows.length === 0) return defaultOutput(table, context);
  return rows.length === 1 && !table.aggregation && ['UNIQUE', 'FIRST', 'ANY', 'PRIORITY'].includes(table.hitPolicy)
    ? resultOf(table, rows[0]!)
    : outcome(table, rows, context);
};
