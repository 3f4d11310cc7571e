import type { Command, UserTaskValue } from '#engine';
import { NO_KEY, TENANT } from '#engine';

export class BadRequest extends Error {}

const NO_TASK: UserTaskValue = {
  userTaskKey: NO_KEY,
  action: '',
  assignee: '',
  candidateGroupsList: [],
  candidateUsersList: [],
  dueDate: '',
  followUpDate: '',
  formKey: NO_KEY,
  externalFormReference: '',
  priority: 50,
  variables: {},
  customHeaders: {},
  creationTimestamp: NO_KEY,
  changedAttributes: [],
  elementId: '',
  elementInstanceKey: NO_KEY,
  bpmnProcessId: '',
  processInstanceKey: NO_KEY,
  processDefinitionKey: NO_KEY,
  processDefinitionVersion: NO_KEY,
  tenantId: TENANT,
};

type Body = Record<string, unknown>;

const command = (intent: string, key: number, part: Partial<UserTaskValue>): Command => ({
  valueType: 'USER_TASK',
  intent,
  key,
  value: { ...NO_TASK, userTaskKey: key, ...part },
});

const text = (body: Body, name: string): string => {
  const value = body[name];
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw new BadRequest(`The value for '${name}' must be a string.`);
  return value;
};

const object = (body: Body, name: string): Record<string, never> => {
  const value = body[name];
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value))
    throw new BadRequest(`The value for '${name}' must be an object.`);
  return value as Record<string, never>;
};

export const assign = (key: number, body: Body): Command => {
  const assignee = text(body, 'assignee');
  if (!assignee.trim()) throw new BadRequest('No assignee provided.');
  const action = text(body, 'action') || 'assign';
  // Without the right to override, an assignment is a claim: it fails when someone else has the task.
  return command(body.allowOverride === false ? 'CLAIM' : 'ASSIGN', key, { assignee, action });
};

export const unassign = (key: number): Command => command('ASSIGN', key, { assignee: '', action: 'unassign' });

export const complete = (key: number, body: Body): Command =>
  command('COMPLETE', key, { variables: object(body, 'variables'), action: text(body, 'action') });

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

const list = (changes: Body, name: string): string[] => {
  const value = changes[name];
  if (value === null) return [];
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string'))
    throw new BadRequest(`The value for '${name}' must be a list of strings.`);
  return value as string[];
};

const date = (changes: Body, name: string): string => {
  const value = text(changes, name);
  if (value && !DATE_TIME.test(value))
    throw new BadRequest(
      `The provided ${name === 'dueDate' ? 'due' : 'follow-up'} date '${value}' cannot be parsed as a date according to RFC 3339, section 5.6.`,
    );
  return value;
};

const priority = (changes: Body): number => {
  const value = changes.priority;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 100) {
    throw new BadRequest(`The value for priority is '${String(value)}' but must be within the [0,100] range.`);
  }
  return value;
};

export const update = (key: number, body: Body): Command => {
  const changes = object(body, 'changeset') as Body;
  const given: Partial<UserTaskValue> = {
    ...('candidateGroups' in changes && { candidateGroupsList: list(changes, 'candidateGroups') }),
    ...('candidateUsers' in changes && { candidateUsersList: list(changes, 'candidateUsers') }),
    ...('dueDate' in changes && { dueDate: date(changes, 'dueDate') }),
    ...('followUpDate' in changes && { followUpDate: date(changes, 'followUpDate') }),
    ...('priority' in changes && { priority: priority(changes) }),
  };
  const action = text(body, 'action');
  const changedAttributes = Object.keys(given);
  if (changedAttributes.length === 0 && !action) {
    throw new BadRequest(
      'No update data provided. Provide at least an "action" or a non-null value for a supported attribute in the "changeset".',
    );
  }
  return command('UPDATE', key, { ...given, action: action || 'update', changedAttributes });
};
