import type { EngineRecord } from '#contracts';
import { toInstant } from '../clock.ts';
import type { Collection, StoredDocument, UnitOfWork } from '../store/port.ts';
import type { InstanceDoc } from './read-models.ts';
import {
  DECISIONS,
  FLOWS,
  INCIDENTS,
  INSTANCES,
  JOBS_SEEN,
  TIMERS,
  USER_TASKS,
  VARIABLES,
  VARIABLE_CHANGES,
  VISITS,
  recordId,
} from './read-models.ts';

type Value = Record<string, unknown>;
const text = (value: Value, name: string): string => String(value[name] ?? '');
const keyOrNull = (value: Value, name: string): string | null => {
  const key = text(value, name);
  return key === '' || key === '-1' ? null : key;
};

/**
 * Turns engine records into read models, a batch at a time: documents are read once, changed in memory, and written
 * when the batch ends. Pure over the records: the same records give the same read models.
 */
export class Projector {
  readonly #unit: UnitOfWork;
  readonly #cache = new Map<
    string,
    { collection: Collection<StoredDocument>; document: StoredDocument | null; dirty: boolean }
  >();
  readonly touchedCases = new Set<string>();
  readonly touchedTasks = new Set<string>();

  constructor(unit: UnitOfWork) {
    this.#unit = unit;
  }

  async apply(record: EngineRecord): Promise<void> {
    if (record.recordType !== 'EVENT') return;
    const at = toInstant(record.timestamp);
    switch (record.valueType) {
      case 'PROCESS_INSTANCE':
        return this.#processInstance(record, at);
      case 'USER_TASK':
        return this.#userTask(record, at);
      case 'VARIABLE':
        return this.#variable(record, at);
      case 'JOB':
        return this.#job(record, at);
      case 'TIMER':
        return this.#timer(record, at);
      case 'INCIDENT':
        return this.#incident(record, at);
      case 'DECISION_EVALUATION':
        return this.#decision(record, at);
    }
  }

  async flush(): Promise<void> {
    for (const { collection, document, dirty } of this.#cache.values())
      if (dirty && document) await this.#unit.put(collection, document);
  }

  async #get<T extends StoredDocument>(collection: Collection<T>, id: string): Promise<T | null> {
    const name = `${collection.name}/${id}`;
    const cached = this.#cache.get(name);
    if (cached) return cached.document as T | null;
    const document = await this.#unit.get(collection, id);
    this.#cache.set(name, { collection: collection as never, document, dirty: false });
    return document;
  }

  #set<T extends StoredDocument>(collection: Collection<T>, document: Omit<T, 'version'>): void {
    this.#cache.set(`${collection.name}/${String(document.id)}`, {
      collection: collection as never,
      document: { ...document, version: 1 } as unknown as StoredDocument,
      dirty: true,
    });
  }

  async #touch(instanceKey: string): Promise<InstanceDoc | null> {
    const instance = await this.#get(INSTANCES, instanceKey);
    if (instance?.caseId) this.touchedCases.add(instance.caseId);
    return instance;
  }

  async #processInstance(record: EngineRecord, at: string): Promise<void> {
    const { value, intent, key } = record;
    const instanceKey = text(value, 'processInstanceKey');
    if (intent === 'SEQUENCE_FLOW_TAKEN') {
      const flowId = text(value, 'elementId');
      const id = `${instanceKey}:${flowId}`;
      const flow = await this.#get(FLOWS, id);
      this.#set(FLOWS, { id, instanceKey, flowId, count: (flow?.count ?? 0) + 1 });
      return;
    }
    if (text(value, 'bpmnElementType') === 'PROCESS') return this.#instance(record, at);
    const instance = await this.#get(INSTANCES, instanceKey);
    if (instance && intent.startsWith('ELEMENT_') && instance.lastVisit !== key)
      this.#set(INSTANCES, { ...instance, lastVisit: key });
    if (intent === 'ELEMENT_ACTIVATING') {
      this.#set(VISITS, {
        id: key,
        instanceKey,
        elementId: text(value, 'elementId'),
        elementType: text(value, 'bpmnElementType'),
        state: 'active',
        startedAt: at,
        endedAt: null,
        order: recordId(record.partitionId, record.position),
      });
    } else if (intent === 'ELEMENT_COMPLETED' || intent === 'ELEMENT_TERMINATED') {
      const visit = await this.#get(VISITS, key);
      if (visit)
        this.#set(VISITS, {
          ...visit,
          state: intent === 'ELEMENT_COMPLETED' ? 'completed' : 'terminated',
          endedAt: at,
        });
    } else if (intent === 'ELEMENT_MIGRATED') {
      const visit = await this.#get(VISITS, key);
      if (visit) this.#set(VISITS, { ...visit, elementId: text(value, 'elementId') });
    } else return;
    await this.#touch(instanceKey);
  }

  async #instance(record: EngineRecord, at: string): Promise<void> {
    const { value, intent, key } = record;
    if (intent === 'ELEMENT_ACTIVATING') {
      const parentKey = keyOrNull(value, 'parentProcessInstanceKey');
      const parent = parentKey ? await this.#get(INSTANCES, parentKey) : null;
      this.#set(INSTANCES, {
        id: key,
        processId: text(value, 'bpmnProcessId'),
        processVersion: Number(value['version'] ?? 0),
        processDefinitionKey: text(value, 'processDefinitionKey'),
        parentKey,
        parentElementInstanceKey: keyOrNull(value, 'parentElementInstanceKey'),
        caseId: parent?.caseId ?? (await this.#caseVariable(key)),
        state: 'active',
        startedAt: at,
        endedAt: null,
        lastVisit: null,
      });
    } else if (intent === 'ELEMENT_COMPLETED' || intent === 'ELEMENT_TERMINATED') {
      const instance = await this.#get(INSTANCES, key);
      if (instance)
        this.#set(INSTANCES, {
          ...instance,
          state: intent === 'ELEMENT_COMPLETED' ? 'completed' : 'terminated',
          endedAt: at,
        });
    } else if (intent === 'ELEMENT_MIGRATED') {
      const instance = await this.#get(INSTANCES, key);
      if (instance)
        this.#set(INSTANCES, {
          ...instance,
          processVersion: Number(value['version'] ?? instance.processVersion),
          processDefinitionKey: text(value, 'processDefinitionKey'),
        });
    } else return;
    await this.#touch(key);
  }

  async #caseVariable(instanceKey: string): Promise<string | null> {
    const variable = await this.#get(VARIABLES, `${instanceKey}:caseId`);
    return variable ? textValue(variable.value) : null;
  }

  async #userTask(record: EngineRecord, at: string): Promise<void> {
    const { value, intent, key } = record;
    const instanceKey = text(value, 'processInstanceKey');
    const task = await this.#get(USER_TASKS, key);
    if (intent === 'CREATED' || (intent === 'CREATING' && !task)) {
      const instance = await this.#get(INSTANCES, instanceKey);
      this.#set(USER_TASKS, {
        id: key,
        instanceKey,
        elementInstanceKey: text(value, 'elementInstanceKey'),
        elementId: text(value, 'elementId'),
        processId: text(value, 'bpmnProcessId'),
        processDefinitionKey: text(value, 'processDefinitionKey'),
        caseId: instance?.caseId ?? null,
        state: 'open',
        createdAt: task?.createdAt ?? at,
        endedAt: null,
        engineAssignee: text(value, 'assignee') || null,
      });
    } else if (task && (intent === 'COMPLETED' || intent === 'CANCELED')) {
      this.#set(USER_TASKS, { ...task, state: intent === 'COMPLETED' ? 'completed' : 'cancelled', endedAt: at });
    } else if (task && intent === 'ASSIGNED') {
      this.#set(USER_TASKS, { ...task, engineAssignee: text(value, 'assignee') || null });
    } else if (task && intent === 'MIGRATED') {
      this.#set(USER_TASKS, {
        ...task,
        elementId: text(value, 'elementId'),
        processDefinitionKey: text(value, 'processDefinitionKey'),
      });
    } else return;
    this.touchedTasks.add(key);
    await this.#touch(instanceKey);
  }

  async #variable(record: EngineRecord, at: string): Promise<void> {
    const { value, intent } = record;
    if (intent !== 'CREATED' && intent !== 'UPDATED') return;
    const instanceKey = text(value, 'processInstanceKey');
    const scopeKey = text(value, 'scopeKey');
    const name = text(value, 'name');
    const after = text(value, 'value');
    const id = `${scopeKey}:${name}`;
    const before = await this.#get(VARIABLES, id);
    this.#set(VARIABLES, { id, instanceKey, name, value: after });
    const instance = await this.#get(INSTANCES, instanceKey);
    this.#set(VARIABLE_CHANGES, {
      id: recordId(record.partitionId, record.position),
      instanceKey,
      visitKey: scopeKey !== instanceKey ? scopeKey : (instance?.lastVisit ?? instanceKey),
      name,
      before: before?.value ?? null,
      after,
      at,
    });
    if (name === 'caseId' && scopeKey === instanceKey && instance && instance.caseId === null)
      this.#set(INSTANCES, { ...instance, caseId: textValue(after) });
  }

  async #job(record: EngineRecord, at: string): Promise<void> {
    const { value, intent, key } = record;
    const known = await this.#get(JOBS_SEEN, key);
    this.#set(JOBS_SEEN, {
      id: key,
      instanceKey: text(value, 'processInstanceKey'),
      elementInstanceKey: text(value, 'elementInstanceKey'),
      elementId: text(value, 'elementId'),
      type: text(value, 'type'),
      state: intent,
      retries: Number(value['retries'] ?? 0),
      worker: text(value, 'worker') || (known?.worker ?? ''),
      errorMessage: text(value, 'errorMessage'),
      at,
    });
  }

  async #timer(record: EngineRecord, at: string): Promise<void> {
    const { value, intent, key } = record;
    const state = intent === 'CREATED' ? 'waiting' : intent === 'TRIGGERED' ? 'fired' : 'cancelled';
    if (!['CREATED', 'TRIGGERED', 'CANCELED'].includes(intent)) return;
    const instanceKey = text(value, 'processInstanceKey');
    this.#set(TIMERS, {
      id: key,
      instanceKey,
      elementId: text(value, 'targetElementId'),
      dueAt: toInstant(Number(value['dueDate'] ?? 0)),
      state,
      at,
    });
    await this.#touch(instanceKey);
  }

  async #incident(record: EngineRecord, at: string): Promise<void> {
    const { value, intent, key } = record;
    const instanceKey = text(value, 'processInstanceKey');
    const known = await this.#get(INCIDENTS, key);
    if (intent === 'CREATED') {
      const instance = await this.#get(INSTANCES, instanceKey);
      this.#set(INCIDENTS, {
        id: key,
        instanceKey,
        caseId: instance?.caseId ?? null,
        elementId: text(value, 'elementId'),
        elementInstanceKey: text(value, 'elementInstanceKey'),
        jobKey: keyOrNull(value, 'jobKey'),
        type: text(value, 'errorType'),
        message: text(value, 'errorMessage'),
        at,
        resolvedAt: null,
      });
    } else if (intent === 'RESOLVED' && known) this.#set(INCIDENTS, { ...known, resolvedAt: at });
    else return;
    await this.#touch(instanceKey);
  }

  async #decision(record: EngineRecord, at: string): Promise<void> {
    const { value, key } = record;
    this.#set(DECISIONS, {
      id: key,
      instanceKey: text(value, 'processInstanceKey'),
      elementInstanceKey: text(value, 'elementInstanceKey'),
      decisionId: text(value, 'decisionId'),
      decisionName: text(value, 'decisionName'),
      output: text(value, 'decisionOutput'),
      evaluated: value['evaluatedDecisions'] ?? [],
      failure: text(value, 'evaluationFailureMessage'),
      at,
    });
  }
}

/** Variables are JSON texts; the case id is one. */
function textValue(json: string): string | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}
