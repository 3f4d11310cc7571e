import { UNKNOWN, json } from '../call-parts.ts';
import type { GatewayCall } from '../play-calls.ts';

export const userTasks: GatewayCall[] = [
  json('assign an unknown task', `POST /v2/user-tasks/${UNKNOWN}/assignment`, { assignee: 'a' }),
  json('assign nobody', 'POST /v1/user-tasks/12/assignment', {}),
  json('assign with a number', 'POST /v1/user-tasks/12/assignment', { assignee: 5 }),
  json('assign an unknown task with a list', `POST /v2/user-tasks/${UNKNOWN}/assignment`, { assignee: ['a'] }),
  json('unassign an unknown task', `DELETE /v2/user-tasks/${UNKNOWN}/assignee`, ''),
  json('complete an unknown task', `POST /v2/user-tasks/${UNKNOWN}/completion`, { variables: { a: 1 }, action: 'x' }),
  json('complete a task with a list', `POST /v2/user-tasks/${UNKNOWN}/completion`, { variables: [] }),
  json('complete a task that is no number', 'POST /v2/user-tasks/abc/completion', {}),
  json('change a task by nothing', `PATCH /v2/user-tasks/${UNKNOWN}`, {}),
  json('change a task without a body', `PATCH /v2/user-tasks/${UNKNOWN}`, ''),
  json('change a task by a bad date', `PATCH /v2/user-tasks/${UNKNOWN}`, {
    changeset: { dueDate: 'soon', followUpDate: 'later', priority: 200 },
  }),
  json('change a task by a text for a list', `PATCH /v2/user-tasks/${UNKNOWN}`, {
    changeset: { candidateUsers: 'a' },
  }),
  json('change a task by an unknown attribute', `PATCH /v2/user-tasks/${UNKNOWN}`, { changeset: { other: 1 } }),
  json('change an unknown task', `PATCH /v2/user-tasks/${UNKNOWN}`, {
    changeset: { dueDate: '2030-01-01T00:00:00Z', candidateUsers: ['a'], priority: 3 },
  }),
  json('change a task by an action', `PATCH /v2/user-tasks/${UNKNOWN}`, { action: 'x' }),
];
