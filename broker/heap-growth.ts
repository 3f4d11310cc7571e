import { setFlagsFromString } from 'node:v8';

/**
 * By how much a heap may grow beyond what lives in it until all of it is looked through. V8 alone lets one of some 100 MB grow
 * fourfold: under a flood of commands most of that is garbage which has grown old.
 */
const GROWTH_PERCENT = 50;

/** For the whole process: to be called by programs, not by parts of them. */
export const boundHeapGrowth = (): void => setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
