import { JobContractError } from './job.ts';
import { backOffMs, failureText, planRetry } from './retry.ts';
import { RuntimeError } from './runtime-client.ts';

const answer = (status: number, retryAfterMs?: number): RuntimeError => new RuntimeError('原因', status, retryAfterMs);

test.each([
  ['the model is wrong', new JobContractError('参数不正确'), 3, { kind: 'contract', retries: 0 }],
  ['refused with a reason', answer(422), 3, { kind: 'refused', retries: 0 }],
  ['not found', answer(404), 3, { kind: 'refused', retries: 0 }],
  ['not reached', answer(0), 3, { kind: 'unavailable', retries: 3 }],
  ['restarting', answer(503), 1, { kind: 'unavailable', retries: 1 }],
  ['no space', answer(507), 2, { kind: 'unavailable', retries: 2 }],
  ['too many requests', answer(429), 1, { kind: 'busy', retries: 1 }],
  ['changed meanwhile', answer(409), 3, { kind: 'conflict', retries: 2 }],
  ['an error inside', answer(500), 1, { kind: 'server', retries: 0 }],
  ['an error of the worker', new TypeError('x is undefined'), 2, { kind: 'program', retries: 1 }],
])('%s', (_what, error, retries, plan) => {
  expect(planRetry(error, retries, 1)).toMatchObject(plan);
});

test('the pauses double and end at a minute, the same every time', () => {
  expect([1, 2, 3, 4, 6, 7, 50].map(backOffMs)).toEqual([1000, 2000, 4000, 8000, 32_000, 60_000, 60_000]);
  expect(planRetry(answer(500), 3, 3).backOffMs).toBe(4000);
});

test('a longer pause that the runtime asks for is kept', () => {
  expect(planRetry(answer(429, 30_000), 3, 1).backOffMs).toBe(30_000);
  expect(planRetry(answer(429, 500), 3, 4).backOffMs).toBe(8000);
});

test('the reason says what, of which case and step, and how to mend it, in Chinese', () => {
  const label = { caseNumber: '济历市监立〔2026〕1号', step: '生成告知书' };
  expect(failureText('生成文书', answer(422), planRetry(answer(422), 3, 1), label)).toBe(
    '生成文书没有完成：原因。【济历市监立〔2026〕1号，环节“生成告知书”】请按上述原因改正后，在“过程故障”中点“重试”，过程从停下的地方继续。',
  );
  const inside = new TypeError('x is undefined');
  expect(failureText('期限检查', inside, planRetry(inside, 1, 3), null)).toMatch(
    /^期限检查没有完成：工作进程内部错误（x is undefined）。请系统管理员/,
  );
});
