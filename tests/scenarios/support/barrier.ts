import type { GatewayClient } from './client.ts';
import type { ExportedRecord, Sink } from './exporter-sink.ts';

const MARK = 'quanheng-barrier';
const ARRIVAL_MS = 30_000;
/** A mark that a barrier left among the records of a scenario. */
export const isMark = ({ valueType, value }: ExportedRecord): boolean =>
  valueType === 'SIGNAL' && value.signalName === MARK;

const arrived = async ({ records }: Sink, key: number): Promise<void> => {
  for (const until = Date.now() + ARRIVAL_MS; Date.now() < until;) {
    if (records.slice(-200).some((record) => isMark(record) && record.key === key)) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error('a signal was broadcast, but its record never arrived');
};

/**
 * Waits until an engine has nothing left to do, however slow the machine is: a signal for nobody is broadcast, and again
 * for as long as other records arrive before its own. What a clock brings about is not waited for.
 *
 * @param rounds in how many rounds one after the other nothing but the mark may have arrived: Zeebe sends itself some
 *   commands late, the broker none
 */
export const barrierOf = (client: GatewayClient, sink: Sink, rounds: number) => async (): Promise<void> => {
  for (let quiet = 0; quiet < rounds;) {
    const from = sink.records.length;
    const { key } = await client.call('BroadcastSignal', { signalName: MARK, variables: '{}' });
    await arrived(sink, Number(key));
    quiet = sink.records.slice(from).every(isMark) ? quiet + 1 : 0;
  }
};
