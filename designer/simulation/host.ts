import type { Desk, DeskRequest, ReplyTo } from './play/desk.ts';
import { startWorker } from './start-worker.ts';

/** What was asked is not answered, as it was broken off. */
export class Cancelled extends Error {
  constructor() {
    super('已停止，回到这一步之前');
  }
}

interface Asked {
  request: DeskRequest;
  resolve: (reply: never) => void;
  reject: (error: Error) => void;
}

/** Changes nothing: need not be done again when the desk is set up anew. */
const isLook = ({ kind }: DeskRequest): boolean => kind === 'look' || kind === 'moment' || kind === 'records';

type Answer = { id: number; reply?: unknown; failed?: string };

/**
 * The page's side of a desk in a worker. What changed the runs is kept, so that a worker that had to be ended is set up
 * again as it was: the same requests make the same runs.
 */
export class SimulationHost {
  private worker: Worker | null = null;
  private local: Promise<Desk> | null = null;
  private count = 0;
  private journal: DeskRequest[] = [];
  private readonly asked = new Map<number, Asked>();

  ask<Request extends DeskRequest>(request: Request): Promise<ReplyTo<Request>> {
    if (typeof Worker === 'undefined') return this.askHere(request);
    return new Promise((resolve, reject) => {
      const worker = this.worker ?? this.start();
      const id = ++this.count;
      this.asked.set(id, { request, resolve: resolve as Asked['resolve'], reject });
      worker.postMessage({ id, request });
    });
  }

  /** Ends what does not come to an end. The runs are then as they were before it. */
  cancel(): void {
    this.worker?.terminate();
    this.worker = null;
    this.rejectAll(new Cancelled());
  }

  dispose(): void {
    this.cancel();
    this.journal = [];
    this.local = null;
  }

  private start(): Worker {
    const started = startWorker();
    started.addEventListener('message', ({ data }: MessageEvent<Answer>) => this.settle(data));
    started.addEventListener('error', () => {
      this.worker = null;
      this.rejectAll(new Error('试运行程序没有启动，请刷新页面再试'));
    });
    this.worker = started;
    for (const request of this.journal) started.postMessage({ id: 0, request });
    return started;
  }

  private settle({ id, reply, failed }: Answer): void {
    const asked = this.asked.get(id);
    if (!asked) return;
    this.asked.delete(id);
    if (failed !== undefined) return asked.reject(new Error(failed));
    this.remember(asked.request);
    asked.resolve(reply as never);
  }

  private remember(request: DeskRequest): void {
    if (request.kind === 'begin') this.journal = [];
    if (!isLook(request)) this.journal.push(request);
  }

  /** Where there are no workers: in the page itself. */
  private async askHere<Request extends DeskRequest>(request: Request): Promise<ReplyTo<Request>> {
    this.local ??= import('./play/desk.ts').then(({ Desk }) => new Desk());
    return (await this.local).answer(request);
  }

  private rejectAll(error: Error): void {
    for (const { reject } of this.asked.values()) reject(error);
    this.asked.clear();
  }
}
