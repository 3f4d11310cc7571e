import { readdirSync, readFileSync } from 'node:fs';
import type { PackageFile } from '#contracts';
import {
  emptyStep,
  formNames,
  freeName,
  readForms,
  readManifest,
  sameFiles,
  toFileMap,
  withManifest,
  withoutSteps,
  withStep,
  withText,
} from './package-files.ts';

const folder = 'templates/penalty-ordinary';
const files = toFileMap(
  readdirSync(folder)
    .filter((name) => /\.(json|form|bpmn|dmn)$/.test(name))
    .map((path): PackageFile => ({ path, encoding: 'utf8', content: readFileSync(`${folder}/${path}`, 'utf8') })),
);

test('a step is changed in place, and one that is not there yet is added with the first stage', () => {
  const changed = readManifest(withStep(files, 'Task_Review', { role: 'organ-leader' }));
  expect(changed?.steps.find((step) => step.elementId === 'Task_Review')?.role).toBe('organ-leader');
  expect(changed?.steps).toHaveLength(readManifest(files)!.steps.length);
  const added = readManifest(withStep(files, 'Task_New', { form: 'closing' }));
  expect(added?.steps.at(-1)).toEqual({ ...emptyStep('Task_New', added!), form: 'closing' });
  expect(added?.steps.at(-1)?.stage).toBe('lead');
});

test('steps go with the elements that were deleted', () => {
  const manifest = readManifest(withoutSteps(files, new Set(['Task_Review', 'Task_Notice'])));
  expect(manifest?.steps.map((step) => step.elementId)).not.toContain('Task_Review');
  expect(manifest?.steps).toHaveLength(readManifest(files)!.steps.length - 2);
});

test('a manifest that can’t be read is null and is not overwritten', () => {
  const broken = withText(files, 'procedure.json', '{');
  expect(readManifest(broken)).toBeNull();
  expect(withManifest(broken, (manifest) => ({ ...manifest, name: 'x' }))).toBe(broken);
});

test('forms are read with their ids, a broken one is left out', () => {
  expect(readForms(files).map((form) => form.id)).toContain('lead-register');
  expect(readForms(withText(files, 'closing.form', 'no json')).map((form) => form.id)).not.toContain('closing');
});

test('forms are called by the steps that use them', () => {
  const names = formNames(readManifest(files), {
    Task_Closing: '结案审批',
    Task_Review: '审核',
    Task_ReviewAfterHearing: '听证后审核',
  });
  expect(names['closing']).toBe('结案审批');
  expect(names['legal-review']).toBe('审核、听证后审核');
});

test('free names count up, and equal files are told by content', () => {
  expect(freeName('form', ['form-1', 'form-3'])).toBe('form-2');
  expect(sameFiles(files, toFileMap([...files.values()].map((file) => ({ ...file }))))).toBe(true);
  expect(sameFiles(files, withText(files, 'a.form', '{}'))).toBe(false);
});
