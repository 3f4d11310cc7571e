import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PackageFile } from '#contracts';
import { Cancelled, SimulationHost } from './host.ts';
import { Desk, type DeskRequest } from './play/desk.ts';

/** jsdom has no workers: this one answers in the next turn, as the real script does, or never while it is `stuck`. */
class ThreadlessWorker extends EventTarget {
  static stuck = false;
  static started = 0;
  private readonly desk = new Desk();
  private ended = false;

  constructor() {
    super();
    ThreadlessWorker.started++;
  }

  postMessage({ id, request }: { id: number; request: DeskRequest }): void {
    if (ThreadlessWorker.stuck) return;
    const data: Record<string, unknown> = { id };
    try {
      data['reply'] = this.desk.answer(request);
    } catch (error) {
      data['failed'] = (error as Error).message;
    }
    queueMicrotask(() => {
      if (!this.ended) this.dispatchEvent(new MessageEvent('message', { data }));
    });
  }

  terminate(): void {
    this.ended = true;
  }
}

const files: PackageFile[] = readdirSync('templates/penalty-summary')
  .filter((name) => /\.(json|bpmn|form|dmn)$/.test(name))
  .map((path) => ({
    path,
    encoding: 'utf8',
    content: readFileSync(join('templates/penalty-summary', path), 'utf8'),
  }));
const begin: DeskRequest = {
  ...{ kind: 'begin', files, calendar: { version: 'none', source: '测试', years: [] }, items: [], auto: true },
  ...{ nowMs: Date.parse('2026-11-02T09:00:00+08:00'), data: {} },
};
const DAY_MS = 86_400_000;

jest.mock('./start-worker.ts', () => ({ startWorker: () => new ThreadlessWorker() }));

describe('the host of a simulation', () => {
  const before = globalThis.Worker;
  beforeAll(() => {
    globalThis.Worker = ThreadlessWorker as unknown as typeof Worker;
  });
  afterAll(() => {
    globalThis.Worker = before;
  });

  test('what does not come to an end is broken off, and the runs are as they were before', async () => {
    const host = new SimulationHost();
    const started = await host.ask(begin as Extract<DeskRequest, { kind: 'begin' }>);
    const travel = (days: number) =>
      host.ask({
        kind: 'act',
        run: started.run,
        auto: true,
        act: { kind: 'travel', to: started.view.nowMs + days * DAY_MS },
      });
    const after = await travel(1);
    ThreadlessWorker.stuck = true;
    const endless = travel(2);
    host.cancel();
    await expect(endless).rejects.toBeInstanceOf(Cancelled);
    ThreadlessWorker.stuck = false;
    const again = await host.ask({ kind: 'look', run: started.run });
    expect(ThreadlessWorker.started).toBe(2);
    expect(again.view).toEqual(after.view);
    expect((await travel(2)).view.nowMs).toBe(started.view.nowMs + 2 * DAY_MS);
    host.dispose();
  });

  test('a refusal is told and changes nothing', async () => {
    const host = new SimulationHost();
    const started = await host.ask(begin as Extract<DeskRequest, { kind: 'begin' }>);
    await expect(
      host.ask({ kind: 'act', run: started.run, auto: true, act: { kind: 'submit', taskKey: 1, data: {} } }),
    ).rejects.toThrow('这一步已经办过了');
    expect((await host.ask({ kind: 'look', run: started.run })).view).toEqual(started.view);
    host.dispose();
  });
});
