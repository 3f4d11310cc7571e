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

/** Hands jobs to waiters in turn, as soon as there are jobs. */
export class JobDispatcher {
  private readonly processor: StreamProcessor;
  private readonly waiters = new Map<string, Waiter[]>();

  constructor(processor: StreamProcessor) {
    this.processor = processor;
  }

  add(waiter: Waiter): void {
    const queue = this.waiters.get(waiter.type);
    if (queue) queue.push(waiter);
    else this.waiters.set(waiter.type, [waiter]);
    this.dispatch(waiter.type);
  }

  remove(waiter: Waiter): void {
    const queue = this.waiters.get(waiter.type);
    const at = queue?.indexOf(waiter) ?? -1;
    if (at >= 0) queue!.splice(at, 1);
    if (queue?.length === 0) this.waiters.delete(waiter.type);
  }

  /** Whether a job could be activated now; spares the log an empty activation. */
  hasJobs(type: string): boolean {
    return this.processor.state.activatableJobs.count(type) > 0;
  }

  dispatch(type: string): void {
    const queue = this.waiters.get(type);
    if (!queue) return;
    for (let turns = queue.length; turns > 0 && this.hasJobs(type); turns--) {
      const waiter = queue.shift()!;
      if (!waiter.once) queue.push(waiter);
      if (waiter.ready()) void this.activate(waiter);
      else if (waiter.once) turns++;
    }
    if (queue.length === 0) this.waiters.delete(type);
  }

  private async activate(waiter: Waiter): Promise<void> {
    try {
      const jobs = await this.activateNow(waiter);
      if (jobs.length > 0 && !waiter.ready()) {
        // One that can't be given back now comes free when its time is over.
        for (const { key } of jobs) this.processor.submit(jobCommand('YIELD', String(key))).catch(() => undefined);
        return;
      }
      waiter.deliver(jobs);
    } catch (error) {
      waiter.failed(error as Error);
    }
  }

  async activateNow({ type, worker, timeoutMs, max, fetch }: Waiter): Promise<ActivatedJob[]> {
    const response = await this.processor.submit(activateCommand(type, worker, timeoutMs, max, fetch));
    const { value } = valueOf<JobBatchValue>(response);
    return value.jobs.map((job, index) => ({ ...job, key: value.jobKeys[index]! }));
  }
}
