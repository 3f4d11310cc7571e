import type { Context } from '../../behaviors/context.ts';
import type { Processing } from '../../processing.ts';

/**
 * How one kind of element lives. Each method may throw Failure: the instance then waits with an incident, and the
 * same method is called again when that is resolved.
 */
export interface ElementBehavior {
  /** The element was entered: ends with `activated`, and with `complete` where nothing is waited for. */
  activate: (processing: Processing, context: Context) => void;
  /** The element is completing: ends with `completed`. */
  complete: (processing: Processing, context: Context) => void;
  /** Takes back what `activate` began, before the element is terminated. */
  cancel?: (processing: Processing, context: Context) => void;
}
