import { scopeOf } from '#feel';
import { evaluateAndRecord } from '../behaviors/decisions.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { DecisionValue } from '../records.ts';
import type { CommandOf, Handlers } from './handler.ts';

const findDecision = (processing: Processing, id: string, key: number): DecisionValue => {
  const { state } = processing;
  if (id) {
    const latest = state.decisionVersions.get(id)?.at(-1);
    if (latest === undefined)
      throw new Rejection(
        'INVALID_ARGUMENT',
        `Expected to evaluate decision '${id}', but no decision found for id '${id}'`,
      );
    return state.decisions.get(latest)!;
  }
  const decision = state.decisions.get(key);
  if (!decision)
    throw new Rejection(
      'INVALID_ARGUMENT',
      `Expected to evaluate decision '${key}', but no decision found for key '${key}'`,
    );
  return decision;
};

const evaluate = (processing: Processing, { value }: CommandOf<'DECISION_EVALUATION'>): void => {
  const decision = findDecision(processing, value.decisionId, value.decisionKey);
  const nobody = {
    bpmnProcessId: '',
    processDefinitionKey: -1,
    processInstanceKey: -1,
    elementId: '',
    elementInstanceKey: -1,
  };
  const { key, record } = evaluateAndRecord(processing, decision, scopeOf(value.variables), nobody);
  processing.respond(key, record);
};

export const decisionHandlers: Handlers = { DECISION_EVALUATION: { EVALUATE: evaluate } };
