import type { Citation, ClockRule, Duration, HearingPrecedence } from '#contracts';
import { days, hearing, once, scopeOf, workingDays, type SeedPack } from './build.ts';
import { LCX, LJD, SJJ } from './sources.ts';

// Domain facts §11.3: how long supervision gives, by region; §6.2: hearing standards of 上海 and 广东. The texts were read, the
// numbers of their articles were not noted down: each clock says that these are to be entered.

const ARTICLE = '条文的条号待法制机构补录';
const law = (name: string): Citation => ({ law: name, article: '（期限条款）' });

const warn = ({ length, unit }: Duration): Duration[] =>
  length >= 30 ? [{ length: 5, unit }] : length >= 10 ? [{ length: 3, unit }] : [{ length: 1, unit }];

/** A change of a clock that the procedure of supervision has. */
const changed = (code: 'JD-01' | 'JD-02', limit: Duration, basis: Citation): ClockRule => ({
  ...{ code, limit, warnBefore: warn(limit), basis },
  ...{ origin: '法', confirm: ARTICLE },
});

const NEW = {
  'JD-03': ['书面通知被监督机关', 'case.filed', ['supervision.notified'], 'organ', 'breach'],
  'JD-04': ['被监督机关提交说明', 'supervision.notified', ['supervision.explained'], 'party', 'breach'],
  'JD-05': ['被监督机关申请复查', 'opinion.issued', ['supervision.review-requested', 'case.closed'], 'party', 'lapses'],
  'JD-06': ['答复复查申请', 'supervision.review-requested', ['supervision.review-decided'], 'organ', 'breach'],
  'JD-07': ['决定是否受理', 'lead.registered', ['case.filed', 'case.not-filed'], 'organ', 'breach'],
  'JD-08': ['办理监督案件', 'case.filed', ['opinion.issued', 'case.closed'], 'organ', 'breach'],
} as const;

/** A clock that only this region has. */
const added = (
  code: keyof typeof NEW,
  limit: Duration,
  basis: Citation,
  extensions: NonNullable<ClockRule['extensions']> = [],
): ClockRule => {
  const [name, startsOn, stopsOn, side, onExpiry] = NEW[code];
  return {
    ...{ code, name, startsOn, stopsOn: [...stopsOn], limit, side, onExpiry, basis, extensions },
    ...{ direction: 'forward', rollOver: 'next-working-day', pauses: [], origin: '法', confirm: ARTICLE },
    warnBefore: onExpiry === 'lapses' ? [] : warn(limit),
  };
};

const region = (
  pack: string,
  name: string,
  code: string,
  note: string,
  clocks: ClockRule[],
  parameters: SeedPack['content']['parameters'] = {},
): SeedPack => ({
  ...{ pack, name, parent: 'national', scope: scopeOf([], [code]), effectiveFrom: '2021-07-15', note },
  content: { clocks, gates: [], parameters },
});

const stricter = (basis: Citation): HearingPrecedence => ({ rule: 'stricter', basis, origin: '法' });

const SHANGHAI = law('上海市行政执法监督的规定（2023年）');
const SICHUAN = law('四川省行政执法监督的规定');
const TIANJIN = law('天津市行政执法监督的规定');
const JILIN = law('吉林省行政执法监督的规定');
const GUIZHOU = law('贵州省行政执法监督的规定');
const LIAONING = law('辽宁省行政执法监督的规定');
const GUANGDONG = law('广东省行政执法监督的规定');
const CHONGQING = law('重庆市行政执法监督的规定');
const SHANGHAI_HEARING: Citation = { law: '上海市行政处罚听证规定', article: '第四条' };
const GUANGDONG_HEARING: Citation = { law: '广东省行政处罚听证办法', article: '第七条' };

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

export const REGION_PACKS: readonly SeedPack[] = [
  SHANDONG,
  region(
    'shanghai',
    '上海市',
    '31',
    '决定启动后五个工作日内书面通知，被监督机关十个工作日内提交说明；三十日内整改并报送',
    [
      added('JD-03', workingDays(5), SHANGHAI),
      added('JD-04', workingDays(10), SHANGHAI),
      changed('JD-01', days(30), SHANGHAI),
    ],
    { hearingThresholds: hearing(0.5, 5, SHANGHAI_HEARING) },
  ),
  region(
    'sichuan',
    '四川省',
    '51',
    '五日内书面通知，十日内提交说明；三十日内纠正并报告；十五日内申请复查，十五日内答复。不属于管辖的十日内移送',
    [
      added('JD-03', days(5), SICHUAN),
      added('JD-04', days(10), SICHUAN),
      changed('JD-01', days(30), SICHUAN),
      changed('JD-02', days(30), SICHUAN),
      added('JD-05', days(15), SICHUAN),
      added('JD-06', days(15), SICHUAN),
    ],
  ),
  region(
    'tianjin',
    '天津市',
    '12',
    '发现后三个工作日内决定受理，受理后三十个工作日内处理，可以延长十个工作日；整改期限按文书载明；复查期间不停止执行',
    [
      added('JD-07', workingDays(3), TIANJIN),
      added('JD-08', workingDays(30), TIANJIN, [once('limit.extended', workingDays(10), '机关负责人', TIANJIN)]),
      added('JD-05', workingDays(10), TIANJIN),
      added('JD-06', workingDays(15), TIANJIN),
    ],
  ),
  region(
    'jilin',
    '吉林省',
    '22',
    '三十个工作日内整改并报告；十五个工作日内申请复查，十五个工作日内答复，可以向上一级申请',
    [
      changed('JD-01', workingDays(30), JILIN),
      added('JD-05', workingDays(15), JILIN),
      added('JD-06', workingDays(15), JILIN),
    ],
  ),
  region(
    'guizhou',
    '贵州省',
    '52',
    '二十个工作日内自行纠正，或者十个工作日内说明理由；决定书十个工作日内执行并报告；五个工作日内申请复查，不停止执行',
    [
      changed('JD-01', workingDays(20), GUIZHOU),
      changed('JD-02', workingDays(10), GUIZHOU),
      added('JD-05', workingDays(5), GUIZHOU),
    ],
  ),
  region('liaoning', '辽宁省', '21', '二十日内报告执行情况', [changed('JD-02', days(20), LIAONING)]),
  region(
    'guangdong',
    '广东省',
    '44',
    '督察建议书三十日内整改；决定书立即执行，三十日内报送；十五日内向上一级申请复查，十五日内复查。听证：部门规章标准更低的从其规定',
    [
      changed('JD-01', days(30), GUANGDONG),
      changed('JD-02', days(30), GUANGDONG),
      added('JD-05', days(15), GUANGDONG),
      added('JD-06', days(15), GUANGDONG),
    ],
    { hearingThresholds: hearing(0.5, 10, GUANGDONG_HEARING), hearingPrecedence: stricter(GUANGDONG_HEARING) },
  ),
  region('chongqing', '重庆市', '50', '整改期限按文书载明；十个工作日内申请复查，十五个工作日内决定，不停止执行', [
    added('JD-05', workingDays(10), CHONGQING),
    added('JD-06', workingDays(15), CHONGQING),
  ]),
];

/** 市监系统 among themselves (市场监督管理执法监督暂行规定). */
export const MARKET_SUPERVISION: SeedPack = {
  pack: 'shijian-jiandu',
  name: '市场监管执法监督',
  parent: 'shijian',
  scope: scopeOf(['市场监管'], [], ['supervision-case']),
  effectiveFrom: '2020-04-01',
  note: '通知书十个工作日内提交材料和说明；纠正后十个工作日内报告；五个工作日内申请复查，十个工作日内复查',
  content: {
    clocks: [
      added('JD-04', workingDays(10), SJJ('（期限条款）')),
      changed('JD-02', workingDays(10), SJJ('（期限条款）')),
      added('JD-05', workingDays(5), SJJ('（期限条款）')),
      added('JD-06', workingDays(10), SJJ('（期限条款）')),
    ],
    gates: [],
    parameters: {},
  },
};
