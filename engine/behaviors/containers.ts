import type { Processing } from '../processing.ts';
import type { BpmnElementType } from '../records.ts';
import type { Context } from './context.ts';

/** What a scope does when something happens to an element inside it. Each method may throw Failure except the last two. */
export interface ContainerBehavior {
  /** A child was entered: before its own work begins. */
  onChildActivating?: (processing: Processing, scope: Context, child: Context) => void;
  /** A path of the scope is about to end; the result is handed to `afterPathCompleted`. */
  beforePathCompleted?: (processing: Processing, scope: Context, child: Context) => boolean;
  /** A path of the scope has ended. */
  afterPathCompleted: (processing: Processing, scope: Context, child: Context, satisfied: boolean) => void;
  /** A child was terminated; without a child the scope itself had none when it was terminated. */
  onChildTerminated: (processing: Processing, scope: Context, child: Context | undefined) => void;
}

const behaviors = new Map<BpmnElementType, ContainerBehavior>();

/** Elements state what they do as scopes, so that transitions need not know them. */
export const registerContainer = (type: BpmnElementType, behavior: ContainerBehavior): void =>
  void behaviors.set(type, behavior);

export const containerOf = ({ value }: Context): ContainerBehavior => behaviors.get(value.bpmnElementType)!;
