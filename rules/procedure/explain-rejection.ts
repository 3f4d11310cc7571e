import type { ProblemIssue } from '#contracts';

/** Zeebe's refusals in Chinese; what is not known is shown as the engine said it. */
const KNOWN: [RegExp, string][] = [
  [/Must have (?:exactly )?one [`']?zeebe:taskDefinition/i, '没有填写作业类型'],
  [/Must have either one '?([\w:]+)/i, '缺少实现方式的设置（$1 等，只能选一种）'],
  [/Must have exactly one [`']?zeebe:subscription/i, '接收消息的环节没有填写关联值'],
  [/Must have exactly one [`']?([\w:]+)/i, '缺少设置 $1，或者不止一个'],
  [/Must have (?:at least|exactly) one start event/i, '没有开始事件，或者不止一个'],
  [/Multiple none start events/i, '流程有不止一个空白开始事件，只能有一个'],
  [/Must contain at least one executable process/i, '没有一个流程设为“可执行”'],
  [/Cannot have (?:more than one|multiple) outgoing/i, '不能有多条出线'],
  [/Cannot have incoming sequence flows/i, '不能有进线'],
  [/Must have at least one outgoing sequence flow or association/i, '没有出线'],
  [/Event-based gateway must have at least 2/i, '事件网关至少要有两条出线'],
  [
    /Event-based gateway must not|Target elements of an event gateway/i,
    '事件网关后面只能直接接消息、定时或信号的中间事件',
  ],
  [/Conditional sequence flows are only supported/i, '只有排他网关和相容网关的出线可以带条件'],
  [/Default flow must start at gateway/i, '默认出线不是从这个网关出去的'],
  [
    /Must have a condition|Must have (?:either )?.*default flow|conditional sequence flow/i,
    '网关的出线缺少条件，或没有设置默认出线',
  ],
  [/A sequence flow must not leave its subprocess|Must connect two elements/i, '连线跨出了子流程，只能连同一层的环节'],
  [/End events must not have outgoing/i, '结束事件不能有出线'],
  [/failed to parse expression '([^']*)'/i, '表达式“$1”写得不对'],
  [/Expected (?:path )?expression but (?:not found|found static value '([^']*)')/i, '这里要写以 = 开头的表达式'],
  [/Loop activities are not supported/i, '引擎不支持标准循环，请用多实例'],
  [/Task listeners are not supported/i, '引擎 8.6 不支持任务监听器，请用执行监听器'],
  [
    /Elements of (?:this )?type .* (?:are )?not supported|Elements of type .* are currently not supported|Event definition of this type is not supported/i,
    '引擎不支持这种元素',
  ],
  [/Must reference an? (message|signal|error|escalation)/i, '没有选择它的消息、信号、错误或升级'],
  [/(ErrorCode|EscalationCode) must be present/i, '没有填写错误或升级的代码'],
  [/Name must be present and not empty/i, '没有填写名称'],
  [/Attribute '?([\w:]+)'? must be present and not (?:empty|blank)/i, '缺少属性 $1'],
  [
    /Must be exactly one type of timer|Must define a timer|must have either a time duration or a time date/i,
    '定时事件要填写时刻或时长，只能填一种',
  ],
  [/Interrupting timer event with time cycle/i, '会中断环节的定时事件不能重复'],
  [
    /Invalid timer|Invalid (?:duration|date-time) format|time(?:Date|Duration|Cycle).*(?:invalid|must)/i,
    '定时事件的时间写得不对',
  ],
  [/Must be attached|boundary event/i, '边界事件设置不对'],
  [/Must have (?:exactly|at most) one event definition/i, '事件的类型没有选，或者不止一种'],
  [/The id is used more than once/i, '编号重复'],
  [/Multiple .* with the same/i, '同一环节上有重复的事件'],
  [/Outgoing sequence flow|no outgoing/i, '出线不符合要求'],
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
