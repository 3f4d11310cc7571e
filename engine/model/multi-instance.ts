import type { Element, LoopCharacteristics } from './executable.ts';
import { newElement } from './parse-elements.ts';

/** The body takes over what leads to and from the activity, and what is attached to it. */
const bodyOf = (inner: Element, loop: LoopCharacteristics): Element => {
  const body: Element = {
    ...newElement(inner.id, 'MULTI_INSTANCE_BODY', inner.scope),
    name: inner.name,
    incoming: inner.incoming,
    outgoing: inner.outgoing,
    boundaryEvents: inner.boundaryEvents,
    events: [...inner.boundaryEvents],
    interruptingIds: new Set(inner.boundaryEvents.filter(({ interrupting }) => interrupting).map(({ id }) => id)),
    isForCompensation: inner.isForCompensation,
    inner,
    loop,
  };
  inner.scope = body;
  inner.events = inner.events.filter((event) => !inner.boundaryEvents.includes(event));
  inner.boundaryEvents = [];
  inner.incoming = [];
  inner.outgoing = [];
  // As in Zeebe, an interrupting event subprocess inside does not close the inner instance for other events.
  inner.interruptingIds = new Set();
  return body;
};

/** Puts a body around each activity that is repeated: from then on the id means the body. */
export const wrapLoops = (elements: Map<string, Element>, loops: ReadonlyMap<string, LoopCharacteristics>): void => {
  for (const [id, loop] of loops) elements.set(id, bodyOf(elements.get(id)!, loop));
  for (const element of elements.values()) {
    const handler = element.handler && elements.get(element.handler.id);
    if (handler) element.handler = handler;
  }
};
