// Starts a real Zeebe 8.6.0 without containers: npm run zeebe -- [--grpc-port N] [--rest-port N] [--exporter-url URL] [--data DIR]
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const VERSION = '8.6.0';
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const home = join(root, '.cache', `camunda-zeebe-${VERSION}`);
const archive = join(homedir(), `.m2/repository/io/camunda/camunda-zeebe/${VERSION}/camunda-zeebe-${VERSION}.tar.gz`);
const OFF_BY_DEFAULT = ['MESSAGE', 'MESSAGESUBSCRIPTION', 'PROCESSMESSAGESUBSCRIPTION', 'PROCESSEVENT', 'JOBBATCH'];

const javaVersion = (javaHome) => {
  const java = join(javaHome, 'bin/java');
  if (!existsSync(java)) return 0;
  return Number(/version "(\d+)/.exec(spawnSync(java, ['-version'], { encoding: 'utf8' }).stderr)?.[1] ?? 0);
};

/** The newest JDK of version 21 or later among JAVA_HOME and the usual folder. */
const findJava = () => {
  const folder = '/usr/lib/jvm';
  const candidates = [
    process.env.JAVA_HOME,
    ...(existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []),
  ];
  const known = candidates.filter(Boolean).map((path) => ({ path, version: javaVersion(path) }));
  return known.filter((java) => java.version >= 21).sort((a, b) => b.version - a.version)[0]?.path;
};

const unpack = () => {
  if (existsSync(join(home, 'bin/broker'))) return;
  mkdirSync(dirname(home), { recursive: true });
  const done = spawnSync('tar', ['xzf', archive, '-C', dirname(home)], { stdio: 'inherit' });
  if (done.status !== 0) throw new Error(`无法解压 ${archive}，请删除该文件后重新运行 npm run zeebe。`);
};

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** Whether the distribution is on this machine already and a JDK can run it. */
export const zeebeIsAvailable = () => (existsSync(home) || existsSync(archive)) && Boolean(findJava());

const settings = ({ java, data, exporterUrl, exportAll, ports }) => {
  const exporter = 'ZEEBE_BROKER_EXPORTERS_ELASTICSEARCH';
  const indexed = exportAll
    ? Object.fromEntries(OFF_BY_DEFAULT.map((type) => [`${exporter}_ARGS_INDEX_${type}`, 'true']))
    : {};
  return {
    ...process.env,
    JAVA_HOME: java,
    JAVA_OPTS: '-Xmx1g',
    ZEEBE_CLOCK_CONTROLLED: 'true',
    ZEEBE_BROKER_DATA_DIRECTORY: data,
    ZEEBE_BROKER_NETWORK_HOST: '127.0.0.1',
    ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT: String(ports.command),
    ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: String(ports.internal),
    ZEEBE_BROKER_CLUSTER_INITIALCONTACTPOINTS: `127.0.0.1:${ports.internal}`,
    ZEEBE_BROKER_GATEWAY_ENABLE: 'true',
    ZEEBE_BROKER_GATEWAY_NETWORK_HOST: '127.0.0.1',
    ZEEBE_BROKER_GATEWAY_NETWORK_PORT: String(ports.grpc),
    SERVER_PORT: String(ports.rest),
    MANAGEMENT_SERVER_PORT: String(ports.management),
    ...(exporterUrl && {
      [`${exporter}_CLASSNAME`]: 'io.camunda.zeebe.exporter.ElasticsearchExporter',
      [`${exporter}_ARGS_URL`]: exporterUrl,
      [`${exporter}_ARGS_BULK_DELAY`]: '1',
      [`${exporter}_ARGS_INDEX_REJECTION`]: 'true',
      ...indexed,
      // Each record at once: a reader that waits for silence must not wait for the exporter's delay.
      ...(exportAll && { [`${exporter}_ARGS_BULK_SIZE`]: '1' }),
    }),
  };
};

const waitUntilReady = async (address, child) => {
  for (let attempt = 0; attempt < 180; attempt++) {
    if (child.exitCode !== null) throw new Error(`Zeebe ended with code ${child.exitCode}`);
    const ready = await fetch(`${address}/ready`)
      .then((reply) => reply.status < 300)
      .catch(() => false);
    if (ready) return;
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error('Zeebe did not become ready within 90 seconds');
};

/** Starts Zeebe; port 0 means a free port. Without `data` the data live in a temporary folder, removed at stop. */
export const startZeebe = async ({ grpcPort, restPort, exporterUrl, exportAll, data, output = 'ignore' }) => {
  unpack();
  const java = findJava();
  const folder = data ?? mkdtempSync(join(tmpdir(), 'zeebe-'));
  const ports = {
    grpc: grpcPort || (await freePort()),
    rest: restPort || (await freePort()),
    management: await freePort(),
    command: await freePort(),
    internal: await freePort(),
  };
  const env = settings({ java, data: resolve(folder), exporterUrl, exportAll, ports });
  const child = spawn(join(home, 'bin/broker'), { cwd: home, env, stdio: ['ignore', output, output] });
  const managementAddress = `http://127.0.0.1:${ports.management}`;
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    }
    if (!data) rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitUntilReady(managementAddress, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    grpcAddress: `127.0.0.1:${ports.grpc}`,
    restAddress: `http://127.0.0.1:${ports.rest}`,
    managementAddress,
    stop,
  };
};

const fetchArchive = () => {
  if (existsSync(home) || existsSync(archive)) return;
  console.log(`正在从 Maven 仓库取 Zeebe ${VERSION}（约 300 MB）……`);
  const artifact = `io.camunda:camunda-zeebe:${VERSION}:tar.gz`;
  const done = spawnSync('mvn', ['-q', 'dependency:get', `-Dartifact=${artifact}`, '-Dtransitive=false'], {
    stdio: 'inherit',
  });
  if (done.status !== 0) throw new Error('取 Zeebe 失败：请确认已安装 Maven 并能访问 Maven 仓库。');
};

const main = async () => {
  const { values } = parseArgs({
    options: {
      'grpc-port': { type: 'string', default: '26500' },
      'rest-port': { type: 'string', default: '8088' },
      'exporter-url': { type: 'string' },
      data: { type: 'string' },
    },
  });
  if (!findJava()) throw new Error('需要 JDK 21 或更高版本：请安装后设置 JAVA_HOME。');
  fetchArchive();
  const zeebe = await startZeebe({
    grpcPort: Number(values['grpc-port']),
    restPort: Number(values['rest-port']),
    exporterUrl: values['exporter-url'],
    data: values.data,
    output: 'inherit',
  });
  console.log(`Zeebe ${VERSION} 已就绪：gRPC ${zeebe.grpcAddress}，REST ${zeebe.restAddress}`);
  const end = () => zeebe.stop().then(() => process.exit(0));
  process.once('SIGTERM', end).once('SIGINT', end);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error.message);
    process.exit(2);
  });
}
