import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBroker } from '#broker';
import { EngineClient, EngineRejection, EngineUnavailable } from '../../runtime/zeebe/client.ts';

const TOKEN = 'a-token-of-sixteen-letters';
const UNKNOWN = '2251799813999999';
const pem = (name: string) => fileURLToPath(new URL(`../../broker/test-support/${name}`, import.meta.url));

const started: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of started.splice(0).reverse()) await stop();
});

const start = async (options: Partial<Parameters<typeof startBroker>[0]>) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'engine-access-'));
  started.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const broker = await startBroker({ dataDir, grpcPort: 0, restPort: 0, ...options });
  started.push(broker.stop);
  return broker;
};

const clientOf = ({ grpcAddress, restAddress }: Awaited<ReturnType<typeof start>>, token?: string) => {
  const client = new EngineClient(grpcAddress, restAddress, token);
  started.push(() => client.close());
  return client;
};

const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

test('the platform shows its token on both ways; without it nothing is done, and it knows that', async () => {
  const broker = await start({ token: TOKEN });
  const known = clientOf(broker, TOKEN);
  expect(await known.topology()).toMatchObject({ clusterSize: 1 });
  expect(await errorOf(known.completeTask(UNKNOWN, {}))).toBeInstanceOf(EngineRejection);
  const stranger = clientOf(broker);
  for (const work of [stranger.completeTask(UNKNOWN, {}), stranger.createInstance('p', 1, {})]) {
    const error = await errorOf(work);
    expect(error).toBeInstanceOf(EngineUnavailable);
    expect((error as EngineUnavailable).certain).toBe(true);
  }
}, 30_000);

test('a refusal for load is known to have done nothing', async () => {
  const client = clientOf(await start({ maxCommandsInFlight: 1 }));
  const errors = await Promise.all(Array.from({ length: 150 }, () => errorOf(client.completeTask(UNKNOWN, {}))));
  const refused = errors.filter((error) => error instanceof EngineUnavailable);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every(({ certain }) => certain)).toBe(true);
}, 60_000);

/** What a script prints; certificates of the environment are read only when a process starts. */
const run = (script: string, environment: Record<string, string>): Promise<string> =>
  new Promise((resolve, reject) => {
    const args = ['--conditions=development', '--import', 'tsx', '--input-type=module', '--eval', script];
    const env = { ...process.env, ...environment };
    execFile(process.execPath, args, { env, timeout: 50_000 }, (error, output, errors) =>
      error ? reject(new Error(errors, { cause: error })) : resolve(output),
    );
  });

test('the platform speaks TLS when the addresses say so', async () => {
  const tls = { certificate: readFileSync(pem('test-certificate.pem')), key: readFileSync(pem('test-key.pem')) };
  const { grpcAddress, restAddress } = await start({ token: TOKEN, tls });
  const script = `
    import { EngineClient } from ${JSON.stringify(fileURLToPath(new URL('../../runtime/zeebe/client.ts', import.meta.url)))};
    const client = new EngineClient('grpcs://${grpcAddress}', '${restAddress}', '${TOKEN}');
    const { clusterSize } = await client.topology();
    await client.setClock(${Date.UTC(2030, 0, 1)});
    console.log('cluster of', clusterSize);
    await client.close();
    process.exit(0);`;
  expect(await run(script, { NODE_EXTRA_CA_CERTS: pem('test-certificate.pem') })).toBe('cluster of 1\n');
}, 60_000);
