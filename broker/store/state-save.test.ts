import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, EngineState, stateLines, step } from '#engine';
import { LMDB_DISK } from './disk.ts';
import { RecordLog } from './record-log.ts';
import { ONE_TASK } from '../../tests/support/one-task.ts';

const NOW = Date.UTC(2026, 0, 5, 1);

test('a backup from the midst of a large save opens with the state before it', async () => {
  const [directory, copy] = ['state-', 'copy-'].map((name) => mkdtempSync(join(tmpdir(), name))) as [string, string];
  let writesLeft = Infinity;
  const log = new RecordLog(directory, undefined, {
    againMs: 1,
    commit: async (write) => {
      if (writesLeft-- <= 0) throw new Error('stopped');
      return await LMDB_DISK.commit(write);
    },
  });
  const state = new EngineState();
  log.states.attach(state);
  const create = (count: number): void => {
    for (let made = 0; made < count; made++) step(state, commands.createInstance('p', { made }), NOW);
  };
  step(state, commands.deploy([{ name: 'p.bpmn', content: ONE_TASK }]), NOW);
  create(10);
  await log.states.takeChanges()();
  const [before, position] = [[...stateLines(state)], state.lastPosition];
  create(1500);
  writesLeft = 15;
  await expect(log.states.takeChanges()()).rejects.toThrow('stopped');
  await log.backup(copy);
  await log.close();
  for (const folder of [copy, directory]) {
    const again = new RecordLog(folder);
    const read = new EngineState();
    again.states.attach(read);
    expect(read.lastPosition).toBe(position);
    expect([...stateLines(read)]).toEqual(before);
    await again.close();
    rmSync(folder, { recursive: true });
  }
}, 60_000);
