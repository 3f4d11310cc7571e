import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker } from '#broker';
import { RecordLog } from '../../broker/store/record-log.ts';
import { verifyLog } from '../../broker/store/verify.ts';
import { connect } from '../scenarios/support/client.ts';
import type { Sink } from '../scenarios/support/exporter-sink.ts';
import { startSink } from '../scenarios/support/exporter-sink.ts';
import { eventually } from '../support/platform.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOON = Date.UTC(2026, 0, 5, 12);
const model = readFileSync(new URL('../scenarios/models/timer-catch.bpmn', import.meta.url));

const timers = (sink: Sink, intent: string): number =>
  sink.records.filter((record) => record.valueType === 'TIMER' && record.intent === intent).length;
const ended = (sink: Sink): number =>
  sink.records.filter(({ intent, value }) => intent === 'ELEMENT_COMPLETED' && value.bpmnElementType === 'PROCESS')
    .length;

/** A broker whose clock the test moves, as a machine's clock is moved under a running process; it can be started anew. */
const startMoved = async (dataDir: string, sink: Sink, clock: { now: number }) => {
  const options = { dataDir, grpcPort: 0, restPort: 0, exporterUrl: sink.url, exportAll: true };
  const broker = await startBroker({ ...options, clock: () => clock.now });
  const client = connect(broker.grpcAddress);
  const stop = async (): Promise<void> => {
    client.close();
    await broker.stop();
  };
  return { client, stop };
};
type Moved = Awaited<ReturnType<typeof startMoved>>;

const withMoved = async (
  play: (parts: { sink: Sink; clock: { now: number }; open: () => Promise<Moved> }) => unknown,
) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'clock-'));
  const sink = await startSink();
  const clock = { now: NOON };
  const running: Moved[] = [];
  const open = async (): Promise<Moved> => {
    const broker = await startMoved(dataDir, sink, clock);
    running.push(broker);
    return broker;
  };
  try {
    await play({ sink, clock, open });
    for (const { stop } of running) await stop();
    const log = new RecordLog(dataDir);
    const { problems } = verifyLog(log);
    await log.close();
    return problems;
  } finally {
    for (const { stop } of running) await stop();
    await sink.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

const begin = async ({ client }: Moved, wait: string): Promise<void> => {
  await client.call('DeployResource', { resources: [{ name: 'timer-catch.bpmn', content: model }] });
  const variables = JSON.stringify({ wait });
  await client.call('CreateProcessInstance', { bpmnProcessId: 'timer-catch', version: -1, variables });
};

test.each([
  ['an hour', HOUR_MS],
  ['a day', DAY_MS],
])(
  'a clock that jumps back by %s holds timers back and loses none; forward again, each fires once',
  async (_, by) => {
    const problems = await withMoved(async ({ sink, clock, open }) => {
      const broker = await open();
      await begin(broker, 'PT10M');
      await eventually('the timer', async () => timers(sink, 'CREATED') === 1);
      clock.now -= by;
      // Work goes on in the past.
      await begin(broker, 'PT10M');
      await eventually('the second timer', async () => timers(sink, 'CREATED') === 2);
      expect(timers(sink, 'TRIGGERED')).toBe(0);
      clock.now += by + HOUR_MS / 2;
      await eventually('both timers', async () => timers(sink, 'TRIGGERED') === 2, 30_000);
    });
    expect(problems).toEqual([]);
  },
  60_000,
);

test.each([
  ['an hour', HOUR_MS],
  ['a day', DAY_MS],
])(
  'a clock that jumps forward by %s fires what is due by then once, also behind a restart with the clock set back',
  async (_, by) => {
    const problems = await withMoved(async ({ sink, clock, open }) => {
      const first = await open();
      await begin(first, 'PT30M');
      await eventually('the timer', async () => timers(sink, 'CREATED') === 1);
      clock.now += by;
      await eventually('the timer that became due', async () => timers(sink, 'TRIGGERED') >= 1, 30_000);
      await first.stop();
      clock.now -= by;
      const second = await open();
      await begin(second, 'PT30M');
      const before = timers(sink, 'TRIGGERED');
      clock.now += by;
      await eventually('the timer of the second start', async () => timers(sink, 'TRIGGERED') > before, 30_000);
      const fired = sink.records.filter(({ valueType, intent }) => valueType === 'TIMER' && intent === 'TRIGGERED');
      expect(new Set(fired.map(({ key }) => key)).size).toBe(fired.length);
      expect(ended(sink)).toBeLessThanOrEqual(2);
    });
    expect(problems).toEqual([]);
  },
  60_000,
);
