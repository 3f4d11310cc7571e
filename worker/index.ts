export { startWorkers, type WorkerLogger, type WorkerOptions } from './start-workers.ts';
export { HANDLERS } from './handlers/index.ts';
