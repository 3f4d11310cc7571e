import type { DecisionEvaluationValue, DeploymentValue, ProcessInstanceCreationValue } from '#engine';
import { TENANT } from '#engine';

/** Replies of the gateway: 64-bit numbers are texts. */
export const created = ({ value }: { value: ProcessInstanceCreationValue }) => ({
  processDefinitionKey: String(value.processDefinitionKey),
  bpmnProcessId: value.bpmnProcessId,
  version: value.version,
  processInstanceKey: String(value.processInstanceKey),
  tenantId: TENANT,
});

type DeployedProcess = DeploymentValue['processesMetadata'][number];

export const deployedProcess = (process: DeployedProcess) => ({
  ...process,
  processDefinitionKey: String(process.processDefinitionKey),
});

export const deployments = (value: DeploymentValue): object[] => [
  ...value.processesMetadata.map((process) => ({ process: deployedProcess(process) })),
  ...value.decisionsMetadata.map((decision) => ({
    decision: {
      dmnDecisionId: decision.decisionId,
      dmnDecisionName: decision.decisionName,
      version: decision.version,
      decisionKey: String(decision.decisionKey),
      dmnDecisionRequirementsId: decision.decisionRequirementsId,
      decisionRequirementsKey: String(decision.decisionRequirementsKey),
      tenantId: TENANT,
    },
  })),
  ...value.decisionRequirementsMetadata.map((requirements) => ({
    decisionRequirements: {
      dmnDecisionRequirementsId: requirements.decisionRequirementsId,
      dmnDecisionRequirementsName: requirements.decisionRequirementsName,
      version: requirements.decisionRequirementsVersion,
      decisionRequirementsKey: String(requirements.decisionRequirementsKey),
      resourceName: requirements.resourceName,
      tenantId: TENANT,
    },
  })),
  ...value.formMetadata.map((form) => ({ form: { ...form, formKey: String(form.formKey) } })),
];

export const evaluated = (key: number, value: DecisionEvaluationValue) => ({
  decisionKey: String(value.decisionKey),
  decisionId: value.decisionId,
  decisionName: value.decisionName,
  decisionVersion: value.decisionVersion,
  decisionRequirementsId: value.decisionRequirementsId,
  decisionRequirementsKey: String(value.decisionRequirementsKey),
  decisionOutput: value.failedDecisionId ? '' : value.decisionOutput,
  evaluatedDecisions: value.evaluatedDecisions.map((decision) => ({
    ...decision,
    decisionKey: String((decision as { decisionKey: number }).decisionKey),
  })),
  failedDecisionId: value.failedDecisionId,
  failureMessage: value.evaluationFailureMessage,
  tenantId: TENANT,
  decisionInstanceKey: String(key),
});
