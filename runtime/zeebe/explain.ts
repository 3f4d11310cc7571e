import type { ProblemIssue } from '#contracts';

/** Zeebe's refusals in Chinese; what is not known is shown as the engine said it. */
const KNOWN: [RegExp, string][] = [
  [/Must have (?:exactly )?one `?zeebe:taskDefinition`?/i, '服务任务没有填写作业类型'],
  [/Must have at least one start event/i, '流程没有开始事件'],
  [/Multiple none start events/i, '流程有不止一个空白开始事件，只能有一个'],
  [/Cannot have (?:more than one|multiple) outgoing/i, '不能有多条出线'],
  [/Must have (?:either )?.*default flow|conditional sequence flow/i, '网关的出线缺少条件，或没有设置默认出线'],
  [/failed to parse expression '([^']*)'/i, '表达式“$1”写得不对'],
  [
    /Elements of (?:this )?type .* (?:are )?not supported|Elements of type .* are currently not supported/i,
    '引擎不支持这种元素',
  ],
  [/Attribute '?([\w:]+)'? must be present and not empty/i, '缺少属性 $1'],
  [/Outgoing sequence flow|no outgoing/i, '出线不符合要求'],
  [/Must define a timer|time(?:Date|Duration|Cycle).*(?:invalid|must)/i, '定时事件的时间写得不对'],
  [/Must be attached|boundary event/i, '边界事件设置不对'],
  [/Expected to find process definition with process ID '([^']*)'/i, '引擎里没有流程“$1”，请先发布规程'],
  [/cvc-|SAXException|XML document/i, '流程图不是正确的 BPMN 文件'],
];

export interface Explanation {
  detail: string;
  issues: ProblemIssue[];
}

/** The text of a rejected deployment or command, split by element and translated where we can. */
export function explainRejection(text: string): Explanation {
  const issues: ProblemIssue[] = [];
  let file = '';
  let element = '';
  for (const line of text.split('\n')) {
    file = /^'([^']+\.(?:bpmn|dmn|form))'/.exec(line.trim())?.[1] ?? file;
    element = /Element: (\S+)/.exec(line)?.[1] ?? element;
    const message = /(?:ERROR|WARNING): (.*)$/.exec(line)?.[1];
    if (message) issues.push({ path: element ? `${file}#${element}` : file, message: translate(message) });
  }
  const resource = /in resource '([^']+)'|'([^']+\.(?:bpmn|dmn|form))'/.exec(text);
  if (issues.length === 0) issues.push({ path: resource?.[1] ?? resource?.[2] ?? '', message: translate(text) });
  return { detail: `流程引擎没有接受：${issues[0]?.message ?? text}`, issues };
}

function translate(message: string): string {
  for (const [pattern, chinese] of KNOWN) {
    const match = pattern.exec(message);
    if (match) return `${chinese.replace('$1', match[1] ?? '')}（引擎原文：${message.trim().slice(0, 300)}）`;
  }
  return `引擎原文：${message.trim().slice(0, 600)}`;
}
