// npm run clients: installs and builds the programs of tests/clients, which use the protocol's clients in other
// languages, into .cache/clients. What is there already and unchanged is left as it is. `npm run clients -- go` builds one.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const sourceOf = (language) => join(root, 'tests/clients', language);
const targetOf = (language) => join(root, '.cache/clients', language);
const python = process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python';

/** How each language's program is made, and how it is run. */
const LANGUAGES = {
  python: {
    client: 'pyzeebe 4.7.0 (Python)',
    build: (source, target) => {
      run('python3', ['-m', 'venv', target]);
      run(join(target, python), [
        ...['-m', 'pip', 'install', '-q', '--disable-pip-version-check', '--no-deps', '-r'],
        join(source, 'requirements.txt'),
      ]);
    },
    command: (source, target) => [join(target, python), join(source, 'walk.py')],
  },
  go: {
    client: 'zeebe/clients/go 8.3.0 (Go)',
    build: (source, target) => run('go', ['build', '-o', join(target, 'walk'), '.'], source),
    command: (_source, target) => [join(target, 'walk')],
  },
  java: {
    client: 'zeebe-client-java 8.6.0 (Java)',
    build: (source, target) => {
      const [libraries, classes] = [join(target, 'lib'), join(target, 'classes')];
      run('mvn', ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${libraries}`], source);
      const files = readdirSync(source).filter((name) => name.endsWith('.java'));
      run('javac', ['-encoding', 'UTF-8', '-cp', join(libraries, '*'), '-d', classes, ...files], source);
    },
    command: (_source, target) => [
      'java',
      '-cp',
      [join(target, 'classes'), join(target, 'lib/*')].join(delimiter),
      'Walk',
    ],
  },
};

const run = (command, args, cwd = root) => {
  const done = spawnSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  if (done.error) throw new Error(`${command}: ${done.error.message}`);
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}: exit code ${done.status}`);
};

/** What the program was made from; a changed file means that it must be made again. */
const stampOf = (language) => {
  const hash = createHash('sha256');
  const source = sourceOf(language);
  for (const name of readdirSync(source).sort()) hash.update(`${name}\0`).update(readFileSync(join(source, name)));
  return hash.digest('hex');
};
const stampFile = (language) => join(targetOf(language), 'made-from');

const isReady = (language) =>
  existsSync(stampFile(language)) && readFileSync(stampFile(language), 'utf8') === stampOf(language);

/** The programs that there are: `client` says of whom. */
export const clientLanguages = () => Object.entries(LANGUAGES).map(([language, { client }]) => ({ language, client }));

/** The command that runs a program, or null where it has not been made from the sources as they are. */
export const clientCommand = (language) =>
  isReady(language) ? LANGUAGES[language].command(sourceOf(language), targetOf(language)) : null;

const make = (language) => {
  if (isReady(language)) return;
  const target = targetOf(language);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  LANGUAGES[language].build(sourceOf(language), target);
  writeFileSync(stampFile(language), stampOf(language));
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const named = process.argv.slice(2);
  const unknown = named.find((name) => !(name in LANGUAGES));
  if (unknown) {
    console.error(`没有语言 ${unknown}；可选：${Object.keys(LANGUAGES).join('、')}。`);
    process.exit(2);
  }
  for (const language of named.length > 0 ? named : Object.keys(LANGUAGES)) {
    const from = Date.now();
    make(language);
    console.log(`${LANGUAGES[language].client}：已就绪（${((Date.now() - from) / 1000).toFixed(1)} 秒）`);
  }
}
