import type { ClockRule, GateDefinition } from '#contracts';
import { again, days, excluding, hearing, once, regionFirst, scopeOf, workingDays, type SeedPack } from './build.ts';
import { CF, GA, JT, LY, MS, NY, SJ, SJC, SJT, ST, SW, WS, ZJ, ZR } from './sources.ts';

const OLD_VERSION = '2020年版，办法可能已经修订';
const LIMIT_EXTENDED = 'limit.extended';

const collective = (applies: string, text: string, basis: GateDefinition['basis']): GateDefinition => ({
  code: 'G21',
  name: '集体讨论',
  level: 'block',
  appliesWhen: applies,
  condition: 'events.deliberationDone != null',
  message: text,
  remedy: '请组织集体讨论并录入讨论记录',
  basis,
  origin: '法',
  stages: ['decision'],
  dueAfter: ['decision.made'],
});

/** 农业: a proposal to revoke goes to the organ that granted the licence (domain facts §3.1). */
const CF_38: ClockRule = {
  ...{ code: 'CF-38', name: '通报原许可机关', startsOn: 'revocation.proposed', stopsOn: ['revocation.informed'] },
  ...{ limit: days(15), direction: 'forward', rollOver: 'next-working-day', side: 'organ', group: 'penalty' },
  ...{ pauses: [], extensions: [], warnBefore: [days(3)], basis: NY('第二十条'), origin: '法', confirm: '' },
};

/** 全国通用: what no department or region says otherwise. */
export const NATIONAL: SeedPack = {
  pack: 'national',
  name: '全国通用',
  parent: null,
  scope: scopeOf(),
  effectiveFrom: '2021-07-15',
  note: '行政处罚法和民事诉讼法的一般规定；部门、地区另有规定的，由下级规则包覆盖',
  content: {
    clocks: [],
    gates: [],
    parameters: {
      announcementDays: { days: 30, basis: MS('第九十五条'), origin: '法' },
      firstOffence: { sameMatter: true, basis: CF('第三十三条'), origin: '编' },
    },
  },
};

/** Department packs (domain facts §2.2, §2.3, §3.1, §3.2, §6.2, §7.3). */
export const DEPARTMENT_PACKS: readonly SeedPack[] = [
  {
    pack: 'shijian',
    name: '市场监管',
    parent: 'national',
    scope: scopeOf(['市场监管']),
    effectiveFrom: '2022-10-08',
    note: '市场监督管理行政处罚程序规定、听证办法和裁量指导意见',
    content: {
      clocks: [
        {
          ...{ code: 'CF-28', limit: workingDays(7), basis: SJ('第六十九条'), origin: '摘' },
          confirm: '条文为归档期限，按备案期限提示',
        },
        {
          code: 'CF-26',
          pauses: excluding('suspension', 'hearing', 'announcement', 'testing', 'identification', 'refund'),
          extensions: [
            once(LIMIT_EXTENDED, days(30), '机关负责人', SJ('第六十四条')),
            again('机关负责人集体讨论', 'collective', SJ('第六十四条')),
          ],
          basis: SJ('第六十四条'),
          origin: '法',
        },
      ],
      gates: [],
      parameters: {
        hearingThresholds: hearing(1, 10, SJT('第五条')),
        hearingPrecedence: regionFirst(SJT('第五条')),
        tierFormula: { kind: 'thirty-percent', zeroMinimum: 'zero', basis: SJC('第十条'), origin: '法' },
        announcementDays: { days: 30, basis: SJ('第八十二条'), origin: '法' },
      },
    },
  },
  {
    pack: 'nongye',
    name: '农业农村',
    parent: 'national',
    scope: scopeOf(['农业农村']),
    effectiveFrom: '2022-02-01',
    note: '农业行政处罚程序规定。公告六十日是规章旧文本，法制审核延长十五日的日历口径待法制机构确认',
    content: {
      clocks: [
        {
          code: 'CF-02',
          limit: workingDays(7),
          pauses: [],
          extensions: [once('lead.verification-extended', workingDays(7), '机关负责人', NY('第二十九条'))],
          warnBefore: [workingDays(2)],
          basis: NY('第二十九条'),
          origin: '法',
        },
        {
          code: 'CF-13',
          limit: workingDays(5),
          extensions: [once('review.extended', days(15), '机关负责人', NY('第五十三条'))],
          basis: NY('第五十三条'),
          origin: '法',
          confirm: '延长十五日是否为自然日由法制机构确认',
        },
        { code: 'CF-17', limit: workingDays(3), basis: NY('第二十三条'), origin: '法' },
        {
          code: 'CF-26',
          pauses: excluding('suspension', 'hearing', 'announcement', 'testing'),
          extensions: [
            once(LIMIT_EXTENDED, days(30), '机关负责人', NY('第五十八条')),
            again('上一级机关', 'superior', NY('第五十八条')),
          ],
          basis: NY('第五十八条'),
          origin: '法',
        },
        {
          ...{
            code: 'CF-28',
            limit: workingDays(2),
            warnBefore: [workingDays(1)],
            basis: CF('第五十二条'),
            origin: '摘',
          },
          confirm: '农业为归档两个工作日，所依条号待法制机构补录',
        },
        {
          ...{ code: 'CF-25', name: '听证后补交证据', startsOn: 'hearing.finished', limit: workingDays(3) },
          ...{
            stopsOn: ['evidence.supplemented', 'decision.made'],
            direction: 'forward',
            rollOver: 'next-working-day',
          },
          ...{ side: 'party', onExpiry: 'lapses', pauses: [], extensions: [], warnBefore: [], group: 'penalty' },
          ...{ basis: NY('第六十六条'), origin: '法' },
        },
        CF_38,
      ],
      gates: [
        collective(
          'collectiveRequired = true or events.hearingRequested != null',
          '当事人申请了听证的案件、案情复杂或者重大违法的案件，应当由负责人集体讨论决定（农业行政处罚程序规定第五十五条）',
          [NY('第五十五条'), CF('第五十七条')],
        ),
      ],
      parameters: {
        hearingThresholds: hearing(1, 10, NY('第五十九条'), '法', true),
        hearingPrecedence: regionFirst(NY('第五十九条')),
        announcementDays: { days: 60, basis: NY('（公告送达）'), origin: '摘' },
      },
    },
  },
  {
    pack: 'zhujian',
    name: '住房城乡建设',
    parent: 'national',
    scope: scopeOf(['住房城乡建设']),
    effectiveFrom: '2022-05-01',
    note: '住房和城乡建设行政处罚程序规定；该规定的二日至十五日都是工作日（第四十五条）',
    content: {
      clocks: [
        {
          code: 'CF-02',
          limit: workingDays(15),
          pauses: [],
          extensions: [once('lead.verification-extended', workingDays(10), '机关负责人', ZJ('第十五条'))],
          basis: ZJ('第十五条'),
          origin: '法',
        },
        { code: 'CF-13', limit: workingDays(10), basis: ZJ('第二十五条'), origin: '法' },
        { code: 'CF-17', limit: workingDays(5), basis: ZJ('第二十二条'), origin: '法' },
        {
          code: 'CF-26',
          pauses: excluding('suspension', 'hearing', 'testing'),
          extensions: [
            once(LIMIT_EXTENDED, days(30), '机关负责人', ZJ('第二十九条')),
            again('机关负责人集体讨论', 'collective', ZJ('第二十九条')),
          ],
          basis: ZJ('第二十九条'),
          origin: '法',
        },
        {
          ...{
            code: 'CF-28',
            limit: workingDays(3),
            warnBefore: [workingDays(1)],
            basis: CF('第五十二条'),
            origin: '摘',
          },
          confirm: '住建三个工作日，所依条号待法制机构补录',
        },
        { code: 'CF-34', limit: workingDays(15), basis: ZJ('第三十一条'), origin: '法' },
      ],
      gates: [],
      parameters: {},
    },
  },
  {
    pack: 'jiaotong',
    name: '交通运输',
    parent: 'national',
    scope: scopeOf(['交通运输']),
    effectiveFrom: '2021-07-15',
    note: '交通运输行政执法程序规定。听证标准是海事的，地方用省级标准；公告六十日是规章旧文本，待确认',
    content: {
      clocks: [
        {
          code: 'CF-26',
          extensions: [once(LIMIT_EXTENDED, days(30), '机关负责人', JT('第七十八条'))],
          basis: JT('第七十八条'),
          origin: '法',
        },
        {
          ...{ code: 'CF-28', limit: days(5), warnBefore: [days(1)], basis: CF('第五十二条'), origin: '摘' },
          confirm: '交通五日，是否工作日和所依条号待法制机构补录',
        },
      ],
      gates: [
        collective(
          'collectiveRequired = true or heavyPenalty = true',
          '拟作出降低资质等级、吊销许可证件、停产停业、较大数额罚没等处罚的，应当由负责人集体讨论决定（交通运输行政执法程序规定第七十六条）',
          [JT('第七十六条'), CF('第五十七条')],
        ),
      ],
      parameters: {
        hearingThresholds: hearing(1, 10, JT('第八十条'), '摘'),
        hearingPrecedence: regionFirst(JT('第八十条')),
        announcementDays: { days: 60, basis: JT('（公告送达）'), origin: '摘' },
      },
    },
  },
  {
    pack: 'shuiwu-jicha',
    name: '税务稽查',
    parent: 'national',
    scope: scopeOf(['税务']),
    effectiveFrom: '2021-08-11',
    note: '税务稽查案件办理程序规定第四十七条',
    content: {
      clocks: [
        {
          code: 'CF-26',
          pauses: excluding(
            'suspension',
            'instruction',
            'majorReview',
            'announcement',
            'hearing',
            'lateMaterials',
            'criminal',
          ),
          extensions: [
            once(LIMIT_EXTENDED, days(90), '税务局局长', SW('第四十七条')),
            again('上一级税务局分管副局长', 'superior', SW('第四十七条')),
          ],
          basis: SW('第四十七条'),
          origin: '法',
        },
      ],
      gates: [],
      parameters: {},
    },
  },
  {
    pack: 'gongan',
    name: '公安（治安案件）',
    parent: 'national',
    scope: scopeOf(['公安']),
    effectiveFrom: '2021-07-15',
    note: '公安机关办理行政案件程序规定 2019 版；治安管理处罚法 2025 修订后须复核',
    content: {
      clocks: [
        {
          code: 'CF-26',
          limit: days(30),
          pauses: excluding('testing'),
          extensions: [once(LIMIT_EXTENDED, days(30), '上一级公安机关', GA('第一百六十五条'), 'superior')],
          warnBefore: [days(7)],
          basis: GA('第一百六十五条'),
          origin: '忆',
          confirm: '治安案件，2019年规定；治安管理处罚法2025年修订后须复核',
        },
        {
          code: 'CF-16',
          limit: days(3),
          warnBefore: [days(1)],
          basis: GA('第一百三十三条'),
          origin: '忆',
        },
      ],
      gates: [],
      parameters: { hearingThresholds: hearing(0.2, 1, GA('第一百二十三条'), '忆') },
    },
  },
  {
    pack: 'ziran',
    name: '自然资源和规划',
    parent: 'national',
    scope: scopeOf(['自然资源和规划']),
    effectiveFrom: '2021-07-15',
    note: '自然资源行政处罚办法 2020 版，可能已经修订，待确认',
    content: {
      clocks: [
        {
          code: 'CF-02',
          limit: workingDays(10),
          pauses: [],
          extensions: [],
          basis: ZR('第十二条'),
          origin: '摘',
          confirm: OLD_VERSION,
        },
        {
          code: 'CF-26',
          limit: days(60),
          extensions: [once(LIMIT_EXTENDED, days(30), '机关负责人', ZR('第三十二条'))],
          basis: ZR('第三十二条'),
          origin: '摘',
          confirm: OLD_VERSION,
        },
      ],
      gates: [],
      parameters: {},
    },
  },
  {
    pack: 'wenlv',
    name: '文化和旅游',
    parent: 'national',
    scope: scopeOf(['文化和旅游']),
    effectiveFrom: '2021-07-15',
    note: '旅游行政处罚办法；文化市场案件的口径待确认。听证申请三日、公告六十日是旧文本',
    content: {
      clocks: [
        {
          code: 'CF-02',
          limit: workingDays(7),
          pauses: [],
          extensions: [once('lead.verification-extended', workingDays(7), '机关负责人', LY('第二十一条'))],
          warnBefore: [workingDays(2)],
          basis: LY('第二十一条'),
          origin: '法',
          confirm: '适用于旅游案件；文化、文物案件由法制机构确认',
        },
      ],
      gates: [
        collective(
          'collectiveRequired = true or (partyKind = "person" and fineFen >= 3000000) or (partyKind != "person" and fineFen >= 20000000)',
          '对公民三万元以上、对单位二十万元以上罚款等重大处罚，应当由负责人集体讨论决定（旅游行政处罚办法第五十条）',
          [LY('第五十条'), CF('第五十七条')],
        ),
      ],
      parameters: {
        hearingThresholds: hearing(1, 5, LY('第三十八条')),
        hearingPrecedence: regionFirst(LY('第三十八条')),
        announcementDays: { days: 60, basis: LY('（公告送达）'), origin: '摘' },
      },
    },
  },
  {
    pack: 'shengtai',
    name: '生态环境',
    parent: 'national',
    scope: scopeOf(['生态环境']),
    effectiveFrom: '2023-07-01',
    note: '生态环境行政处罚办法 2023 只核对到摘要；听证标准取 2010 旧办法第七十八条，待确认',
    content: {
      clocks: [
        {
          ...{ code: 'CF-28', limit: days(3), warnBefore: [days(1)], basis: CF('第五十二条'), origin: '摘' },
          confirm: '三日，只核对到摘录',
        },
      ],
      gates: [],
      parameters: { hearingThresholds: hearing(0.5, 5, ST('（旧办法第七十八条）'), '摘') },
    },
  },
  {
    pack: 'weijian',
    name: '卫生健康',
    parent: 'national',
    scope: scopeOf(['卫生健康']),
    effectiveFrom: '2021-07-15',
    note: '卫生行政处罚程序的送达条款仍为六十日；新的程序规章和听证标准待核对',
    content: {
      clocks: [],
      gates: [],
      parameters: { announcementDays: { days: 60, basis: WS('（公告送达）'), origin: '摘' } },
    },
  },
  {
    pack: 'tongxin',
    name: '通信管理',
    parent: 'national',
    scope: scopeOf(['通信管理']),
    effectiveFrom: '2021-07-15',
    note: '通信行政处罚程序规定的听证标准',
    content: {
      clocks: [],
      gates: [],
      parameters: { hearingThresholds: hearing(1, 10, { law: '通信行政处罚程序规定', article: '第三十条' }) },
    },
  },
  {
    pack: 'banquan',
    name: '著作权',
    parent: 'national',
    scope: scopeOf(['版权']),
    effectiveFrom: '2021-07-15',
    note: '著作权行政处罚实施办法的听证标准',
    content: {
      clocks: [],
      gates: [],
      parameters: { hearingThresholds: hearing(2, 10, { law: '著作权行政处罚实施办法', article: '第三十三条' }) },
    },
  },
];
