import { DEMO_CASES, runPenaltyCase } from '#seed';
import type { MongoServer } from '../support/mongo.ts';
import { startMongo } from '../support/mongo.ts';
import type { EngineKind, StoreKind, TestPlatform } from '../support/platform.ts';
import { eventually, startPlatform } from '../support/platform.ts';
import { zeebeAvailable } from '../support/zeebe.ts';

// One whole penalty case through the API, on every engine and store: equal outcomes and equal traces.

const mongo: MongoServer | null = await startMongo();
const engines: EngineKind[] = zeebeAvailable() ? ['broker', 'zeebe'] : ['broker'];
const stores: StoreKind[] = mongo ? ['sqlite', 'mongo'] : ['sqlite'];
const combinations = engines.flatMap((engine) => stores.map((store) => ({ engine, store })));

afterAll(() => mongo?.stop());

interface Outcome {
  steps: string[];
  events: string[];
  documents: string[];
  trace: string[];
  flows: string[];
}
const outcomes = new Map<string, Outcome>();

describe.each(combinations)('a penalty case on $engine with $store', ({ engine, store }) => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startPlatform({ engine, store, mongo });
  }, 240_000);
  afterAll(() => platform.stop(), 30_000);

  test('runs from the lead to the closed file', async () => {
    const [demo] = DEMO_CASES;
    if (!demo) throw new Error('no demonstration case');
    const { caseId, steps } = await runPenaltyCase(platform.runner, demo, { stopBefore: null, patienceMs: 60_000 });
    const officer = await platform.api('zhifa1');
    const closed = await eventually('the case is closed', async () => {
      const detail = await officer.call('case', { params: { id: caseId } });
      return detail.status === 'closed' && detail;
    });
    expect(closed.number).toMatch(/^济历市监立〔\d{4}〕1号$/);
    expect(closed.stages.filter((stage) => stage.state === 'waiting' || stage.state === 'current')).toEqual([]);
    expect(closed.incidents).toEqual([]);
    const [instance] = closed.instances;
    const trace = await officer.call('instance', { params: { key: instance?.key ?? '' } });
    expect(trace.visits.every((visit) => visit.state === 'completed')).toBe(true);
    outcomes.set(`${engine} ${store}`, {
      steps,
      events: closed.events.map((event) => event.type),
      documents: closed.documents.map((document) => `${document.code} ${document.number}`).sort(),
      trace: trace.visits.map((visit) => `${visit.elementType} ${visit.elementId}`).sort(),
      flows: trace.flows.map((flow) => `${flow.id} ${flow.count}`).sort(),
    });
  }, 180_000);

  test('time alone turns the light, fires the timers of the model and tells the officers', async () => {
    const [demo] = DEMO_CASES;
    if (!demo) throw new Error('no demonstration case');
    const { caseId } = await runPenaltyCase(platform.runner, demo, {
      stopBefore: 'Task_Interview',
      patienceMs: 60_000,
    });
    const officer = await platform.api('zhifa1');
    expect((await officer.call('case', { params: { id: caseId } })).light).toBe('normal');
    await platform.moveClock(new Date(Date.now() + 120 * 86_400_000).toISOString());
    const late = await eventually('the case is overdue and its timer fired', async () => {
      const detail = await officer.call('case', { params: { id: caseId } });
      return detail.light === 'overdue' && detail.timeline.some((entry) => entry.kind === 'deadline') && detail;
    });
    expect(late.remainingText).toContain('超期');
    const notices = await officer.call('notices');
    expect(notices.items.some((notice) => notice.caseId === caseId && notice.severity === 'urgent')).toBe(true);
    expect((await officer.call('overview')).overdue).toBe(1);
    const later = await officer.call('cases', { query: { light: 'overdue' } });
    expect(later.items.map((item) => item.id)).toEqual([caseId]);
  }, 120_000);

  test('leaves an audit chain that verifies, and read models that a rebuild makes again', async () => {
    const auditor = await platform.api('shenji1');
    const verified = await auditor.call('auditVerify');
    expect(verified.problem).toBeNull();
    const officer = await platform.api('zhifa1');
    const ask = async () => {
      // The closed case: of the other one jobs may still be running.
      const { items } = await officer.call('cases', { query: { status: 'closed' } });
      const detail = await officer.call('case', { params: { id: items[0]?.id ?? '' } });
      const trace = await officer.call('instance', { params: { key: detail.instances[0]?.key ?? '' } });
      return { summary: items, instances: detail.instances, trace };
    };
    const before = await ask();
    await fetch(`${platform.url}/internal/projection/rebuild`, {
      method: 'POST',
      headers: { authorization: `Bearer ${platform.serviceToken}` },
    });
    expect(await ask()).toEqual(before);
  }, 60_000);
});

test('outcomes and traces are equal on all of them', () => {
  const [first, ...others] = [...outcomes.values()];
  expect(outcomes.size).toBe(combinations.length);
  for (const other of others) expect(other).toEqual(first);
});
