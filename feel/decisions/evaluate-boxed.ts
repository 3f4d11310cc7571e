import { callValue } from '../interpreter/call.ts';
import { enumerateRange, itemAt } from '../interpreter/compile-lists.ts';
import type { ValueScope } from '../interpreter/machine.ts';
import { isNumber, wholeNumber } from '../values/numbers.ts';
import type { Value } from '../values/value.ts';
import { FeelFunction, FeelRange, contextOf, entryOf, isContext, isList } from '../values/value.ts';
import type { BoxedContext } from './boxed-context.ts';
import { coerced, inScope, run, withVariable } from './boxed-context.ts';
import { evaluateTable } from './evaluate-table.ts';
import type { BoxedFunction, DecisionLogic } from './model.ts';

const evaluateContext = (logic: Extract<DecisionLogic, { kind: 'context' }>, context: BoxedContext): Value => {
  let { scope } = context.machine;
  const entries: [string, Value][] = [];
  for (const { variable, value } of logic.entries) {
    const here = inScope(context, scope);
    const result = evaluateLogic(value, here);
    if (!variable) return result;
    const kept = coerced(context, variable.typeRef, result);
    entries.push([variable.name, kept]);
    scope = withVariable(scope, variable.name, kept);
  }
  return contextOf(entries);
};

const evaluateInvocation = (logic: Extract<DecisionLogic, { kind: 'invocation' }>, context: BoxedContext): Value => {
  const callee = run(context, logic.callee);
  const values = logic.bindings.map(({ value }) => evaluateLogic(value, inScope(context, context.machine.scope)));
  const names = logic.bindings.map(({ name }) => name);
  return callValue(context.machine, callee, values, logic.callee.source, names);
};

/** A function over the variables that are visible where it is defined. */
export const functionOf = (logic: BoxedFunction, context: BoxedContext, name = 'function'): Value => {
  const { machine } = context;
  if (logic.external) return machine.warn('FUNCTION_INVOCATION_FAILURE', 'External functions are not supported');
  const parameters = logic.parameters.map((parameter) => parameter.name);
  return new FeelFunction(name, parameters, (values) => {
    let { scope } = machine;
    for (const [index, { name: parameter, typeRef }] of logic.parameters.entries()) {
      const given = values[index]!;
      const value = coerced(context, typeRef, given);
      if (value === null && given !== null)
        return machine.warn('FUNCTION_INVOCATION_FAILURE', `The argument '${parameter}' is not of the declared type`);
      scope = withVariable(scope, parameter, value);
    }
    return evaluateLogic(logic.body, inScope(context, scope));
  });
};

type Iteration = Extract<DecisionLogic, { kind: 'for' | 'some' | 'every' }>;

const evaluateIteration = (logic: Iteration, context: BoxedContext): Value => {
  const { machine } = context;
  const source = evaluateLogic(logic.of, inScope(context, machine.scope));
  const items =
    source instanceof FeelRange
      ? enumerateRange(machine, source)
      : isList(source)
        ? source
        : source === null
          ? null
          : [source];
  if (items === null) return machine.warn('INVALID_TYPE', 'Expected list');
  const results: Value[] = [];
  for (const item of items) {
    machine.spend(4);
    const bound = withVariable(machine.scope, logic.variable, item);
    const scope = logic.kind === 'for' ? withVariable(bound, 'partial', [...results]) : bound;
    const result = evaluateLogic(logic.result, inScope(context, scope));
    if (logic.kind === 'some' && result === true) return true;
    if (logic.kind === 'every' && result === false) return false;
    results.push(result);
  }
  if (logic.kind === 'for') return results;
  return results.every((result) => typeof result === 'boolean') ? logic.kind === 'every' : null;
};

const evaluateFilter = (logic: Extract<DecisionLogic, { kind: 'filter' }>, context: BoxedContext): Value => {
  const { machine } = context;
  const source = evaluateLogic(logic.of, inScope(context, machine.scope));
  if (source === null) return null;
  const items = isList(source) ? source : [source];
  const kept: Value[] = [];
  for (const item of items) {
    machine.spend(4);
    const outer = withVariable(machine.scope, 'item', item);
    const scope: ValueScope = isContext(item) ? { get: (name) => entryOf(item, name) ?? outer.get(name) } : outer;
    const outcome = evaluateLogic(logic.match, inScope(context, scope));
    if (isNumber(outcome)) return itemAt(items, wholeNumber(outcome));
    if (typeof outcome !== 'boolean') return machine.warn('INVALID_TYPE', 'Expected boolean in a filter');
    if (outcome) kept.push(item);
  }
  return kept;
};

const evaluateConditional = (logic: Extract<DecisionLogic, { kind: 'conditional' }>, context: BoxedContext): Value => {
  const here = inScope(context, context.machine.scope);
  const condition = evaluateLogic(logic.condition, here);
  if (condition === true) return evaluateLogic(logic.then, here);
  if (condition === false || condition === null) return evaluateLogic(logic.otherwise, here);
  return context.machine.warn('INVALID_TYPE', 'Expected boolean in a condition');
};

const evaluateBox = (logic: DecisionLogic, context: BoxedContext): Value => {
  const inner = (part: DecisionLogic): Value => evaluateLogic(part, inScope(context, context.machine.scope));
  switch (logic.kind) {
    case 'literal':
      return run(context, logic.expression);
    case 'table':
      return evaluateTable(logic, context);
    case 'context':
      return evaluateContext(logic, context);
    case 'invocation':
      return evaluateInvocation(logic, context);
    case 'relation':
      return logic.rows.map((row) => contextOf(row.map((cell, column) => [logic.columns[column]!, inner(cell)])));
    case 'list':
      return logic.items.map(inner);
    case 'function':
      return functionOf(logic, context);
    case 'conditional':
      return evaluateConditional(logic, context);
    case 'filter':
      return evaluateFilter(logic, context);
    case 'for':
    case 'some':
    case 'every':
      return evaluateIteration(logic, context);
  }
};

/** Evaluates a boxed expression and fits the result to its type. */
export const evaluateLogic = (logic: DecisionLogic, context: BoxedContext): Value => {
  context.machine.spend(2);
  const value = evaluateBox(logic, context);
  return logic.kind === 'function' ? value : coerced(context, logic.typeRef, value);
};
