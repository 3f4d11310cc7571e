import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { commands } from '#engine';
import { Clock } from './clock.ts';
import type { Disk } from './store/disk.ts';
import { LMDB_DISK } from './store/disk.ts';
import { RecordLog } from './store/record-log.ts';
import type { Listener } from './stream-processor.ts';
import { recordsAfter, StreamProcessor } from './stream-processor.ts';
import { ONE_TASK } from '../tests/support/one-task.ts';
import { ONE_TIMER } from '../tests/support/one-timer.ts';

test('a stop while the disk refuses a group writes nothing of what came behind it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'stop-'));
  let refused: Promise<never> | undefined;
  const disk: Disk = { againMs: 1, commit: (write) => refused ?? LMDB_DISK.commit(write) };
  const log = new RecordLog(directory, undefined, disk);
  const processor = new StreamProcessor(log, new Clock(undefined, undefined));
  await processor.submit(commands.deploy([{ name: 'p.bpmn', content: ONE_TASK }]));
  const { lastPosition } = processor.state;
  let refuse: (error: Error) => void = () => undefined;
  refused = new Promise<never>((_, reject) => (refuse = reject));
  const create = (): Promise<unknown> =>
    processor.submit(commands.createInstance('p')).then(
      () => 'acknowledged',
      (error: Error) => error.message,
    );
  const first = create();
  // It is on its way to the disk when the second one comes.
  await setImmediate();
  await setImmediate();
  const second = create();
  const stopped = processor.stop();
  refuse(new Error('refused'));
  refused.catch(() => undefined);
  refused = undefined;
  await stopped;
  expect(await Promise.all([first, second])).toEqual(['refused', 'refused']);
  await log.close();
  const again = new RecordLog(directory);
  expect([...recordsAfter(again, 0)].at(-1)!.position).toBe(lastPosition);
  await again.close();
  rmSync(directory, { recursive: true });
});

const HOUR_MS = 3_600_000;
const TIMERS = 3000;
const nobody: Listener = {
  jobsAvailable: () => undefined,
  instanceEnded: () => undefined,
  recordsAppended: () => undefined,
  stateSaved: () => undefined,
  delayed: () => undefined,
  failed: (error) => {
    throw error;
  },
};

test('behind a restart what is overdue goes in the order of its time, and requests do not wait for it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'overdue-'));
  let now = Date.UTC(2026, 0, 5, 12);
  const clock = new Clock(() => now, undefined);
  let log = new RecordLog(directory);
  let processor = new StreamProcessor(log, clock);
  processor.start(nobody);
  await processor.submit(commands.deploy([{ name: 'p.bpmn', content: ONE_TIMER }]));
  // The one that begins first is due last.
  for (let left = TIMERS; left > 0; left -= 500)
    await Promise.all(
      Array.from({ length: 500 }, (_, index) =>
        processor.submit(commands.createInstance('p', { wait: `PT${left - index}S` })),
      ),
    );
  await processor.stop();
  await log.close();

  now += HOUR_MS;
  log = new RecordLog(directory);
  processor = new StreamProcessor(log, clock);
  const { lastPosition } = processor.state;
  const fired = new Promise<void>((resolve) => {
    const recordsAppended = (): void => {
      if (processor.state.timers.size === 0) resolve();
    };
    processor.start({ ...nobody, recordsAppended });
  });
  await processor.submit(commands.createInstance('p', { wait: 'PT0S' }));
  await fired;
  await processor.stop();
  const records = [...recordsAfter(log, lastPosition)];
  const dueDates = records
    .filter(({ valueType, intent }) => valueType === 'TIMER' && intent === 'TRIGGERED')
    .map(({ value }) => (value as { dueDate: number }).dueDate);
  expect(dueDates).toHaveLength(TIMERS + 1);
  expect(dueDates).toEqual([...dueDates].sort((a, b) => a - b));
  expect(records[0]).toMatchObject({ valueType: 'VARIABLE', value: { value: '"PT0S"' } });
  await log.close();
  rmSync(directory, { recursive: true });
}, 60_000);
