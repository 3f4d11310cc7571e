import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { RecordLog } from '../../../broker/store/record-log.ts';

/** What the program prints as its last line. */
export interface FillReport {
  written: number;
  refused: number;
  errors: string[];
  /** Acknowledged entries that a newly opened log does not have. */
  lost: number[];
}

const ROUNDS = 40;
/** Rounds in which the log grows on the full disk until it has used up what was kept for it. */
const GROWING = new Set([5, 25]);

/** Writes to a log while the file system that it lies on becomes full and empty again, many times. */
async function fillAgainAndAgain(root: string): Promise<FillReport> {
  const directory = join(root, 'log');
  const filler = join(root, 'filler');
  mkdirSync(directory);
  const log = new RecordLog(directory);
  const report: FillReport = { written: 0, refused: 0, errors: [], lost: [] };
  const acknowledged: number[] = [];
  let position = 0;
  let over = false;
  let growing = false;

  const keepOn = async (write: () => Promise<unknown>): Promise<void> => {
    while (!over) {
      if (!log.hasRoom()) {
        report.refused++;
        await pause(2);
        continue;
      }
      await write().then(
        () => report.written++,
        (error: unknown) => report.errors.push(String(error)),
      );
    }
  };
  const append = async (): Promise<void> => {
    const at = ++position;
    const text = 'x'.repeat(((at * 7919) % 20_000) + (growing ? 200_000 : 0));
    await log.append([{ firstPosition: at, stored: Buffer.from(JSON.stringify({ timestamp: 0, text })) }]);
    acknowledged.push(at);
  };
  const writers = [
    keepOn(append),
    keepOn(() => log.saveExportedPosition(position)),
    keepOn(() => pause(1).then(() => (growing ? undefined : log.forget(position - 200, 1, 50)))),
  ];
  for (let round = 0; round < ROUNDS; round++) {
    await pause((round * 13) % 40);
    const file = openSync(filler, 'w');
    for (let size = 1 << 20; size >= 1;) size = tryWrite(file, size) ? size : size >> 1;
    growing = GROWING.has(round);
    const before = report.refused;
    for (let waited = 0; growing && report.refused === before && waited < 1000; waited++) await pause(5);
    await pause(60 + ((round * 29) % 60));
    growing = false;
    closeSync(file);
    rmSync(filler);
  }
  over = true;
  await Promise.all(writers);
  const first = log.firstPosition;
  await log.close();

  const again = new RecordLog(directory);
  const kept = new Set([...again.read(0)].map(({ firstPosition }) => firstPosition));
  report.lost = acknowledged.filter((at) => at >= first && !kept.has(at));
  await again.close();
  return report;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const tryWrite = (file: number, size: number): boolean => {
  try {
    return writeSync(file, new Uint8Array(size)) === size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
};

process.on('unhandledRejection', (error) => {
  console.error(error);
  process.exit(3);
});
console.log(JSON.stringify(await fillAgainAndAgain(process.argv[2] ?? '')));
