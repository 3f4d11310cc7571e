import type { Command, UserTaskValue } from '#engine';
import { NO_KEY, TENANT } from '#engine';
import { routedKey } from './request-parts.ts';

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

/** USER_TASK ASSIGN, CLAIM, UPDATE or COMPLETE of the task with this key. */
export const userTaskCommand = (
  intent: 'ASSIGN' | 'CLAIM' | 'UPDATE' | 'COMPLETE',
  userTaskKey: string,
  part: Partial<UserTaskValue>,
): Command => {
  const key = routedKey(userTaskKey);
  return { valueType: 'USER_TASK', intent, key, value: { ...NO_TASK, userTaskKey: key, ...part } };
};
