import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ApiError } from '#seed';
import type { ApiSession } from '#seed';
import type { PackageFile, ProcedureManifest } from '#contracts';
import type { TestPlatform } from '../support/platform.ts';
import { TEMPLATES, startPlatform } from '../support/platform.ts';

// What designers and auditors ask without saving anything: is this procedure lawful, is this table whole?

let platform: TestPlatform;
let configurer: ApiSession;

beforeAll(async () => {
  platform = await startPlatform({ packages: [] });
  configurer = await platform.api('fazhi1');
}, 60_000);
afterAll(() => platform.stop());

const packageFiles = (): PackageFile[] => {
  const folder = join(TEMPLATES, 'penalty-ordinary');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(json|bpmn|form|dmn)$/.test(path))
    .map((path) => ({ path, encoding: 'utf8' as const, content: readFileSync(join(folder, path), 'utf8') }));
};

const withManifest = (change: (manifest: ProcedureManifest) => void): PackageFile[] =>
  packageFiles().map((file) => {
    if (file.path !== 'procedure.json') return file;
    const manifest = JSON.parse(file.content) as ProcedureManifest;
    change(manifest);
    return { ...file, content: JSON.stringify(manifest) };
  });

const problemOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof ApiError)) throw new Error(`no problem was answered: ${String(error)}`);
  return error;
};

test('the ordinary procedure is lawful, and the report says how far it looked', async () => {
  const { legality, issues } = await configurer.call('previewLegality', { body: { files: packageFiles() } });
  expect(issues).toEqual([]);
  expect(legality).toMatchObject({ exhaustive: true, stateLimit: 200_000 });
  expect(legality?.outcomes.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(30);
  expect(legality?.outcomes.every(({ outcome }) => outcome !== 'unfinished')).toBe(true);
});

test('without the notice every decision breaks the law: the article, the run and the missing stage are told', async () => {
  const files = withManifest((manifest) => {
    for (const step of manifest.steps) step.emits = step.emits.filter(({ event }) => event !== 'notice.served');
  });
  const { issues } = await configurer.call('previewLegality', { body: { files } });
  const found = issues.find(({ rule }) => rule === 'L01');
  expect(found?.basis.map(({ article }) => article)).toEqual(['第四十四条', '第六十二条']);
  expect(found?.path?.[0]).toBe('Start');
  expect(found?.elementId).toBe('Task_Decision');
  expect(issues.some(({ rule }) => rule === 'L45')).toBe(true);
});

test('a reviewer who may have handled the case is refused', async () => {
  const files = withManifest((manifest) => {
    for (const step of manifest.steps) if (step.elementId === 'Task_Review') step.notBy = [];
  });
  const { issues } = await configurer.call('previewLegality', { body: { files } });
  expect(issues.find(({ rule }) => rule === 'L31')?.message).toContain('“法制审核（案件审核）”没有排除办理过');
});

const dmn = (rules: string): string =>
  `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d"><decision id="fine" name="罚款档次"><decisionTable id="t" hitPolicy="UNIQUE"><input id="amount" label="货值金额"><inputExpression typeRef="number"><text>amount</text></inputExpression></input><output id="o" name="tier" typeRef="string"/>${rules}</decisionTable></decision></definitions>`;
const rule = (id: string, cell: string, output: string): string =>
  `<rule id="${id}"><inputEntry><text>${cell}</text></inputEntry><outputEntry><text>"${output}"</text></outputEntry></rule>`;

test('a table with a hole and a conflict is told with a case for each', async () => {
  const text = dmn(
    rule('low', '&lt; 10000', '从轻') + rule('high', '&gt; 10000', '从重') + rule('odd', '[5000..6000]', '一般'),
  );
  const { analyses } = await configurer.call('previewDecisions', { body: { dmn: text } });
  const findings = analyses[0]?.findings ?? [];
  expect(analyses[0]).toMatchObject({ coverage: 'gaps', exhaustive: true });
  expect(findings.find(({ kind }) => kind === 'gap')?.message).toContain('当 货值金额=10,000 时没有规则命中');
  expect(findings.find(({ kind }) => kind === 'conflict')?.rows.map(({ id }) => id)).toEqual(['low', 'odd']);
});

test('what is no table and what is no package is refused in words', async () => {
  const broken = await problemOf(configurer.call('previewDecisions', { body: { dmn: '<definitions>' } }));
  expect(broken.message).toContain('不是正确的 XML');
  const empty = await problemOf(configurer.call('previewLegality', { body: { files: [] } }));
  expect(empty.message).toContain('请附上规程包的文件');
  const unreadable = await configurer.call('previewLegality', {
    body: { files: [{ path: 'procedure.json', encoding: 'utf8', content: '{' }] },
  });
  expect(unreadable.legality).toBeNull();
  expect(unreadable.issues[0]?.message).toContain('procedure.json 不是正确的 JSON');
});
