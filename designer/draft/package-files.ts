import type { FormSchema, PackageFile, ProcedureManifest, StepDefinition } from '#contracts';

/** The files of a package by path; every change makes a new map, so that states can be kept for undo. */
export type FileMap = ReadonlyMap<string, PackageFile>;

export const toFileMap = (files: readonly PackageFile[]): FileMap => new Map(files.map((file) => [file.path, file]));
export const toFiles = (map: FileMap): PackageFile[] => [...map.values()];

export const withText = (map: FileMap, path: string, content: string): FileMap =>
  new Map(map).set(path, { path, encoding: 'utf8', content });

export const withoutFile = (map: FileMap, path: string): FileMap => {
  const next = new Map(map);
  next.delete(path);
  return next;
};

export const pathsEnding = (map: FileMap, ending: string): string[] =>
  [...map.keys()].filter((path) => path.endsWith(ending)).sort();

const MANIFEST = 'procedure.json';

const LATER_PARTS: Pick<ProcedureManifest, 'legalityExceptions' | 'decisionChecks'> = {
  legalityExceptions: [],
  decisionChecks: [],
};

/** The manifest as it stands; null while `procedure.json` can't be read (the problems panel says why). */
export const readManifest = (map: FileMap): ProcedureManifest | null => {
  try {
    const manifest = JSON.parse(map.get(MANIFEST)?.content ?? '') as ProcedureManifest;
    // Older packages lack what came later; a package that is being edited need not be whole yet, so it is not parsed here.
    return { ...LATER_PARTS, ...manifest };
  } catch {
    return null;
  }
};

export const withManifest = (map: FileMap, change: (manifest: ProcedureManifest) => ProcedureManifest): FileMap => {
  const manifest = readManifest(map);
  return manifest ? withText(map, MANIFEST, `${JSON.stringify(change(manifest), null, 2)}\n`) : map;
};

export const withStep = (map: FileMap, elementId: string, change: Partial<StepDefinition>): FileMap =>
  withManifest(map, (manifest) => ({
    ...manifest,
    steps: manifest.steps.some((step) => step.elementId === elementId)
      ? manifest.steps.map((step) => (step.elementId === elementId ? { ...step, ...change } : step))
      : [...manifest.steps, { ...emptyStep(elementId, manifest), ...change }],
  }));

/** What a freshly drawn step starts with: the first stage, an officer, no form yet. */
export const emptyStep = (elementId: string, manifest: ProcedureManifest): StepDefinition => ({
  elementId,
  stage: manifest.stages[0]?.id ?? '',
  role: 'officer',
  form: '',
  guidance: '',
  basis: [],
  gates: [],
  emits: [],
  variables: [],
  clocks: [],
  readonlyFields: [],
  notBy: [],
  locked: false,
});

/** Steps follow the drawing: a removed user task takes its step along, a new id renames it. */
export const withoutSteps = (map: FileMap, elementIds: ReadonlySet<string>): FileMap =>
  withManifest(map, (manifest) => ({
    ...manifest,
    steps: manifest.steps.filter((step) => !elementIds.has(step.elementId)),
  }));

export interface FormEntry {
  path: string;
  id: string;
  schema: FormSchema;
}

export const readForms = (map: FileMap): FormEntry[] =>
  pathsEnding(map, '.form').flatMap((path) => {
    try {
      const schema = JSON.parse(map.get(path)?.content ?? '') as FormSchema;
      return [{ path, id: schema.id, schema }];
    } catch {
      return [];
    }
  });

/** An id for a new file or form that is not taken yet: `form-3`. */
export const freeName = (prefix: string, taken: readonly string[]): string => {
  for (let number = 1; ; number++) if (!taken.includes(`${prefix}-${number}`)) return `${prefix}-${number}`;
};

export const newForm = (id: string): FormSchema => ({
  type: 'default',
  id,
  schemaVersion: 18,
  executionPlatform: 'Camunda Cloud',
  executionPlatformVersion: '8.6.0',
  components: [],
});

/** Whether two states hold the same files with the same content. */
export const sameFiles = (a: FileMap, b: FileMap): boolean =>
  a.size === b.size && [...a].every(([path, file]) => b.get(path)?.content === file.content);

/** What a form is called: the names of the steps that use it, else its id. */
export const formNames = (
  manifest: ProcedureManifest | null,
  stepNames: Readonly<Record<string, string>>,
): Record<string, string> => {
  const names: Record<string, string> = {};
  for (const step of manifest?.steps ?? []) {
    const name = stepNames[step.elementId];
    if (step.form && name) names[step.form] = names[step.form] ? `${names[step.form]}、${name}` : name;
  }
  return names;
};
