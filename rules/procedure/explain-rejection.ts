import type { ProblemIssue } from '#contracts';

const AT = '[Ll]ine[= ](\\d+): cvc-';
const ELEMENT = `element '(?:\\{"[^"]*":)?([^'}]+)\\}?'`;

/** What the schemas of BPMN and DMN rule out, as a reader of XML says it. */
const SCHEMA: [RegExp, string][] = [
  [new RegExp(`${AT}complex-type\\.2\\.4\\.[acd].*?${ELEMENT}`), '第 $1 行：元素 $2 不能放在这里，或者前后顺序不对'],
  [new RegExp(`${AT}complex-type\\.2\\.4\\.[bi].*?${ELEMENT}`), '第 $1 行：元素 $2 的内容不完整'],
  [new RegExp(`${AT}complex-type\\.2\\.[13]: E${ELEMENT.slice(1)}`), '第 $1 行：元素 $2 里不能直接写文字'],
  [
    new RegExp(`${AT}complex-type\\.3\\.2\\.2: Attribute '([^']+)'.*?element '([^']+)'`),
    '第 $1 行：元素 $3 没有名为 $2 的属性，请删去',
  ],
  [new RegExp(`${AT}complex-type\\.4: Attribute '([^']+)'.*?element '([^']+)'`), '第 $1 行：元素 $3 缺少属性 $2'],
  [new RegExp(`${AT}id\\.2: .*'([^']*)'`), '第 $1 行：编号 $2 重复'],
  [new RegExp(`${AT}id\\.1: .*'([^']*)'`), '引用的编号 $2 不存在'],
  [new RegExp(`${AT}(?:datatype|enumeration)-valid[^:]*: (?:Value )?'([^']*)'`), '第 $1 行：“$2”不是正确的值'],
];

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
  [/Multiple .* with the same/i, '同一环节上有重复的事件'],
  [/Outgoing sequence flow|no outgoing/i, '出线不符合要求'],
  [/Expected to find process definition with process ID '([^']*)'/i, '引擎里没有流程“$1”，请先发布规程'],
  [/Unable to find a model element instance for id (\S+)/i, '引用的元素“$1”不存在'],
  [/Cyclic dependencies/i, '决策或业务知识模型互相依赖，成了环'],
  [/unsupported decision expression/i, '决策没有内容，或者内容的种类引擎不支持'],
  [/no output name defined/i, '决策表有多个输出时，每个输出都要填写名称'],
  [/'COLLECT' with aggregator/i, '有多个输出的决策表不能汇总（COLLECT 加聚合）'],
  [/no BKM found with name '([^']*)'/i, '没有名为“$1”的业务知识模型'],
  [/expected row with '(\d+)' elements but found '(\d+)'/i, '关系表有 $1 列，有一行却有 $2 格'],
  [/The expression '([^']*)' must not be empty/i, '表达式“$1”没有填写'],
  [/Expression language '([^']*)' is not supported/i, '表达式只能用 FEEL，不能用“$1”'],
  [/in line (\d+) has no (id|name)/i, '第 $1 行的元素没有填写 $2'],
  [/is not the namespace of a version of DMN/i, '文件不是 DMN 1.1 至 1.5 的决策模型'],
  ...SCHEMA,
  [/cvc-|SAXException|XML document|Unable to parse model/i, '文件不是正确的流程图或决策模型'],
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
    if (!match) continue;
    const said = chinese.replace(/\$(\d)/g, (_, part: string) => match[Number(part)] ?? '');
    return `${said}（引擎原文：${message.trim().slice(0, 300)}）`;
  }
  return `引擎原文：${message.trim().slice(0, 600)}`;
}
