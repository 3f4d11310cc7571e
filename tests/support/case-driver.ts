import { PENALTY_STEPS, STEP_ACCOUNTS } from '#seed';
import type { CaseRunner, DemoCase } from '#seed';
import { eventually } from './platform.ts';

export interface OpenTask {
  key: string;
  elementId: string;
}

/** One penalty case, done request by request, so that something can go wrong between any two of them. */
export class CaseDriver {
  readonly #runner: CaseRunner;
  readonly #demo: DemoCase;
  readonly evidenceIds: string[] = [];
  /** Tasks that this driver has completed; lists may show them a moment longer. */
  readonly #completed = new Set<string>();
  caseId = '';

  constructor(runner: CaseRunner, demo: DemoCase) {
    this.#runner = runner;
    this.#demo = demo;
  }

  async dataOf(elementId: string): Promise<Record<string, unknown>> {
    return {
      ...PENALTY_STEPS[elementId]?.(this.#demo, {
        handlers: [await this.#runner.userId('zhifa1'), await this.#runner.userId('zhifa2')],
        hearingHosts: [await this.#runner.userId('shenhe1')],
        evidenceIds: this.evidenceIds,
        today: this.#runner.today(),
      }),
    };
  }

  async register(requestId?: string): Promise<string> {
    const session = await this.#runner.as('zhifa1');
    const data = await this.dataOf('Start');
    const body = { procedureCode: 'penalty-ordinary', data, ...(requestId ? { requestId } : {}) };
    this.caseId = (await session.call('registerCase', { body })).id;
    return this.caseId;
  }

  async upload(content: Uint8Array<ArrayBuffer>, name: string): Promise<string> {
    const session = await this.#runner.as('zhifa1');
    const form = new FormData();
    form.append('kind', '书证');
    form.append('file', new Blob([content]), name);
    const { id } = (await session.send(`/api/cases/${this.caseId}/evidence`, form)) as { id: string };
    this.evidenceIds.push(id);
    return id;
  }

  async detail() {
    return (await this.#runner.as('zhifa1')).call('case', { params: { id: this.caseId } });
  }

  /** The next open task that is none of `done`; null when the case is closed. */
  async nextTask(done: ReadonlySet<string>, ms = 30_000): Promise<OpenTask | null> {
    const { task } = await eventually(
      `the next task of ${this.caseId}`,
      async () => {
        const detail = await this.detail();
        const task = detail.openTasks.find(({ key }) => !done.has(key) && !this.#completed.has(key)) ?? null;
        return (task || detail.status === 'closed') && { task };
      },
      ms,
    );
    return task;
  }

  async complete({ key, elementId }: OpenTask, override: Record<string, unknown> = {}) {
    const session = await this.#runner.as(STEP_ACCOUNTS[elementId] ?? 'zhifa1');
    const data = { ...(await this.dataOf(elementId)), ...override };
    const answer = await session.call('completeTask', { params: { key }, body: { data } });
    this.#completed.add(key);
    return answer;
  }

  /** Goes on until the wanted task is open. */
  async advanceTo(elementId: string): Promise<OpenTask> {
    const done = new Set<string>();
    for (;;) {
      const task = await this.nextTask(done);
      if (!task) throw new Error(`The case ended before ${elementId}`);
      if (task.elementId === elementId) return task;
      if (task.elementId === 'Task_Inspect' && this.evidenceIds.length === 0)
        await this.upload(new TextEncoder().encode('现场照片'), '现场照片.txt');
      await this.complete(task);
      done.add(task.key);
    }
  }
}
