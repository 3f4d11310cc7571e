/** Why an instance stands still, in words of the field, and what helps. By the engine's type of incident. */
const INCIDENTS: Readonly<Record<string, { title: string; remedy: string }>> = {
  JOB_NO_RETRIES: { title: '作业失败，没有重试次数', remedy: '改好原因后点“重试”，或者后退一步换一个结果。' },
  EXECUTION_LISTENER_NO_RETRIES: { title: '监听作业失败，没有重试次数', remedy: '改好原因后点“重试”。' },
  UNHANDLED_ERROR_EVENT: {
    title: '抛出的错误没有人接住',
    remedy: '在这一步或外层的子流程上加一个同名的错误边界事件，或者去掉抛出的错误。',
  },
  EXTRACT_VALUE_ERROR: {
    title: '表达式取不到需要的值',
    remedy: '检查表达式里的变量是不是前面的步骤给出的；也可以在“变量”里补上，再点“重试”。',
  },
  CONDITION_ERROR: {
    title: '分支条件走不下去',
    remedy: '没有一个分支条件成立，也没有默认分支。给网关加默认分支，或者改条件。',
  },
  IO_MAPPING_ERROR: { title: '变量映射失败', remedy: '检查输入、输出映射的表达式。' },
  CALLED_ELEMENT_ERROR: {
    title: '调用的流程不存在',
    remedy: '检查调用活动里的流程编号，被调用的流程须在同一规程包里。',
  },
  CALLED_DECISION_ERROR: { title: '调用的决策不存在', remedy: '检查业务规则任务里的决策编号。' },
  DECISION_EVALUATION_ERROR: { title: '决策计算失败', remedy: '到“决策”页检查这张表的输入和表达式。' },
  FORM_NOT_FOUND: { title: '表单不存在', remedy: '检查这个步骤绑定的表单编号。' },
  RESOURCE_NOT_FOUND: { title: '引用的文件不存在', remedy: '检查引用的编号，文件须在同一规程包里。' },
  MESSAGE_SIZE_EXCEEDED: { title: '数据太大', remedy: '减少进入流程的变量。' },
};

export const incidentWords = (errorType: string): { title: string; remedy: string } =>
  INCIDENTS[errorType] ?? { title: '流程停住了', remedy: '看下面的原因，改好后点“重试”。' };

const REASONS: [RegExp, (...parts: string[]) => string][] = [
  [
    /^Expected at least one condition to evaluate to true, or to have a default flow/,
    () => '没有一个分支条件成立，也没有默认分支',
  ],
  [
    /Expected result of the expression '([^']*)' to be '([^']*)', but was '([^']*)'/,
    (_, expression = '', wanted = '', was = '') => `表达式“${expression}”应得到 ${wanted}，实际是 ${was}`,
  ],
  [
    /Expected result of the expression '([^']*)' to be one of '([^']*)', but was '([^']*)'/,
    (_, expression = '', wanted = '', was = '') => `表达式“${expression}”应得到 ${wanted} 之一，实际是 ${was}`,
  ],
  [
    /^Expected to throw an error event with the code '([^']*)'/,
    (_, code = '') => `抛出了错误“${code}”，没有边界事件或事件子流程接住它`,
  ],
  [
    /^Failed to extract the correlation key for '([^']*)'/,
    (_, expression = '') => `等待消息的关联值“${expression}”取不到`,
  ],
  [/[Nn]o variable found (?:with|for) name '([^']*)'/, (_, name = '') => `没有变量“${name}”`],
  [/[Ii]nvalid date-?time format '([^']*)'/, (_, text = '') => `“${text}”不是日期时间`],
];

/** The engine's reason in Chinese where it is one of the usual ones; else as it is. */
export const reasonText = (message: string): string => {
  for (const [pattern, words] of REASONS) {
    const match = pattern.exec(message);
    if (match) return words(...match);
  }
  return message;
};
