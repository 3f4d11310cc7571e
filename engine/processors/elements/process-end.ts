import { containerOf } from '../../behaviors/containers.ts';
import type { Context } from '../../behaviors/context.ts';
import { contextOf } from '../../behaviors/context.ts';
import type { Processing } from '../../processing.ts';
import { localVariables } from '../../state/lookups.ts';

type StartedBy = { bpmnProcessId: string; correlationKey: string; messageName: string };

let correlateNext: (processing: Processing, startedBy: StartedBy) => void = () => undefined;

/** Set by the message processors: a message that waited for an instance to end may start the next one. */
export const onInstanceEnded = (handler: typeof correlateNext): void => {
  correlateNext = handler;
};

/** What must happen when an instance has ended, from what is known before its records are gone. */
export const instanceEnded = (
  processing: Processing,
  context: Context,
): ((how: 'completed' | 'terminated') => void) => {
  const { state } = processing;
  const { key, value } = context;
  const caller = state.elementInstances.get(value.parentElementInstanceKey);
  const startedBy = state.startedBy.get(key);
  return (how) => {
    if (how === 'terminated' && state.awaitedResults.has(key))
      processing.effect({ kind: 'instance-ended', processInstanceKey: key, value: null });
    if (caller) {
      const call = contextOf(state, caller);
      const container = containerOf(call);
      if (how === 'completed') container.afterPathCompleted(processing, call, context, false);
      else container.onChildTerminated(processing, call, context);
    } else if (startedBy) correlateNext(processing, startedBy);
  };
};

const sendResult = (processing: Processing, { key, value }: Context): void => {
  const fetch = processing.state.awaitedResults.get(key);
  if (!fetch) return;
  const all = localVariables(processing.state, key);
  const wanted =
    fetch.length > 0 ? Object.fromEntries(fetch.filter((name) => name in all).map((name) => [name, all[name]])) : all;
  processing.effect({ kind: 'instance-ended', processInstanceKey: key, value: { ...value, variables: wanted } });
};

export const endProcess = (processing: Processing, context: Context): void => {
  sendResult(processing, context);
  const ended = instanceEnded(processing, context);
  processing.event(context.key, 'PROCESS_INSTANCE', 'ELEMENT_COMPLETED', context.value);
  ended('completed');
};
