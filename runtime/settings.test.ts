import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsError, readSettings } from './settings.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'quanheng-settings-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('flags win over the environment; defaults fill the rest', () => {
  const settings = readSettings(['--port', '9001', `--data=${directory}`, '--demo=off'], { QUANHENG_PORT: '9000' });
  expect(settings).toMatchObject({ port: 9001, dataDir: directory, demo: false, host: '127.0.0.1' });
  expect(settings.serviceToken).toHaveLength(64);
  expect(readSettings([`--data=${directory}`], {}).serviceToken).toBe(settings.serviceToken);
});

test.each<[string, string[], Record<string, string>, string]>([
  ['an unknown flag', ['--prot', '1'], {}, '不认识的参数 --prot'],
  ['a flag without a value', ['--port'], {}, '--port 缺少取值'],
  ['an unknown setting', [], { QUANHENG_PROT: '1' }, '不认识的环境变量 QUANHENG_PROT'],
  ['a port that is none', ['--port', '99999'], {}, '端口'],
  ['a database that is none', [], { DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
  ['half an engine', [], { ZEEBE_GRPC_ADDRESS: 'x:26500' }, 'ZEEBE_REST_ADDRESS'],
  ['a word for on or off', ['--demo', 'maybe'], {}, 'on 或 off'],
])('%s is refused in Chinese', (_what, argv, environment, message) => {
  const read = (): unknown => readSettings(argv, { QUANHENG_DATA: directory, ...environment });
  expect(read).toThrow(SettingsError);
  expect(read).toThrow(message);
});

test('a data directory that is a file is refused', () => {
  const file = join(directory, 'file');
  writeFileSync(file, '');
  expect(() => readSettings(['--data', join(file, 'data')], {})).toThrow('不能写入');
});
