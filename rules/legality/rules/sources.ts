import type { Citation } from '#contracts';

const of =
  (code: string, law: string, version?: string) =>
  (article: string): Citation => ({
    code,
    law,
    article,
    ...(version ? { version } : {}),
  });

export const CF = of('CF', '行政处罚法', '2021-01-22');
export const QZ = of('QZ', '行政强制法', '2011-06-30');
export const SJ = of('SJ', '市场监督管理行政处罚程序规定', '2022-09-29');
export const LJD = of('LJD', '山东省行政执法监督条例', '2014-11-27');
/** 国办发〔2018〕118号 */
export const THREE_SYSTEMS = of(
  '118号',
  '关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见',
  '2018-12-05',
);
