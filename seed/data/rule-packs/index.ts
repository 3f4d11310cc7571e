import { days, scopeOf, type SeedPack } from './build.ts';
import { DEPARTMENT_PACKS, NATIONAL } from './departments.ts';
import { LCX, LJD } from './sources.ts';

/** 山东 (domain facts §11.2, §3.1): supervision clocks and the filing of on-the-spot penalties. */
const SHANDONG: SeedPack = {
  pack: 'shandong',
  name: '山东省',
  parent: 'national',
  scope: scopeOf([], ['37']),
  effectiveFrom: '2021-07-15',
  note: '山东省行政执法监督条例、行政程序规定。省定听证标准、重大处罚备案天数未核到原文，上线前由司法行政部门确认后录入',
  content: {
    clocks: [
      { code: 'JD-01', limit: days(30), basis: LJD('第二十八条'), origin: '法' },
      { code: 'JD-02', limit: days(30), basis: LJD('第二十九条'), origin: '法' },
      { code: 'CF-28', limit: days(5), warnBefore: [days(1)], basis: LCX('第八十八条'), origin: '法' },
    ],
    gates: [],
    parameters: {},
  },
};

/** Published in this order: parents first. */
export const RULE_PACKS: readonly SeedPack[] = [NATIONAL, SHANDONG, ...DEPARTMENT_PACKS];
export type { SeedPack } from './build.ts';
