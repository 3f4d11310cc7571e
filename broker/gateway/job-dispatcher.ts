import type { JobBatchValue, JobValue } from '#engine';
import { activateCommand, jobCommand } from '../commands/jobs.ts';
import type { StreamProcessor } from '../stream-processor.ts';
import { valueOf } from './grpc-error.ts';

export interface ActivatedJob extends JobValue {
  key: number;
}

/** Someone who wants jobs of a type: a long poll, which ends with its first jobs, or a stream, which stays. */
export interface Waiter {
  type: string;
  worker: string;
  timeoutMs: number;
  max: number;
  fetch: string[];
  once: boolean;
  /** How many more jobs the waiter can take now; 0 pauses it. */
  ready: () => boolean;
  deliver: (jobs: ActivatedJob[]) => void;
  failed: (error: Error) => void;
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
      if (jobs.length > 0 && !waiter.ready()) {
        // One that can't be given back now comes free when its time is over.
        for (const { key } of jobs) this.processor.submit(jobCommand('YIELD', String(key))).catch(() => undefined);
        return;
      }
      waiter.deliver(jobs);
      if (more) this.dispatch(waiter.type);
    } catch (error) {
      waiter.failed(error as Error);
    }
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
