import type { Processing } from '../processing.ts';
import type { Command, ValueType } from '../records.ts';

export type CommandOf<Type extends ValueType> = Extract<Command, { valueType: Type }>;

/** Carries out one command: states events, queues further commands, or throws Rejection before it changed anything. */
export type Handler<Type extends ValueType> = (processing: Processing, command: CommandOf<Type>) => void;

/** Handlers of one value type by intent. */
export type Handlers = { [Type in ValueType]?: Record<string, Handler<Type>> };
