// Fetches and starts a real Zeebe 8.6.0 without containers: npm run zeebe -- --help lists what can be set.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const VERSION = '8.6.0';
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const home = join(root, '.cache', `camunda-zeebe-${VERSION}`);
const archive = join(homedir(), `.m2/repository/io/camunda/camunda-zeebe/${VERSION}/camunda-zeebe-${VERSION}.tar.gz`);
const OFF_BY_DEFAULT = [
  'MESSAGE',
  'MESSAGESUBSCRIPTION',
  'PROCESSMESSAGESUBSCRIPTION',
  'PROCESSEVENT',
  'JOBBATCH',
  'REJECTION',
];

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

/** Unpacks beside and renames: of several processes that do so at once, one wins and none sees half a distribution. */
const unpack = () => {
  if (existsSync(join(home, 'bin/broker'))) return;
  const cache = dirname(home);
  mkdirSync(cache, { recursive: true });
  const beside = mkdtempSync(join(cache, 'unpacking-'));
  try {
    const done = spawnSync('tar', ['xzf', archive, '-C', beside], { stdio: 'inherit' });
    if (done.status !== 0) throw new Error(`无法解压 ${archive}，请删除该文件后重新运行 npm run zeebe。`);
    try {
      renameSync(join(beside, `camunda-zeebe-${VERSION}`), home);
    } catch (error) {
      if (!existsSync(join(home, 'bin/broker'))) throw error;
    }
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
};

/** Below the range that systems give to outgoing connections: Zeebe takes its ports only seconds later. */
const PORTS = { first: 12_000, count: 18_000 };

const isFree = (port) =>
  new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });

/** A port of this machine that nothing uses. */
const freePort = async () => {
  for (;;) {
    const port = PORTS.first + Math.floor(Math.random() * PORTS.count);
    if (await isFree(port)) return port;
  }
};

/** Whether the distribution is on this machine already and a JDK can run it. */
export const zeebeIsAvailable = () => (existsSync(home) || existsSync(archive)) && Boolean(findJava());

/** Zeebe's own exporter, pointed at the platform (or at a test's sink) instead of an Elasticsearch. */
const exporterSettings = ({ url, user = 'exporter', password, bulkSize, all = false }) => {
  const exporter = 'ZEEBE_BROKER_EXPORTERS_PLATFORM';
  return {
    [`${exporter}_CLASSNAME`]: 'io.camunda.zeebe.exporter.ElasticsearchExporter',
    [`${exporter}_ARGS_URL`]: url,
    [`${exporter}_ARGS_BULK_DELAY`]: '1',
    ...(bulkSize && { [`${exporter}_ARGS_BULK_SIZE`]: String(bulkSize) }),
    ...(password && {
      [`${exporter}_ARGS_AUTHENTICATION_USERNAME`]: user,
      [`${exporter}_ARGS_AUTHENTICATION_PASSWORD`]: password,
    }),
    ...(all && Object.fromEntries(OFF_BY_DEFAULT.map((type) => [`${exporter}_ARGS_INDEX_${type}`, 'true']))),
  };
};

const settings = ({ java, javaOptions, data, exporter, controlledClock, ports }) => ({
  ...process.env,
  JAVA_HOME: java,
  JAVA_OPTS: javaOptions,
  ZEEBE_CLOCK_CONTROLLED: String(controlledClock),
  ZEEBE_BROKER_DATA_DIRECTORY: data,
  ZEEBE_BROKER_NETWORK_HOST: '127.0.0.1',
  ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT: String(ports.command),
  ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: String(ports.internal),
  ZEEBE_BROKER_CLUSTER_INITIALCONTACTPOINTS: `127.0.0.1:${ports.internal}`,
  ZEEBE_BROKER_GATEWAY_ENABLE: 'true',
  ZEEBE_BROKER_GATEWAY_NETWORK_HOST: '127.0.0.1',
  ZEEBE_BROKER_GATEWAY_NETWORK_PORT: String(ports.grpc),
  SERVER_ADDRESS: '127.0.0.1',
  SERVER_PORT: String(ports.rest),
  MANAGEMENT_SERVER_ADDRESS: '127.0.0.1',
  MANAGEMENT_SERVER_PORT: String(ports.management),
  ...(exporter && exporterSettings(exporter)),
});

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
export const startZeebe = async ({
  grpcPort,
  restPort,
  exporter,
  data,
  javaOptions = '-Xmx1g',
  controlledClock = true,
  output = 'ignore',
}) => {
  unpack();
  const java = findJava();
  const folder = resolve(data ?? mkdtempSync(join(tmpdir(), 'quanheng-zeebe-')));
  // What a killed Zeebe unpacked goes with its temporary folder.
  const scratch = data ? tmpdir() : join(folder, 'scratch');
  mkdirSync(folder, { recursive: true });
  mkdirSync(scratch, { recursive: true });
  const ports = {
    grpc: grpcPort || (await freePort()),
    rest: restPort || (await freePort()),
    management: await freePort(),
    command: await freePort(),
    internal: await freePort(),
  };
  const env = settings({
    java,
    javaOptions: `${javaOptions} -Djava.io.tmpdir=${scratch}`,
    data: folder,
    exporter,
    controlledClock,
    ports,
  });
  const child = spawn(join(home, 'bin/broker'), { cwd: folder, env, stdio: ['ignore', output, output] });
  const managementAddress = `http://127.0.0.1:${ports.management}`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((done) => child.once('exit', done));
      // What is thrown away needs no orderly end, which takes seconds.
      child.kill(data ? 'SIGTERM' : 'SIGKILL');
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
    pid: child.pid,
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

const HELP = `npm run zeebe -- [选项]
  --grpc-port N          gRPC 端口，默认 26500
  --rest-port N          REST 端口，默认 8088
  --data DIR             数据目录，重启后仍在；不写则用临时目录，停止时删除
  --exporter-url URL     平台地址，例如 http://127.0.0.1:8080（不带路径）
  --exporter-password P  平台的 QUANHENG_SERVICE_TOKEN；不写则用同名环境变量
  --exporter-user U      导出器的用户名，默认 exporter，平台不检查
  --data-of-platform DIR 平台的数据目录：凭据取自其中的 service-token 文件
  --controlled-clock     允许拨动时钟（平台设为 QUANHENG_CLOCK=controlled 时需要）`;

/** The credential that the platform asks of whoever sends it records. */
const serviceToken = (values) => {
  const given = values['exporter-password'] ?? process.env.QUANHENG_SERVICE_TOKEN;
  if (given) return given;
  const directory = values['data-of-platform'];
  const file = directory && join(directory, 'service-token');
  if (file && existsSync(file)) return readFileSync(file, 'utf8').trim();
  throw new Error(
    file
      ? `没有找到 ${file}：请先启动一次平台，或者用 --exporter-password 给出平台的 QUANHENG_SERVICE_TOKEN。`
      : '平台只收带凭据的记录：请用 --exporter-password 或环境变量 QUANHENG_SERVICE_TOKEN 给出平台的凭据，或者用 --data-of-platform 指明平台的数据目录。',
  );
};

/** An address without a path: Zeebe's exporter takes no other. */
const exporterUrl = (text) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && url.protocol.startsWith('http') && url.pathname === '/' && url.search === '') return url.origin;
  throw new Error(`--exporter-url 应为平台的地址，例如 http://127.0.0.1:8080，不带路径；现在是 ${text}。`);
};

const main = async () => {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean' },
      'grpc-port': { type: 'string', default: '26500' },
      'rest-port': { type: 'string', default: '8088' },
      'exporter-url': { type: 'string' },
      'exporter-user': { type: 'string' },
      'exporter-password': { type: 'string' },
      'data-of-platform': { type: 'string' },
      'controlled-clock': { type: 'boolean', default: false },
      data: { type: 'string' },
    },
  });
  if (values.help) return console.log(HELP);
  const exporter = values['exporter-url'] && {
    url: exporterUrl(values['exporter-url']),
    user: values['exporter-user'],
    password: serviceToken(values),
    // A person waits for the next task: no record waits for others.
    bulkSize: 1,
  };
  if (!findJava()) throw new Error('需要 JDK 21 或更高版本：请安装后设置 JAVA_HOME。');
  fetchArchive();
  const zeebe = await startZeebe({
    grpcPort: Number(values['grpc-port']),
    restPort: Number(values['rest-port']),
    exporter,
    data: values.data,
    controlledClock: values['controlled-clock'],
    output: 'inherit',
  });
  console.log(`Zeebe ${VERSION} 已就绪：gRPC ${zeebe.grpcAddress}，REST ${zeebe.restAddress}`);
  const end = () => zeebe.stop().then(() => process.exit(0));
  process.once('SIGTERM', end).once('SIGINT', end);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    const unknown = String(error.code).startsWith('ERR_PARSE_ARGS');
    console.error(unknown ? `选项不正确（${error.message}）。\n${HELP}` : error.message);
    process.exit(2);
  });
}
