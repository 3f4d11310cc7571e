import type { Citation, ClockDefinition, ClockRule, ExtensionStep } from '#contracts';
import { cite, naturalDays, workingDays } from './cite.ts';
import { pausesFor } from './pauses.ts';

/** What a department's own regulation changes: patches of standard clocks by code, and its announcement period. */
export interface ClockVariant {
  /** As in `Organ.department`. */
  department: string;
  clocks: ClockRule[];
  /** 公告送达 (§2.3). */
  announcementDays?: { days: number; basis: Citation; origin: ClockDefinition['origin']; confirm?: string };
}

const leader = (event: string, length: number, basis: Citation, unit: 'ND' | 'WD' = 'ND'): ExtensionStep => ({
  ...{ event, approver: '机关负责人', level: 'organ-leader', maxTimes: 1, basis },
  add: unit === 'ND' ? naturalDays(length) : workingDays(length),
});
const again = (approver: string, level: 'collective' | 'superior', basis: Citation): ExtensionStep => ({
  ...{ event: 'limit.extended-again', approver, level, maxTimes: 1, after: 'limit.extended', basis },
});
const OLD_ANNOUNCEMENT = '规章文本仍为六十日，民事诉讼法2021年后为三十日，由法制机构确认适用哪一个';
/** A rule that its own regulation states needs no confirmation, whatever the standard clock says. */
const CONFIRMED = '';

const MARKET: ClockVariant = {
  department: '市场监管',
  clocks: [
    { code: 'CF-02', basis: cite('SJ', 18), confirm: CONFIRMED },
    { code: 'CF-13', basis: cite('SJ', 55), confirm: CONFIRMED },
    { code: 'CF-17', basis: cite('SJ', 57), confirm: CONFIRMED },
    {
      code: 'CF-26',
      basis: cite('CF', 60),
      pauses: pausesFor(
        cite('SJ', 64),
        ...(['suspension', 'hearing', 'announcement', 'testing', 'identification', 'refund'] as const),
      ),
      extensions: [
        leader('limit.extended', 30, cite('SJ', 64)),
        again('机关负责人集体讨论', 'collective', cite('SJ', 64)),
      ],
      note: '再次延长由负责人集体讨论决定，并同时确定合理的期限',
    },
    {
      code: 'CF-28',
      basis: cite('SJ', 69),
      limit: workingDays(7),
      origin: '摘',
      note: '归档期限',
      confirm: '条文为归档期限，按备案期限提示',
    },
    { code: 'CF-34', basis: cite('SJ', 77), confirm: CONFIRMED },
    ...(
      [
        ['CF-07', cite('TSJB', 31)],
        ['CF-08', cite('TSJB', 14)],
        ['CF-08-1', cite('TSJB', 21)],
        ['CF-08-2', cite('TSJB', 21)],
        ['CF-11', cite('SJ', 45)],
        ['CF-19', cite('SJT', 18)],
        ['CF-20', cite('SJT', 19)],
        ['CF-21', cite('SJT', 20)],
        ['CF-23', cite('SJT', 22)],
        ['CF-24', cite('SJT', 29)],
        ['CF-36', cite('SJG', 9)],
        ['CF-37', cite('SJG', 13)],
        ['CF-37-1', cite('SJG', 13)],
      ] as const
    ).map(([code, basis]): ClockRule => ({ code, basis, confirm: CONFIRMED })),
  ],
};

const HOUSING: ClockVariant = {
  department: '住房城乡建设',
  clocks: [
    {
      code: 'CF-02',
      basis: cite('ZJ', 15),
      limit: workingDays(15),
      pauses: [],
      extensions: [leader('lead.verification-extended', 10, cite('ZJ', 15), 'WD')],
      confirm: CONFIRMED,
    },
    { code: 'CF-13', basis: cite('ZJ', 25), limit: workingDays(10), extensions: [], confirm: CONFIRMED },
    { code: 'CF-17', basis: cite('ZJ', 22), limit: workingDays(5), confirm: CONFIRMED },
    {
      code: 'CF-26',
      basis: cite('CF', 60),
      pauses: [...pausesFor(cite('ZJ', 29), 'hearing', 'testing'), ...pausesFor(cite('ZJ', 30), 'suspension')],
      extensions: [
        leader('limit.extended', 30, cite('ZJ', 29)),
        again('机关负责人集体讨论', 'collective', cite('ZJ', 29)),
      ],
    },
    {
      code: 'CF-28',
      basis: cite('CF', 52),
      limit: workingDays(3),
      confirm: '住建三个工作日，所依条号待法制机构补录',
    },
    { code: 'CF-34', basis: cite('ZJ', 31), confirm: CONFIRMED },
  ],
};

const AGRICULTURE: ClockVariant = {
  department: '农业农村',
  clocks: [
    {
      code: 'CF-02',
      basis: cite('NY', 29),
      limit: workingDays(7),
      pauses: [],
      extensions: [leader('lead.verification-extended', 7, cite('NY', 29), 'WD')],
      confirm: CONFIRMED,
    },
    {
      code: 'CF-13',
      basis: cite('NY', 53),
      limit: workingDays(5),
      extensions: [leader('review.extended', 15, cite('NY', 53))],
      confirm: '延长十五日是否为自然日由法制机构确认',
    },
    { code: 'CF-17', basis: cite('NY', 23), limit: workingDays(3), confirm: CONFIRMED },
    {
      code: 'CF-25',
      name: '听证后补交证据',
      startsOn: 'hearing.finished',
      stopsOn: ['evidence.supplemented', 'decision.made'],
      limit: workingDays(3),
      direction: 'forward',
      rollOver: 'next-working-day',
      side: 'party',
      onExpiry: 'lapses',
      pauses: [],
      extensions: [],
      warnBefore: [],
      group: 'penalty',
      basis: cite('NY', 66),
      origin: '法',
    },
    {
      code: 'CF-26',
      basis: cite('CF', 60),
      pauses: pausesFor(cite('NY', 58), 'suspension', 'hearing', 'announcement', 'testing'),
      extensions: [leader('limit.extended', 30, cite('NY', 58)), again('上一级机关', 'superior', cite('NY', 58))],
    },
    {
      code: 'CF-28',
      basis: cite('CF', 52),
      limit: workingDays(2),
      confirm: '农业为归档两个工作日，所依条号待法制机构补录',
    },
    { code: 'CF-38', basis: cite('NY', 20), confirm: CONFIRMED },
  ],
  announcementDays: { days: 60, basis: cite('NY', '送达条款'), origin: '法', confirm: OLD_ANNOUNCEMENT },
};

const TRANSPORT: ClockVariant = {
  department: '交通运输',
  clocks: [
    { code: 'CF-26', basis: cite('CF', 60), extensions: [leader('limit.extended', 30, cite('JT', 78))] },
    {
      code: 'CF-28',
      basis: cite('CF', 52),
      limit: naturalDays(5),
      confirm: '交通五日，是否工作日和所依条号待法制机构补录',
    },
  ],
  announcementDays: { days: 60, basis: cite('JT', '送达条款'), origin: '法', confirm: OLD_ANNOUNCEMENT },
};

const TOURISM: ClockVariant = {
  department: '文化和旅游',
  clocks: [
    {
      code: 'CF-02',
      basis: cite('LY', 21),
      limit: workingDays(7),
      pauses: [],
      extensions: [{ ...leader('lead.verification-extended', 7, cite('LY', 21), 'WD') }],
      note: '延长后合计不超过十四个工作日；旅游处罚其余期限一律为自然日（旅游行政处罚办法第八十二条）',
      confirm: '适用于旅游案件；文化、文物案件由法制机构确认',
    },
  ],
  announcementDays: { days: 60, basis: cite('LY', '送达条款'), origin: '法', confirm: OLD_ANNOUNCEMENT },
};

const NATURAL_RESOURCES: ClockVariant = {
  department: '自然资源和规划',
  clocks: [
    {
      code: 'CF-02',
      basis: cite('ZR', 12),
      limit: workingDays(10),
      pauses: [],
      extensions: [],
      confirm: '2020年版，办法可能已经修订',
    },
    {
      code: 'CF-26',
      basis: cite('ZR', 32),
      limit: naturalDays(60),
      extensions: [leader('limit.extended', 30, cite('ZR', 32))],
      note: '案情特别复杂的除外',
      confirm: '2020年版，办法可能已经修订',
    },
  ],
};

const TAX: ClockVariant = {
  department: '税务',
  clocks: [
    {
      code: 'CF-26',
      basis: cite('SW', 47),
      pauses: pausesFor(
        cite('SW', 47),
        ...([
          'suspension',
          'instruction',
          'majorReview',
          'announcement',
          'hearing',
          'lateMaterials',
          'criminal',
        ] as const),
      ),
      extensions: [
        {
          event: 'limit.extended',
          add: naturalDays(90),
          approver: '税务局局长',
          level: 'organ-leader',
          maxTimes: 1,
          basis: cite('SW', 47),
        },
        again('上一级税务局分管副局长', 'superior', cite('SW', 47)),
      ],
    },
  ],
};

const POLICE: ClockVariant = {
  department: '公安',
  clocks: [
    {
      code: 'CF-26',
      basis: cite('GA', 165),
      limit: naturalDays(30),
      pauses: pausesFor(cite('GA', 165), 'testing'),
      extensions: [
        {
          event: 'limit.extended',
          add: naturalDays(30),
          approver: '上一级公安机关',
          level: 'superior',
          maxTimes: 1,
          basis: cite('GA', 165),
        },
      ],
      confirm: '治安案件，2019年规定；治安管理处罚法2025年修订后须复核',
    },
  ],
};

const ENVIRONMENT: ClockVariant = {
  department: '生态环境',
  clocks: [
    { code: 'CF-28', basis: cite('CF', 52), limit: naturalDays(3), origin: '摘', confirm: '三日，只核对到摘录' },
  ],
};

const HEALTH: ClockVariant = {
  department: '卫生健康',
  clocks: [],
  announcementDays: {
    days: 60,
    basis: { law: '卫生行政处罚程序', article: '送达条款' },
    origin: '法',
    confirm: OLD_ANNOUNCEMENT,
  },
};

/** §2.2, §2.3, §3.1 (CF-02…06, 13–15, 17/18, 25, 28) and §3.2 by department; the standard clocks hold the rest. */
export const STANDARD_CLOCK_VARIANTS: readonly ClockVariant[] = [
  ...[MARKET, HOUSING, AGRICULTURE, TRANSPORT, TOURISM, NATURAL_RESOURCES, TAX, POLICE, ENVIRONMENT, HEALTH],
];

/** 公告送达 where a department has no rule of its own (§2.3: 民诉法 since 2021). */
export const STANDARD_ANNOUNCEMENT = { days: 30, basis: cite('MS', 95), origin: '法' } as const;
