import type { Context } from '../../behaviors/context.ts';
import { evaluateDate, evaluateNumber, evaluateString, evaluateStringList } from '../../behaviors/expressions.ts';
import { Failure } from '../../behaviors/failure.ts';
import { subscribe, unsubscribe } from '../../behaviors/subscriptions.ts';
import { activated, completed } from '../../behaviors/transitions.ts';
import { applyInputMappings, applyOutputMappings } from '../../behaviors/variables.ts';
import { togetherKey } from '../../appliers/resources.ts';
import type { Processing } from '../../processing.ts';
import type { UserTaskValue } from '../../records.ts';
import { TENANT } from '../../records.ts';
import { parseDateTime } from '../../time/iso-8601.ts';
import type { ElementBehavior } from './behavior.ts';
import { jobTask } from './tasks.ts';

const DEFAULT_PRIORITY = 50;

const formKeyOf = (processing: Processing, { element, key, value }: Context): number => {
  const { formId, formBinding } = element.userTask!;
  if (!formId) return -1;
  const { state } = processing;
  const id = evaluateString(processing, formId, key);
  if (formBinding === 'latest') {
    const latest = state.formVersions.get(id)?.at(-1);
    if (latest === undefined)
      throw new Failure(
        'FORM_NOT_FOUND',
        `Expected to find a form with id '${id}', but no form with this id is found, at least a form with this id should be available. To resolve the Incident please deploy a form with the same id`,
      );
    return latest;
  }
  const { deploymentKey } = state.processes.get(value.processDefinitionKey)!;
  const bound = state.deployedTogether.get(togetherKey(deploymentKey, 'FORM', id));
  if (bound === undefined) {
    throw new Failure(
      'FORM_NOT_FOUND',
      `Expected to use a form with id '${id}' with binding type 'deployment', but no such form found in the deployment with key ${deploymentKey} which contained the current process. To resolve this incident, migrate the process instance to a process definition that is deployed together with the intended form to use.`,
    );
  }
  return bound;
};

const plan = (processing: Processing, context: Context): Omit<UserTaskValue, 'userTaskKey'> => {
  const { element, key, value } = context;
  const definition = element.userTask!;
  const text = (expression: typeof definition.assignee) =>
    expression ? evaluateString(processing, expression, key) : '';
  const list = (expression: typeof definition.assignee) =>
    expression ? evaluateStringList(processing, expression, key) : [];
  const date = (expression: typeof definition.assignee) =>
    expression ? evaluateDate(processing, expression, key, parseDateTime) : '';
  return {
    action: '',
    assignee: text(definition.assignee),
    candidateGroupsList: list(definition.candidateGroups),
    candidateUsersList: list(definition.candidateUsers),
    dueDate: date(definition.dueDate),
    followUpDate: date(definition.followUpDate),
    formKey: formKeyOf(processing, context),
    externalFormReference: text(definition.externalReference),
    priority: definition.priority ? evaluateNumber(processing, definition.priority, key) : DEFAULT_PRIORITY,
    variables: {},
    customHeaders: element.headers,
    creationTimestamp: processing.now,
    changedAttributes: [],
    elementId: element.id,
    elementInstanceKey: key,
    bpmnProcessId: value.bpmnProcessId,
    processInstanceKey: value.processInstanceKey,
    processDefinitionKey: value.processDefinitionKey,
    processDefinitionVersion: value.version,
    tenantId: TENANT,
  };
};

const nativeUserTask: ElementBehavior = {
  activate: (processing, context) => {
    applyInputMappings(processing, context);
    const planned = plan(processing, context);
    subscribe(processing, context);
    const userTaskKey = processing.nextKey();
    processing.event(userTaskKey, 'USER_TASK', 'CREATING', { ...planned, userTaskKey });
    processing.event(userTaskKey, 'USER_TASK', 'CREATED', { ...planned, userTaskKey });
    activated(processing, context);
  },
  complete: (processing, context) => {
    applyOutputMappings(processing, context);
    unsubscribe(processing, context.key);
    completed(processing, context);
  },
  cancel: (processing, { key }) => {
    const { userTaskKey } = processing.state.elementInstances.get(key) ?? {};
    const task = userTaskKey === undefined ? undefined : processing.state.userTasks.get(userTaskKey);
    if (task) {
      processing.event(userTaskKey!, 'USER_TASK', 'CANCELING', task);
      processing.event(userTaskKey!, 'USER_TASK', 'CANCELED', task);
    }
    unsubscribe(processing, key);
  },
};

const behaviorOf = ({ element }: Context): ElementBehavior => (element.job ? jobTask : nativeUserTask);

/** Native user tasks, and those of older models that are carried out by a job. */
export const userTask: ElementBehavior = {
  activate: (processing, context) => behaviorOf(context).activate(processing, context),
  complete: (processing, context) => behaviorOf(context).complete(processing, context),
  cancel: (processing, context) => behaviorOf(context).cancel!(processing, context),
};
