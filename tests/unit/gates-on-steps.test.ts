import { readFileSync, readdirSync } from 'node:fs';
import type { PackageFile, ProcedureManifest } from '#contracts';
import { STANDARD_GATES, checkPackage } from '#rules';

// Every standard gate stands on a step of some procedure, and the forms up to that step can collect what it reads.

const packages = readdirSync('templates').map((code) => {
  const files: PackageFile[] = (readdirSync(`templates/${code}`, { recursive: true }) as string[])
    .filter((path) => path.includes('.'))
    .map((path) => ({ path, encoding: 'utf8', content: readFileSync(`templates/${code}/${path}`, 'utf8') }));
  return {
    code,
    files,
    manifest: JSON.parse(files.find(({ path }) => path === 'procedure.json')!.content) as ProcedureManifest,
  };
});
const places = packages.flatMap(({ code, manifest }) =>
  manifest.steps.flatMap((step) => step.gates.map((gate) => ({ gate, at: `${code} ${step.elementId}` }))),
);

test.each(STANDARD_GATES.map(({ code, name }) => [code, name] as const))('%s %s stands on a step', (code) => {
  expect(places.filter(({ gate }) => gate === code)).not.toEqual([]);
});

test.each(packages.map(({ code, files }) => [code, files] as const))(
  '%s: no error, and no gate asks for what no form collects',
  (_code, files) => {
    const { issues, legality } = checkPackage(files);
    const all = [...issues, ...(legality?.issues ?? [])];
    expect(all.filter(({ severity, rule }) => severity === 'error' || rule === 'gate-field')).toEqual([]);
  },
);
