import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GatewayClient } from '../scenarios/support/client.ts';
import { connect } from '../scenarios/support/client.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const command = ['--conditions=development', '--import', 'tsx', 'broker/main.ts'];
const model = readFileSync(new URL('../scenarios/models/service-task.bpmn', import.meta.url));

const startProcess = (dataDir: string): Promise<{ child: ChildProcess; client: GatewayClient }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...command, '--grpc-port', '0', '--rest-port', '0', '--data', dataDir], {
      cwd: root,
    });
    let errors = '';
    child.stderr.on('data', (data) => (errors += String(data)));
    child.once('exit', (code) => reject(new Error(`the broker ended with code ${code}: ${errors}`)));
    child.stdout.on('data', (data) => {
      const address = /gRPC ([\d.:]+)，/.exec(String(data))?.[1];
      if (address) resolve({ child, client: connect(address) });
    });
  });

const kill = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

const activateAll = async (client: GatewayClient) => {
  const found: Record<string, unknown>[] = [];
  for (;;) {
    const jobs = await client.activateJobs({
      type: 'a',
      worker: 'w',
      timeout: 600_000,
      maxJobsToActivate: 500,
      requestTimeout: -1,
    });
    if (jobs.length === 0) return found;
    found.push(...jobs);
  }
};

test('kill -9 in the middle of work loses nothing that was acknowledged', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'broker-kill-'));
  const acknowledged = new Set<string>();
  const completed = new Set<string>();
  /** Sent to be completed, answered or not: a command may be carried out though its answer was lost in the kill. */
  const attempted = new Set<string>();
  try {
    for (let round = 0; round < 3; round++) {
      const { child, client } = await startProcess(dataDir);
      await client.call('DeployResource', { resources: [{ name: 'a.bpmn', content: model }] });
      const work = async (): Promise<void> => {
        for (;;) {
          const reply = await client.call('CreateProcessInstance', {
            bpmnProcessId: 'service-task',
            version: -1,
            variables: '{}',
          });
          acknowledged.add(String(reply.processInstanceKey));
        }
      };
      const finish = async (): Promise<void> => {
        for (;;) {
          const jobs = await client.activateJobs({
            type: 'a',
            worker: 'w',
            timeout: 1,
            maxJobsToActivate: 1,
            requestTimeout: 200,
          });
          for (const { key, processInstanceKey } of jobs) {
            attempted.add(String(processInstanceKey));
            await client.call('CompleteJob', { jobKey: key, variables: '{}' });
            completed.add(String(processInstanceKey));
          }
        }
      };
      const working = Promise.allSettled([...Array.from({ length: 8 }, work), finish()]);
      await new Promise((resolve) => setTimeout(resolve, 400 + round * 150));
      await kill(child);
      await working;
      client.close();
    }
    const { child, client } = await startProcess(dataDir);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const open = new Set((await activateAll(client)).map(({ processInstanceKey }) => String(processInstanceKey)));
    const lost = [...acknowledged].filter((key) => !attempted.has(key) && !open.has(key));
    const undone = [...completed].filter((key) => open.has(key));
    await kill(child);
    client.close();
    expect(acknowledged.size).toBeGreaterThan(100);
    expect(completed.size).toBeGreaterThan(3);
    expect(lost).toEqual([]);
    expect(undone).toEqual([]);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 90_000);

test.each([
  [['--no-such-flag'], /不认识/],
  [['--grpc-port', 'abc'], /0 到 65535/],
  [['--exporter-url', 'nowhere'], /不是有效的网址/],
])('wrong arguments %p end with code 2 and say what is wrong', (args, text) => {
  const { status, stderr } = spawnSync(process.execPath, [...command, ...args], { cwd: root, encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toMatch(text);
});

test('a port in use ends with code 2 and says so', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'broker-port-'));
  const { createServer } = await import('node:net');
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  );
  const args = [...command, '--grpc-port', String(port), '--rest-port', '0', '--data', dataDir];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  server.close();
  rmSync(dataDir, { recursive: true, force: true });
  expect(stderr).toMatch(/端口已被占用/);
  expect(status).toBe(2);
});
