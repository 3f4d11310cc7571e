import type { Context } from '../../behaviors/context.ts';
import type { Processing } from '../../processing.ts';

/**
 * How one kind of element lives. Between `enter` and `activate` run the start listeners, between `leave` and
 * `complete` the end listeners. Each of these may throw Failure: the instance then waits with an incident, and the
 * command is carried out again when that is resolved.
 */
export interface ElementBehavior {
  /** The element was entered: input mappings. */
  enter?: (processing: Processing, context: Context) => void;
  /** It begins: ends with `activated`, and with `complete` where nothing is waited for. */
  activate: (processing: Processing, context: Context) => void;
  /** It is completing: output mappings, and no more waiting for events. */
  leave?: (processing: Processing, context: Context) => void;
  /** It is done: ends with `completed` and what follows. */
  complete: (processing: Processing, context: Context) => void;
  /** It ends by force: takes back what was begun, and goes on to `terminated`. */
  terminate: (processing: Processing, context: Context) => void;
}
