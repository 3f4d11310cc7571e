export * from './number-pattern.ts';
export * from './people.ts';
export * from './regions.ts';
export * from './uscc.ts';
