import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Prometheus metrics of one runtime. */
export class Metrics {
  readonly registry = new Registry();
  readonly requests = new Histogram({
    name: 'quanheng_http_request_seconds',
    help: 'HTTP requests by route and status',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [this.registry],
  });
  readonly records = new Counter({
    name: 'quanheng_engine_records_total',
    help: 'Engine records projected',
    registers: [this.registry],
  });
  readonly commands = new Counter({
    name: 'quanheng_engine_commands_total',
    help: 'Commands sent to the engine by outcome',
    labelNames: ['kind', 'outcome'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
