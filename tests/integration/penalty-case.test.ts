import type { CaseDetail, TraceView } from '#contracts';
import { DEMO_CASES, ORGANS, runPenaltyCase } from '#seed';
import type { RunOptions, StepOverride } from '#seed';
import { connect } from '../scenarios/support/client.ts';
import type { MongoServer } from '../support/mongo.ts';
import { startMongo } from '../support/mongo.ts';
import { ONE_TIMER } from '../support/one-timer.ts';
import type { EngineKind, StoreKind, TestPlatform } from '../support/platform.ts';
import { eventually, startPlatform } from '../support/platform.ts';
import { zeebeAvailable } from '../support/zeebe.ts';

// One whole penalty case through the API, with returns, a fired deadline and an incident, on every engine and store:
// equal outcomes and equal traces.

const mongo: MongoServer | null = await startMongo();
const engines: EngineKind[] = zeebeAvailable() ? ['broker', 'zeebe'] : ['broker'];
const stores: StoreKind[] = mongo ? ['sqlite', 'mongo'] : ['sqlite'];
const combinations = engines.flatMap((engine) => stores.map((store) => ({ engine, store })));

afterAll(() => mongo?.stop());

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
const [demo] = DEMO_CASES;
if (!demo) throw new Error('no demonstration case');

const firstTime =
  (data: Record<string, unknown>): StepOverride =>
  (visit) =>
    visit === 1 ? data : {};

/** Who sends the case back once, and why. */
const RETURNS: Record<string, StepOverride> = {
  Task_Filing: firstTime({ filingDecision: 'return', filingOpinion: '请补充核查进货票据后再报。' }),
  Task_Review: firstTime({ reviewConclusion: 'supplement', reviewOpinion: '货值认定缺少票据，请补充后再送审。' }),
  Task_Decision: firstTime({ decisionApproval: 'return', decisionOpinion: '请写明从轻的理由。' }),
};

/** What must be equal everywhere: all but keys, times and people's ids. */
const traceOf = (trace: TraceView) => ({
  visits: trace.visits
    .map(({ elementType, elementId, state, actorName, form, variableChanges, checks, documents }) =>
      [
        `${elementType} ${elementId} ${state} ${actorName ?? ''}`,
        `form ${form ? Object.keys(form.data).sort().join() : ''}`,
        // Sorted: in which order Zeebe writes the variables of one command is its hash map's affair.
        `variables ${variableChanges
          .map(({ name }) => name)
          .sort()
          .join()}`,
        `checks ${checks.map((check) => `${check.kind} ${check.passed} ${check.findings.map((finding) => `${finding.gate} ${finding.outcome}`).join()}`).join()}`,
        `documents ${documents.map(({ code }) => code).join()}`,
      ].join('; '),
    )
    .sort(),
  flows: trace.flows.map((flow) => `${flow.id} ${flow.count}`).sort(),
  incidents: trace.incidents.map(
    ({ elementId, type, message, resolvedAt }) => `${elementId} ${type} ${message} ${resolvedAt ? 'resolved' : 'open'}`,
  ),
});

const outcomeOf = (detail: CaseDetail, trace: TraceView) => ({
  status: detail.status,
  light: detail.light,
  stages: detail.stages.map((stage) => `${stage.name} ${stage.state}`),
  events: detail.events.map((event) => event.type),
  documents: detail.documents.map((document) => `${document.code} ${document.number}`).sort(),
  timeline: detail.timeline.map((entry) => `${entry.kind} ${entry.title} ${entry.outcome ?? ''}`).sort(),
  findings: detail.findings.map((finding) => `${finding.gate} ${finding.outcome}`).sort(),
  deadlines: detail.deadlines.map((deadline) => `${deadline.code} ${deadline.state} ${deadline.dueOn}`),
  trace: traceOf(trace),
});

/** By name of the case, then by engine and store. */
const outcomes = new Map<string, Map<string, unknown>>();

describe.each(combinations)('a penalty case on $engine with $store', ({ engine, store }) => {
  let platform: TestPlatform;
  let caseId = '';
  beforeAll(async () => {
    platform = await startPlatform({ engine, store, mongo });
  }, 240_000);
  afterAll(() => platform.stop(), 30_000);

  const steps: string[] = [];
  const goOn = async (options: Partial<RunOptions>): Promise<void> => {
    const run = await runPenaltyCase(platform.runner, demo, {
      stopBefore: null,
      patienceMs: 60_000,
      override: RETURNS,
      ...(caseId ? { resume: caseId } : {}),
      ...options,
    });
    caseId = run.caseId;
    steps.push(...run.steps);
  };
  const ask = async (id = caseId) => (await platform.runner.as('zhifa1')).call('case', { params: { id } });
  const keep = async (name: string, detail: CaseDetail, more: object = {}) => {
    const officer = await platform.runner.as('zhifa1');
    const trace = await officer.call('instance', { params: { key: detail.instances[0]?.key ?? '' } });
    const kept = outcomes.get(name) ?? new Map<string, unknown>();
    outcomes.set(name, kept.set(`${engine} ${store}`, { ...more, ...outcomeOf(detail, trace) }));
    return trace;
  };

  test('is sent back by the leader and by the reviewer, and comes again', async () => {
    await goOn({ stopBefore: 'Task_Notice' });
    expect(steps.filter((step) => step === 'Task_Verify')).toHaveLength(2);
    expect(steps.filter((step) => step === 'Task_Report')).toHaveLength(2);
    const detail = await ask();
    expect(detail.number).toMatch(/^济历市监立〔\d{4}〕1号$/);
    expect(detail.status).toBe('open');
  }, 120_000);

  test('a document that cannot be numbered stops it with a reason; mended and tried again, it goes on', async () => {
    const organ = ORGANS.find(({ id }) => id === '370102-shijian');
    if (!organ) throw new Error('no organ');
    const administrator = await platform.api('guanli1');
    const setPrefix = (numberPrefix: string) =>
      administrator.call('putOrgan', { params: { id: organ.id }, body: { ...organ, numberPrefix } });
    await setPrefix('');
    await goOn({ stopAfter: 'Task_Notice' });
    const stopped = await eventually('the incident is on the case', async () => {
      const detail = await ask();
      return detail.status === 'incident' && detail;
    });
    expect(stopped.incidents).toHaveLength(1);
    expect(stopped.openTasks).toEqual([]);
    const reason = /^生成文书没有完成：.*没有设置机关代字，文书“.*”编不出文号。请系统管理员在“组织机构”中填写/;
    expect(stopped.incidents[0]).toMatchObject({ elementId: 'Doc_Notice', message: expect.stringMatching(reason) });
    const listed = await administrator.call('incidents');
    expect(listed.items).toEqual([
      expect.objectContaining({ caseId, caseNumber: stopped.number, elementId: 'Doc_Notice' }),
    ]);

    // Tried again before anything is mended, it stops again; nothing is lost.
    const [first] = listed.items;
    await administrator.call('resolveIncident', { params: { key: first?.key ?? '' } });
    const again = await eventually('a second incident', async () => {
      const { items } = await administrator.call('incidents');
      return items[0] && items[0].key !== first?.key && items[0];
    });
    expect(again.message).toMatch(reason);

    await setPrefix(organ.numberPrefix);
    await administrator.call('resolveIncident', { params: { key: again.key } });
    const going = await eventually('the case goes on', async () => {
      const detail = await ask();
      return detail.openTasks.length > 0 && detail.status === 'open' && detail;
    });
    expect(going.incidents).toEqual([]);
    expect(going.openTasks.map((task) => task.elementId)).toEqual(['Task_NoticeService']);
    // The number that could not be used was not spent.
    expect(going.documents.find(({ code }) => code === 'penalty-notice')?.number).toMatch(/^济历市监告〔\d{4}〕1号$/);
    expect((await administrator.call('incidents')).items).toEqual([]);
  }, 120_000);

  test('a party that says nothing in time has waived: the deadline ends the task by itself', async () => {
    await goOn({ stopBefore: 'Task_Statement' });
    await platform.moveClock(inDays(14));
    const waived = await eventually('the timer ended the task', async () => {
      const detail = await ask();
      return detail.openTasks.some((task) => task.elementId === 'Task_Draft') && detail;
    });
    expect(waived.openTasks.map((task) => task.elementId)).toEqual(['Task_Draft']);
    const { items } = await (await platform.runner.as('zhifa2')).call('notices');
    expect(items.some((notice) => notice.caseId === caseId && notice.body.includes('视为放弃'))).toBe(true);
  }, 60_000);

  test('runs to the closed file', async () => {
    await goOn({});
    expect(steps.filter((step) => step === 'Task_Draft')).toHaveLength(2);
    const closed = await eventually('the case is closed', async () => {
      const detail = await ask();
      return detail.status === 'closed' && detail;
    });
    expect(closed.stages.filter((stage) => stage.state === 'waiting' || stage.state === 'current')).toEqual([]);
    const trace = await keep('whole', closed, { steps });
    const ended = trace.visits.filter((visit) => visit.state !== 'completed');
    expect(ended.map((visit) => `${visit.elementId} ${visit.state}`)).toEqual(['Task_Statement terminated']);
    expect(trace.incidents.map((incident) => incident.resolvedAt === null)).toEqual([false, false]);
  }, 180_000);

  test('time alone turns the light, fires the timers of the model and tells the officers', async () => {
    const late = await runPenaltyCase(platform.runner, demo, { stopBefore: 'Task_Interview', patienceMs: 60_000 });
    const officer = await platform.api('zhifa1');
    expect((await ask(late.caseId)).light).toBe('normal');
    await platform.moveClock(inDays(134));
    const overdue = await eventually('the case is overdue and its timer fired', async () => {
      const detail = await ask(late.caseId);
      return detail.light === 'overdue' && detail.timeline.some((entry) => entry.kind === 'deadline') && detail;
    });
    expect(overdue.remainingText).toContain('超期');
    const notices = await officer.call('notices');
    expect(notices.items.some((notice) => notice.caseId === late.caseId && notice.severity === 'urgent')).toBe(true);
    expect((await officer.call('overview')).overdue).toBe(1);
    const later = await officer.call('cases', { query: { light: 'overdue' } });
    expect(later.items.map((item) => item.id)).toEqual([late.caseId]);
    const warned = await eventually('the warning branch ended', async () => {
      const trace = await officer.call('instance', { params: { key: overdue.instances[0]?.key ?? '' } });
      return trace.visits.some(({ elementId, state }) => elementId === 'End_CaseWarn' && state === 'completed');
    });
    expect(warned).toBe(true);
    await keep('overdue', await ask(late.caseId));
  }, 120_000);

  test('leaves an audit chain that verifies, and read models that a rebuild makes again', async () => {
    const auditor = await platform.api('shenji1');
    const verified = await auditor.call('auditVerify');
    expect(verified.problem).toBeNull();
    const officer = await platform.api('zhifa1');
    const views = async () => {
      // The closed case: of the other one jobs may still be running.
      const { items } = await officer.call('cases', { query: { status: 'closed' } });
      const detail = await officer.call('case', { params: { id: items[0]?.id ?? '' } });
      const trace = await officer.call('instance', { params: { key: detail.instances[0]?.key ?? '' } });
      return { summary: items, instances: detail.instances, trace };
    };
    const before = await views();
    await fetch(`${platform.url}/internal/projection/rebuild`, {
      method: 'POST',
      headers: { authorization: `Bearer ${platform.serviceToken}` },
    });
    expect(await views()).toEqual(before);
  }, 60_000);

  test('time goes on in the engine behind a moved clock', async () => {
    const gateway = connect(platform.grpcAddress);
    await gateway.call('DeployResource', { resources: [{ name: 'p.bpmn', content: Buffer.from(ONE_TIMER) }] });
    const request = { bpmnProcessId: 'p', version: -1, variables: '{"wait":"PT2S"}' };
    const answer = await gateway.call('CreateProcessInstanceWithResult', { request, requestTimeout: 30_000 });
    expect(JSON.parse(String(answer['variables']))).toEqual({ wait: 'PT2S' });
    gateway.close();
  }, 60_000);
});

test.each(['whole', 'overdue'])('outcome and trace of the %s case are equal on all of them', (name) => {
  const kept = outcomes.get(name) ?? new Map<string, unknown>();
  expect([...kept.keys()]).toEqual(combinations.map(({ engine, store }) => `${engine} ${store}`));
  const [first, ...others] = kept.values();
  for (const other of others) expect(other).toEqual(first);
});
