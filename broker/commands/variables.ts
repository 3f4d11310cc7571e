import type { Command, Variables } from '#engine';
import { NO_KEY, TENANT } from '#engine';
import { routedKey } from './request-parts.ts';

/** VARIABLE_DOCUMENT UPDATE: in this scope only, or in the scopes around that have the variables. */
export const variablesCommand = (scopeKey: string, variables: Variables, local: boolean): Command => ({
  valueType: 'VARIABLE_DOCUMENT',
  intent: 'UPDATE',
  key: NO_KEY,
  value: {
    scopeKey: routedKey(scopeKey),
    updateSemantics: local ? 'LOCAL' : 'PROPAGATE',
    variables,
    tenantId: TENANT,
  },
});
