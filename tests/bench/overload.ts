// npm run bench:overload: more clients than the broker can serve, for a while. What it can't take is refused; what it holds
// in memory must not grow with how much is asked of it.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '#runtime';
import { manualModel } from '../conformance/gateway/call-models.ts';
import { connect } from '../scenarios/support/client.ts';

const SECONDS = Number(process.env['OVERLOAD_SECONDS'] ?? 20);
const CONNECTIONS = 4;
const CALLERS_PER_CONNECTION = 500;
const VARIABLES = JSON.stringify({ text: 'x'.repeat(20_000) });
const LIMIT = 200;
const RESOURCE_EXHAUSTED = 8;

const root = fileURLToPath(new URL('../../', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'overload-'));
const [grpcPort, restPort] = [await freePort(), await freePort()];
const args = ['--conditions=development', '--import', 'tsx', 'broker/main.ts', '--data', dataDir];
const ports = ['--grpc-port', String(grpcPort), '--rest-port', String(restPort), '--max-in-flight', String(LIMIT)];
const child = spawn(process.execPath, [...args, ...ports], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
await new Promise((resolve) => child.stdout.once('data', resolve));

const residentMb = (): number => {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
};

const clients = Array.from({ length: CONNECTIONS }, () => connect(`127.0.0.1:${grpcPort}`));
const resources = [{ name: 'manual.bpmn', content: Buffer.from(manualModel) }];
await clients[0]!.call('DeployResource', { resources });

const counts = { done: 0, refused: 0, failed: 0 };
const times: number[] = [];
const until = Date.now() + SECONDS * 1000;

const call = async (client: (typeof clients)[number]): Promise<void> => {
  while (Date.now() < until) {
    const from = performance.now();
    try {
      await client.call('CreateProcessInstance', { bpmnProcessId: 'manual', version: -1, variables: VARIABLES });
      counts.done++;
      times.push(performance.now() - from);
    } catch (error) {
      if ((error as { code?: number }).code === RESOURCE_EXHAUSTED) counts.refused++;
      else counts.failed++;
      // As clients do: one that was refused waits before it asks again.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};

const samples: number[] = [];
const sampler = setInterval(() => samples.push(residentMb()), 1000);
await Promise.all(clients.flatMap((client) => Array.from({ length: CALLERS_PER_CONNECTION }, () => call(client))));
clearInterval(sampler);
for (const client of clients) client.close();
child.kill('SIGTERM');
await new Promise((resolve) => child.once('exit', resolve));
rmSync(dataDir, { recursive: true, force: true });

times.sort((a, b) => a - b);
const quantile = (q: number): string => (times[Math.floor(times.length * q)] ?? 0).toFixed(0);
const mean = (list: number[]): number => list.reduce((sum, each) => sum + each, 0) / Math.max(1, list.length);
const half = Math.floor(samples.length / 2);
console.log(`${CONNECTIONS * CALLERS_PER_CONNECTION} callers, limit ${LIMIT}, ${SECONDS} s`);
console.log(
  `created ${(counts.done / SECONDS).toFixed(0)}/s, refused ${(counts.refused / SECONDS).toFixed(0)}/s, failed ${counts.failed}`,
);
console.log(`a creation that was taken: p50 ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms`);
console.log(`memory by second, MB: ${samples.map((mb) => mb.toFixed(0)).join(' ')}`);
console.log(
  `first half ${mean(samples.slice(0, half)).toFixed(0)} MB, second half ${mean(samples.slice(half)).toFixed(0)} MB`,
);
