import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FolderInUse, startBroker } from '#broker';
import { SettingsError, demandFreePort, freePort, readAddress, readSettings, startRuntime } from '#runtime';
import type { Runtime, Settings } from '#runtime';
import { DEMO_PASSWORD, DEMO_USERS, loadSeed } from '#seed';
import { startWorkers } from '#worker';

interface Part {
  name: string;
  stop(): Promise<void>;
}

/** Everything that `npm start` runs, stopped in the opposite order. */
class Composition {
  readonly #parts: Part[] = [];
  #stopping: Promise<void> | undefined;

  add(name: string, stop: () => Promise<void>): void {
    this.#parts.push({ name, stop });
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    for (const part of this.#parts.reverse())
      await part.stop().catch((error: unknown) => console.error(`停止${part.name}时出错：${String(error)}`));
  }
}

/** Everything is on this machine, and each job's write happens once: after a kill, cases go on within seconds. */
const LOCAL_JOB_TIMEOUT_MS = 10_000;

async function startAll(settings: Settings, composition: Composition): Promise<Runtime> {
  const embedded = settings.zeebeGrpcAddress === undefined;
  // The runtime starts before the engine and has to know where that will be.
  const grpcPort = embedded ? await freePort() : 0;
  const restPort = embedded ? await freePort() : 0;
  const addresses = {
    grpc: settings.zeebeGrpcAddress ?? `127.0.0.1:${grpcPort}`,
    rest: settings.zeebeRestAddress ?? `http://127.0.0.1:${restPort}`,
  };
  const runtime = await startRuntime(settings, addresses);
  composition.add('平台服务', () => runtime.stop());
  if (embedded) {
    const broker = await startBroker({
      dataDir: join(settings.dataDir, 'engine'),
      grpcPort,
      restPort,
      host: '127.0.0.1',
      exporterUrl: `http://127.0.0.1:${runtime.port}`,
      exporterAuth: { username: 'exporter', password: settings.serviceToken },
    });
    composition.add('流程引擎', () => broker.stop());
  }
  if (!settings.workers) return runtime;
  const workers = await startWorkers({
    zeebeGrpcAddress: addresses.grpc,
    zeebeRestAddress: addresses.rest,
    zeebeToken: settings.zeebeToken,
    runtimeUrl: `http://127.0.0.1:${runtime.port}`,
    serviceToken: settings.serviceToken,
    jobTimeoutMs: LOCAL_JOB_TIMEOUT_MS,
    registry: runtime.platform.metrics.registry,
  });
  composition.add('作业工人', () => workers.stop());
  return runtime;
}

async function main(): Promise<void> {
  const composition = new Composition();
  const stop = (): void => {
    console.log('正在停止……');
    void composition.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const started = Date.now();
    await demandFreePort(readAddress(process.argv.slice(2), process.env));
    const settings = readSettings(process.argv.slice(2), process.env);
    const runtime = await startAll(settings, composition);
    console.log(`泉衡已启动：http://localhost:${runtime.port}（${((Date.now() - started) / 1000).toFixed(1)} 秒）`);
    console.log(`数据目录：${settings.dataDir}`);
    await seed(settings, runtime);
  } catch (error) {
    await composition.stop();
    // A setting is for the person at the terminal to mend; anything else is for us.
    console.error(`启动失败：${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof Error && !(error instanceof SettingsError || error instanceof FolderInUse))
      console.error(error.stack);
    process.exit(2);
  }
}

const ENGINE_PATIENCE_MS = 180_000;

/** A Zeebe started together with the platform takes a while; publishing needs it. */
async function engineReady(runtime: Runtime): Promise<void> {
  let told = false;
  for (const end = Date.now() + ENGINE_PATIENCE_MS; Date.now() < end;) {
    const ready = await fetch(`http://127.0.0.1:${runtime.port}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    if (!told) console.log('等待流程引擎就绪……');
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new SettingsError('流程引擎三分钟内没有就绪，请检查 ZEEBE_GRPC_ADDRESS 和引擎的状态');
}

async function seed(settings: Settings, runtime: Runtime): Promise<void> {
  if (!settings.demo) {
    console.log('首次使用请在浏览器中打开上面的地址，设置系统管理员。');
    return;
  }
  console.log(`示范账号（口令均为 ${DEMO_PASSWORD}）：`);
  for (const user of DEMO_USERS) console.log(`  ${user.account.padEnd(10)} ${user.name}　${user.post}`);
  if (!existsSync(settings.templatesDir)) {
    console.log(`没有找到模板目录 ${settings.templatesDir}，跳过示范数据。`);
    return;
  }
  await engineReady(runtime);
  await loadSeed({
    baseUrl: `http://127.0.0.1:${runtime.port}`,
    demo: true,
    adminAccount: 'admin',
    adminPassword: DEMO_PASSWORD,
    templatesDir: settings.templatesDir,
    log: (message) => console.log(message),
    casesInBackground: true,
  });
}

await main();
