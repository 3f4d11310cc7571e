export * from './certificates.ts';
export * from './duties.ts';
export * from './recusal.ts';
