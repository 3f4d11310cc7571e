import type { Command, Variables } from '#engine';
import { commands, NO_KEY, TENANT } from '#engine';

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
export const publicationCommand = (message: Publication): Command =>
  commands.publishMessage(
    message.name,
    message.correlationKey,
    message.variables,
    message.timeToLive,
    message.messageId,
  );

/** MESSAGE_CORRELATION: a message that is never buffered; the answer names the instance that takes it. */
export const correlationCommand = (name: string, correlationKey: string, variables: Variables): Command => ({
  valueType: 'MESSAGE_CORRELATION',
  intent: 'CORRELATE',
  key: NO_KEY,
  value: {
    name,
    correlationKey,
    messageKey: NO_KEY,
    processInstanceKey: NO_KEY,
    variables,
    requestId: NO_KEY,
    requestStreamId: NO_KEY,
    tenantId: TENANT,
  },
});

/** SIGNAL BROADCAST to all that wait and all start events. */
export const broadcastCommand = (signalName: string, variables: Variables): Command =>
  commands.broadcastSignal(signalName, variables);
