import type { ExportedHeader } from '#engine';
import { exportedHeader } from '#engine';
import type { RecordLog } from './store/record-log.ts';

const MAX_RECORDS = 1000;
const MAX_BYTES = 5_000_000;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 10_000;

export interface ExporterOptions {
  url: string;
  auth?: { username: string; password: string };
  /** Also what Zeebe's exporter leaves out by default. */
  exportAll?: boolean;
  log: RecordLog;
  onError?: (error: Error) => void;
}

interface Batch {
  body: string;
  lastPosition: number;
  count: number;
}

/** What Zeebe's exporter leaves out unless told otherwise: inner events, and what others say already. */
const OFF_BY_DEFAULT = new Set(['JOB_BATCH', 'PROCESS_EVENT']);

const isExported = ({ recordType, valueType }: ExportedHeader): boolean =>
  recordType === 'EVENT' && !OFF_BY_DEFAULT.has(valueType);

const actionLine = ({ position, timestamp, valueType }: ExportedHeader): string => {
  const day = new Date(timestamp).toISOString().slice(0, 10);
  const index = `zeebe-record_${valueType.toLowerCase().replaceAll('_', '-')}_8.6.0_${day}`;
  return JSON.stringify({ index: { routing: '1', _index: index, _id: `1-${position}` } });
};

/** Sends records by the calls of Zeebe's Elasticsearch exporter: in order, at least once, until they are acknowledged. */
export class Exporter {
  private readonly options: ExporterOptions;
  private position: number;
  private wake: (() => void) | undefined;
  private stopped = false;
  private readonly running: Promise<void>;
  private readonly abort = new AbortController();

  constructor(options: ExporterOptions) {
    this.options = options;
    this.position = options.log.exportedPosition;
    this.running = this.run();
  }

  /** There may be new records. */
  notify(): void {
    this.wake?.();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.abort.abort();
    this.wake?.();
    await this.running;
  }

  private async run(): Promise<void> {
    let retryMs = FIRST_RETRY_MS;
    while (!this.stopped) {
      const batch = this.nextBatch();
      if (batch.lastPosition === this.position) {
        await this.pause();
        continue;
      }
      try {
        if (batch.count > 0) await this.send(batch.body);
        this.position = batch.lastPosition;
        await this.options.log.saveExportedPosition(this.position);
        retryMs = FIRST_RETRY_MS;
      } catch (error) {
        if (this.stopped) return;
        this.options.onError?.(error as Error);
        await this.pause(retryMs);
        retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
      }
    }
  }

  private nextBatch(): Batch {
    const parts: string[] = [];
    let lastPosition = this.position;
    let bytes = 0;
    for (const entry of this.options.log.read(this.position)) {
      for (const line of entry.lines()) {
        const header = exportedHeader(line);
        if (header.position <= this.position) continue;
        lastPosition = header.position;
        if (!this.options.exportAll && !isExported(header)) continue;
        parts.push(actionLine(header), line);
        bytes += line.length;
        if (parts.length >= MAX_RECORDS * 2 || bytes > MAX_BYTES)
          return { body: `${parts.join('\n')}\n`, lastPosition, count: parts.length / 2 };
      }
    }
    return { body: `${parts.join('\n')}\n`, lastPosition, count: parts.length / 2 };
  }

  private async send(body: string): Promise<void> {
    const { url, auth } = this.options;
    const headers: Record<string, string> = { 'content-type': 'application/x-ndjson' };
    if (auth) headers.authorization = `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}`;
    const response = await fetch(`${url.replace(/\/$/, '')}/_bulk`, {
      method: 'POST',
      headers,
      body,
      signal: this.abort.signal,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`the exporter's target answered ${response.status}`);
    const answer = JSON.parse(text) as { errors?: boolean };
    if (answer.errors) throw new Error("the exporter's target did not take every record");
  }

  /** Waits for new records, or for the time of the next try. */
  private pause(retryMs?: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.stopped) return resolve();
      const timer = retryMs === undefined ? undefined : setTimeout(resolve, retryMs);
      this.wake = () => {
        // News do not shorten the wait for a target that is down; the end of the broker does.
        if (retryMs !== undefined && !this.stopped) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
