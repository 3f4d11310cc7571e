import { PENALTY_STEPS, STEP_ACCOUNTS, type DemoCase, type StepContext } from '../data/penalty-steps.ts';
import { ApiError, type ApiSession } from './api.ts';

export interface CaseRunner {
  /** A signed-in session of an account. */
  as(account: string): Promise<ApiSession>;
  /** User id of an account. */
  userId(account: string): Promise<string>;
  /** Civil date of the platform's clock. */
  today(): string;
}

/** Data that replaces the default of a step; a function is told which visit of the step it is, from 1. */
export type StepOverride = Record<string, unknown> | ((visit: number) => Record<string, unknown>);

export interface RunOptions {
  stopBefore: string | null;
  /** Stops when this step is done, whatever the process does then. */
  stopAfter?: string;
  /** Goes on with this case instead of registering one. */
  resume?: string;
  /** Data that replaces the default of a step, by element id. */
  override?: Record<string, StepOverride>;
  /** How long to wait for the next task, in milliseconds. */
  patienceMs?: number;
}

const PNG_1X1 = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (char) => char.charCodeAt(0),
);
const POLL_MS = 60;

const upload = async (session: ApiSession, caseId: string): Promise<string> => {
  const form = new FormData();
  form.append('name', '现场照片');
  form.append('kind', '勘验笔录、现场笔录');
  form.append('description', '检查现场照片');
  form.append('file', new Blob([PNG_1X1], { type: 'image/png' }), '现场照片.png');
  const evidence = (await session.send(`/api/cases/${caseId}/evidence`, form)) as { id: string };
  return evidence.id;
};

const nextTask = async (
  session: ApiSession,
  caseId: string,
  done: ReadonlySet<string>,
  patienceMs: number,
): Promise<{ key: string; elementId: string } | null> => {
  for (
    const deadline = Date.now() + patienceMs;
    Date.now() < deadline;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  ) {
    const detail = await session.call('case', { params: { id: caseId } });
    const task = detail.openTasks.find((candidate) => !done.has(candidate.key));
    if (task) return { key: task.key, elementId: task.elementId };
    if (detail.status === 'closed' || detail.status === 'cancelled') return null;
  }
  throw new Error(`案件 ${caseId} 等不到下一步`);
};

interface OpenCase {
  caseId: string;
  evidenceIds: string[];
}

const registerCase = async (session: ApiSession, data: Record<string, unknown>): Promise<OpenCase> => {
  const { id } = await session.call('registerCase', { body: { procedureCode: 'penalty-ordinary', data } });
  return { caseId: id, evidenceIds: [] };
};

const knownCase = async (session: ApiSession, caseId: string): Promise<OpenCase> => {
  const { evidence } = await session.call('case', { params: { id: caseId } });
  return { caseId, evidenceIds: evidence.map(({ id }) => id) };
};

/**
 * Runs one case of the ordinary penalty procedure through the HTTP API as the people of the demonstration.
 *
 * @returns the id of the case and the element ids of the steps that were done, in order
 */
export const runPenaltyCase = async (
  runner: CaseRunner,
  demo: DemoCase,
  options: RunOptions,
): Promise<{ caseId: string; steps: string[] }> => {
  const handlers = [await runner.userId('zhifa1'), await runner.userId('zhifa2')];
  const hearingHosts = [await runner.userId('shenhe1')];
  const context = (evidenceIds: string[]): StepContext => ({
    handlers,
    hearingHosts,
    evidenceIds,
    today: runner.today(),
  });
  const dataOf = (elementId: string, evidenceIds: string[], visit = 1): Record<string, unknown> => {
    const override = options.override?.[elementId];
    return {
      ...PENALTY_STEPS[elementId]?.(demo, context(evidenceIds)),
      ...(typeof override === 'function' ? override(visit) : override),
    };
  };

  const registrar = await runner.as('zhifa1');
  const { caseId, evidenceIds } = options.resume
    ? await knownCase(registrar, options.resume)
    : await registerCase(registrar, dataOf('Start', []));
  const done = new Set<string>();
  const steps = options.resume ? [] : ['Start'];
  const repeats = new Map<string, number>();
  for (;;) {
    const task = await nextTask(registrar, caseId, done, options.patienceMs ?? 30_000);
    if (!task || task.elementId === options.stopBefore) return { caseId, steps };
    const count = (repeats.get(task.elementId) ?? 0) + 1;
    if (count > 5) throw new Error(`步骤 ${task.elementId} 反复出现`);
    repeats.set(task.elementId, count);
    if (task.elementId === 'Task_Inspect' && evidenceIds.length === 0)
      evidenceIds.push(await upload(registrar, caseId));
    const session = await runner.as(STEP_ACCOUNTS[task.elementId] ?? 'zhifa1');
    try {
      await session.call('completeTask', {
        params: { key: task.key },
        body: { data: dataOf(task.elementId, evidenceIds, count) },
      });
    } catch (error) {
      // The task may have been ended by its own boundary event meanwhile.
      if (!(error instanceof ApiError && (error.status === 404 || error.status === 409))) throw error;
    }
    done.add(task.key);
    steps.push(task.elementId);
    if (task.elementId === options.stopAfter) return { caseId, steps };
  }
};
