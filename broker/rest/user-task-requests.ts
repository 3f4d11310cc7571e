import type { Command, UserTaskValue } from '#engine';
import { userTaskCommand } from '../commands/user-tasks.ts';
import { Checks } from './checks.ts';
import type { Fields } from './fields.ts';

/** Makes the command for a task from what REST asks. */
export type Build = (key: string, fields: Fields) => Command;

export const assign: Build = (key, fields) => {
  const assignee = fields.text('assignee');
  // Zeebe ends this one without a full stop.
  new Checks().refuseIf(!assignee?.trim(), 'No assignee provided').done();
  const action = fields.text('action') || 'assign';
  // Without the right to override, an assignment is a claim: it fails when someone else has the task.
  const intent = fields.truth('allowOverride') === false ? 'CLAIM' : 'ASSIGN';
  return userTaskCommand(intent, key, { assignee: assignee!, action });
};

export const unassign: Build = (key) => userTaskCommand('ASSIGN', key, { assignee: '', action: 'unassign' });

export const complete: Build = (key, fields) =>
  userTaskCommand('COMPLETE', key, {
    variables: fields.variables('variables') ?? {},
    action: fields.text('action') ?? '',
  });

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

const badDate = (what: string, date: string | undefined): [boolean, string] => [
  Boolean(date) && !DATE_TIME.test(date!),
  `The provided ${what} date '${date}' cannot be parsed as a date according to RFC 3339, section 5.6.`,
];

/** What the changes set; an attribute that is null or not there is left as it is. */
const changesOf = (changes: Fields | undefined): Partial<UserTaskValue> => {
  if (!changes) return {};
  const given = {
    candidateGroupsList: changes.texts('candidateGroups'),
    candidateUsersList: changes.texts('candidateUsers'),
    dueDate: changes.text('dueDate'),
    followUpDate: changes.text('followUpDate'),
    priority: changes.integer('priority'),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
};

export const update: Build = (key, fields) => {
  const changes = changesOf(fields.object('changeset'));
  const action = fields.text('action');
  const changedAttributes = Object.keys(changes);
  const { priority = 0, dueDate, followUpDate } = changes;
  new Checks()
    .refuseIf(
      changedAttributes.length === 0 && !action,
      'No update data provided. Provide at least an "action" or a non-null value for a supported attribute in the "changeset".',
    )
    .refuseIf(...badDate('due', dueDate))
    .refuseIf(...badDate('follow-up', followUpDate))
    .refuseIf(
      priority < 0 || priority > 100,
      `The value for priority is '${priority}' but must be within the [0,100] range.`,
    )
    .done();
  return userTaskCommand('UPDATE', key, { ...changes, action: action || 'update', changedAttributes });
};
