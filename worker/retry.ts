import { JobContractError } from './job.ts';
import { RuntimeError } from './runtime-client.ts';

/**
 * What kind of failure it is, and so what happens next:
 *
 * | kind | when | next |
 * |---|---|---|
 * | `contract` | the model gave wrong parameters | incident at once: no retry can help |
 * | `refused` | the runtime refused (4xx) with a reason | incident at once with that reason |
 * | `unavailable` | the runtime can't be reached, restarts, or its store is full (0, 502, 503, 504, 507) | again and again, no retry is spent |
 * | `busy` | 429 | again after the time that the runtime names, no retry is spent |
 * | `conflict` | somebody changed the case meanwhile (409) | retried, then an incident |
 * | `server` | an error inside the runtime (other 5xx) | retried, then an incident |
 * | `program` | an error inside the worker | retried, then an incident |
 */
export type FailureKind = 'contract' | 'refused' | 'unavailable' | 'busy' | 'conflict' | 'server' | 'program';

const UNAVAILABLE = new Set([0, 408, 502, 503, 504, 507]);

export const failureKind = (error: unknown): FailureKind => {
  if (error instanceof JobContractError) return 'contract';
  if (!(error instanceof RuntimeError)) return 'program';
  if (UNAVAILABLE.has(error.status)) return 'unavailable';
  if (error.status === 429) return 'busy';
  if (error.status === 409) return 'conflict';
  return error.status < 500 ? 'refused' : 'server';
};

const FIRST_BACK_OFF_MS = 1_000;
const LONGEST_BACK_OFF_MS = 60_000;

/** 1 s, 2 s, 4 s … at most a minute; always the same, so that what happens can be foretold. @param attempt from 1 */
export const backOffMs = (attempt: number): number =>
  Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** Math.min(16, Math.max(0, attempt - 1)));

export interface RetryPlan {
  kind: FailureKind;
  /** What the engine is told to be left; 0 makes an incident. */
  retries: number;
  backOffMs: number;
}

/**
 * @param retries what the job has left now, this attempt included
 * @param attempt how often this worker has tried the job, from 1
 */
export const planRetry = (error: unknown, retries: number, attempt: number): RetryPlan => {
  const kind = failureKind(error);
  if (kind === 'contract' || kind === 'refused') return { kind, retries: 0, backOffMs: 0 };
  if (kind === 'unavailable' || kind === 'busy') {
    const asked = error instanceof RuntimeError ? error.retryAfterMs : undefined;
    return { kind, retries: Math.max(1, retries), backOffMs: Math.max(backOffMs(attempt), asked ?? 0) };
  }
  return { kind, retries: Math.max(0, retries - 1), backOffMs: backOffMs(attempt) };
};

const REMEDIES: Record<FailureKind, string> = {
  contract: '请法制人员改正规程并重新发布，将本案迁移到新版本后，在“过程故障”中点“重试”',
  refused: '请按上述原因改正后，在“过程故障”中点“重试”，过程从停下的地方继续',
  unavailable: '平台服务恢复后自动继续，不需要处理',
  busy: '稍后自动继续，不需要处理',
  conflict: '案件正被频繁修改，请稍后在“过程故障”中点“重试”',
  server: '请系统管理员查看平台日志，排除后在“过程故障”中点“重试”',
  program: '请系统管理员查看工作进程日志，排除后在“过程故障”中点“重试”',
};

/** The reason of a failure for people: what, of which case and step, and how to mend it. */
export const failureText = (
  name: string,
  error: unknown,
  plan: RetryPlan,
  label: { caseNumber: string; step: string } | null,
): string => {
  const said = error instanceof Error ? error.message : String(error);
  const reason = plan.kind === 'program' ? `工作进程内部错误（${said}）` : said;
  const where = label ? `【${label.caseNumber}，环节“${label.step}”】` : '';
  const remedy = plan.kind === 'contract' && said.includes('重新发布') ? '' : `${REMEDIES[plan.kind]}。`;
  return `${name}没有完成：${reason.replace(/[。；]?$/, '。')}${where}${remedy}`;
};
