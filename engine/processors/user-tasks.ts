import { triggering } from '../behaviors/event-triggers.ts';
import { complete } from '../behaviors/transitions.ts';
import type { Processing } from '../processing.ts';
import { Rejection } from '../processing.ts';
import type { UserTaskValue } from '../records.ts';
import type { CommandOf, Handlers } from './handler.ts';

type TaskCommand = CommandOf<'USER_TASK'>;

const requireTask = (processing: Processing, verb: string, key: number): UserTaskValue => {
  const task = processing.state.userTasks.get(key);
  if (!task)
    throw new Rejection(
      'NOT_FOUND',
      `Expected to ${verb} user task with key '${key}', but no such user task was found`,
    );
  return task;
};

const change = (processing: Processing, key: number, intents: [string, string], task: UserTaskValue): void => {
  processing.event(key, 'USER_TASK', intents[0], task);
  processing.event(key, 'USER_TASK', intents[1], task);
  processing.respond(key, task);
};

const assign = (processing: Processing, { key, value }: TaskCommand): void => {
  const task = requireTask(processing, 'assign', key);
  const action = value.action || (value.assignee ? 'assign' : 'unassign');
  change(processing, key, ['ASSIGNING', 'ASSIGNED'], { ...task, assignee: value.assignee, action });
};

const claim = (processing: Processing, { key, value }: TaskCommand): void => {
  const task = requireTask(processing, 'claim', key);
  if (!value.assignee)
    throw new Rejection(
      'INVALID_STATE',
      `Expected to claim user task with key '${key}', but provided assignee is empty`,
    );
  if (task.assignee && task.assignee !== value.assignee) {
    throw new Rejection(
      'INVALID_STATE',
      `Expected to claim user task with key '${key}', but it has already been assigned`,
    );
  }
  change(processing, key, ['CLAIMING', 'ASSIGNED'], {
    ...task,
    assignee: value.assignee,
    action: value.action || 'claim',
  });
};

const UPDATABLE = ['candidateGroupsList', 'candidateUsersList', 'dueDate', 'followUpDate', 'priority'] as const;

const update = (processing: Processing, { key, value }: TaskCommand): void => {
  const task = requireTask(processing, 'update', key);
  const given = Object.fromEntries(
    value.changedAttributes.map((name) => [name, value[name as (typeof UPDATABLE)[number]]]),
  );
  const action = value.action || 'update';
  const changedAttributes = value.changedAttributes.filter((name) => (UPDATABLE as readonly string[]).includes(name));
  change(processing, key, ['UPDATING', 'UPDATED'], { ...task, ...given, action, changedAttributes });
};

const completeTask = (processing: Processing, { key, value }: TaskCommand): void => {
  const task = requireTask(processing, 'complete', key);
  const instance = processing.state.elementInstances.get(task.elementInstanceKey)!;
  const done = { ...task, variables: value.variables, action: value.action || 'complete' };
  change(processing, key, ['COMPLETING', 'COMPLETED'], done);
  const { elementInstanceKey, processDefinitionKey, processInstanceKey, elementId } = task;
  triggering(
    processing,
    { scopeKey: elementInstanceKey, processDefinitionKey, processInstanceKey },
    elementId,
    value.variables,
  );
  complete(processing, instance);
};

export const userTaskHandlers: Handlers = {
  USER_TASK: { ASSIGN: assign, CLAIM: claim, UPDATE: update, COMPLETE: completeTask },
};
