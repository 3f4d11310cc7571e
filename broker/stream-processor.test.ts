import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { commands } from '#engine';
import { Clock } from './clock.ts';
import type { Disk } from './store/disk.ts';
import { LMDB_DISK } from './store/disk.ts';
import { RecordLog } from './store/record-log.ts';
import { recordsAfter, StreamProcessor } from './stream-processor.ts';
import { ONE_TASK } from '../tests/support/one-task.ts';

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
