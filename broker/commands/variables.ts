import type { Command, Variables } from '#engine';
import { commands } from '#engine';
import { routedKey } from './request-parts.ts';

/** VARIABLE_DOCUMENT UPDATE: in this scope only, or in the scopes around that have the variables. */
export const variablesCommand = (scopeKey: string, variables: Variables, local: boolean): Command =>
  commands.setVariables(routedKey(scopeKey), variables, local);
