import { referredTo } from '../../commands/operation.ts';
import type { DecisionEvaluationValue, DeploymentValue } from '#engine';
import { NO_KEY, TENANT } from '#engine';
import { evaluationCommand } from '../../commands/decisions.ts';
import type { Resource } from '../../commands/deployments.ts';
import { deletionCommand, deploymentCommand } from '../../commands/deployments.ts';
import { requireDefaultTenant } from '../../commands/request-parts.ts';
import { valueOf } from '../../errors.ts';
import { Checks } from '../checks.ts';
import { badRequest } from '../problem.ts';
import type { RestCall, RestServices, Route } from '../route.ts';

const deployed = (value: DeploymentValue): object[] => [
  ...value.processesMetadata.map((process) => ({
    processDefinition: {
      processDefinitionId: process.bpmnProcessId,
      processDefinitionVersion: process.version,
      processDefinitionKey: process.processDefinitionKey,
      resourceName: process.resourceName,
      tenantId: process.tenantId,
    },
  })),
  ...value.decisionsMetadata.map((decision) => ({
    decisionDefinition: {
      decisionDefinitionId: decision.decisionId,
      version: decision.version,
      decisionRequirementsId: decision.decisionRequirementsId,
      name: decision.decisionName,
      tenantId: decision.tenantId,
      decisionDefinitionKey: decision.decisionKey,
      decisionRequirementsKey: decision.decisionRequirementsKey,
    },
  })),
  ...value.decisionRequirementsMetadata.map((requirements) => ({
    decisionRequirements: {
      decisionRequirementsId: requirements.decisionRequirementsId,
      version: requirements.decisionRequirementsVersion,
      decisionRequirementsName: requirements.decisionRequirementsName,
      tenantId: requirements.tenantId,
      decisionRequirementsKey: requirements.decisionRequirementsKey,
      resourceName: requirements.resourceName,
    },
  })),
  ...value.formMetadata.map((form) => ({
    form: {
      formId: form.formId,
      version: form.version,
      resourceName: form.resourceName,
      tenantId: form.tenantId,
      formKey: form.formKey,
    },
  })),
];

const resourcesOf = async (form: FormData): Promise<Resource[]> => {
  const files = form.getAll('resources').filter((entry) => typeof entry !== 'string');
  return Promise.all(
    files.map(async (file) => ({ name: file.name, content: new Uint8Array(await file.arrayBuffer()) })),
  );
};

const deploy = async ({ form }: RestCall, { processor }: RestServices): Promise<object> => {
  const tenantId = form.get('tenantId');
  const resources = await resourcesOf(form);
  if (resources.length === 0) throw badRequest("Required part 'resources' is not present.");
  requireDefaultTenant('request Deploy Resources', typeof tenantId === 'string' ? tenantId : '');
  const { key, value } = valueOf<DeploymentValue>(await processor.submit(deploymentCommand(resources)));
  return { deploymentKey: key, deployments: deployed(value), tenantId: TENANT };
};

const remove = async ({ key, fields }: RestCall, { processor }: RestServices): Promise<undefined> => {
  new Checks().operation(fields).done();
  valueOf(await processor.submit(referredTo(deletionCommand(key), fields.key('operationReference'))));
};

/** A decision as the engine records it. */
interface Evaluated {
  decisionId: string;
  decisionKey: number;
  decisionName: string;
  decisionVersion: number;
  decisionOutput: string;
  evaluatedInputs: object[];
  matchedRules: object[];
  tenantId: string;
}

const evaluated = (decision: Evaluated): object => ({
  decisionDefinitionId: decision.decisionId,
  decisionDefinitionKey: decision.decisionKey,
  decisionDefinitionName: decision.decisionName,
  decisionDefinitionVersion: decision.decisionVersion,
  output: decision.decisionOutput,
  evaluatedInputs: decision.evaluatedInputs,
  matchedRules: decision.matchedRules,
  tenantId: decision.tenantId,
});

const evaluate = async ({ fields }: RestCall, { processor }: RestServices): Promise<object> => {
  requireDefaultTenant('request Evaluate Decision', fields.text('tenantId'));
  const decisionDefinitionId = fields.text('decisionDefinitionId');
  const decisionDefinitionKey = fields.key('decisionDefinitionKey');
  new Checks().exactlyOne({ decisionDefinitionId, decisionDefinitionKey }).done();
  const decisionKey = decisionDefinitionKey ?? String(NO_KEY);
  const variables = fields.variables('variables') ?? {};
  const command = evaluationCommand({ decisionId: decisionDefinitionId ?? '', decisionKey, variables });
  const { key, value } = valueOf<DecisionEvaluationValue>(await processor.submit(command), [decisionKey]);
  return {
    decisionDefinitionId: value.decisionId,
    decisionDefinitionKey: value.decisionKey,
    decisionDefinitionName: value.decisionName,
    decisionDefinitionVersion: value.decisionVersion,
    decisionRequirementsId: value.decisionRequirementsId,
    decisionRequirementsKey: value.decisionRequirementsKey,
    output: value.decisionOutput,
    failedDecisionDefinitionId: value.failedDecisionId,
    failureMessage: value.evaluationFailureMessage,
    tenantId: TENANT,
    decisionInstanceKey: key,
    evaluatedDecisions: (value.evaluatedDecisions as Evaluated[]).map(evaluated),
  };
};

export const definitionRoutes: Route[] = [
  { method: 'POST', path: '/v2/deployments', body: 'form', answer: deploy },
  { method: 'POST', path: '/v2/resources/{resourceKey}/deletion', body: 'optional', answer: remove },
  { method: 'POST', path: '/v2/decision-definitions/evaluation', body: 'required', answer: evaluate },
];
