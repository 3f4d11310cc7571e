import { createServer } from 'node:http';
import { startWorkers } from './start-workers.ts';

const required = (name: string): string => {
  const value = process.env[name];
  if (value) return value;
  console.error(
    `缺少设置 ${name}。工作进程需要 ZEEBE_GRPC_ADDRESS、ZEEBE_REST_ADDRESS、RUNTIME_URL、QUANHENG_SERVICE_TOKEN。`,
  );
  process.exit(2);
};

const workers = await startWorkers({
  zeebeGrpcAddress: required('ZEEBE_GRPC_ADDRESS'),
  zeebeRestAddress: required('ZEEBE_REST_ADDRESS'),
  zeebeToken: process.env['ZEEBE_TOKEN'] || undefined,
  runtimeUrl: required('RUNTIME_URL'),
  serviceToken: required('QUANHENG_SERVICE_TOKEN'),
  logger: {
    info: (details, message) => console.log(JSON.stringify({ level: 'info', message, ...details })),
    error: (details, message) => console.error(JSON.stringify({ level: 'error', message, ...details })),
  },
});

/** `WORKER_METRICS_PORT` opens `/metrics` and `/healthz` for the monitoring. */
const metricsPort = Number(process.env['WORKER_METRICS_PORT'] ?? 0);
if (metricsPort > 0)
  createServer((request, response) => {
    if (request.url === '/healthz') return void response.end('{"ok":true}');
    const { registry } = workers.metrics;
    void registry.metrics().then((text) => response.setHeader('content-type', registry.contentType).end(text));
  }).listen(metricsPort);
const stop = (): void => void workers.stop().then(() => process.exit(0));
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
