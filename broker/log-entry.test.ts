import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clock } from './clock.ts';
import { DamagedEntry, LogEntry, packLines } from './log-entry.ts';
import { RecordLog } from './record-log.ts';
import { StreamProcessor } from './stream-processor.ts';
import { verifyLog } from './verify.ts';

const line = (position: number): string =>
  `{"partitionId":1,"position":${position},"timestamp":${1_700_000_000_000 + position},"value":{"text":"文书 \\"${position}\\""}}`;
const linesOf = (count: number): string[] => Array.from({ length: count }, (_, index) => line(index + 1));
const entryOf = (lines: readonly string[]): LogEntry => new LogEntry(1, packLines(Buffer.from(lines.join('\n'))));

test.each([1, 2, 500])('%i lines are read as they were written', (count) => {
  const lines = linesOf(count);
  expect([...entryOf(lines).lines()]).toEqual(lines);
});

test('many lines take a tenth of their room, and what they were made of can be used again', () => {
  const lines = Buffer.from(linesOf(500).join('\n'));
  const stored = packLines(lines);
  expect(stored.length).toBeLessThan(lines.length / 10);
  const few = Buffer.from(line(1));
  const storedFew = packLines(few);
  for (const bytes of [lines, few]) bytes.fill(0);
  expect([...new LogEntry(1, stored).lines()]).toHaveLength(500);
  expect([...new LogEntry(1, storedFew).lines()]).toEqual([line(1)]);
});

test('lines that were stored before anything was packed are read', () => {
  const lines = linesOf(100);
  const entry = new LogEntry(1, Buffer.from(lines.join('\n')));
  expect([...entry.lines()]).toEqual(lines);
  expect(entry.front()).toBe(lines[0]);
});

test.each([1, 500, 20_000])('of %i lines the first can be looked at alone', (count) => {
  expect(entryOf(linesOf(count)).front().slice(0, line(1).length)).toBe(line(1));
});

describe('a damaged entry', () => {
  const stored = packLines(Buffer.from(linesOf(500).join('\n')));
  stored[stored.length >> 1]! ^= 1;

  test('is not read, and it is told which one it is and what can be done', () => {
    expect(() => [...new LogEntry(7, stored).lines()]).toThrow(/位置 7 起的一组记录已损坏.*从备份恢复/);
    expect(() => [...new LogEntry(7, stored.subarray(0, -1)).lines()]).toThrow(DamagedEntry);
  });

  test('keeps a broker from starting, and is found by the verification', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'damaged-'));
    const log = new RecordLog(folder);
    try {
      await log.append(1, stored);
      expect(() => new StreamProcessor(log, new Clock(undefined, undefined))).toThrow(DamagedEntry);
      expect(verifyLog(log).problems).toEqual(['位置 1 起的一组记录无法读取']);
    } finally {
      await log.close();
      rmSync(folder, { recursive: true });
    }
  });
});
