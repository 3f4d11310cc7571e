export * as commands from './commands.ts';
export type { ResourceText } from './commands.ts';
export * from './inspect.ts';
export * from './simulation.ts';
