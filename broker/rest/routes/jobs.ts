import { TENANT } from '#engine';
import { jobCommand } from '../../commands/jobs.ts';
import { valueOf } from '../../errors.ts';
import type { ActivatedJob, JobWish } from '../../jobs/job-dispatcher.ts';
import { longPollMs, startLongPoll } from '../../jobs/long-poll.ts';
import { Checks } from '../checks.ts';
import type { Fields } from '../fields.ts';
import type { RestCall, RestServices, Route } from '../route.ts';

const onWire = (job: ActivatedJob): object => ({
  key: job.key,
  // The name since 8.7.
  jobKey: job.key,
  type: job.type,
  processInstanceKey: job.processInstanceKey,
  processDefinitionId: job.bpmnProcessId,
  processDefinitionVersion: job.processDefinitionVersion,
  processDefinitionKey: job.processDefinitionKey,
  elementId: job.elementId,
  elementInstanceKey: job.elementInstanceKey,
  customHeaders: job.customHeaders,
  worker: job.worker,
  retries: job.retries,
  deadline: job.deadline,
  variables: job.variables,
  tenantId: TENANT,
});

const wishOf = (fields: Fields): JobWish => {
  const type = fields.text('type');
  const timeoutMs = fields.long('timeout');
  const max = fields.integer('maxJobsToActivate');
  new Checks()
    .requireText('type', type)
    .requirePositive('timeout', timeoutMs)
    .requirePositive('maxJobsToActivate', max)
    .done();
  return {
    type: type!,
    timeoutMs: timeoutMs!,
    max: max!,
    worker: fields.text('worker') ?? '',
    fetch: fields.texts('fetchVariable') ?? [],
  };
};

/** Other tenants than the only one have no jobs. */
const isOtherTenant = (tenantIds: string[]): boolean =>
  tenantIds.some((id) => id.trim()) && !tenantIds.includes('<default>');

const activate = async ({ fields, closed }: RestCall, { dispatcher }: RestServices): Promise<object> => {
  const wish = wishOf(fields);
  const tenantIds = fields.texts('tenantIds') ?? [];
  const waitMs = longPollMs(fields.long('requestTimeout') ?? 0);
  if (isOtherTenant(tenantIds)) return { jobs: [] };
  const jobs = await new Promise<ActivatedJob[]>((resolve, reject) => {
    const poll = startLongPoll(dispatcher, wish, waitMs, { finish: resolve, failed: reject });
    void closed.then(poll.close);
  });
  return { jobs: jobs.map(onWire) };
};

const run = async ({ processor }: RestServices, command: ReturnType<typeof jobCommand>): Promise<undefined> => {
  valueOf(await processor.submit(command));
};

const complete = ({ key, fields }: RestCall, services: RestServices) =>
  run(services, jobCommand('COMPLETE', key, { variables: fields.variables('variables') ?? {} }));

const fail = ({ key, fields }: RestCall, services: RestServices) =>
  run(
    services,
    jobCommand('FAIL', key, {
      retries: fields.integer('retries') ?? 0,
      errorMessage: fields.text('errorMessage') ?? '',
      retryBackoff: fields.long('retryBackOff') ?? 0,
      variables: fields.variables('variables') ?? {},
    }),
  );

const throwError = async ({ key, fields }: RestCall, services: RestServices) => {
  const errorCode = fields.text('errorCode');
  new Checks().requireText('errorCode', errorCode).done();
  const errorMessage = fields.text('errorMessage') ?? '';
  const variables = fields.variables('variables') ?? {};
  return run(services, jobCommand('THROW_ERROR', key, { errorCode: errorCode!, errorMessage, variables }));
};

const change = async ({ key, fields }: RestCall, services: RestServices) => {
  const changes = fields.object('changeset');
  const retries = changes?.integer('retries');
  const timeout = changes?.long('timeout');
  const changedAttributes = [
    ...(retries === undefined ? [] : ['retries']),
    ...(timeout === undefined ? [] : ['timeout']),
  ];
  new Checks().refuseIf(changedAttributes.length === 0, 'At least one of [retries, timeout] is required.').done();
  const given = { ...(retries !== undefined && { retries }), ...(timeout !== undefined && { timeout }) };
  return run(services, jobCommand('UPDATE', key, { ...given, changedAttributes }));
};

export const jobRoutes: Route[] = [
  { method: 'POST', path: '/v2/jobs/activation', body: 'required', answer: activate },
  { method: 'POST', path: '/v2/jobs/{jobKey}/completion', body: 'optional', answer: complete },
  { method: 'POST', path: '/v2/jobs/{jobKey}/failure', body: 'optional', answer: fail },
  { method: 'POST', path: '/v2/jobs/{jobKey}/error', body: 'required', answer: throwError },
  { method: 'PATCH', path: '/v2/jobs/{jobKey}', body: 'required', answer: change },
];
