import { TENANT } from '#engine';
import { requireActivation } from '../commands/jobs.ts';
import { requireDefaultTenant } from '../commands/request-parts.ts';
import type { EnginePort } from '../engine-port.ts';
import { InvalidArgument } from '../errors.ts';
import type { ActivatedJob, JobWish } from '../jobs/job-dispatcher.ts';
import { longPollMs } from '../jobs/long-poll.ts';
import type { Handler } from './handler.ts';

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

/** Keys are those of the only partition, exact as numbers, which are written faster than texts. */
const onWire = (job: ActivatedJob): object => ({
  key: job.key,
  type: job.type,
  processInstanceKey: job.processInstanceKey,
  bpmnProcessId: job.bpmnProcessId,
  processDefinitionVersion: job.processDefinitionVersion,
  processDefinitionKey: job.processDefinitionKey,
  elementId: job.elementId,
  elementInstanceKey: job.elementInstanceKey,
  customHeaders: JSON.stringify(job.customHeaders),
  worker: job.worker,
  retries: job.retries,
  deadline: job.deadline,
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

/** Answers with jobs at once, or waits for the first ones until the request's time is over. */
export const activateJobs =
  (engine: EnginePort): Handler =>
  (call, request: ActivateRequest, refuse) => {
    checkPoll(request);
    const wish = wishOf(request, request.maxJobsToActivate);
    const poll = engine.pollJobs(wish, longPollMs(Number(request.requestTimeout)), {
      finish: (jobs) => {
        if (call.cancelled) return engine.giveBack(jobs.map(({ key }) => key));
        if (jobs.length > 0) call.reply({ jobs: jobs.map(onWire) });
        else call.end();
      },
      failed: refuse,
    });
    call.onCancelled(poll.close);
  };

/** Pushes jobs as they become available, for as long as the client listens. */
export const streamActivatedJobs =
  (engine: EnginePort): Handler =>
  (call, request: ActivateRequest, refuse) => {
    checkStream(request);
    call.begin();
    const stream = engine.streamJobs(wishOf(request, STREAM_BATCH), {
      // A client that does not read leaves the jobs to others.
      ready: () => !call.cancelled && !call.congested,
      deliver: (jobs) => {
        for (const job of jobs) call.send(onWire(job));
      },
      failed: refuse,
    });
    call.onDrain(stream.again);
    call.onCancelled(stream.close);
  };
