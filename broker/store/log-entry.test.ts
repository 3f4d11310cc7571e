import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { Clock } from '../clock.ts';
import { ByteWriter } from '../lines/byte-writer.ts';
import { DamagedEntry, LogEntry, storedLines } from './log-entry.ts';
import { RecordLog } from './record-log.ts';
import { StreamProcessor } from '../stream-processor.ts';
import { verifyLog } from './verify.ts';

const line = (position: number): string =>
  `{"partitionId":1,"position":${position},"timestamp":${1_700_000_000_000 + position},"value":{"text":"文书 \\"${position}\\""}}`;
const linesOf = (count: number): string[] => Array.from({ length: count }, (_, index) => line(index + 1));
const bytesOf = (count: number): Buffer => Buffer.from(linesOf(count).join('\n'));
/** As they are stored now: the text behind the position and the time is copied. */
const storedNow = (count: number): Buffer => {
  const writer = new ByteWriter();
  linesOf(count).forEach((text, index) => {
    if (index > 0) writer.put(Buffer.from('\n'));
    const [start, end] = [text.indexOf('"position"'), text.indexOf(':"文书')];
    writer.put(Buffer.from(text.slice(0, start)));
    const value = text.indexOf(',"value"');
    writer.put(Buffer.from(text.slice(start, value)));
    if (index === 0) writer.put(Buffer.from(text.slice(value, end)));
    else writer.copy(line(1).indexOf(',"value"'), end - value);
    writer.put(Buffer.from(text.slice(end)));
  });
  return storedLines(writer.packed());
};
/** As builds before stored them. */
const stored: Record<string, (count: number) => Buffer> = {
  'with copies': storedNow,
  'as they are': bytesOf,
  deflated: (count) => deflateSync(bytesOf(count)),
};

// Of one line copies stay as they are, of a hundred they are deflated, of 5,000 they are not.
describe.each(Object.keys(stored))('lines that were stored %s', (kind) => {
  test.each([1, 2, 100, 5000])('are read as they were written: %i', (count) => {
    expect([...new LogEntry(1, stored[kind]!(count)).lines()]).toEqual(linesOf(count));
  });

  test.each([1, 100, 20_000])('can be looked at in front: %i', (count) => {
    expect(new LogEntry(1, stored[kind]!(count)).front().slice(0, line(1).length)).toBe(line(1));
  });
});

test('a middling number of lines is deflated, few and many are not', () => {
  const firstBytes = [1, 100, 5000].map((count) => storedNow(count)[0]);
  expect(firstBytes).toEqual([1, 0x78, 1]);
});

describe.each([100, 5000])('a damaged entry of %i lines', (count) => {
  const whole = storedNow(count);
  const damaged = Buffer.from(whole);
  damaged[damaged.length >> 1]! ^= 1;

  test('is not read, and it is told which one it is and what can be done', () => {
    expect(() => [...new LogEntry(7, damaged).lines()]).toThrow(/位置 7 起的一组记录已损坏.*从备份恢复/);
    expect(() => [...new LogEntry(7, whole.subarray(0, -1)).lines()]).toThrow(DamagedEntry);
    expect(() => [...new LogEntry(7, Buffer.alloc(0)).lines()]).toThrow(DamagedEntry);
    for (let at = 0; at < Math.min(whole.length, 2000); at++) {
      const other = Buffer.from(whole);
      other[at]! ^= 0x10;
      expect(() => [...new LogEntry(7, other).lines()]).toThrow(DamagedEntry);
    }
  });

  test('keeps a broker from starting, and is found by the verification', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'damaged-'));
    const log = new RecordLog(folder);
    try {
      await log.append([{ firstPosition: 1, stored: damaged }]);
      expect(() => new StreamProcessor(log, new Clock(undefined, undefined))).toThrow(DamagedEntry);
      expect(verifyLog(log).problems).toEqual(['位置 1 起的一组记录无法读取']);
    } finally {
      await log.close();
      rmSync(folder, { recursive: true });
    }
  });
});
