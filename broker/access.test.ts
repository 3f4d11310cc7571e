import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Sdk from '@camunda8/sdk';
import { connect } from '../tests/scenarios/support/client.ts';
import type { BrokerOptions } from './index.ts';
import { startBroker } from './index.ts';

// The package's own entry is CommonJS with many side files: required, it loads faster than as a module.
const { Camunda8 } = createRequire(import.meta.url)('@camunda8/sdk') as typeof Sdk;

const TOKEN = 'a-token-of-sixteen-letters';
const support = (name: string) => new URL(`./test-support/${name}`, import.meta.url);
const certificate = readFileSync(support('test-certificate.pem'));
const tls = { certificate, key: readFileSync(support('test-key.pem')) };
const UNAUTHENTICATED = 16;

const started: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of started.splice(0).reverse()) await stop();
});

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'access-'));
  started.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
};

const start = async (options: Partial<BrokerOptions>) => {
  const broker = await startBroker({ dataDir: folder(), grpcPort: 0, restPort: 0, ...options });
  started.push(broker.stop);
  return broker;
};

test('gRPC asks for the token, for single answers and for streams', async () => {
  const client = connect((await start({ token: TOKEN })).grpcAddress);
  started.push(() => client.close());
  await expect(client.call('Topology', {})).rejects.toMatchObject({
    code: UNAUTHENTICATED,
    details: 'Expected bearer token at header with key [authorization], but found nothing',
  });
  await expect(client.activateJobs({ type: 'x', timeout: 1, maxJobsToActivate: 1 })).rejects.toMatchObject({
    code: UNAUTHENTICATED,
  });
});

test('REST asks for the token, also where there is no route', async () => {
  const { restAddress } = await start({ token: TOKEN });
  const ask = (authorization?: string, path = '/v2/topology') =>
    fetch(restAddress + path, authorization ? { headers: { authorization } } : {});
  const denied = await ask();
  expect([denied.status, denied.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  expect(await denied.json()).toMatchObject({ status: 401, title: 'Unauthorized', instance: '/v2/topology' });
  expect((await ask('Bearer another-token-of-letters')).status).toBe(401);
  expect((await ask(TOKEN)).status).toBe(401);
  expect((await ask(undefined, '/v2/nothing')).status).toBe(401);
  expect((await ask(`Bearer ${TOKEN}`)).status).toBe(200);
});

test('the client of @camunda8/sdk shows the token on both ways', async () => {
  const broker = await start({ token: TOKEN });
  const camunda = new Camunda8({
    ZEEBE_GRPC_ADDRESS: `grpc://${broker.grpcAddress}`,
    ZEEBE_REST_ADDRESS: broker.restAddress,
    CAMUNDA_AUTH_STRATEGY: 'BEARER',
    CAMUNDA_OAUTH_TOKEN: TOKEN,
    CAMUNDA_LOG_LEVEL: 'none',
  } as never);
  const grpc = camunda.getZeebeGrpcApiClient();
  started.push(async () => void (await grpc.close()));
  expect(await grpc.topology()).toMatchObject({ clusterSize: 1 });
  expect(await camunda.getCamundaRestClient().getTopology()).toMatchObject({ clusterSize: 1 });
}, 30_000);

test('TLS encrypts both ways; who does not trust the certificate gets no answer', async () => {
  const broker = await start({ tls });
  expect(broker.restAddress).toMatch(/^https:/);
  const trusting = connect(broker.grpcAddress, certificate);
  started.push(() => trusting.close());
  expect(await trusting.call('Topology', {})).toMatchObject({ clusterSize: 1 });
  const ask = (ca: Buffer | undefined) =>
    new Promise<number>((resolve, reject) => {
      get(`${broker.restAddress}/v2/topology`, { ca, agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode!);
      }).on('error', reject);
    });
  expect(await ask(certificate)).toBe(200);
  await expect(ask(undefined)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  await expect(fetch(broker.restAddress.replace('https', 'http'))).rejects.toThrow();
}, 30_000);

const main = (args: string[]): Promise<{ code: number | null; text: string }> =>
  new Promise((resolve) => {
    const file = new URL('./main.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, ['--conditions=development', '--import', 'tsx', file, ...args]);
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('exit', (code) => resolve({ code, text }));
  });

test('settings that can not be used are explained', async () => {
  const dir = folder();
  const short = join(dir, 'token');
  writeFileSync(short, 'short');
  const data = ['--data', join(dir, 'data'), '--grpc-port', '0', '--rest-port', '0'];
  const outcomes = await Promise.all([
    main([...data, '--tls-cert', support('test-certificate.pem').pathname]),
    main([...data, '--tls-cert', short, '--tls-key', support('test-key.pem').pathname]),
    main([...data, '--token-file', short]),
    main([...data, '--token-file', join(dir, 'none')]),
    main([...data, '--max-in-flight', '0']),
  ]);
  expect(outcomes.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2]);
  expect(outcomes.map(({ text }) => text)).toEqual([
    expect.stringContaining('--tls-cert 和 --tls-key 要一起给出'),
    expect.stringContaining('请确认两者是 PEM 格式并且配对'),
    expect.stringContaining('至少 16 个字符'),
    expect.stringContaining('读不出来'),
    expect.stringContaining('--max-in-flight 应为不小于 1 的整数'),
  ]);
}, 60_000);
