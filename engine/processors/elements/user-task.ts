import type { Context } from '../../behaviors/context.ts';
import { evaluateDate, evaluateNumber, evaluateString, evaluateStringList } from '../../behaviors/expressions.ts';
import { Failure } from '../../behaviors/failure.ts';
import { formKeyOf } from '../../behaviors/resources.ts';
import { subscribe } from '../../behaviors/subscriptions.ts';
import { activated } from '../../behaviors/transitions.ts';
import type { Processing } from '../../processing.ts';
import type { UserTaskValue } from '../../records.ts';
import { TENANT } from '../../records.ts';
import { parseDateTime } from '../../time/iso-8601.ts';
import { activity } from './activities.ts';
import type { ElementBehavior } from './behavior.ts';
import { jobTask } from './tasks.ts';

const DEFAULT_PRIORITY = 50;

const MIN_PRIORITY = 0;
const MAX_PRIORITY = 100;

const priorityOf = (processing: Processing, { element, key }: Context): number => {
  const expression = element.userTask!.priority;
  if (!expression) return DEFAULT_PRIORITY;
  const priority = evaluateNumber(processing, expression, key);
  if (priority >= MIN_PRIORITY && priority <= MAX_PRIORITY) return priority;
  throw new Failure(
    'EXTRACT_VALUE_ERROR',
    `Expected priority to be in the range [${MIN_PRIORITY},${MAX_PRIORITY}] but was '${priority}'.`,
    key,
  );
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
    priority: priorityOf(processing, context),
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

export const cancelUserTask = (processing: Processing, elementInstanceKey: number): void => {
  const { userTaskKey } = processing.state.elementInstances.get(elementInstanceKey) ?? {};
  const task = userTaskKey === undefined ? undefined : processing.state.userTasks.get(userTaskKey);
  if (!task) return;
  processing.event(userTaskKey!, 'USER_TASK', 'CANCELING', task);
  processing.event(userTaskKey!, 'USER_TASK', 'CANCELED', task);
};

const native = activity((processing, context) => {
  const planned = plan(processing, context);
  subscribe(processing, context);
  const userTaskKey = processing.nextKey();
  processing.event(userTaskKey, 'USER_TASK', 'CREATING', { ...planned, userTaskKey });
  processing.event(userTaskKey, 'USER_TASK', 'CREATED', { ...planned, userTaskKey });
  activated(processing, context);
});

/** Native user tasks, and those of older models that are carried out by a job. */
export const userTask: ElementBehavior = {
  ...native,
  activate: (processing, context) => (context.element.job ? jobTask : native).activate(processing, context),
  terminate: (processing, context) => {
    cancelUserTask(processing, context.key);
    native.terminate(processing, context);
  },
};
