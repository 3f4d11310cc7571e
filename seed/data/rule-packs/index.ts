import type { SeedPack } from './build.ts';
import { DEPARTMENT_PACKS, NATIONAL } from './departments.ts';
import { MARKET_SUPERVISION, REGION_PACKS } from './regions.ts';

/** Published in this order: parents first. */
export const RULE_PACKS: readonly SeedPack[] = [NATIONAL, ...REGION_PACKS, ...DEPARTMENT_PACKS, MARKET_SUPERVISION];
export type { SeedPack } from './build.ts';
