import sdk from '@camunda8/sdk';

/** The engine understood the command and refused it; nothing happened. */
export class EngineRejection extends Error {
  /** `INVALID_ARGUMENT`, `NOT_FOUND`, `INVALID_STATE`… */
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The engine could not be asked. `certain` when the command surely did not reach it. */
export class EngineUnavailable extends Error {
  readonly certain: boolean;
  constructor(message: string, certain: boolean) {
    super(message);
    this.certain = certain;
  }
}

export interface EngineResource {
  name: string;
  content: string;
}

export interface DeployedProcess {
  processId: string;
  version: number;
  definitionKey: string;
}

/** The engine is overloaded or does not know us: it says so before it does anything. */
const RESOURCE_EXHAUSTED = 8;
const UNAUTHENTICATED = 16;
const NOT_CARRIED_OUT = new Set([401, 429, 503]);

const GRPC_CODES: Record<number, string> = {
  3: 'INVALID_ARGUMENT',
  5: 'NOT_FOUND',
  6: 'ALREADY_EXISTS',
  9: 'INVALID_STATE',
  11: 'OUT_OF_RANGE',
  12: 'UNIMPLEMENTED',
};
/** After this an answer is not waited for any more, e.g. when the engine's disk is full: the command may yet be done. */
const ANSWER_MS = 15_000;
/** Compiling many models takes its time. */
const DEPLOYMENT_MS = 120_000;

/** Certificates that Node trusts besides the public ones; the client of the engine has to be told by itself. */
const ownCertificates = (): { CAMUNDA_CUSTOM_ROOT_CERT_PATH?: string } => {
  const path = process.env['NODE_EXTRA_CA_CERTS'];
  return path ? { CAMUNDA_CUSTOM_ROOT_CERT_PATH: path } : {};
};

/**
 * The platform's only way to the engine: Zeebe's own protocol, gRPC through the official client and the REST commands of
 * native user tasks. Keys are strings everywhere.
 */
export class EngineClient {
  readonly #grpc: ReturnType<InstanceType<typeof sdk.Camunda8>['getZeebeGrpcApiClient']>;
  readonly #restAddress: string;
  readonly #headers: Record<string, string>;

  /**
   * Addresses with `grpcs://` and `https://` are spoken to by TLS; a certificate that is not publicly trusted is named by
   * NODE_EXTRA_CA_CERTS.
   */
  constructor(grpcAddress: string, restAddress: string, token?: string) {
    this.#restAddress = restAddress.replace(/\/$/, '');
    this.#headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    };
    this.#grpc = new sdk.Camunda8({
      ZEEBE_GRPC_ADDRESS: grpcAddress.includes('://') ? grpcAddress : `grpc://${grpcAddress}`,
      ZEEBE_REST_ADDRESS: this.#restAddress,
      ...(token ? { CAMUNDA_AUTH_STRATEGY: 'BEARER', CAMUNDA_OAUTH_TOKEN: token } : { CAMUNDA_OAUTH_DISABLED: true }),
      ...ownCertificates(),
      CAMUNDA_LOG_LEVEL: 'none',
      zeebeGrpcSettings: {
        ZEEBE_CLIENT_LOG_LEVEL: 'NONE',
        ZEEBE_GRPC_CLIENT_RETRY: false,
        ZEEBE_GRPC_CLIENT_EAGER_CONNECT: false,
        GRPC_MAX_RECONNECT_BACKOFF_MS: '2000',
        GRPC_INITIAL_RECONNECT_BACKOFF_MS: '200',
      },
    }).getZeebeGrpcApiClient();
  }

  /** Deploys all resources in one command: all of them or none. */
  async deploy(resources: EngineResource[]): Promise<DeployedProcess[]> {
    const response = await this.#call(
      () =>
        this.#grpc.deployResources(
          resources.map(({ name, content }) => {
            const bytes = Buffer.from(content, 'utf8');
            if (name.endsWith('.dmn')) return { name, decision: bytes };
            return name.endsWith('.form') ? { name, form: bytes } : { name, process: bytes };
          }),
        ),
      DEPLOYMENT_MS,
    );
    const deployments = response.deployments as { process?: Record<string, unknown> }[];
    return deployments.flatMap(({ process }) =>
      process
        ? [
            {
              processId: String(process['bpmnProcessId']),
              version: Number(process['version']),
              definitionKey: String(process['processDefinitionKey']),
            },
          ]
        : [],
    );
  }

  async createInstance(processId: string, version: number, variables: Record<string, unknown>): Promise<string> {
    const response = await this.#call(() =>
      this.#grpc.createProcessInstance({ bpmnProcessId: processId, version, variables: variables as never }),
    );
    return String(response.processInstanceKey);
  }

  completeTask(key: string, variables: Record<string, unknown>): Promise<void> {
    return this.#rest('POST', `/v2/user-tasks/${key}/completion`, { variables, action: 'complete' });
  }

  assignTask(key: string, assigneeId: string | null): Promise<void> {
    return assigneeId === null
      ? this.#rest('DELETE', `/v2/user-tasks/${key}/assignee`)
      : this.#rest('POST', `/v2/user-tasks/${key}/assignment`, {
          assignee: assigneeId,
          allowOverride: true,
          action: 'assign',
        });
  }

  /** Gives a failed job a retry (when the incident has one) and resolves the incident. */
  async resolveIncident(incidentKey: string, jobKey: string | null): Promise<void> {
    if (jobKey !== null)
      await this.#call(() => this.#grpc.updateJobRetries({ jobKey, retries: 1 })).catch((error: unknown) => {
        if (!(error instanceof EngineRejection)) throw error;
      });
    await this.#call(() => this.#grpc.resolveIncident({ incidentKey }));
  }

  async topology(): Promise<Record<string, unknown>> {
    const topology = await this.#call(() => this.#grpc.topology());
    return {
      gatewayVersion: topology.gatewayVersion,
      clusterSize: topology.clusterSize,
      partitions: topology.partitionsCount,
    };
  }

  /** Moves the engine's clock (test and demonstration installations only). */
  setClock(ms: number): Promise<void> {
    return this.#rest('PUT', '/v2/clock', { timestamp: ms });
  }

  resetClock(): Promise<void> {
    return this.#rest('POST', '/v2/clock/reset', {});
  }

  async close(): Promise<void> {
    await this.#grpc.close(1000);
  }

  async #call<T>(work: () => Promise<T>, ms = ANSWER_MS): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new EngineUnavailable(`no answer within ${ms} ms`, false)), ms);
    });
    try {
      return await Promise.race([work(), late]);
    } catch (error) {
      throw error instanceof EngineUnavailable ? error : engineError(error);
    } finally {
      clearTimeout(timer);
    }
  }

  async #rest(method: string, path: string, body?: unknown): Promise<void> {
    let response: Response;
    try {
      response = await fetch(`${this.#restAddress}${path}`, {
        method,
        headers: this.#headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(ANSWER_MS),
      });
    } catch (error) {
      const cause = (error as { cause?: { code?: string } }).cause?.code ?? '';
      throw new EngineUnavailable(String(error), cause === 'ECONNREFUSED' || cause === 'ENOTFOUND');
    }
    if (response.ok) return;
    const text = await response.text();
    if (response.status === 404) throw new EngineRejection('NOT_FOUND', detailOf(text));
    if (response.status === 409) throw new EngineRejection('INVALID_STATE', detailOf(text));
    if (response.status === 400) throw new EngineRejection('INVALID_ARGUMENT', detailOf(text));
    throw new EngineUnavailable(`${response.status} ${detailOf(text)}`, NOT_CARRIED_OUT.has(response.status));
  }
}

function detailOf(text: string): string {
  try {
    const problem = JSON.parse(text) as { detail?: string; title?: string };
    return problem.detail ?? problem.title ?? text;
  } catch {
    return text.slice(0, 500);
  }
}

function engineError(error: unknown): Error {
  const { code, details, message } = (error ?? {}) as { code?: number; details?: string; message?: string };
  const text = details ?? message ?? String(error);
  const name = code === undefined ? undefined : GRPC_CODES[code];
  if (name) return new EngineRejection(name, text);
  const unreached = code === 14 && /ECONNREFUSED|No connection established|ENOTFOUND/.test(text);
  return new EngineUnavailable(text, unreached || code === RESOURCE_EXHAUSTED || code === UNAUTHENTICATED);
}
