import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineRecord } from '#engine';
import { EngineState, applyRecord, exportJson, replay } from '#engine';
import { LinePacker } from '../../broker/store/line-packer.ts';
import { LogEntry } from '../../broker/store/log-entry.ts';
import { RecordLog } from '../../broker/store/record-log.ts';
import { verifyLog } from '../../broker/store/verify.ts';
import { leftOver } from '../scenarios/support/left-over.ts';
import { finishInstances } from '../support/finish-instances.ts';
import { coverage } from './coverage.ts';
import { checkpointDigest, finalDigest, readHistory, versions } from './history.ts';

/** Groups of whole commands, as a broker writes them: what one command led to has one time. */
const groupsOf = (records: readonly EngineRecord[]): EngineRecord[][] => {
  const groups: EngineRecord[][] = [[]];
  for (const record of records) {
    const group = groups.at(-1)!;
    if (group.length >= 400 && group.at(-1)!.timestamp !== record.timestamp) groups.push([record]);
    else group.push(record);
  }
  return groups;
};

/** A log as a broker keeps it, with the state brought to the disk in its first half. */
const storedLog = async (directory: string, records: EngineRecord[]): Promise<void> => {
  const log = new RecordLog(directory, 50);
  const state = new EngineState();
  log.states.attach(state);
  for (const group of groupsOf(records)) {
    const stored = Buffer.from(group.map((record) => exportJson(record)).join('\n'));
    await log.append([{ firstPosition: group[0]!.position, stored }]);
    for (const record of group) applyRecord(state, record);
    if (state.lastPosition < records.length / 2) await log.states.takeChanges()();
  }
  await log.close();
};

describe.each(versions())('the log of release %s', (version) => {
  const { history, records } = readHistory(version);
  const lastTime = records.at(-1)!.timestamp;

  test('leads to the state that it led to when it was written, after every few records and in the end', () => {
    const state = new EngineState();
    const expected = new Map(history.checkpoints.map(({ records: count, digest }) => [count, digest]));
    const differing: string[] = [];
    records.forEach((record, index) => {
      applyRecord(state, record);
      const digest = expected.get(index + 1);
      if (digest !== undefined && checkpointDigest(state, history.parts) !== digest)
        differing.push(`first seen after record ${index + 1}, ${record.valueType} ${record.intent}`);
    });
    expect(expected.size).toBeGreaterThan(500);
    expect(differing.slice(0, 1)).toEqual([]);
    expect(finalDigest(state, history.parts)).toBe(history.finalDigest);
  });

  test('says the same when its records are written once more', () => {
    const packer = new LinePacker();
    for (const record of records) packer.add(record);
    const written = packer
      .take()
      .flatMap(({ firstPosition, stored }) => [...new LogEntry(firstPosition, stored).lines()]);
    expect(written.map((line) => JSON.parse(line) as EngineRecord)).toEqual(records);
  });

  test('shows every element and event that it claims to show', () => {
    const { elements, events } = history;
    expect(coverage(records)).toEqual({ elements, events });
  });

  test('leaves work open that this release brings to an end, with nothing left behind', () => {
    const state = replay(records);
    const open = [...state.elementInstances.values()].filter(({ value }) => value.bpmnElementType === 'PROCESS');
    const cancelled = finishInstances(state, lastTime);
    expect(open.length).toBeGreaterThan(100);
    expect(cancelled).toBeLessThan(open.length / 2);
    expect(state.elementInstances.size).toBe(0);
    expect(leftOver(state)).toEqual([]);
  });

  test('is taken over by a broker of this release: log and state on disk agree', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'history-'));
    try {
      await storedLog(directory, records);
      const log = new RecordLog(directory, 50);
      const result = verifyLog(log);
      await log.close();
      expect(result.problems).toEqual([]);
      expect(result.records).toBe(records.length);
      expect(result.whole).toBe(true);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }, 120_000);
});
