import type { Citation, GateDefinition, GateStage } from '#contracts';
import { conditionFromFeel } from '../read-condition.ts';

const cite =
  (code: string, law: string, version: string) =>
  (article: string): Citation => ({ code, law, article, version });

export const CF = cite('CF', '行政处罚法', '2021-01-22');
export const QZ = cite('QZ', '行政强制法', '2011-06-30');
export const SJ = cite('SJ', '市场监督管理行政处罚程序规定', '2022-09-29');
export const LJD = cite('LJD', '山东省行政执法监督条例', '2014-11-27');
export const LCX = (article: string): Citation => ({ code: 'LCX', law: '山东省行政程序规定', article });
export const YS = cite('YS', '行政执法机关移送涉嫌犯罪案件的规定', '2020-08-07');
export const DISCRETION_OPINION: Citation = {
  law: '关于进一步规范行政裁量权基准制定和管理工作的意见（国办发〔2022〕27号）',
  article: '第十二项',
};
export const THREE_SYSTEMS: Citation = {
  law: '关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见（国办发〔2018〕118号）',
  article: '第八项',
};
export const INSPECTION_OPINION: Citation = {
  law: '关于严格规范涉企行政检查的意见（国办发〔2024〕54号）',
  article: '（检查事项公布、检查审批）',
};

type Given = Omit<GateDefinition, 'origin' | 'stages' | 'dueAfter' | 'conditionTree' | 'appliesTree'> &
  Partial<Pick<GateDefinition, 'origin'>> & { stages: GateStage[]; dueAfter: string[] };

/** A gate whose FEEL is given as text; the structure for the condition builder is read from it where it can be. */
export const standardGate = (given: Given): GateDefinition => {
  const conditionTree = conditionFromFeel(given.condition);
  const appliesTree = given.appliesWhen === undefined ? null : conditionFromFeel(given.appliesWhen);
  return {
    origin: '法',
    ...given,
    ...(conditionTree ? { conditionTree } : {}),
    ...(appliesTree ? { appliesTree } : {}),
  };
};
