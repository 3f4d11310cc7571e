import type { Processing } from '../processing.ts';
import type { MessageValue } from '../records.ts';
import { TENANT } from '../records.ts';
import type { CommandOf, Handlers } from './handler.ts';
import { correlateToStarts, correlateToWaiting } from './messages.ts';

type CorrelationCommand = CommandOf<'MESSAGE_CORRELATION'>;

/** The message reached nobody. It was there for a moment all the same, as the log tells. */
const refuse = (processing: Processing, command: CorrelationCommand): void => {
  const { name, correlationKey } = command.value;
  const reason = `Expected to find subscription for message with name '${name}' and correlation key '${correlationKey}', but none was found.`;
  processing.reject(command, 'NOT_FOUND', reason);
  processing.response = { kind: 'rejected', type: 'NOT_FOUND', reason, intent: command.intent };
};

/**
 * Publishes a message that is never buffered, and answers with the instance that takes it: one that it starts, or else
 * the first that waits for it, when that one has it.
 */
const correlate = (processing: Processing, command: CorrelationCommand): void => {
  const { name, correlationKey, variables } = command.value;
  const messageKey = processing.nextKey();
  const message: MessageValue = {
    name,
    correlationKey,
    timeToLive: -1,
    deadline: -1,
    messageId: '',
    variables,
    tenantId: TENANT,
  };
  const asked = { ...command.value, messageKey };
  processing.event(messageKey, 'MESSAGE', 'PUBLISHED', message);
  processing.event(messageKey, 'MESSAGE_CORRELATION', 'CORRELATING', asked);
  const waiting = correlateToWaiting(processing, messageKey, message);
  const started = correlateToStarts(processing, messageKey, message);
  if (started !== undefined) {
    const done = { ...asked, processInstanceKey: started };
    processing.event(messageKey, 'MESSAGE_CORRELATION', 'CORRELATED', done);
    processing.respond(messageKey, done);
  } else if (waiting !== undefined) processing.correlations.set(messageKey, asked);
  else refuse(processing, { ...command, value: asked });
  processing.event(messageKey, 'MESSAGE', 'EXPIRED', message);
};

export const messageCorrelationHandlers: Handlers = { MESSAGE_CORRELATION: { CORRELATE: correlate } };
