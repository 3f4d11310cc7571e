import { TENANT } from '#engine';
import type { ServerWritableStream } from '@grpc/grpc-js';
import { requireActivation } from '../commands/jobs.ts';
import { requireDefaultTenant } from '../commands/request-parts.ts';
import type { EnginePort } from '../engine-port.ts';
import { InvalidArgument } from '../errors.ts';
import type { ActivatedJob, JobWish } from '../jobs/job-dispatcher.ts';
import { longPollMs } from '../jobs/long-poll.ts';
import { expectedError } from './grpc-error.ts';

interface ActivateRequest {
  type: string;
  worker: string;
  timeout: string;
  maxJobsToActivate: number;
  fetchVariable: string[];
  requestTimeout: string;
  tenantIds?: string[];
}

/** Jobs that a stream gets in one activation. */
const STREAM_BATCH = 64;

const onWire = (job: ActivatedJob): object => ({
  key: String(job.key),
  type: job.type,
  processInstanceKey: String(job.processInstanceKey),
  bpmnProcessId: job.bpmnProcessId,
  processDefinitionVersion: job.processDefinitionVersion,
  processDefinitionKey: String(job.processDefinitionKey),
  elementId: job.elementId,
  elementInstanceKey: String(job.elementInstanceKey),
  customHeaders: JSON.stringify(job.customHeaders),
  worker: job.worker,
  retries: job.retries,
  deadline: String(job.deadline),
  variables: JSON.stringify(job.variables),
  tenantId: TENANT,
});

const wishOf = ({ type, worker, timeout, fetchVariable }: ActivateRequest, max: number): JobWish => ({
  type,
  worker,
  timeoutMs: Number(timeout),
  max,
  fetch: fetchVariable,
});

const checkPoll = ({ type, timeout, tenantIds }: ActivateRequest): void => {
  requireDefaultTenant('gRPC request ActivateJobs', tenantIds);
  requireActivation(type, Number(timeout));
};

const checkStream = ({ type, timeout, tenantIds }: ActivateRequest): void => {
  requireDefaultTenant('gRPC request StreamActivatedJobs', tenantIds);
  const refuse = (wanted: string): never => {
    throw new InvalidArgument(`Expected to stream activated jobs with ${wanted}`);
  };
  if (!type.trim()) refuse('type to be present, but it was blank');
  if (Number(timeout) < 1) refuse(`timeout to be greater than zero, but it was ${timeout}`);
};

type Call = ServerWritableStream<ActivateRequest, object>;
type Handler = (call: Call) => void;

const refuse = (call: Call, error: Error): void => void call.emit('error', expectedError(error) ?? error);

/** Handles a call whose request is in order. */
const checked =
  (check: (request: ActivateRequest) => void, handle: Handler): Handler =>
  (call) => {
    try {
      check(call.request);
    } catch (error) {
      return refuse(call, error as Error);
    }
    handle(call);
  };

/** Answers with jobs at once, or waits for the first ones until the request's time is over. */
export const activateJobs = (engine: EnginePort): Handler =>
  checked(checkPoll, (call) => {
    const { request } = call;
    const poll = engine.pollJobs(
      wishOf(request, request.maxJobsToActivate),
      longPollMs(Number(request.requestTimeout)),
      {
        finish: (jobs) => {
          if (call.cancelled) return engine.giveBack(jobs.map(({ key }) => key));
          if (jobs.length > 0) call.write({ jobs: jobs.map(onWire) });
          call.end();
        },
        failed: (error) => refuse(call, error),
      },
    );
    call.on('cancelled', poll.close);
  });

/** Pushes jobs as they become available, for as long as the client listens. */
export const streamActivatedJobs = (engine: EnginePort): Handler =>
  checked(checkStream, (call) => {
    let open = true;
    let drained = true;
    // Headers at once: clients take them as the sign that the stream is open.
    call.sendMetadata(call.metadata.clone());
    const stream = engine.streamJobs(wishOf(call.request, STREAM_BATCH), {
      // A client that does not read leaves the jobs to others.
      ready: () => open && drained,
      deliver: (jobs) => {
        for (const job of jobs) drained = call.write(onWire(job)) && drained;
      },
      failed: (error) => {
        open = false;
        refuse(call, error);
      },
    });
    const close = (): void => {
      open = false;
      stream.close();
    };
    call.on('drain', () => {
      drained = true;
      stream.again();
    });
    call.on('cancelled', close);
    call.on('close', close);
  });
