import type { Command, Variables } from '#engine';
import { NO_KEY, TENANT } from '#engine';

export interface Publication {
  name: string;
  correlationKey: string;
  /** Milliseconds; 0 or less: nobody but who waits already gets it. */
  timeToLive: number;
  /** Empty: none. While a message is buffered, no other of the same id, name and correlation key is taken. */
  messageId: string;
  variables: Variables;
}

/** MESSAGE PUBLISH */
export const publicationCommand = (message: Publication): Command => ({
  valueType: 'MESSAGE',
  intent: 'PUBLISH',
  key: NO_KEY,
  value: { ...message, deadline: -1, tenantId: TENANT },
});

/** SIGNAL BROADCAST to all that wait and all start events. */
export const broadcastCommand = (signalName: string, variables: Variables): Command => ({
  valueType: 'SIGNAL',
  intent: 'BROADCAST',
  key: NO_KEY,
  value: { signalName, variables, tenantId: TENANT },
});
