import type {
  DiscretionItem,
  FormSchema,
  PackageFile,
  ProcedureManifest,
  StepDefinition,
  WorkCalendar,
} from '#contracts';
import type { ResourceText } from '#engine';
import { readModel } from '#rules';

/** What is played: a procedure package as it stands, and the calendar that its limits are counted by. */
export interface Play {
  manifest: ProcedureManifest;
  resources: ResourceText[];
  forms: ReadonlyMap<string, FormSchema>;
  /** Names of the elements of the drawing. */
  names: ReadonlyMap<string, string>;
  calendar: WorkCalendar;
  /** Items of the four lists, for checks of discretion. */
  items: readonly DiscretionItem[];
  /** The registration, where the procedure has one: the step at a start event. */
  start: StepDefinition | null;
}

/** The package can't be played; the message says why, in Chinese. */
export class NotPlayable extends Error {}

const fileText = (files: readonly PackageFile[], path: string): string => {
  const file = files.find((candidate) => candidate.path === path);
  if (!file) throw new NotPlayable(`规程包里没有 ${path}`);
  return file.content;
};

/** @throws NotPlayable when the package can't be read */
export const readPlay = (
  files: readonly PackageFile[],
  calendar: WorkCalendar,
  items: readonly DiscretionItem[],
): Play => {
  const xml = fileText(files, 'process.bpmn');
  let manifest: ProcedureManifest;
  let model: ReturnType<typeof readModel>;
  try {
    manifest = JSON.parse(fileText(files, 'procedure.json')) as ProcedureManifest;
  } catch (error) {
    throw error instanceof NotPlayable
      ? error
      : new NotPlayable('procedure.json 无法读取，请在“历史”里恢复到上一次保存');
  }
  try {
    model = readModel(xml);
  } catch (error) {
    throw new NotPlayable(`流程图打不开：${error instanceof Error ? error.message : String(error)}`);
  }
  const forms = new Map<string, FormSchema>();
  for (const { path, content } of files) {
    if (!path.endsWith('.form')) continue;
    try {
      const form = JSON.parse(content) as FormSchema;
      forms.set(form.id, form);
    } catch {
      throw new NotPlayable(`表单 ${path} 无法读取`);
    }
  }
  const starts = new Set(model.elements.filter(({ type }) => type === 'startEvent').map(({ id }) => id));
  return {
    manifest,
    forms,
    calendar,
    items,
    resources: files
      .filter(({ path }) => /\.(bpmn|form|dmn)$/.test(path))
      .map(({ path, content }) => ({ name: path, content })),
    names: new Map(model.elements.map(({ id, name }) => [id, name || id])),
    start: manifest.steps.find(({ elementId }) => starts.has(elementId)) ?? null,
  };
};
