import type { CompiledTests, Expression } from '../expression.ts';
import { errorText, failureText } from '../expression.ts';
import type { Machine, ValueScope } from '../interpreter/machine.ts';
import type { Value } from '../values/value.ts';
import type { Json } from '../values.ts';
import { DecisionFailure } from './errors.ts';
import type { Guard, ItemTypes } from './item-types.ts';

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

/** What is known while the logic of one decision runs. */
export interface BoxedContext {
  /** The decision whose failure it would be. */
  decisionId: string;
  machine: Machine;
  types: ItemTypes;
  checked: boolean;
  /** Where the inputs and rules of the decision's own table are noted. */
  trail?: { evaluatedInputs: EvaluatedInput[]; matchedRules: MatchedRule[] };
}

/** Another scope, and no trail: only the outermost table is the decision's. */
export const inScope = (context: BoxedContext, scope: ValueScope): BoxedContext => {
  const { trail: _, ...rest } = context;
  return { ...rest, machine: context.machine.within(scope) };
};

export const withVariable = (scope: ValueScope, name: string, value: Value): ValueScope => ({
  get: (asked) => (asked === name ? value : scope.get(asked)),
});

/** Runs FEEL; a failed evaluation is the failure of the decision. */
export const run = ({ machine, decisionId }: BoxedContext, expression: Expression): Value => {
  if (!expression.code) return expression.fixed as Value;
  try {
    return expression.code(machine, null);
  } catch (error) {
    if (error instanceof DecisionFailure) throw error;
    const text = errorText(error, machine);
    throw new DecisionFailure(decisionId, failureText(expression.source, { error: text, warnings: machine.warnings }));
  }
};

export const passes =
  (machine: Machine) =>
  (tests: CompiledTests, value: Value): boolean =>
    tests.code(machine.within(withVariable(machine.scope, '?', value)), null) === true;

export const guardOf = (machine: Machine): Guard => ({ passes: passes(machine), spend: machine.spend });

/** The value as a variable of the type takes it; as it is where types are not checked. */
export const coerced = ({ types, checked, machine }: BoxedContext, typeRef: string | undefined, value: Value): Value =>
  checked ? types.coerce(typeRef, value, guardOf(machine)) : value;
