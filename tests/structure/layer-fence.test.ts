import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import { PURE_ROOMS, ROOMS } from '../../scripts/layers.mjs';

const SERVER_ROOMS = Object.keys(ROOMS).filter((room) => !['ui', 'designer', 'workbench'].includes(room));

const eslint = new ESLint();

/** Lints a text as if it were a file of the room. */
const lint = async (room: string, code: string): Promise<string> => {
  const [result] = await eslint.lintText(code, { filePath: `${room}/probe.ts` });
  return (result?.messages ?? []).map((message) => message.message).join('\n');
};

describe('the layer fence', () => {
  test.each([
    ['contracts', '#rules'],
    ['feel', '#engine'],
    ['engine', '#broker'],
    ['rules', '#runtime'],
    ['runtime', '#engine'],
    ['worker', '#runtime'],
    ['ui', '#workbench'],
  ])('lint refuses that %s imports %s, and names the alternative', async (room, other) => {
    expect(await lint(room, `import { something } from '${other}';\nexport default something;\n`)).toContain(
      `${room}/ may import`,
    );
  });

  test.each(PURE_ROOMS)('lint refuses Node, the clock and chance in %s', async (room) => {
    expect(await lint(room, "import fs from 'node:fs';\nexport default fs;\n")).toContain('is pure');
    expect(await lint(room, 'export const now = Date.now();\n')).toContain('Take `now` as an argument');
    expect(await lint(room, 'export const chance = Math.random();\n')).toContain('Take randomness as an argument');
  });

  test('climbing paths between rooms are refused', async () => {
    expect(await lint('runtime', "import { x } from '../rules/index.ts';\nexport default x;\n")).toContain(
      'never by climbing paths',
    );
  });

  test('the compiler refuses a forbidden import and a timer in a pure room', () => {
    const folder = mkdtempSync(join(resolve('.'), '.cache-fence-'));
    try {
      const base = {
        extends: resolve('tsconfig.base.json'),
        compilerOptions: {
          composite: false,
          noEmit: true,
          rootDir: resolve('.'),
          rewriteRelativeImportExtensions: false,
          allowImportingTsExtensions: true,
        },
        include: ['probe.ts'],
      };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(base));
      symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
      writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
      writeFileSync(join(folder, 'probe.ts'), "setTimeout(() => {}, 1);\nimport '#runtime';\nexport {};\n");
      const { stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder], {
        encoding: 'utf8',
      });
      expect(stdout).toContain("Cannot find name 'setTimeout'");
      expect(stdout).toContain("'#runtime'");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test.each(SERVER_ROOMS)('the project references of %s are the arrows of the table', (room) => {
    const config = JSON.parse(readFileSync(`${room}/tsconfig.json`, 'utf8')) as { references: { path: string }[] };
    expect(config.references.map((reference) => reference.path.replace('../', '')).sort()).toEqual(
      [...(ROOMS[room] ?? [])].sort(),
    );
  });

  test('every room of the table exists, and pure rooms know no types of Node', () => {
    const folders = readdirSync('.');
    for (const room of Object.keys(ROOMS)) expect(folders).toContain(room);
    for (const room of PURE_ROOMS)
      expect(
        (JSON.parse(readFileSync(`${room}/tsconfig.json`, 'utf8')) as { compilerOptions: { types: string[] } })
          .compilerOptions.types,
      ).toEqual([]);
  });
});
