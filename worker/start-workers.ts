import { Camunda8 } from '@camunda8/sdk';
import type { Registry } from 'prom-client';
import { CaseVariables, JOBS, JOB_TYPES, type JobType } from '#contracts';
import { HANDLERS } from './handlers/index.ts';
import { readJob, type JobHandler } from './job.ts';
import { WorkerMetrics } from './metrics.ts';
import { failureText, planRetry, type RetryPlan } from './retry.ts';
import { createRuntimeClient } from './runtime-client.ts';

export interface WorkerLogger {
  info(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface WorkerOptions {
  /** `host:port` of the engine's gRPC gateway; with `grpcs://` in front it is spoken to by TLS. */
  zeebeGrpcAddress: string;
  zeebeRestAddress: string;
  /** Shown to the engine as a bearer token. */
  zeebeToken?: string | undefined;
  runtimeUrl: string;
  serviceToken: string;
  logger?: WorkerLogger;
  /** After it the engine hands an unfinished job out again: how long a case waits for a worker that was killed. */
  jobTimeoutMs?: number;
  /** Where the metrics go; otherwise a registry of their own. */
  registry?: Registry;
}

/** Longer than any check takes, on other machines too. */
const JOB_TIMEOUT_MS = 60_000;
const LONG_POLL_MS = 20_000;
const MAX_ACTIVE_JOBS = 32;
/** Jobs whose attempts a worker remembers; the oldest is forgotten when there are more. */
const MAX_REMEMBERED = 10_000;

type Receipt = 'JOB_ACTION_ACKNOWLEDGEMENT';

/** The part of the client's job that is used here. */
interface ActivatedJob {
  key: string;
  elementId: string;
  processInstanceKey: string;
  retries: number;
  customHeaders: unknown;
  variables: unknown;
  complete(variables: object): Promise<Receipt>;
  error(error: { errorCode: string; errorMessage: string; variables: object }): Promise<Receipt>;
  fail(failure: { errorMessage: string; retries: number; retryBackOff: number }): Promise<Receipt>;
  /** Says nothing to the engine and frees the worker for the next job. */
  forward(): Receipt;
}

type Answer =
  | { end: 'completed'; variables: object }
  | { end: 'bpmn-error'; code: string; message: string; variables: object }
  | { end: 'retried' | 'incident'; message: string; plan: RetryPlan };

const tell = (job: ActivatedJob, answer: Answer): Promise<Receipt> => {
  if (answer.end === 'completed') return job.complete(answer.variables);
  if (answer.end === 'bpmn-error') {
    const { code: errorCode, message: errorMessage, variables } = answer;
    return job.error({ errorCode, errorMessage, variables });
  }
  const { retries, backOffMs } = answer.plan;
  return job.fail({ errorMessage: answer.message, retries, retryBackOff: backOffMs });
};

/**
 * Starts one worker per job type on the given engine.
 *
 * Each handler reads the case, decides with pure rules, and writes through one idempotent call keyed by the job: a
 * worker that dies in the middle leaves nothing half done, and the next activation repeats the same call.
 */
export const startWorkers = (options: WorkerOptions): Promise<{ metrics: WorkerMetrics; stop(): Promise<void> }> => {
  const runtime = createRuntimeClient(options.runtimeUrl, options.serviceToken);
  const metrics = new WorkerMetrics(options.registry);
  const client = new Camunda8({
    ZEEBE_GRPC_ADDRESS: options.zeebeGrpcAddress.includes('://')
      ? options.zeebeGrpcAddress
      : `grpc://${options.zeebeGrpcAddress}`,
    ZEEBE_REST_ADDRESS: options.zeebeRestAddress,
    ...(options.zeebeToken
      ? { CAMUNDA_AUTH_STRATEGY: 'BEARER', CAMUNDA_OAUTH_TOKEN: options.zeebeToken }
      : { CAMUNDA_AUTH_STRATEGY: 'NONE' }),
    ...(process.env['NODE_EXTRA_CA_CERTS'] && {
      CAMUNDA_CUSTOM_ROOT_CERT_PATH: process.env['NODE_EXTRA_CA_CERTS'],
    }),
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE' },
    CAMUNDA_LOG_LEVEL: 'error',
  }).getZeebeGrpcApiClient();

  const attempts = new Map<string, number>();
  const attemptOf = (key: string): number => {
    const attempt = (attempts.get(key) ?? 0) + 1;
    attempts.delete(key);
    attempts.set(key, attempt);
    if (attempts.size > MAX_REMEMBERED) attempts.delete(attempts.keys().next().value as string);
    return attempt;
  };

  /** Works out what to tell the engine. */
  const outcomeOf = async <T extends JobType>(type: T, handler: JobHandler<T>, job: ActivatedJob): Promise<Answer> => {
    try {
      const outcome = await handler(readJob(type, job), runtime);
      const variables = outcome.output === undefined ? {} : JOBS[type].output.parse(outcome.output);
      attempts.delete(job.key);
      return 'error' in outcome
        ? { end: 'bpmn-error', code: outcome.error, message: outcome.message, variables }
        : { end: 'completed', variables };
    } catch (error) {
      const attempt = attemptOf(job.key);
      const plan = planRetry(error, job.retries, attempt);
      metrics.failed(type, plan.kind);
      const caseId = CaseVariables.safeParse(job.variables).data?.caseId;
      const label = plan.retries === 0 && caseId ? await runtime.label(caseId, job.elementId) : null;
      const message = failureText(JOBS[type].name, error, plan, label);
      const { key: jobKey, elementId } = job;
      const details = { jobKey, type, elementId, caseId, attempt, ...plan, error: message };
      options.logger?.error(details, plan.retries === 0 ? 'job became an incident' : 'job failed, tried again later');
      if (plan.retries === 0) attempts.delete(job.key);
      return { end: plan.retries === 0 ? 'incident' : 'retried', message, plan };
    }
  };

  const work = async <T extends JobType>(type: T, handler: JobHandler<T>, job: ActivatedJob): Promise<Receipt> => {
    const end = metrics.begin(type);
    const answer = await outcomeOf(type, handler, job);
    try {
      const receipt = await tell(job, answer);
      end(answer.end);
      return receipt;
    } catch (error) {
      // The engine gave the job to somebody else meanwhile, or can't be reached: it will hand it out again, and what was
      // written is not written twice.
      end('lost');
      options.logger?.error({ jobKey: job.key, type, error: String(error) }, 'the engine did not take the answer');
      return job.forward();
    }
  };

  const start = <T extends JobType>(type: T): void => {
    const handler: JobHandler<T> = HANDLERS[type];
    client.createWorker({
      taskType: type,
      id: `quanheng-${type}`,
      timeout: options.jobTimeoutMs ?? JOB_TIMEOUT_MS,
      longPoll: LONG_POLL_MS,
      maxJobsToActivate: MAX_ACTIVE_JOBS,
      fetchVariable: ['caseId', 'organId', 'procedureCode'],
      loglevel: 'NONE',
      taskHandler: (job) => work(type, handler, job as unknown as ActivatedJob),
    });
  };
  for (const type of JOB_TYPES) start(type);
  options.logger?.info({ engine: options.zeebeGrpcAddress, jobs: JOB_TYPES }, 'workers started');
  return Promise.resolve({ metrics, stop: async () => void (await client.close()) });
};
