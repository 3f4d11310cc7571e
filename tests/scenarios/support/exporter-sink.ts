import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ExportedRecord {
  position: number;
  key: number;
  timestamp: number;
  valueType: string;
  intent: string;
  recordType: string;
  rejectionType: string;
  rejectionReason: string;
  value: Record<string, unknown>;
  /** The whole record as it came. */
  text: string;
}

/** Takes the place of Elasticsearch: keeps each exported record once, in the order of positions. */
export const startSink = async () => {
  const records: ExportedRecord[] = [];
  const seen = new Set<number>();
  let lastArrival = Date.now();
  const accept = (body: string): number => {
    const lines = body.split('\n').filter(Boolean);
    for (let index = 1; index < lines.length; index += 2) {
      const text = lines[index]!;
      const record = { ...(JSON.parse(text) as ExportedRecord), text };
      if (!seen.has(record.position)) records.push(record);
      seen.add(record.position);
    }
    lastArrival = Date.now();
    return lines.length / 2;
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.setHeader('X-Elastic-Product', 'Elasticsearch').setHeader('content-type', 'application/json');
      if (!request.url?.startsWith('/_bulk')) return response.end('{"acknowledged":true}');
      const count = accept(Buffer.concat(chunks).toString('utf8'));
      const items = Array.from({ length: count }, () => ({ index: { status: 201 } }));
      return response.end(JSON.stringify({ took: 1, errors: false, items }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    records,
    /** Waits until nothing has arrived for `quietMs`. */
    settle: async (quietMs: number) => {
      const from = Date.now();
      while (Date.now() - Math.max(lastArrival, from) < quietMs) await new Promise((r) => setTimeout(r, quietMs / 5));
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
};

export type Sink = Awaited<ReturnType<typeof startSink>>;
