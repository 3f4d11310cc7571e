// Starts the built broker for a measurement and gives its address on standard output: node tests/bench/broker-process.mjs [FOLDER]
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker } from '#broker';

const dataDir = process.argv[2] ?? mkdtempSync(join(process.env.BENCH_DATA ?? tmpdir(), 'bench-'));
const broker = await startBroker({ dataDir, grpcPort: 0, restPort: 0, boundHeap: true });
console.log(`READY ${broker.grpcAddress} ${dataDir}`);
process.once('SIGTERM', () => broker.stop().then(() => process.exit(0)));
