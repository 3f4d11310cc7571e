import type { Command, DecisionEvaluationValue, DeploymentValue, ProcessInstanceCreationValue } from '#engine';
import { TENANT } from '#engine';
import { status } from '@grpc/grpc-js';
import { evaluationCommand } from '../commands/decisions.ts';
import { deletionCommand, deploymentCommand } from '../commands/deployments.ts';
import { resolveIncidentCommand } from '../commands/incidents.ts';
import { jobCommand } from '../commands/jobs.ts';
import { broadcastCommand, publicationCommand } from '../commands/messages.ts';
import {
  cancelCommand,
  creationCommand,
  migrationCommand,
  modificationCommand,
} from '../commands/process-instances.ts';
import { parseVariables, requireDefaultTenant } from '../commands/request-parts.ts';
import { variablesCommand } from '../commands/variables.ts';
import { NoResult, Overloaded } from '../errors.ts';
import type { StreamProcessor } from '../stream-processor.ts';
import { GatewayError, valueOf } from './grpc-error.ts';
import { created, deployedProcess, deployments, evaluated } from './replies.ts';
import type { Results } from './results.ts';

/** A request as the protocol buffer loader hands it out: 64-bit numbers are texts. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Request = any;
/** `requestId` is the call's metadata `idempotency-key`. */
export type Unary = (request: Request, requestId?: string) => Promise<object>;

export const DEFAULT_TIMEOUT_MS = 10_000;
const VERSION = '8.6.0';
/** With its variables read; gRPC has them as a JSON text. */
const withVariables = (request: Request) => ({ ...request, variables: parseVariables(request.variables) });

const activation = (instruction: Request) => ({
  ...instruction,
  variableInstructions: instruction.variableInstructions.map(withVariables),
});

/** Zeebe offers a new instance to one partition after the other. */
const ALL_OVERLOADED =
  'Expected to execute the command on one of the partitions, but all failed; there are no more partitions available to retry. Please try again. If the error persists contact your zeebe operator';

/** What a client wants to see of the variables of an ended instance; no names: all of them. */
export const fetched = (variables: Record<string, unknown>, names: string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => names.length === 0 || names.includes(name)));

/** The unary calls of the gateway: each turns a request into one command and the outcome into a reply. */
export const unaryMethods = (
  processor: StreamProcessor,
  results: Results,
  address: () => { host: string; port: number },
): Record<string, Unary> => {
  const run = async <Value>(command: Command, ...keys: string[]) =>
    valueOf<Value>(await processor.submit(command), keys);
  const nothing = async (command: Command, ...keys: string[]): Promise<object> => {
    await run(command, ...keys);
    return {};
  };
  const create = (intent: Parameters<typeof creationCommand>[0], request: Request, requestId?: string) =>
    run<ProcessInstanceCreationValue>(
      creationCommand(intent, { ...withVariables(request), requestId }),
      request.processDefinitionKey,
    ).catch((error: Error) => {
      throw error instanceof Overloaded ? new GatewayError(status.RESOURCE_EXHAUSTED, ALL_OVERLOADED) : error;
    });
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
    DeployResource: async ({ resources, tenantId }) => {
      requireDefaultTenant('gRPC request DeployResource', tenantId);
      const { key, value } = await run<DeploymentValue>(deploymentCommand(resources));
      return { key: String(key), deployments: deployments(value), tenantId: TENANT };
    },
    // Deprecated in 8.6, and served there all the same.
    DeployProcess: async ({ processes }) => {
      const resources = processes.map(({ name, definition }: Request) => ({ name, content: definition }));
      const { key, value } = await run<DeploymentValue>(deploymentCommand(resources));
      return { key: String(key), processes: value.processesMetadata.map(deployedProcess) };
    },
    CreateProcessInstance: async (request, requestId) => {
      requireDefaultTenant('gRPC request CreateProcessInstance', request.tenantId);
      return created(await create('CREATE', request, requestId));
    },
    CreateProcessInstanceWithResult: async ({ request, requestTimeout, fetchVariables }, requestId) => {
      requireDefaultTenant('gRPC request CreateProcessInstanceWithResult', request?.tenantId);
      const done = await create('CREATE_WITH_AWAITING_RESULT', request, requestId);
      const result = await results.wait(done.key, Number(requestTimeout) || DEFAULT_TIMEOUT_MS);
      if (!result) throw new NoResult();
      return { ...created(done), variables: JSON.stringify(fetched(result.variables, fetchVariables)) };
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
      nothing(jobCommand('UPDATE_TIMEOUT', jobKey, { timeout: Number(timeout) })),
    PublishMessage: async ({ name, correlationKey, timeToLive, messageId, variables, tenantId }) => {
      requireDefaultTenant('gRPC request PublishMessage', tenantId);
      const message = { name, correlationKey, timeToLive: Number(timeToLive), messageId };
      const { key } = await run(publicationCommand({ ...message, variables: parseVariables(variables) }));
      return { key: String(key), tenantId: TENANT };
    },
    BroadcastSignal: async ({ signalName, variables, tenantId }) => {
      requireDefaultTenant('gRPC request BroadcastSignal', tenantId);
      const { key } = await run(broadcastCommand(signalName, parseVariables(variables)));
      return { key: String(key), tenantId: TENANT };
    },
    SetVariables: async ({ elementInstanceKey, variables, local }) => {
      const { key } = await run(variablesCommand(elementInstanceKey, parseVariables(variables), local));
      return { key: String(key) };
    },
    ResolveIncident: ({ incidentKey }) => nothing(resolveIncidentCommand(incidentKey)),
    CancelProcessInstance: ({ processInstanceKey }) => nothing(cancelCommand(processInstanceKey)),
    ModifyProcessInstance: (request) =>
      nothing(modificationCommand({ ...request, activateInstructions: request.activateInstructions.map(activation) })),
    MigrateProcessInstance: ({ processInstanceKey, migrationPlan }) => {
      const { targetProcessDefinitionKey = '0', mappingInstructions = [] } = migrationPlan ?? {};
      const command = migrationCommand({ processInstanceKey, targetProcessDefinitionKey, mappingInstructions });
      return nothing(command, targetProcessDefinitionKey);
    },
    DeleteResource: ({ resourceKey }) => nothing(deletionCommand(resourceKey)),
    EvaluateDecision: async (request) => {
      requireDefaultTenant('gRPC request EvaluateDecision', request.tenantId);
      const { key, value } = await run<DecisionEvaluationValue>(
        evaluationCommand(withVariables(request)),
        request.decisionKey,
      );
      return evaluated(key, value);
    },
  };
};
