import type { PackageFile } from '#contracts';
import { checkPackage, type ProcedureChecks } from '#rules';

type Answer = { id: number; checks?: ProcedureChecks; failed?: string };

let worker: Worker | null = null;
let count = 0;
const waiting = new Map<number, { resolve: (checks: ProcedureChecks) => void; reject: (error: Error) => void }>();

const rejectAll = (message: string): void => {
  for (const { reject } of waiting.values()) reject(new Error(message));
  waiting.clear();
};

const startWorker = (): Worker => {
  const started = new Worker(new URL('./checks.worker.ts', import.meta.url), { type: 'module' });
  started.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.checks) asked?.resolve(data.checks);
    else asked?.reject(new Error(data.failed ?? '检查没有完成'));
  });
  started.addEventListener('error', () => {
    worker = null;
    rejectAll('检查程序没有启动，请刷新页面再试');
  });
  return started;
};

/** Checks a package as the server does. A check that is not finished when the next one comes is broken off. */
export const runChecks = (files: PackageFile[]): Promise<ProcedureChecks> => {
  if (typeof Worker === 'undefined') return Promise.resolve(checkPackage(files));
  if (waiting.size > 0) {
    worker?.terminate();
    worker = null;
    rejectAll('已有新的修改');
  }
  const used = (worker ??= startWorker());
  return new Promise((resolve, reject) => {
    const id = ++count;
    waiting.set(id, { resolve, reject });
    used.postMessage({ id, files });
  });
};
