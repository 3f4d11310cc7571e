import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

// The container files hold together, checked without a daemon.

const COMPOSE = readFileSync('docker-compose.yml', 'utf8');
const TOKEN = 'a-service-token-of-tests';
const env = { ...process.env, QUANHENG_SERVICE_TOKEN: TOKEN };

/** `docker compose` or the older `docker-compose`; null (told) where neither is installed. */
function composeCommand(): [string, ...string[]] | null {
  const known: [string, ...string[]][] = [['docker', 'compose'], ['docker-compose']];
  for (const [command, ...words] of known)
    if (spawnSync(command, [...words, 'version']).status === 0) return [command, ...words];
  console.log('没有 docker compose，只核对 docker-compose.yml 的结构。');
  return null;
}

/** The lines under a key of two-space YAML, without its own indentation. */
function under(yaml: string, ...path: string[]): string {
  let text = yaml;
  for (const key of path) {
    const lines = text.split('\n');
    const at = lines.findIndex((line) => line.trimEnd() === `${key}:`);
    if (at < 0) throw new Error(`no ${key} in ${path.join('.')}`);
    const end = lines.findIndex((line, index) => index > at && /^\S/.test(line) && !line.startsWith('#'));
    text = lines
      .slice(at + 1, end < 0 ? undefined : end)
      .map((line) => line.replace(/^ {2}/, ''))
      .join('\n');
  }
  return text;
}
const keys = (yaml: string): string[] => yaml.split('\n').flatMap((line) => /^([\w.-]+):/.exec(line)?.[1] ?? []);

test('the services are there: Zeebe 8.6.0 with its exporter at the runtime, a replica set, runtime and worker', () => {
  expect(keys(under(COMPOSE, 'services'))).toEqual(['mongo', 'zeebe', 'runtime', 'worker']);
  const zeebe = under(COMPOSE, 'services', 'zeebe');
  expect(zeebe).toContain('image: camunda/zeebe:8.6.0');
  const exporter = under(zeebe, 'environment');
  expect(exporter).toContain('_CLASSNAME: io.camunda.zeebe.exporter.ElasticsearchExporter');
  expect(exporter).toContain('_ARGS_URL: http://runtime:8080\n');
  expect(exporter).toMatch(/_ARGS_AUTHENTICATION_PASSWORD: \$\{QUANHENG_SERVICE_TOKEN:\?/);
  const runtime = under(COMPOSE, 'services', 'runtime');
  expect(runtime).toContain('build: .');
  expect(runtime).toContain('mongodb://mongo:27017/quanheng?replicaSet=rs0');
  expect(under(COMPOSE, 'services', 'mongo')).toContain("'--replSet', 'rs0'");
  expect(under(COMPOSE, 'services', 'worker')).toContain('build: .');
  const named = [...COMPOSE.matchAll(/- ([\w-]+):\//g)].map((match) => match[1]);
  expect(keys(under(COMPOSE, 'volumes'))).toEqual(expect.arrayContaining(named));
});

test('compose itself reads the file, and asks for the token', () => {
  const compose = composeCommand();
  if (compose === null) return;
  const [command, ...words] = compose;
  const config = (environment: NodeJS.ProcessEnv) =>
    spawnSync(command, [...words, '-f', 'docker-compose.yml', 'config'], { env: environment, encoding: 'utf8' });
  const read = config(env);
  expect(read.stderr).toBe('');
  expect(read.status).toBe(0);
  expect(read.stdout.split(TOKEN)).toHaveLength(4);
  const { QUANHENG_SERVICE_TOKEN: _token, ...without } = env;
  const refused = config(without);
  expect(refused.status).not.toBe(0);
  expect(refused.stderr).toContain('QUANHENG_SERVICE_TOKEN');
});

test('what the image copies and starts is there', () => {
  const dockerfile = readFileSync('Dockerfile', 'utf8');
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) =>
    (match[1] ?? '').split(' '),
  );
  for (const path of copied) expect([path, spawnSync('ls', ['-d', path]).status]).toEqual([path, 0]);
  const started = [...`${dockerfile}${COMPOSE}`.matchAll(/dist\/([\w/-]+)\.js/g)].map((match) => `${match[1]}.ts`);
  expect(started.length).toBeGreaterThan(1);
  for (const path of started) expect([path, readFileSync(path, 'utf8').length > 0]).toEqual([path, true]);
});
