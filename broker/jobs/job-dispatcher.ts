import type { JobBatchValue, JobValue } from '#engine';
import { activateCommand, jobCommand } from '../commands/jobs.ts';
import { DiskFull, valueOf } from '../errors.ts';
import type { StreamProcessor } from '../stream-processor.ts';

/** A disk that took nothing is asked again after this. */
const AGAIN_MS = 500;

/** What a client is told of a job that is now its own. */
export interface ActivatedJob extends Pick<
  JobValue,
  | 'type'
  | 'processInstanceKey'
  | 'bpmnProcessId'
  | 'processDefinitionVersion'
  | 'processDefinitionKey'
  | 'elementId'
  | 'elementInstanceKey'
  | 'customHeaders'
  | 'worker'
  | 'retries'
  | 'deadline'
  | 'variables'
> {
  key: number;
}

/** Which jobs someone wants: up to `max` of a type at once, with the variables named by `fetch` (none: all). */
export interface JobWish {
  type: string;
  worker: string;
  timeoutMs: number;
  max: number;
  fetch: string[];
}

/** Who takes jobs as they come. */
export interface JobTaker {
  /** Whether jobs can be taken now; others get them meanwhile. */
  ready: () => boolean;
  deliver: (jobs: ActivatedJob[]) => void;
  failed: (error: Error) => void;
}

/** Someone who wants jobs of a type: a long poll, which ends with its first jobs, or a stream, which stays. */
export interface Waiter extends JobWish, JobTaker {
  once: boolean;
}

interface Waiting {
  streams: Waiter[];
  polls: Waiter[];
}

/** Hands jobs to waiters as soon as there are jobs: to streams in turn, as Zeebe does, and what those leave to long polls. */
export class JobDispatcher {
  private readonly processor: StreamProcessor;
  private readonly waiting = new Map<string, Waiting>();

  constructor(processor: StreamProcessor) {
    this.processor = processor;
  }

  add(waiter: Waiter): void {
    const { type, once } = waiter;
    const waiting = this.waiting.get(type) ?? { streams: [], polls: [] };
    waiting[once ? 'polls' : 'streams'].push(waiter);
    this.waiting.set(type, waiting);
    this.dispatch(type);
  }

  remove(waiter: Waiter): void {
    const waiting = this.waiting.get(waiter.type);
    if (!waiting) return;
    const queue = waiting[waiter.once ? 'polls' : 'streams'];
    const at = queue.indexOf(waiter);
    if (at >= 0) queue.splice(at, 1);
    this.forget(waiter.type, waiting);
  }

  private forget(type: string, { streams, polls }: Waiting): void {
    if (streams.length === 0 && polls.length === 0) this.waiting.delete(type);
  }

  /** Whether a job could be activated now; spares the log an empty activation. */
  hasJobs(type: string): boolean {
    return this.processor.state.activatableJobs.count(type) > 0;
  }

  dispatch(type: string): void {
    const waiting = this.waiting.get(type);
    if (!waiting) return;
    const { streams, polls } = waiting;
    for (let turns = streams.length; turns > 0 && this.hasJobs(type); turns--) {
      const stream = streams.shift()!;
      streams.push(stream);
      if (stream.ready()) void this.activate(stream);
    }
    while (polls.length > 0 && this.hasJobs(type)) {
      const poll = polls.shift()!;
      if (poll.ready()) void this.activate(poll);
    }
    this.forget(type, waiting);
  }

  private async activate(waiter: Waiter): Promise<void> {
    try {
      const { jobs, more } = await this.activateNow(waiter);
      if (jobs.length > 0 && !waiter.ready()) return this.giveBack(jobs.map(({ key }) => key));
      waiter.deliver(jobs);
      if (more) this.dispatch(waiter.type);
    } catch (error) {
      waiter.failed(error as Error);
    }
  }

  /** Jobs that nobody took are for others at once, or as soon as the disk takes it. */
  giveBack(jobKeys: number[]): void {
    for (const key of jobKeys)
      this.processor.submit(jobCommand('YIELD', String(key))).catch((error: Error) => {
        if (error instanceof DiskFull) setTimeout(() => this.giveBack([key]), AGAIN_MS).unref();
      });
  }

  /** Jobs for a waiter, and whether others are behind them that did not fit into one answer. */
  private async activateNow({ type, worker, timeoutMs, max, fetch }: Waiter) {
    for (;;) {
      const { value } = valueOf<JobBatchValue>(
        await this.processor.submit(activateCommand(type, worker, timeoutMs, max, fetch)),
      );
      // A job that is too large for any answer was set aside: there may be others behind it.
      if (value.truncated && value.jobs.length === 0) continue;
      const jobs: ActivatedJob[] = value.jobs.map((job, index) => ({ ...job, key: value.jobKeys[index]! }));
      return { jobs, more: value.truncated };
    }
  }
}
