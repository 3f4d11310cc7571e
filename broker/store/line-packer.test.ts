import type { Command, EngineRecord } from '#engine';
import { commands, EngineState, exportJson, step } from '#engine';
import { LinePacker } from './line-packer.ts';
import type { PackedLines } from './line-packer.ts';
import { LogEntry } from './log-entry.ts';
import { ONE_TASK } from '../../tests/support/one-task.ts';

const NOW = Date.UTC(2026, 0, 5, 1);

const startEngine = () => {
  const state = new EngineState();
  const run = (command: Command): EngineRecord[] => step(state, command, NOW).records;
  run(commands.deploy([{ name: 'p.bpmn', content: ONE_TASK }]));
  return (count: number): EngineRecord[] =>
    Array.from({ length: count }, (_, at) => run(commands.createInstance('p', { at, text: `第 ${at} 件` }))).flat();
};

const linesOf = (entries: readonly PackedLines[]): string[] =>
  entries.flatMap(({ firstPosition, stored }) => [...new LogEntry(firstPosition, stored).lines()]);

const linesOfRecords = (records: readonly EngineRecord[]): string[] => records.map((record) => exportJson(record));

test('lines become entries that are named by their first record, none lost and in order', () => {
  const create = startEngine();
  const packer = new LinePacker();
  const records = create(500);
  const bytes = records.reduce((sum, record) => sum + packer.add(record), 0);
  expect(packer.size).toBe(bytes);
  const entries = packer.take();
  expect(entries.length).toBeGreaterThan(3);
  expect(linesOf(entries)).toEqual(linesOfRecords(records));
  for (const { firstPosition, stored } of entries)
    expect(new LogEntry(firstPosition, stored).front()).toContain(`"position":${firstPosition},`);
});

test('what comes later changes nothing of entries that were taken', () => {
  const create = startEngine();
  const packer = new LinePacker();
  const groups = [1, 60, 2, 200].map((count) => create(count));
  const taken = groups.map((records) => {
    for (const record of records) packer.add(record);
    return packer.take();
  });
  expect(packer.size).toBe(0);
  expect(taken.map(linesOf)).toEqual(groups.map(linesOfRecords));
});

test('what was forgotten leaves nothing in what comes behind it', () => {
  const create = startEngine();
  const packer = new LinePacker();
  for (const record of create(20)) packer.add(record);
  packer.clear();
  const records = create(20);
  for (const record of records) packer.add(record);
  expect(linesOf(packer.take())).toEqual(linesOfRecords(records));
});

test.each([
  [1, 7],
  [100, 10],
])('%i instances take a %ith of their lines, or less', (count, part) => {
  const create = startEngine();
  create(1);
  const packer = new LinePacker();
  for (const record of create(count)) packer.add(record);
  const { size } = packer;
  expect(packer.take().reduce((sum, { stored }) => sum + stored.length, 0)).toBeLessThan(size / part);
});

test('nothing to pack is no entry', () => {
  expect(new LinePacker().take()).toEqual([]);
});
