import type { Command } from '#engine';
import { NO_KEY, TENANT } from '#engine';
import { parseVariables } from './request-parts.ts';

/** A request as the protocol buffer loader hands it out: 64-bit numbers are texts. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Request = any;

/** DECISION_EVALUATION of a decision named by its key or by its id (the latest version). */
export const evaluationCommand = (request: Request): Command => ({
  valueType: 'DECISION_EVALUATION',
  intent: 'EVALUATE',
  key: NO_KEY,
  value: {
    decisionId: request.decisionId,
    decisionKey: Number(request.decisionKey),
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
    variables: parseVariables(request.variables),
    tenantId: TENANT,
  },
});
