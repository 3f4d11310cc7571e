import type { Command, UserTaskValue } from '#engine';
import { commands } from '#engine';
import { routedKey } from './request-parts.ts';

/** USER_TASK ASSIGN, CLAIM, UPDATE or COMPLETE of the task with this key. */
export const userTaskCommand = (
  intent: 'ASSIGN' | 'CLAIM' | 'UPDATE' | 'COMPLETE',
  userTaskKey: string,
  part: Partial<UserTaskValue>,
): Command => commands.userTaskCommand(intent, routedKey(userTaskKey), part);
