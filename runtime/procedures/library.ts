import type { ProcedureManifest, StepDefinition } from '#contracts';
import type { ProcedurePackage } from '#rules';
import { readPackage } from '#rules';
import type { Clock } from '../clock.ts';
import type { VersionDoc } from '../store/collections.ts';
import { VERSIONS, versionId } from '../store/collections.ts';
import type { Store } from '../store/port.ts';

/** A version of a procedure, read and ready: what a running case is pinned to. */
export interface LoadedProcedure {
  code: string;
  version: number;
  document: VersionDoc;
  package: ProcedurePackage;
  manifest: ProcedureManifest;
}

const MAX_LOADED = 60;

/** Published versions never change, so what was read once is kept. */
export class ProcedureLibrary {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #loaded = new Map<string, LoadedProcedure>();

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async version(code: string, version: number): Promise<LoadedProcedure | null> {
    const id = versionId(code, version);
    const known = this.#loaded.get(id);
    if (known) return known;
    const document = await this.#store.get(VERSIONS, id);
    return document ? this.#load(document) : null;
  }

  /** The published version in force today: new cases start with it. */
  async effective(code: string): Promise<LoadedProcedure | null> {
    const today = this.#clock.today();
    const published = await this.#store.find(VERSIONS, {
      where: { code, status: 'published' },
      sort: [['number', 'desc']],
    });
    const document = published.find((item) => item.effectiveOn === null || item.effectiveOn <= today);
    return document ? this.#load(document) : null;
  }

  /** The version whose deployment made a process definition. */
  async byDefinitionKey(definitionKey: string): Promise<LoadedProcedure | null> {
    for (const known of this.#loaded.values()) if (known.document.definitionKeys.includes(definitionKey)) return known;
    const [document] = await this.#store.find(VERSIONS, {
      where: { definitionKeys: { has: definitionKey } },
      sort: [['number', 'desc']],
      limit: 1,
    });
    return document ? this.#load(document) : null;
  }

  #load(document: VersionDoc): LoadedProcedure {
    const known = this.#loaded.get(document.id);
    if (known && known.document.version === document.version) return known;
    const read = readPackage(document.files);
    const loaded = {
      code: document.code,
      version: document.number,
      document,
      package: read,
      manifest: read.manifest,
    };
    if (document.status === 'published' || document.status === 'retired') {
      if (this.#loaded.size >= MAX_LOADED) this.#loaded.delete(this.#loaded.keys().next().value as string);
      this.#loaded.set(document.id, loaded);
    }
    return loaded;
  }
}

export const stepOf = (procedure: LoadedProcedure, elementId: string): StepDefinition | undefined =>
  procedure.manifest.steps.find((step) => step.elementId === elementId);

/** The step that registers a case: the one at the none start event of the main process. */
export function startStep(procedure: LoadedProcedure): StepDefinition | undefined {
  const starts = new Set(
    Object.values(procedure.package.models)
      .flatMap((model) => model.elements)
      .filter((element) => element.type === 'startEvent' && element.events.length === 0)
      .filter((element) => element.scope === procedure.manifest.processId)
      .map((element) => element.id),
  );
  return procedure.manifest.steps.find((step) => starts.has(step.elementId));
}

export const stageName = (procedure: LoadedProcedure, stage: string): string =>
  procedure.manifest.stages.find((item) => item.id === stage)?.name ?? stage;
