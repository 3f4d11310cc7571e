import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { JobType } from '#contracts';
import type { FailureKind } from './retry.ts';

export type JobEnd = 'completed' | 'bpmn-error' | 'retried' | 'incident' | 'lost';

/** Prometheus metrics of the workers; in a registry of their own or in that of the platform. */
export class WorkerMetrics {
  readonly registry: Registry;
  readonly #jobs: Counter;
  readonly #failures: Counter;
  readonly #seconds: Histogram;
  readonly #active: Gauge;

  constructor(registry = new Registry()) {
    this.registry = registry;
    const registers = [registry];
    this.#jobs = new Counter({
      name: 'quanheng_worker_jobs_total',
      help: 'Jobs by type and how they ended',
      labelNames: ['type', 'end'],
      registers,
    });
    this.#failures = new Counter({
      name: 'quanheng_worker_failures_total',
      help: 'Failed attempts by type and kind of failure',
      labelNames: ['type', 'kind'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'quanheng_worker_job_seconds',
      help: 'Time that a job took in the worker',
      labelNames: ['type'],
      buckets: [0.01, 0.05, 0.2, 1, 5, 20, 60],
      registers,
    });
    this.#active = new Gauge({ name: 'quanheng_worker_active_jobs', help: 'Jobs being worked on', registers });
  }

  begin(type: JobType): (end: JobEnd) => void {
    const stop = this.#seconds.startTimer({ type });
    this.#active.inc();
    return (end) => {
      stop();
      this.#active.dec();
      this.#jobs.inc({ type, end });
    };
  }

  failed(type: JobType, kind: FailureKind): void {
    this.#failures.inc({ type, kind });
  }
}
