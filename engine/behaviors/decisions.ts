import type { DecisionResult, Json, Scope } from '#feel';
import { evaluateDecision } from '#feel';
import type { Binding } from '../model/executable.ts';
import type { Processing } from '../processing.ts';
import type { DecisionEvaluationValue, DecisionValue } from '../records.ts';
import { TENANT } from '../records.ts';
import type { EngineState } from '../state/engine-state.ts';
import { decisionGraphOf, scopeAt } from '../state/lookups.ts';
import type { Context } from './context.ts';
import { Failure } from './failure.ts';
import { calledDecision } from './resources.ts';

const asText = (value: Json): string => JSON.stringify(value);

/** The evaluated decisions as records and the gateway show them: with keys, values as JSON texts. */
const evaluatedDecisions = (state: EngineState, decision: DecisionValue, result: DecisionResult): object[] => {
  const siblings = [...state.decisions.values()].filter(
    (other) => other.decisionRequirementsKey === decision.decisionRequirementsKey,
  );
  return result.evaluated.map((evaluated) => {
    const deployed = siblings.find(({ decisionId }) => decisionId === evaluated.decisionId);
    return {
      decisionId: evaluated.decisionId,
      decisionName: evaluated.decisionName,
      decisionKey: deployed?.decisionKey ?? -1,
      decisionVersion: deployed?.version ?? -1,
      decisionType: evaluated.decisionType,
      decisionOutput: asText(evaluated.output),
      tenantId: TENANT,
      evaluatedInputs: evaluated.evaluatedInputs.map((input) => ({ ...input, inputValue: asText(input.inputValue) })),
      matchedRules: evaluated.matchedRules.map(({ ruleId, ruleIndex, evaluatedOutputs }) => ({
        ruleId,
        ruleIndex,
        evaluatedOutputs: evaluatedOutputs.map((output) => ({ ...output, outputValue: asText(output.outputValue) })),
      })),
    };
  });
};

export interface Evaluator {
  bpmnProcessId: string;
  processDefinitionKey: number;
  processInstanceKey: number;
  elementId: string;
  elementInstanceKey: number;
}

/** Evaluates a deployed decision and records the outcome, also when it failed. */
export const evaluateAndRecord = (
  processing: Processing,
  decision: DecisionValue,
  scope: Scope,
  evaluator: Evaluator,
) => {
  const graph = decisionGraphOf(processing.state, decision.decisionRequirementsKey);
  const result = evaluateDecision(graph, decision.decisionId, scope, { now: processing.now });
  const key = processing.nextKey();
  const failure =
    result.failure && `Expected to evaluate decision '${decision.decisionId}', but ${result.failure.message}`;
  const record: DecisionEvaluationValue = {
    decisionId: decision.decisionId,
    decisionKey: decision.decisionKey,
    decisionName: decision.decisionName,
    decisionVersion: decision.version,
    decisionRequirementsId: decision.decisionRequirementsId,
    decisionRequirementsKey: decision.decisionRequirementsKey,
    decisionOutput: asText(result.output),
    ...evaluator,
    evaluatedDecisions: evaluatedDecisions(processing.state, decision, result),
    evaluationFailureMessage: failure ?? '',
    failedDecisionId: result.failure?.decisionId ?? '',
    variables: {},
    tenantId: TENANT,
  };
  processing.event(key, 'DECISION_EVALUATION', failure ? 'FAILED' : 'EVALUATED', record);
  return { key, record, output: result.output, failure };
};

export const evaluateCalledDecision = (
  processing: Processing,
  context: Context,
  id: string,
  binding: Binding,
): Json => {
  const decision = calledDecision(processing, context, id, binding);
  const { key, value } = context;
  const { output, failure } = evaluateAndRecord(processing, decision, scopeAt(processing.state, key), {
    bpmnProcessId: value.bpmnProcessId,
    processDefinitionKey: value.processDefinitionKey,
    processInstanceKey: value.processInstanceKey,
    elementId: value.elementId,
    elementInstanceKey: key,
  });
  if (failure) throw new Failure('DECISION_EVALUATION_ERROR', failure);
  return output;
};
