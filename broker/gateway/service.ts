import type { Command, DecisionEvaluationValue, DeploymentValue, ProcessInstanceCreationValue } from '#engine';
import { TENANT } from '#engine';
import { evaluationCommand } from '../commands/decisions.ts';
import { deletionCommand, deploymentCommand } from '../commands/deployments.ts';
import { resolveIncidentCommand } from '../commands/incidents.ts';
import { jobCommand } from '../commands/jobs.ts';
import { referredTo } from '../commands/operation.ts';
import { broadcastCommand, publicationCommand } from '../commands/messages.ts';
import {
  cancelCommand,
  creationCommand,
  migrationCommand,
  modificationCommand,
} from '../commands/process-instances.ts';
import { parseVariables, requireDefaultTenant } from '../commands/request-parts.ts';
import { variablesCommand } from '../commands/variables.ts';
import type { EnginePort } from '../engine-port.ts';
import { ExpectedError, NoResult, Overloaded, valueOf } from '../errors.ts';
import { fetched, RESULT_TIMEOUT_MS } from '../results.ts';
import type { Request } from './handler.ts';
import { created, deployedProcess, deployments, evaluated } from './replies.ts';

/** `requestId` is the call's metadata `idempotency-key`. */
export type Unary = (request: Request, requestId?: string) => Promise<object>;

const VERSION = '8.6.0';
/** With its variables read; gRPC has them as a JSON text. */
const withVariables = (request: Request) => ({ ...request, variables: parseVariables(request.variables) });

const activation = (instruction: Request) => ({
  ...instruction,
  variableInstructions: instruction.variableInstructions.map(withVariables),
});

/** With the reference that the request gives its operation, if any: an optional field, whose default is not told from it. */
const referring = (request: Request, command: Command): Command =>
  referredTo(command, request._operationReference && request.operationReference);

const creation = (intent: Parameters<typeof creationCommand>[0], request: Request, requestId?: string) =>
  referring(request, creationCommand(intent, { ...withVariables(request), requestId }));

/** Zeebe offers a new instance to one partition after the other. */
const ALL_OVERLOADED =
  'Expected to execute the command on one of the partitions, but all failed; there are no more partitions available to retry. Please try again. If the error persists contact your zeebe operator';

const allOverloaded = (error: Error): never => {
  throw error instanceof ExpectedError && error.failure === 'OVERLOADED' ? new Overloaded(ALL_OVERLOADED) : error;
};

/** The unary calls of the gateway: each turns a request into one command and the outcome into a reply. */
export const unaryMethods = (
  engine: EnginePort,
  address: () => { host: string; port: number },
): Record<string, Unary> => {
  const run = async <Value>(command: Command, ...keys: string[]) => valueOf<Value>(await engine.submit(command), keys);
  const nothing = async (command: Command, ...keys: string[]): Promise<object> => {
    valueOf(await engine.carryOut(command), keys);
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
      const response = await engine.submit(creation('CREATE', request, requestId)).catch(allOverloaded);
      return created(valueOf(response, [request.processDefinitionKey]));
    },
    CreateProcessInstanceWithResult: async ({ request, requestTimeout, fetchVariables }, requestId) => {
      requireDefaultTenant('gRPC request CreateProcessInstanceWithResult', request?.tenantId);
      const command = creation('CREATE_WITH_AWAITING_RESULT', request, requestId);
      const timeoutMs = Number(requestTimeout) || RESULT_TIMEOUT_MS;
      const { response, result } = await engine.submitForResult(command, timeoutMs).catch(allOverloaded);
      const done = valueOf<ProcessInstanceCreationValue>(response, [request.processDefinitionKey]);
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
    UpdateJobRetries: (request) =>
      nothing(referring(request, jobCommand('UPDATE_RETRIES', request.jobKey, { retries: request.retries }))),
    UpdateJobTimeout: (request) =>
      nothing(referring(request, jobCommand('UPDATE_TIMEOUT', request.jobKey, { timeout: Number(request.timeout) }))),
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
    SetVariables: async (request) => {
      const { elementInstanceKey, variables, local } = request;
      const command = variablesCommand(elementInstanceKey, parseVariables(variables), local);
      const { key } = await run(referring(request, command));
      return { key: String(key) };
    },
    ResolveIncident: (request) => nothing(referring(request, resolveIncidentCommand(request.incidentKey))),
    CancelProcessInstance: (request) => nothing(referring(request, cancelCommand(request.processInstanceKey))),
    ModifyProcessInstance: (request) => {
      const activateInstructions = request.activateInstructions.map(activation);
      return nothing(referring(request, modificationCommand({ ...request, activateInstructions })));
    },
    MigrateProcessInstance: (request) => {
      const { processInstanceKey, migrationPlan } = request;
      const { targetProcessDefinitionKey = '0', mappingInstructions = [] } = migrationPlan ?? {};
      const command = migrationCommand({ processInstanceKey, targetProcessDefinitionKey, mappingInstructions });
      return nothing(referring(request, command), targetProcessDefinitionKey);
    },
    DeleteResource: (request) => nothing(referring(request, deletionCommand(request.resourceKey))),
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
