import { TENANT } from '#engine';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ActivatedJob, JobDispatcher, Waiter } from './job-dispatcher.ts';
import { requireActivation } from '../commands/jobs.ts';
import { requireDefaultTenant } from '../commands/request-parts.ts';
import { InvalidArgument } from '../errors.ts';
import { expectedError } from './grpc-error.ts';
import { longPollMs, startLongPoll } from './long-poll.ts';

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

const checkStream = ({ type, timeout, tenantIds }: ActivateRequest): void => {
  requireDefaultTenant('gRPC request StreamActivatedJobs', tenantIds);
  const refuse = (wanted: string): never => {
    throw new InvalidArgument(`Expected to stream activated jobs with ${wanted}`);
  };
  if (!type.trim()) refuse('type to be present, but it was blank');
  if (Number(timeout) < 1) refuse(`timeout to be greater than zero, but it was ${timeout}`);
};

type Stream = ServerWritableStream<ActivateRequest, object>;

/** Answers with jobs at once, or waits for the first ones until the request's time is over. */
export const activateJobs =
  (dispatcher: JobDispatcher) =>
  (call: Stream): void => {
    const { request } = call;
    try {
      requireDefaultTenant('gRPC request ActivateJobs', request.tenantIds);
      requireActivation(request.type, Number(request.timeout));
    } catch (error) {
      call.emit('error', expectedError(error as Error) ?? error);
      return;
    }
    const poll = startLongPoll(dispatcher, {
      type: request.type,
      worker: request.worker,
      timeoutMs: Number(request.timeout),
      max: request.maxJobsToActivate,
      fetch: request.fetchVariable,
      waitMs: longPollMs(Number(request.requestTimeout)),
      finish: (jobs) => {
        if (call.cancelled) return;
        if (jobs.length > 0) call.write({ jobs: jobs.map(onWire) });
        call.end();
      },
      failed: (error) => call.emit('error', expectedError(error) ?? error),
    });
    call.on('cancelled', poll.close);
  };

/** Pushes jobs as they become available, for as long as the client listens. */
export const streamActivatedJobs =
  (dispatcher: JobDispatcher) =>
  (call: Stream): void => {
    const { request } = call;
    try {
      checkStream(request);
    } catch (error) {
      call.emit('error', expectedError(error as Error) ?? error);
      return;
    }
    let open = true;
    let drained = true;
    const waiter: Waiter = {
      type: request.type,
      worker: request.worker,
      timeoutMs: Number(request.timeout),
      max: STREAM_BATCH,
      fetch: request.fetchVariable,
      once: false,
      // A client that does not read leaves the jobs to others.
      ready: () => open && drained,
      deliver: (jobs) => {
        for (const job of jobs) drained = call.write(onWire(job)) && drained;
        if (jobs.length === STREAM_BATCH) dispatcher.dispatch(request.type);
      },
      failed: (error) => {
        open = false;
        dispatcher.remove(waiter);
        call.emit('error', expectedError(error) ?? error);
      },
    };
    const close = (): void => {
      open = false;
      dispatcher.remove(waiter);
    };
    call.on('drain', () => {
      drained = true;
      dispatcher.dispatch(request.type);
    });
    call.on('cancelled', close);
    call.on('close', close);
    // Headers at once: clients take them as the sign that the stream is open.
    call.sendMetadata(call.metadata.clone());
    dispatcher.add(waiter);
  };
