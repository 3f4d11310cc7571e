import type {
  Command,
  DecisionEvaluationValue,
  DeploymentValue,
  ProcessInstanceCreationValue,
  Response,
} from '#engine';
import { NO_KEY, TENANT, toBase64 } from '#engine';
import { status } from '@grpc/grpc-js';
import { evaluationCommand } from '../commands/decisions.ts';
import { resolveIncidentCommand } from '../commands/incidents.ts';
import {
  cancelCommand,
  creationCommand,
  migrationCommand,
  modificationCommand,
} from '../commands/process-instances.ts';
import type { StreamProcessor } from '../stream-processor.ts';
import { GatewayError, invalidArgument, valueOf } from './grpc-error.ts';
import { jobCommand, parseVariables } from './requests.ts';

/** A request as the protocol buffer loader hands it out: 64-bit numbers are texts. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Request = any;
export type Unary = (request: Request) => Promise<object>;

const created = ({ value }: { value: ProcessInstanceCreationValue }) => ({
  processDefinitionKey: String(value.processDefinitionKey),
  bpmnProcessId: value.bpmnProcessId,
  version: value.version,
  processInstanceKey: String(value.processInstanceKey),
  tenantId: TENANT,
});

const deployments = (value: DeploymentValue): object[] => [
  ...value.processesMetadata.map((process) => ({
    process: { ...process, processDefinitionKey: String(process.processDefinitionKey) },
  })),
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

const evaluated = (key: number, value: DecisionEvaluationValue) => ({
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

const requireTimeout = (timeout: string): number => {
  if (Number(timeout) < 1) throw invalidArgument(`Expected timeout to be greater than zero, but it was ${timeout}`);
  return Number(timeout);
};

/** Waits for the end of instances whose creator asked for the result. */
export interface ResultWaiter {
  wait: (processInstanceKey: number, timeoutMs: number) => Promise<{ variables: Record<string, unknown> } | null>;
}

const DEFAULT_TIMEOUT_MS = 10_000;
const VERSION = '8.6.0';

/** The unary calls of the gateway: each turns a request into one command and the outcome into a reply. */
export const unaryMethods = (
  processor: StreamProcessor,
  results: ResultWaiter,
  address: () => { host: string; port: number },
): Record<string, Unary> => {
  const run = async <Value>(command: Command) => valueOf<Value>((await processor.submit(command)) as Response);
  const nothing = async (command: Command): Promise<object> => {
    await run(command);
    return {};
  };
  return {
    Topology: async () => ({
      brokers: [
        {
          nodeId: 0,
          ...address(),
          partitions: [{ partitionId: 1, role: 'LEADER', health: 'HEALTHY' }],
          version: VERSION,
        },
      ],
      clusterSize: 1,
      partitionsCount: 1,
      replicationFactor: 1,
      gatewayVersion: VERSION,
    }),
    DeployResource: async (request) => {
      const resources = request.resources.map(({ name, content }: { name: string; content: Uint8Array }) => ({
        resourceName: name,
        resource: content.length > 0 ? Buffer.from(content).toString('base64') : toBase64(new Uint8Array()),
      }));
      const value: DeploymentValue = {
        resources,
        processesMetadata: [],
        decisionsMetadata: [],
        decisionRequirementsMetadata: [],
        formMetadata: [],
        deploymentKey: NO_KEY,
        tenantId: TENANT,
      };
      const done = await run<DeploymentValue>({ valueType: 'DEPLOYMENT', intent: 'CREATE', key: NO_KEY, value });
      return { key: String(done.key), deployments: deployments(done.value), tenantId: TENANT };
    },
    CreateProcessInstance: async (request) =>
      created(await run<ProcessInstanceCreationValue>(creationCommand('CREATE', request))),
    CreateProcessInstanceWithResult: async ({ request, requestTimeout, fetchVariables }) => {
      const done = await run<ProcessInstanceCreationValue>(creationCommand('CREATE_WITH_AWAITING_RESULT', request));
      const result = await results.wait(done.key, Number(requestTimeout) || DEFAULT_TIMEOUT_MS);
      if (!result)
        throw new GatewayError(status.ABORTED, 'Expected the process instance to complete, but it was terminated');
      const names =
        (fetchVariables as string[]).length > 0 ? (fetchVariables as string[]) : Object.keys(result.variables);
      const shown = Object.fromEntries(
        names.filter((name) => name in result.variables).map((name) => [name, result.variables[name]]),
      );
      return { ...created(done), variables: JSON.stringify(shown) };
    },
    CompleteJob: ({ jobKey, variables }) =>
      nothing(jobCommand('COMPLETE', jobKey, { variables: parseVariables(variables) })),
    FailJob: ({ jobKey, retries, errorMessage, retryBackOff, variables }) =>
      nothing(
        jobCommand('FAIL', jobKey, {
          retries,
          errorMessage,
          retryBackoff: Number(retryBackOff),
          variables: parseVariables(variables),
        }),
      ),
    ThrowError: ({ jobKey, errorCode, errorMessage, variables }) =>
      nothing(jobCommand('THROW_ERROR', jobKey, { errorCode, errorMessage, variables: parseVariables(variables) })),
    UpdateJobRetries: ({ jobKey, retries }) => nothing(jobCommand('UPDATE_RETRIES', jobKey, { retries })),
    UpdateJobTimeout: ({ jobKey, timeout }) =>
      nothing(jobCommand('UPDATE_TIMEOUT', jobKey, { timeout: requireTimeout(timeout) })),
    PublishMessage: async ({ name, correlationKey, timeToLive, messageId, variables }) => {
      const value = {
        name,
        correlationKey,
        timeToLive: Number(timeToLive),
        deadline: -1,
        messageId,
        variables: parseVariables(variables),
        tenantId: TENANT,
      };
      const { key } = await run({ valueType: 'MESSAGE', intent: 'PUBLISH', key: NO_KEY, value });
      return { key: String(key), tenantId: TENANT };
    },
    BroadcastSignal: async ({ signalName, variables }) => {
      const value = { signalName, variables: parseVariables(variables), tenantId: TENANT };
      const { key } = await run({ valueType: 'SIGNAL', intent: 'BROADCAST', key: NO_KEY, value });
      return { key: String(key), tenantId: TENANT };
    },
    SetVariables: async ({ elementInstanceKey, variables, local }) => {
      const { key } = await run({
        valueType: 'VARIABLE_DOCUMENT',
        intent: 'UPDATE',
        key: NO_KEY,
        value: {
          scopeKey: Number(elementInstanceKey),
          updateSemantics: local ? 'LOCAL' : 'PROPAGATE',
          variables: parseVariables(variables),
          tenantId: TENANT,
        },
      });
      return { key: String(key) };
    },
    ResolveIncident: ({ incidentKey }) => nothing(resolveIncidentCommand(incidentKey)),
    CancelProcessInstance: ({ processInstanceKey }) => nothing(cancelCommand(processInstanceKey)),
    ModifyProcessInstance: (request) => nothing(modificationCommand(request)),
    MigrateProcessInstance: (request) => nothing(migrationCommand(request)),
    DeleteResource: ({ resourceKey }) =>
      nothing({
        valueType: 'RESOURCE_DELETION',
        intent: 'DELETE',
        key: NO_KEY,
        value: { resourceKey: Number(resourceKey), tenantId: '' },
      }),
    EvaluateDecision: async (request) => {
      const { key, value } = await run<DecisionEvaluationValue>(evaluationCommand(request));
      return evaluated(key, value);
    },
  };
};
