import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startBroker } from '#broker';
import type { Runtime } from '#runtime';
import { freePort, startRuntime } from '#runtime';
import type { ApiSession, CaseRunner } from '#seed';
import { DEMO_PASSWORD, createRunner, signIn } from '#seed';
import { startWorkers } from '#worker';
import { testSettings } from './platform.ts';
import { SERVICE_TOKEN, prepareData } from './platform-process.ts';

export interface PlatformParts {
  url: string;
  dataDir: string;
  /** `host:port` of the embedded engine's gateway. */
  grpcAddress: string;
  restAddress: string;
  runtime: Runtime;
  runner: CaseRunner;
  api(account: string): Promise<ApiSession>;
  stop(): Promise<void>;
}

/** The platform in this process with its engine in reach: for what happens behind the platform's back. */
export async function startPlatformParts({ workers = true } = {}): Promise<PlatformParts> {
  const { dataDir, port } = await prepareData();
  const [grpcPort, restPort] = await Promise.all([freePort(), freePort()]);
  const addresses = { grpc: `127.0.0.1:${grpcPort}`, rest: `http://127.0.0.1:${restPort}` };
  const url = `http://127.0.0.1:${port}`;
  const runtime = await startRuntime(testSettings(dataDir, port, { serviceToken: SERVICE_TOKEN }), addresses);
  const broker = await startBroker({
    dataDir: join(dataDir, 'engine'),
    grpcPort,
    restPort,
    exporterUrl: url,
    exporterAuth: { username: 'exporter', password: SERVICE_TOKEN },
  });
  const working = workers
    ? await startWorkers({
        zeebeGrpcAddress: addresses.grpc,
        zeebeRestAddress: addresses.rest,
        runtimeUrl: url,
        serviceToken: SERVICE_TOKEN,
      })
    : null;
  return {
    url,
    dataDir,
    grpcAddress: addresses.grpc,
    restAddress: addresses.rest,
    runtime,
    runner: createRunner(url, () => runtime.platform.clock.today()),
    api: (account) => signIn(url, account, DEMO_PASSWORD),
    async stop() {
      await working?.stop();
      await broker.stop();
      await runtime.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
