import type { Command, Variables } from '#engine';
import { NO_KEY, TENANT } from '#engine';

export interface Evaluation {
  /** Empty: by key. */
  decisionId: string;
  /** 64 bits, as a text. */
  decisionKey: string;
  variables: Variables;
}

/** DECISION_EVALUATION of a decision named by its id (the latest version) or by its key. */
export const evaluationCommand = ({ decisionId, decisionKey, variables }: Evaluation): Command => ({
  valueType: 'DECISION_EVALUATION',
  intent: 'EVALUATE',
  key: NO_KEY,
  value: {
    decisionId,
    decisionKey: Number(decisionKey),
    decisionName: '',
    decisionVersion: NO_KEY,
    decisionRequirementsId: '',
    decisionRequirementsKey: NO_KEY,
    decisionOutput: 'null',
    bpmnProcessId: '',
    processDefinitionKey: NO_KEY,
    processInstanceKey: NO_KEY,
    elementId: '',
    elementInstanceKey: NO_KEY,
    evaluatedDecisions: [],
    evaluationFailureMessage: '',
    failedDecisionId: '',
    variables,
    tenantId: TENANT,
  },
});
