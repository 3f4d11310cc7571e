import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './mongo.ts';

export interface ZeebeServer {
  grpcAddress: string;
  restAddress: string;
  stop(): Promise<void>;
}

const HOME = resolve('.cache/camunda-zeebe-8.6.0');

/** A Java of 21 or newer: Zeebe 8.6 needs it. */
function javaHome(): string | null {
  const roots = ['/usr/lib/jvm', '/opt'].filter((root) => existsSync(root));
  const homes = [
    process.env['JAVA_HOME'] ?? '',
    ...roots.flatMap((root) => readdirSync(root).map((name) => join(root, name))),
  ];
  for (const home of homes) {
    const java = join(home, 'bin', 'java');
    if (home === '' || !existsSync(java)) continue;
    const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' });
    if (Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0) >= 21) return home;
  }
  return null;
}

/** Whether a real Zeebe 8.6.0 can be started here; says so when not, and fails where all parts are demanded. */
export function zeebeAvailable(): boolean {
  if (existsSync(join(HOME, 'bin', 'broker')) && javaHome() !== null) return true;
  if (process.env['QUANHENG_REQUIRE_ALL'] === '1') throw new Error('Zeebe 8.6.0 is not unpacked in .cache');
  console.log('没有 Zeebe 8.6.0（npm run zeebe 会取来），略过这一组。');
  return false;
}

/** Starts a real Zeebe 8.6.0 on free ports, its exporter pointed at the runtime, its clock movable. */
export async function startZeebe(exporterUrl: string, exporterPassword: string): Promise<ZeebeServer> {
  const [grpc, rest, command, internal, management] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ]);
  const directory = mkdtempSync(join(tmpdir(), 'quanheng-zeebe-'));
  const exporter = 'ZEEBE_BROKER_EXPORTERS_RUNTIME';
  const indexes = ['TIMER', 'DECISIONEVALUATION', 'USERTASK', 'VARIABLE', 'JOB', 'INCIDENT', 'PROCESSINSTANCE'];
  const child = spawn(join(HOME, 'bin', 'broker'), [], {
    cwd: directory,
    stdio: 'ignore',
    detached: true,
    env: {
      PATH: process.env['PATH'],
      HOME: directory,
      JAVA_HOME: javaHome() ?? '',
      JAVA_OPTS: '-Xmx768m -XX:TieredStopAtLevel=1',
      ZEEBE_BROKER_DATA_DIRECTORY: join(directory, 'data'),
      ZEEBE_BROKER_NETWORK_HOST: '127.0.0.1',
      ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT: String(command),
      ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: String(internal),
      ZEEBE_BROKER_CLUSTER_INITIALCONTACTPOINTS: `127.0.0.1:${internal}`,
      ZEEBE_BROKER_GATEWAY_ENABLE: 'true',
      ZEEBE_BROKER_GATEWAY_NETWORK_HOST: '127.0.0.1',
      ZEEBE_BROKER_GATEWAY_NETWORK_PORT: String(grpc),
      SERVER_PORT: String(rest),
      MANAGEMENT_SERVER_PORT: String(management),
      ZEEBE_CLOCK_CONTROLLED: 'true',
      [`${exporter}_CLASSNAME`]: 'io.camunda.zeebe.exporter.ElasticsearchExporter',
      [`${exporter}_ARGS_URL`]: exporterUrl,
      [`${exporter}_ARGS_BULK_DELAY`]: '1',
      [`${exporter}_ARGS_BULK_SIZE`]: '1',
      [`${exporter}_ARGS_AUTHENTICATION_USERNAME`]: 'exporter',
      [`${exporter}_ARGS_AUTHENTICATION_PASSWORD`]: exporterPassword,
      ...Object.fromEntries(indexes.map((name) => [`${exporter}_ARGS_INDEX_${name}`, 'true'])),
    },
  });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    await exited;
    rmSync(directory, { recursive: true, force: true });
  };
  for (let attempt = 0; attempt < 240; attempt++) {
    const ready = await fetch(`http://127.0.0.1:${management}/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return { grpcAddress: `127.0.0.1:${grpc}`, restAddress: `http://127.0.0.1:${rest}`, stop };
    await new Promise((done) => setTimeout(done, 500));
  }
  await stop();
  throw new Error('Zeebe did not become ready within two minutes');
}
