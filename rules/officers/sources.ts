import type { Citation } from '#contracts';

export const CF = (article: string): Citation => ({ code: 'CF', law: '行政处罚法', article, version: '2021-01-22' });
export const LJD = (article: string): Citation => ({
  code: 'LJD',
  law: '山东省行政执法监督条例',
  article,
  version: '2014-11-27',
});
export const SJ = (article: string): Citation => ({
  code: 'SJ',
  law: '市场监督管理行政处罚程序规定',
  article,
  version: '2022-09-29',
});
export const LCX = (article: string): Citation => ({ code: 'LCX', law: '山东省行政程序规定', article });
