import type { z } from 'zod';
import { CaseVariables, JOBS, type JobType } from '#contracts';
import type { RuntimeClient } from './runtime-client.ts';

/** What a handler sees of an activated job: checked headers and variables. */
export interface JobInput<T extends JobType> {
  key: string;
  elementId: string;
  processInstanceKey: string;
  caseId: string;
  headers: z.output<(typeof JOBS)[T]['headers']>;
}

/** How a handler ends: with output variables, or with a BPMN error that the model can catch. */
export type JobOutcome<T extends JobType> =
  | { output: z.input<(typeof JOBS)[T]['output']> }
  | { error: string; message: string; output?: z.input<(typeof JOBS)[T]['output']> };

export type JobHandler<T extends JobType> = (job: JobInput<T>, runtime: RuntimeClient) => Promise<JobOutcome<T>>;

/** The model is wrong: no retry can help, so the job fails at once and becomes an incident. */
export class JobContractError extends Error {}

/** Checks headers and variables against the contract of the job type. */
export const readJob = <T extends JobType>(
  type: T,
  raw: { key: string; elementId: string; processInstanceKey: string; customHeaders: unknown; variables: unknown },
): JobInput<T> => {
  const headers = JOBS[type].headers.safeParse(raw.customHeaders ?? {});
  if (!headers.success)
    throw new JobContractError(
      `步骤“${raw.elementId}”（${JOBS[type].name}）的参数不正确：${headers.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('；')}。请在规程中改正后重新发布，并将本案迁移到新版本`,
    );
  const variables = CaseVariables.safeParse(raw.variables);
  if (!variables.success)
    throw new JobContractError(`步骤“${raw.elementId}”（${JOBS[type].name}）没有收到案件编号。该规程应由平台启动`);
  return {
    key: raw.key,
    elementId: raw.elementId,
    processInstanceKey: raw.processInstanceKey,
    caseId: variables.data.caseId,
    headers: headers.data as JobInput<T>['headers'],
  };
};
