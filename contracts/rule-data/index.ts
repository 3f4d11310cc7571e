export * from './timing.ts';
export * from './facts.ts';
export * from './gates.ts';
export * from './discretion.ts';
export * from './procedure-issues.ts';
export * from './rule-packs.ts';
export * from './officers.ts';
