import { LogEntry, packLines } from './log-entry.ts';

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

test('what is damaged is not read', () => {
  const stored = packLines(Buffer.from(linesOf(500).join('\n')));
  stored[stored.length >> 1]! ^= 1;
  expect(() => [...new LogEntry(1, stored).lines()]).toThrow();
  expect(() => [...new LogEntry(1, stored.subarray(0, -1)).lines()]).toThrow();
});
