import { randomUUID } from 'node:crypto';
import { DEMO_CASES, PENALTY_STEPS, runPenaltyCase } from '#seed';
import { OUTBOX } from '../../runtime/store/collections.ts';
import type { OutboxDoc } from '../../runtime/store/collections.ts';
import { INSTANCES } from '../../runtime/exporter/read-models.ts';
import { SYSTEM_ACTOR } from '../../runtime/store/port.ts';
import type { TestPlatform } from '../support/platform.ts';
import { eventually, startPlatform } from '../support/platform.ts';

// A kill between store and engine neither loses nor doubles a command. What such a kill leaves behind is an entry of the
// outbox, with the engine having got the command or not: both are laid out here, and the platform started on them.

const [demo] = DEMO_CASES;
if (!demo) throw new Error('no demonstration case');
let platform: TestPlatform;

beforeAll(async () => {
  platform = await startPlatform();
}, 60_000);
afterAll(() => platform.stop());

const leaveBehind = (entry: Partial<OutboxDoc> & Pick<OutboxDoc, 'caseId' | 'command'>): Promise<unknown> =>
  platform.runtime.platform.store.transaction(SYSTEM_ACTOR, (unit) =>
    unit.insert(OUTBOX, {
      id: randomUUID(),
      submissionId: null,
      at: platform.runtime.platform.clock.now(),
      attempts: 0,
      lastError: null,
      actorId: 'system',
      actorName: '系统',
      before: null,
      ...entry,
    }),
  );

const restart = async (): Promise<void> => {
  await platform.stop({ keepData: true });
  platform = await startPlatform({ dataDir: platform.dataDir, seed: 'none' });
};

const outboxEmpty = (): Promise<boolean> =>
  eventually('the outbox is empty', async () => (await platform.runtime.platform.outbox.pending()) === 0, 30_000);

test('the engine had the commands already: nothing happens twice', async () => {
  const { caseId } = await runPenaltyCase(platform.runner, demo, { stopBefore: 'Task_Filing' });
  const before = await (await platform.api('zhifa1')).call('case', { params: { id: caseId } });
  const done = (await (await platform.api('zhifa1')).call('tasks', { query: { view: 'done' } })).items[0];
  const variables = { caseId, organId: before.organId, procedureCode: 'penalty-ordinary' };
  await leaveBehind({
    caseId,
    command: { kind: 'create-instance', processId: 'penalty-ordinary', version: 1, variables },
  });
  await leaveBehind({ caseId, command: { kind: 'complete-task', taskKey: done?.key ?? '', variables: {} } });
  await restart();
  await outboxEmpty();
  const after = await (await platform.api('zhifa1')).call('case', { params: { id: caseId } });
  expect(after.instances).toEqual(before.instances);
  expect(after.openTasks.map((task) => task.key)).toEqual(before.openTasks.map((task) => task.key));
  expect(after.events).toEqual(before.events);
}, 90_000);

test('the engine had not got the command: the instance is started, once', async () => {
  const { caseId } = await runPenaltyCase(platform.runner, demo, { stopBefore: 'Task_Verify' });
  const { store } = platform.runtime.platform;
  const orphan = `${caseId}-orphan`;
  const variables = { caseId: orphan, organId: '370102-shijian', procedureCode: 'penalty-ordinary' };
  await leaveBehind({
    caseId: orphan,
    command: { kind: 'create-instance', processId: 'penalty-ordinary', version: 1, variables },
  });
  expect(await store.count(INSTANCES, { where: { caseId: orphan } })).toBe(0);
  await restart();
  await outboxEmpty();
  await eventually('the instance is projected', async () => {
    const count = await platform.runtime.platform.store.count(INSTANCES, { where: { caseId: orphan } });
    return count === 1;
  });
}, 90_000);

test('a task that the engine no longer has is taken back: 409 and the case as it was', async () => {
  const { caseId } = await runPenaltyCase(platform.runner, demo, { stopBefore: 'Task_Verify' });
  const officer = await platform.api('zhifa1');
  const before = await officer.call('case', { params: { id: caseId } });
  const key = before.openTasks[0]?.key ?? '';
  // Behind the platform's back and before it hears of it.
  const handlers = [await platform.runner.userId('zhifa1'), await platform.runner.userId('zhifa2')];
  const context = { handlers, hearingHosts: [], evidenceIds: [], today: platform.runner.today() };
  const data = { ...PENALTY_STEPS['Task_Verify']?.(demo, context) };
  const { engine } = platform.runtime.platform;
  const send = engine.completeTask.bind(engine);
  // The real engine is asked twice: the task is gone when the platform's own command arrives.
  engine.completeTask = async (taskKey, variables) => {
    await send(taskKey, { ...variables, filingProposed: 'file' });
    await send(taskKey, variables);
  };
  const outcome = await officer.call('completeTask', { params: { key }, body: { data } }).then(
    () => 200,
    (error: unknown) => (error as { status: number }).status,
  );
  engine.completeTask = send;
  expect(outcome).toBe(409);
  const after = await officer.call('case', { params: { id: caseId } });
  expect(after.events.map((event) => event.type)).toEqual(before.events.map((event) => event.type));
  expect(after.data).toEqual(before.data);
  expect(after.timeline.some((entry) => entry.kind === 'step' && entry.outcome === 'failed')).toBe(true);
  await outboxEmpty();
}, 60_000);
