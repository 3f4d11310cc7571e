import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CaseVariables, JOBS, JOB_TYPES } from '#contracts';
import { jobsDocument } from './docs-jobs.ts';

test('docs/jobs.md says what the contracts say (npm run docs:jobs)', async () => {
  const file = resolve('docs/jobs.md');
  expect(readFileSync(file, 'utf8')).toBe(await jobsDocument(file));
});

test.each(JOB_TYPES)('the example of %s keeps to its own contract', (type) => {
  const { headers, output, example } = JOBS[type];
  expect(headers.safeParse(example.headers).success).toBe(true);
  expect(output.safeParse(example.output).success).toBe(true);
  expect(CaseVariables.safeParse({ caseId: 'a', organId: 'b', procedureCode: 'c' }).success).toBe(true);
});
