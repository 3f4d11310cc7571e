import type { Citation } from '#contracts';

const cite =
  (code: string, law: string, version: string) =>
  (article: string): Citation => ({ code, law, article, version });

export const CF = cite('CF', '行政处罚法', '2021-01-22');
export const MS = cite('MS', '民事诉讼法', '2023-09-01');
export const SJ = cite('SJ', '市场监督管理行政处罚程序规定', '2022-09-29');
export const SJC = cite('SJC', '关于规范市场监督管理行政处罚裁量权的指导意见', '2022-10-08');
export const SJJ = cite('SJJ', '市场监督管理执法监督暂行规定', '2020-04-01');
export const NY = cite('NY', '农业行政处罚程序规定', '2022-02-01');
export const LCX = cite('LCX', '山东省行政程序规定', '2012-01-01');
export const LJD = cite('LJD', '山东省行政执法监督条例', '2014-11-27');
export const ZJ = cite('ZJ', '住房和城乡建设行政处罚程序规定', '2022-05-01');
export const SW = cite('SW', '税务稽查案件办理程序规定', '2021-08-11');
export const JT = (article: string): Citation => ({
  code: 'JT',
  law: '交通运输行政执法程序规定',
  article,
  version: '2021-06-30',
});
export const GA = (article: string): Citation => ({ code: 'GA', law: '公安机关办理行政案件程序规定', article });
export const SJT = (article: string): Citation => ({ code: 'SJT', law: '市场监督管理行政处罚听证办法', article });
export const ST = (article: string): Citation => ({ code: 'ST', law: '生态环境行政处罚办法', article });
export const LY = (article: string): Citation => ({ law: '旅游行政处罚办法', article });
export const ZR = (article: string): Citation => ({ law: '自然资源行政处罚办法（2020年修正）', article });
export const WS = (article: string): Citation => ({ law: '卫生行政处罚程序', article });
