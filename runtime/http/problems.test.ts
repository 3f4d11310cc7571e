import { StaleError, StorageFullError } from '../store/port.ts';
import { problemOf } from './problems.ts';

test.each([
  ['a full database', new StorageFullError(), 507],
  ['a full disk', Object.assign(new Error('write'), { code: 'ENOSPC' }), 507],
  ['an outdated version', new StaleError('cases', '1'), 409],
  ['a body beyond the limit', Object.assign(new Error('large'), { type: 'entity.too.large' }), 413],
  ['a body that is no JSON', Object.assign(new Error('parse'), { type: 'entity.parse.failed', status: 400 }), 422],
  ['anything else', new Error('secret detail'), 500],
])('%s', (_what, error, status) => {
  const problem = problemOf(error).toProblem('/x');
  expect(problem.status).toBe(status);
  expect(problem.detail).toMatch(/[\u4e00-\u9fff]/);
  expect(problem.detail).not.toContain('secret');
});
