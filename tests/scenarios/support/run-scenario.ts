import { readFileSync } from 'node:fs';
import type { Scenario, Step } from './steps.ts';
import { isMark } from './barrier.ts';
import type { GatewayClient } from './client.ts';
import type { ExportedRecord, Sink } from './exporter-sink.ts';
import { toTrace, withoutLibraryTexts } from './normalise.ts';

export interface Target {
  client: GatewayClient;
  restAddress: string;
  clockUrl: string;
  sink: Sink;
  /** Nothing has arrived for this long: the engine is done. */
  quietMs: number;
  /** A surer way to learn that the engine is done; what the clock brings about is waited for by `quietMs` all the same. */
  barrier?: () => Promise<void>;
}

/** The bytes of a resource that a scenario deploys. */
export const modelOf = ({ models }: Scenario, name: string): Buffer =>
  models?.[name] ? Buffer.from(models[name]) : readFileSync(new URL(`../models/${name}`, import.meta.url));

interface Run {
  scenario: Scenario;
  target: Target;
  from: number;
  instanceKey: string;
  outcomes: string[];
  /** Keys of the processes that were deployed. */
  definitions: Set<number>;
}

const recent = (run: Run): ExportedRecord[] => run.target.sink.records.slice(run.from).filter((r) => !isMark(r));

const settle = async ({ target }: Run): Promise<void> =>
  target.barrier ? target.barrier() : target.sink.settle(target.quietMs);

const latestKey = (run: Run, valueType: string, intent: string, elementId?: string): string => {
  const found = recent(run).findLast(
    (r) => r.valueType === valueType && r.intent === intent && (!elementId || r.value.elementId === elementId),
  );
  if (!found) throw new Error(`no ${valueType} ${intent} ${elementId ?? ''} in the records`);
  return String(found.key);
};

const rest = async (run: Run, method: string, path: string, body?: object): Promise<string> => {
  const init = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {};
  const response = await fetch(`${run.target.restAddress}${path}`, { method, ...init });
  const text = await response.text();
  const detail = text ? (JSON.parse(text) as { title?: string; detail?: string }) : {};
  return response.status >= 400 ? `${response.status} ${detail.title}: ${detail.detail}` : String(response.status);
};

const deploy = async (run: Run, names: string[]): Promise<void> => {
  const { deployments } = (await run.target.client.call('DeployResource', {
    resources: names.map((name) => ({ name, content: modelOf(run.scenario, name) })),
  })) as { deployments: { process?: { processDefinitionKey: string } }[] };
  for (const { process } of deployments) if (process) run.definitions.add(Number(process.processDefinitionKey));
};

/** Instances that start events of earlier scenarios start, as their timers go on in a shared engine, don't belong here. */
const isOwn = ({ definitions }: Run, { value }: ExportedRecord): boolean => {
  const { processDefinitionKey } = value;
  return typeof processDefinitionKey !== 'number' || processDefinitionKey < 0 || definitions.has(processDefinitionKey);
};

const firstJob = async (run: Run, type: string, timeout = 3_600_000) => {
  const jobs = await run.target.client.activateJobs({
    type,
    worker: 'scenario',
    timeout,
    maxJobsToActivate: 1,
    requestTimeout: 5000,
  });
  if (!jobs[0]) throw new Error(`no job of type ${type}`);
  const { variables, customHeaders, retries, elementId } = jobs[0];
  const sorted = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(String(variables))).sort()));
  run.outcomes.push(
    `job ${String(elementId)} retries=${String(retries)} headers=${String(customHeaders)} variables=${sorted}`,
  );
  return String(jobs[0].key);
};

const ONE_JOB = { worker: 'scenario', timeout: 3_600_000, maxJobsToActivate: 1, requestTimeout: -1 };

/** A key of the first partition that nothing has. */
const NO_KEY = '2251799813699999';
const UNKNOWN = {
  job: ['FailJob', { jobKey: NO_KEY, retries: 1 }],
  incident: ['ResolveIncident', { incidentKey: NO_KEY }],
  instance: ['CancelProcessInstance', { processInstanceKey: NO_KEY }],
  scope: ['SetVariables', { elementInstanceKey: NO_KEY, variables: '{"a": 1}' }],
} as const;

/** The oldest incident of the scenario that has not been resolved. */
const openIncident = (run: Run): ExportedRecord | undefined => {
  const ofIncidents = recent(run).filter(({ valueType }) => valueType === 'INCIDENT');
  const over = new Set(ofIncidents.filter(({ intent }) => intent === 'RESOLVED').map(({ key }) => key));
  return ofIncidents.find(({ intent, key }) => intent === 'CREATED' && !over.has(key));
};

/** More jobs than any model of a test has. */
const MAX_JOBS = 200;

const json = (variables?: object) => JSON.stringify(variables ?? {});

/** One handler per kind of step; each is one request of the protocol. */
const perform: { [Kind in Step['do']]: (run: Run, step: Extract<Step, { do: Kind }>) => Promise<unknown> } = {
  deploy: (run, step) => deploy(run, step.resources),
  create: async (run, step) => {
    const reply = await run.target.client.call('CreateProcessInstance', {
      bpmnProcessId: step.process,
      version: -1,
      variables: json(step.variables),
      startInstructions: (step.at ?? []).map((elementId) => ({ elementId })),
    });
    run.instanceKey = String(reply.processInstanceKey);
  },
  createWithResult: async (run, step) => {
    const reply = await run.target.client.call('CreateProcessInstanceWithResult', {
      request: { bpmnProcessId: step.process, version: -1, variables: json(step.variables) },
      requestTimeout: 10_000,
      fetchVariables: step.fetch ?? [],
    });
    run.outcomes.push(`result ${String(reply.variables)}`);
  },
  complete: async (run, step) =>
    run.target.client.call('CompleteJob', { jobKey: await firstJob(run, step.job), variables: json(step.variables) }),
  completeAll: async (run, step) => {
    const request = { ...ONE_JOB, type: step.job };
    for (let count = 0; count < MAX_JOBS; count++) {
      const [job] = await run.target.client.activateJobs(request);
      if (!job) return;
      run.outcomes.push(`job ${String(job.elementId)}`);
      await run.target.client.call('CompleteJob', { jobKey: String(job.key), variables: '{}' });
      await settle(run);
    }
  },
  fail: async (run, step) =>
    run.target.client.call('FailJob', {
      jobKey: await firstJob(run, step.job),
      retries: step.retries,
      errorMessage: step.message ?? '',
      retryBackOff: step.backOffMs ?? 0,
      variables: json(step.variables),
    }),
  work: async (run, step) => {
    const [job] = await run.target.client.activateJobs({ ...ONE_JOB, type: step.job });
    if (!job) return void run.outcomes.push('no job');
    run.outcomes.push(`job ${String(job.elementId)} retries=${String(job.retries)}`);
    const jobKey = String(job.key);
    const { client } = run.target;
    if (step.how === 'fail') return client.call('FailJob', { jobKey, retries: step.retries, errorMessage: 'failed' });
    if (step.how === 'throw')
      return client.call('ThrowError', { jobKey, errorCode: step.code, errorMessage: 'thrown' });
    await client.call('CompleteJob', { jobKey, variables: '{}' });
    return step.twice ? client.call('CompleteJob', { jobKey, variables: '{}' }) : undefined;
  },
  mend: async (run) => {
    const incident = openIncident(run);
    if (!incident) return void run.outcomes.push('no incident');
    const { errorType, jobKey } = incident.value;
    if (errorType === 'JOB_NO_RETRIES')
      await run.target.client.call('UpdateJobRetries', { jobKey: String(jobKey), retries: 1 });
    return run.target.client.call('ResolveIncident', { incidentKey: String(incident.key) });
  },
  unknown: (run, { what }) => {
    const [method, request] = UNKNOWN[what];
    return run.target.client.call(method, request);
  },
  throwError: async (run, step) =>
    run.target.client.call('ThrowError', {
      jobKey: await firstJob(run, step.job),
      errorCode: step.code,
      errorMessage: step.message ?? '',
      variables: json(step.variables),
    }),
  activateOnly: (run, step) => firstJob(run, step.job, step.timeoutMs),
  retries: (run, step) =>
    run.target.client.call('UpdateJobRetries', { jobKey: latestKey(run, 'JOB', 'CREATED'), retries: step.retries }),
  task: async (run, step) => {
    const key = latestKey(run, 'USER_TASK', 'CREATED');
    run.outcomes.push(await rest(run, step.method, `/v2/user-tasks/${key}${step.path}`, step.body));
  },
  rest: async (run, { method, path, body }) => {
    const whole = path.includes('{job}') ? path.replace('{job}', latestKey(run, 'JOB', 'CREATED')) : path;
    run.outcomes.push(await rest(run, method, whole, body));
  },
  publish: (run, step) =>
    run.target.client.call('PublishMessage', {
      name: step.message,
      correlationKey: step.key,
      timeToLive: step.ttlMs ?? 0,
      messageId: step.id ?? '',
      variables: json(step.variables),
    }),
  signal: (run, step) =>
    run.target.client.call('BroadcastSignal', { signalName: step.name, variables: json(step.variables) }),
  advance: async (run, step) => {
    const last = run.target.sink.records.at(-1)!.timestamp;
    const base = Math.max(last, Date.now());
    await fetch(run.target.clockUrl, {
      method: 'PUT',
      body: JSON.stringify({ timestamp: base + step.ms }),
      headers: { 'content-type': 'application/json' },
    });
    await run.target.sink.settle(run.target.quietMs * 3);
  },
  resolve: (run) => run.target.client.call('ResolveIncident', { incidentKey: latestKey(run, 'INCIDENT', 'CREATED') }),
  set: (run, step) =>
    run.target.client.call('SetVariables', {
      elementInstanceKey: step.element
        ? latestKey(run, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', step.element)
        : run.instanceKey,
      variables: json(step.variables),
      local: step.local ?? false,
    }),
  cancel: (run) => run.target.client.call('CancelProcessInstance', { processInstanceKey: run.instanceKey }),
  modify: (run, step) =>
    run.target.client.call('ModifyProcessInstance', {
      processInstanceKey: run.instanceKey,
      activateInstructions: (step.activate ?? []).map((elementId) => ({
        elementId,
        variableInstructions: step.variables ? [{ variables: json(step.variables), scopeId: step.scope ?? '' }] : [],
      })),
      terminateInstructions: (step.terminate ?? []).map((id) => ({
        elementInstanceKey: latestKey(run, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', id),
      })),
    }),
  migrate: async (run, step) => {
    const target = run.target.sink.records.findLast(
      (r) => r.valueType === 'PROCESS' && r.intent === 'CREATED' && r.value.bpmnProcessId === step.process,
    );
    await run.target.client.call('MigrateProcessInstance', {
      processInstanceKey: run.instanceKey,
      migrationPlan: {
        targetProcessDefinitionKey: target ? String(target.key) : '1',
        mappingInstructions: Object.entries(step.map).map(([sourceElementId, targetElementId]) => ({
          sourceElementId,
          targetElementId,
        })),
      },
    });
  },
  delete: (run, step) =>
    run.target.client.call('DeleteResource', { resourceKey: latestKey(run, step.what, 'CREATED') }),
  jobTimeout: (run, step) =>
    run.target.client.call('UpdateJobTimeout', { jobKey: latestKey(run, 'JOB', 'CREATED'), timeout: step.timeoutMs }),
  decide: async (run, step) => {
    const reply = await run.target.client.call('EvaluateDecision', {
      decisionId: step.decision,
      variables: json(step.variables),
    });
    const { decisionOutput, failedDecisionId, failureMessage, evaluatedDecisions } = reply;
    const evaluated = (evaluatedDecisions as Record<string, unknown>[]).map(
      ({ decisionKey: _, tenantId: __, ...rest }) => rest,
    );
    run.outcomes.push(JSON.stringify({ decisionOutput, failedDecisionId, failureMessage, evaluated }));
  },
};

/** A refused deployment names its mistakes in no particular order. */
const inElementOrder = (text: string): string => {
  if (!text.includes('Expected to deploy')) return text;
  const [head, ...elements] = text.split(/^(?='[^']+': )?- Element: |'[^']+': - Element: /m);
  return [head, ...elements.map((element) => element.trim()).sort()].join('\n- Element: ');
};

const withoutKeys = (text: string) =>
  withoutLibraryTexts(text)
    .replace(/("decisionVersion":)\d+/g, '$1n')
    .replace(/22517998136\d{5}/g, '<key>')
    .replace(/\s+$/gm, '');

/** Plays a scenario and returns its trace and what the caller saw. */
export const runScenario = async (target: Target, scenario: Scenario) => {
  const run: Run = {
    scenario,
    target,
    from: target.sink.records.length,
    instanceKey: '',
    outcomes: [],
    definitions: new Set(),
  };
  if (scenario.resources.length > 0) await deploy(run, scenario.resources);
  await settle(run);
  for (const step of scenario.steps) {
    try {
      await (perform[step.do] as (run: Run, step: Step) => Promise<unknown>)(run, step);
    } catch (error) {
      const { code, details } = error as { code?: number; details?: string };
      if (code === undefined) throw error;
      run.outcomes.push(`error ${code}: ${inElementOrder(withoutKeys(details ?? ''))}`);
    }
    await settle(run);
  }
  return { ...toTrace(recent(run).filter((record) => isOwn(run, record))), outcomes: run.outcomes.map(withoutKeys) };
};
