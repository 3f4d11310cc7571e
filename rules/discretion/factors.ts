import type { Citation, Origin } from '#contracts';

const CF = (article: string): Citation => ({ code: 'CF', law: '行政处罚法', article, version: '2021-01-22' });
const SJC = (article: string): Citation => ({
  code: 'SJC',
  law: '关于规范市场监督管理行政处罚裁量权的指导意见（国市监法规〔2022〕2号）',
  article,
});

/** 应当不予 · 可以不予 · 应当从轻或减轻 · 可以从轻或减轻 · 应当从重 · 可以从重; `fact` = a fact that conditions use, with no effect of its own. */
export type FactorEffect =
  'must-not' | 'may-not' | 'must-lenient' | 'may-lenient' | 'must-aggravate' | 'may-aggravate' | 'fact';

export interface DiscretionFactor {
  /** Value of the form field `circumstances`; read in conditions in camel case (`first-offence` → `firstOffence`). */
  id: string;
  text: string;
  effect: FactorEffect;
  basis: Citation;
  /** 法 where absent. */
  origin?: Origin;
  /** Punished by itself, it is no reason for a heavier penalty any more (SJC 第十六条第二款). */
  separately?: boolean;
}

/** The library of circumstances (domain facts §8.2). */
export const DISCRETION_FACTORS: readonly DiscretionFactor[] = [
  { id: 'under-fourteen', text: '不满十四周岁', effect: 'must-not', basis: CF('第三十条') },
  {
    id: 'incapable',
    text: '精神病人、智力残疾人不能辨认或者不能控制自己行为',
    effect: 'must-not',
    basis: CF('第三十一条'),
  },
  { id: 'no-fault', text: '有证据足以证明没有主观过错', effect: 'must-not', basis: CF('第三十三条第二款') },
  { id: 'time-barred', text: '超过追责时效', effect: 'must-not', basis: CF('第三十六条') },
  { id: 'first-offence', text: '初次违法', effect: 'fact', basis: CF('第三十三条第一款') },
  { id: 'minor-violation', text: '违法行为轻微', effect: 'fact', basis: CF('第三十三条第一款') },
  { id: 'minor-consequence', text: '危害后果轻微', effect: 'fact', basis: CF('第三十三条第一款') },
  { id: 'no-consequence', text: '没有造成危害后果', effect: 'fact', basis: CF('第三十三条第一款') },
  { id: 'corrected-in-time', text: '及时改正', effect: 'fact', basis: CF('第三十三条第一款') },
  { id: 'corrected-on-spot', text: '当场改正', effect: 'fact', basis: CF('第三十三条第一款') },
  { id: 'fourteen-to-eighteen', text: '已满十四周岁不满十八周岁', effect: 'must-lenient', basis: CF('第三十条') },
  { id: 'eliminated-harm', text: '主动消除或者减轻违法行为危害后果', effect: 'must-lenient', basis: CF('第三十二条') },
  { id: 'coerced', text: '受他人胁迫或者诱骗实施违法行为', effect: 'must-lenient', basis: CF('第三十二条') },
  { id: 'confessed', text: '主动供述行政机关尚未掌握的违法行为', effect: 'must-lenient', basis: CF('第三十二条') },
  { id: 'meritorious', text: '配合行政机关查处违法行为有立功表现', effect: 'must-lenient', basis: CF('第三十二条') },
  {
    id: 'limited-capacity',
    text: '尚未完全丧失辨认或者控制自己行为能力',
    effect: 'may-lenient',
    basis: CF('第三十一条'),
  },
  { id: 'cooperated', text: '积极配合调查并主动提供证据材料', effect: 'may-lenient', basis: SJC('第十四条') },
  { id: 'secondary-role', text: '在共同违法行为中起次要或者辅助作用', effect: 'may-lenient', basis: SJC('第十四条') },
  { id: 'hardship', text: '当事人因残疾或者重大疾病等原因生活确有困难', effect: 'may-lenient', basis: SJC('第十四条') },
  {
    id: 'emergency',
    text: '发生重大传染病疫情等突发事件期间违反应对措施',
    effect: 'must-aggravate',
    basis: CF('第四十九条'),
  },
  {
    id: 'minor-social-harm',
    text: '违法行为轻微，社会危害性较小',
    effect: 'may-lenient',
    basis: SJC('第十四条'),
  },
  { id: 'serious-harm', text: '造成他人人身伤亡或者重大财产损失', effect: 'may-aggravate', basis: SJC('第十六条') },
  { id: 'instigated', text: '教唆、胁迫、诱骗他人实施违法行为', effect: 'may-aggravate', basis: SJC('第十六条') },
  { id: 'repeated', text: '一年内因同一性质违法行为受过行政处罚', effect: 'may-aggravate', basis: SJC('第十六条') },
  {
    id: 'obstructed',
    text: '阻碍或者拒不配合执法人员依法执行职务',
    effect: 'may-aggravate',
    basis: SJC('第十六条'),
    separately: true,
  },
  {
    id: 'removed-goods',
    text: '隐藏、转移、损毁被查封、扣押或者先行登记保存的财物',
    effect: 'may-aggravate',
    basis: SJC('第十六条'),
    separately: true,
  },
  {
    id: 'destroyed-evidence',
    text: '伪造、隐匿、毁灭证据',
    effect: 'may-aggravate',
    basis: SJC('第十六条'),
    separately: true,
  },
  {
    id: 'retaliated',
    text: '对举报人、证人或者执法人员打击报复',
    effect: 'may-aggravate',
    basis: { code: 'LCL', law: '山东省规范行政处罚裁量权办法', article: '第十六条', version: '2013-11-29' },
    origin: '忆',
  },
  {
    id: 'major-role',
    text: '在共同违法行为中起主要作用',
    effect: 'may-aggravate',
    basis: { code: 'LCL', law: '山东省规范行政处罚裁量权办法', article: '第十六条', version: '2013-11-29' },
    origin: '忆',
  },
  {
    id: 'refused-correction',
    text: '责令改正后拒不改正或者逾期不改正',
    effect: 'may-aggravate',
    basis: { code: 'LCL', law: '山东省规范行政处罚裁量权办法', article: '第十六条', version: '2013-11-29' },
  },
];

export const factorName = (id: string): string =>
  id.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());

/** Names of all circumstances as facts, by id: made once, read for every case. */
export const FACTOR_NAMES: ReadonlyMap<string, string> = new Map(
  DISCRETION_FACTORS.map(({ id }) => [id, factorName(id)]),
);
