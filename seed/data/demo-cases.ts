import type { DemoCase } from './penalty-steps.ts';

/** A demonstration case and the step before which it stops (none = it runs to the end). */
export interface SeedCase extends DemoCase {
  stopBefore: string | null;
}

const seedCase = (
  partyName: string,
  partyUscc: string,
  violation: string,
  violationCode: string,
  content: string,
  circumstances: string[],
  proposedFineYuan: string,
  stopBefore: string | null,
): SeedCase => ({
  partyName,
  partyUscc,
  violation,
  violationCode,
  content,
  circumstances,
  proposedFineYuan,
  stopBefore,
});

const USCC_A = '91370102MA3TEDT05W';
const USCC_B = '91370112MA94DEM14R';
const USCC_C = '92370103MA3DEM0275';

/** A dozen made-up cases at different stages. */
export const DEMO_CASES: readonly SeedCase[] = [
  seedCase(
    '济南泉韵超市有限公司',
    USCC_A,
    '经营超过保质期的食品',
    'Q09',
    '货架上有 12 袋超过保质期的膨化食品待售，货值 86 元。',
    ['cooperated'],
    '55000.00',
    null,
  ),
  seedCase(
    '济南明湖便利店',
    USCC_C,
    '经营超过保质期的食品',
    'Q09',
    '货架上有 3 瓶超过保质期的饮料待售，货值 15 元，当场下架。',
    ['minor-violation', 'corrected-on-spot', 'no-consequence', 'cooperated'],
    '50000.00',
    'Task_Publicity',
  ),
  seedCase(
    '济南历山餐饮管理有限公司',
    USCC_B,
    '安排无健康证明人员从事接触直接入口食品工作',
    'Q05',
    '两名后厨人员没有有效健康证明，责令改正后复查仍未办理。',
    ['first-offence', 'refused-correction'],
    '20000.00',
    'Task_Decision',
  ),
  seedCase(
    '济南趵突食品商行',
    USCC_C,
    '经营超过保质期的食品',
    'Q09',
    '冷柜内有 6 盒超过保质期的酸奶待售，货值 48 元。',
    ['cooperated'],
    '60000.00',
    'Task_Statement',
  ),
  seedCase(
    '济南泉城路百货有限公司',
    USCC_A,
    '未按规定明码标价',
    'Q13',
    '部分商品没有标明价格。',
    ['first-offence', 'corrected-on-spot'],
    '500.00',
    'Task_NoticeService',
  ),
  seedCase(
    '济南千佛山药房',
    USCC_C,
    '药品零售企业未凭处方销售处方药',
    'Q08',
    '销售记录中有 2 笔处方药没有处方。',
    ['first-offence'],
    '1000.00',
    'Task_Review',
  ),
  seedCase(
    '济南东关粮油有限公司',
    USCC_B,
    '经营超过保质期的食品',
    'Q09',
    '仓库内有 20 袋超过保质期的大米待售，货值 1200 元。',
    ['repeated'],
    '90000.00',
    'Task_Report',
  ),
  seedCase(
    '济南文东文具店',
    USCC_C,
    '营业执照未置于醒目位置',
    'Q12',
    '营业执照没有放在经营场所醒目位置。',
    ['first-offence', 'corrected-on-spot'],
    '200.00',
    'Task_Correct',
  ),
  seedCase(
    '济南燕山水产有限公司',
    USCC_A,
    '经营不符合食品安全标准的食用农产品',
    'Q03',
    '抽检的鲫鱼兽药残留不合格。',
    ['first-offence'],
    '3000.00',
    'Task_Interview',
  ),
  seedCase(
    '济南姚家超市',
    USCC_C,
    '特殊食品与普通食品或药品混放销售',
    'Q10',
    '保健食品与普通食品混放销售。',
    ['minor-violation', 'corrected-on-spot', 'no-consequence'],
    '500.00',
    'Task_Inspect',
  ),
  seedCase(
    '济南龙洞商贸有限公司',
    USCC_B,
    '标签、说明书瑕疵，不影响安全且不误导',
    'Q06',
    '一款糕点的标签字号不足。',
    ['first-offence'],
    '500.00',
    'Task_Filing',
  ),
  seedCase(
    '济南智远便民店',
    USCC_C,
    '未依法取得营业执照从事经营',
    'Q11',
    '没有取得营业执照从事零售。',
    ['first-offence'],
    '10000.00',
    'Task_Verify',
  ),
];
