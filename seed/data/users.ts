import type { Certificate, RoleId, UserBody } from '#contracts';
import type { z } from 'zod';

export type SeedUser = z.input<typeof UserBody>;

/** Password of every demonstration account: public on purpose, and never created with `--demo=off`. */
export const DEMO_PASSWORD = 'Quanheng@2026';

const certificate = (kind: Certificate['kind'], number: string, patch: Partial<Certificate> = {}): Certificate => ({
  kind,
  number,
  status: 'active',
  validFrom: '2024-01-01',
  validTo: '2028-12-31',
  ...patch,
});
const enforcement = (number: string, patch: Partial<Certificate> = {}): Certificate[] => [
  certificate('enforcement', `鲁A${number}`, patch),
];

const user = (
  account: string,
  name: string,
  organId: string,
  post: string,
  roles: RoleId[],
  scope: SeedUser['scope'],
  certificates: Certificate[] = [],
  employment: SeedUser['employment'] = 'established',
): SeedUser => ({
  account,
  name,
  organId,
  post,
  roles,
  scope,
  employment,
  certificates,
  password: DEMO_PASSWORD,
});

const MARKET = '370102-shijian';
const JUSTICE = '370100-sifa';

/** The accounts shown on the sign-in page of a demonstration, one per role of the penalty procedure and its supervision. */
const SHOWN: readonly SeedUser[] = [
  user('fazhi1', '孙法明', JUSTICE, '法制科科长', ['configurer'], 'level-and-below'),
  user('fazhi2', '周正则', JUSTICE, '法制科副科长', ['configurer'], 'level-and-below'),
  user('zhifa1', '王建国', MARKET, '执法大队一中队', ['officer'], 'organ', enforcement('01020001')),
  user('zhifa2', '李文静', MARKET, '执法大队一中队', ['officer'], 'organ', enforcement('01020002')),
  user('kezhang1', '张志强', MARKET, '执法大队大队长', ['unit-head'], 'organ', enforcement('01020003')),
  user('shenhe1', '赵明理', MARKET, '法规科科长', ['legal-reviewer'], 'organ', [
    ...enforcement('01020004'),
    certificate('legal-profession', 'A20143701020045'),
    certificate('hearing-host', '鲁听0102004'),
  ]),
  user('juzhang1', '刘守正', MARKET, '局长', ['organ-leader'], 'organ', enforcement('01020005')),
  user('jiandu1', '陈监明', JUSTICE, '行政执法监督处', ['supervisor'], 'level-and-below', [
    certificate('supervision', '鲁监0100001'),
  ]),
  user('jiandu2', '吴清源', JUSTICE, '行政执法监督处', ['supervisor'], 'level-and-below', [
    certificate('supervision', '鲁监0100002'),
  ]),
  user('shenji1', '郑审言', '370100', '审计专员', ['auditor'], 'level-and-below'),
  user('guanli1', '冯系统', JUSTICE, '系统管理员', ['system-admin'], 'level-and-below'),
  user('anquan1', '卫安全', JUSTICE, '安全管理员', ['security-admin'], 'level-and-below'),
  user('shenguan1', '蒋审计', JUSTICE, '审计管理员', ['audit-admin'], 'level-and-below'),
];
export const DEMO_USERS: readonly SeedUser[] = SHOWN.map((one) => ({ ...one, demonstration: true }));

/** Officers whose certificates are in every other state, and people of another organ, so that the rules can be seen at work. */
export const MORE_USERS: readonly SeedUser[] = [
  user(
    'zhifa3',
    '韩立新',
    MARKET,
    '执法大队二中队',
    ['officer'],
    'organ',
    enforcement('01020006', { validFrom: '2019-01-01', validTo: '2023-12-31', status: 'expired' }),
  ),
  user(
    'zhifa4',
    '杨晓东',
    MARKET,
    '执法大队二中队',
    ['officer'],
    'organ',
    enforcement('01020007', { status: 'suspended' }),
  ),
  user(
    'zhifa5',
    '朱海燕',
    MARKET,
    '执法大队二中队',
    ['officer'],
    'organ',
    enforcement('01020008', { status: 'revoked' }),
  ),
  user(
    'zhifa6',
    '秦思远',
    MARKET,
    '执法大队二中队',
    ['officer'],
    'organ',
    enforcement('01020009', { status: 'applying' }),
  ),
  user('fuzhu1', '许辅助', MARKET, '执法辅助人员', ['officer'], 'organ', [], 'dispatched'),
  user('zhifa7', '何同舟', MARKET, '执法大队三中队', ['officer'], 'organ', enforcement('01020010')),
  user('zhifa8', '吕长河', MARKET, '执法大队三中队', ['officer'], 'organ', enforcement('01020011')),
  user('cg1', '施市容', '370102-chengguan', '执法中队', ['officer'], 'organ', enforcement('01020021')),
  user('cg2', '孔街面', '370102-chengguan', '执法中队', ['officer'], 'organ', enforcement('01020022')),
  user(
    'cg-juzhang',
    '曹城安',
    '370102-chengguan',
    '局长',
    ['organ-leader', 'unit-head'],
    'organ',
    enforcement('01020023'),
  ),
  user('cg-shenhe', '严法度', '370102-chengguan', '法规科', ['legal-reviewer'], 'organ', [
    ...enforcement('01020024'),
    certificate('legal-profession', 'A20153701020046'),
  ]),
  user('huanbao1', '华清流', '370112-shengtai', '执法大队', ['officer'], 'organ', enforcement('01120031')),
  user('huanbao2', '金绿洲', '370112-shengtai', '执法大队', ['officer'], 'organ', enforcement('01120032')),
];
