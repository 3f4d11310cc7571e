export * from './inspect.ts';
export * from './simulation.ts';
