import { Camunda8 } from '@camunda8/sdk';
import { JOBS, JOB_TYPES, type JobType } from '#contracts';
import { HANDLERS } from './handlers/index.ts';
import { JobContractError, readJob, type JobHandler } from './job.ts';
import { createRuntimeClient, RuntimeError } from './runtime-client.ts';

export interface WorkerLogger {
  info(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface WorkerOptions {
  /** `host:port` of the engine's gRPC gateway. */
  zeebeGrpcAddress: string;
  zeebeRestAddress: string;
  runtimeUrl: string;
  serviceToken: string;
  logger?: WorkerLogger;
  /** After it the engine hands an unfinished job out again: how long a case waits for a worker that was killed. */
  jobTimeoutMs?: number;
}

/** Longer than any check takes, on other machines too. */
const JOB_TIMEOUT_MS = 60_000;
const LONG_POLL_MS = 20_000;
const MAX_ACTIVE_JOBS = 32;
const FIRST_BACK_OFF_MS = 1_000;

const backOff = (retries: number): number => FIRST_BACK_OFF_MS * 2 ** Math.max(0, 3 - retries);

/**
 * Starts one worker per job type on the given engine.
 *
 * Each handler reads the case, decides with pure rules, and writes through one idempotent call keyed by the job: a
 * worker that dies in the middle leaves nothing half done, and the next activation repeats the same call.
 */
export const startWorkers = (options: WorkerOptions): Promise<{ stop(): Promise<void> }> => {
  const runtime = createRuntimeClient(options.runtimeUrl, options.serviceToken);
  const client = new Camunda8({
    ZEEBE_GRPC_ADDRESS: `grpc://${options.zeebeGrpcAddress.replace(/^grpcs?:\/\//, '')}`,
    ZEEBE_REST_ADDRESS: options.zeebeRestAddress,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE' },
    CAMUNDA_LOG_LEVEL: 'error',
  }).getZeebeGrpcApiClient();

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
      taskHandler: async (job) => {
        try {
          const outcome = await handler(readJob(type, job), runtime);
          if ('error' in outcome)
            return await job.error({
              errorCode: outcome.error,
              errorMessage: outcome.message,
              variables: (outcome.output ?? {}) as never,
            });
          return await job.complete(JOBS[type].output.parse(outcome.output) as never);
        } catch (error) {
          const final =
            error instanceof JobContractError ||
            (error instanceof RuntimeError && error.status >= 400 && error.status < 500 && error.status !== 429);
          const message = error instanceof Error ? error.message : String(error);
          options.logger?.error({ jobKey: job.key, type, elementId: job.elementId, error: message }, 'job failed');
          const retries = final ? 0 : Math.max(0, job.retries - 1);
          return await job.fail({
            errorMessage: `${JOBS[type].name}没有完成：${message}`,
            retries,
            retryBackOff: backOff(retries),
          });
        }
      },
    });
  };
  for (const type of JOB_TYPES) start(type);
  options.logger?.info({ engine: options.zeebeGrpcAddress, jobs: JOB_TYPES }, 'workers started');
  return Promise.resolve({ stop: async () => void (await client.close()) });
};
