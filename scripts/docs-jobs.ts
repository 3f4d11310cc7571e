import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import { CaseVariables, JOBS, JOB_TYPES } from '#contracts';

// Writes docs/jobs.md from the job contracts. A test compares; `npm run docs:jobs` mends.

interface JsonSchema {
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  required?: string[];
}

const typeOf = (schema: JsonSchema): string => {
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(' · ');
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' 或 ');
  if (schema.type === 'array') return `${typeOf(schema.items ?? {})} 的列表`;
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ type })).join(' 或 ');
  const names: Record<string, string> = { string: '文本', number: '数', boolean: '是否', object: '对象', null: '空' };
  return names[String(schema.type)] ?? String(schema.type ?? '任意');
};

/** One row a member, nested members by their path. */
const rowsOf = (schema: JsonSchema, prefix = ''): string[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const needed = schema.required?.includes(name) ? '是' : '';
    const row = `| \`${prefix}${name}\` | ${typeOf(member)} | ${needed} | ${member.description ?? ''} |`;
    const inner = member.additionalProperties;
    const nested =
      typeof inner === 'object' ? rowsOf(inner, `${prefix}${name}.<编号>.`) : rowsOf(member, `${prefix}${name}.`);
    return [row, ...nested];
  });

const table = (schema: z.ZodType): string => {
  const rows = rowsOf(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema);
  return rows.length === 0 ? '无。' : ['| 名称 | 类型 | 必填 | 说明 |', '|---|---|---|---|', ...rows].join('\n');
};

const json = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;

const section = (type: (typeof JOB_TYPES)[number]): string => {
  const job = JOBS[type];
  const errors = Object.entries(job.errors as Record<string, string>);
  return [
    `## \`${type}\` ${job.name}`,
    job.purpose,
    '### 参数（任务头）',
    table(job.headers),
    '### 输出变量',
    table(job.output),
    '### BPMN 错误',
    errors.length === 0 ? '无。' : errors.map(([code, meaning]) => `- \`${code}\`：${meaning}`).join('\n'),
    '### 例',
    json(job.example),
  ].join('\n\n');
};

const HEAD = `# 作业 · Job contracts

<!-- Generated from contracts/jobs.ts by \`npm run docs:jobs\`; do not edit. -->

模型中的服务任务用 \`zeebe:taskDefinition type\` 选作业，用任务头给参数。作业由 \`worker/\` 的进程完成：读一次案件、用纯规则判断、写一次结果。

- **幂等**：每次写入以作业键为准，同一作业交付两次只写一次（检查、文书、编号、封存、通知都是）。
- **技术故障与法律结论分开**：法律结论是输出变量或者 BPMN 错误，模型据此分支；技术故障使作业失败，重试后成为“过程故障”，原因为中文：是什么、哪个案件哪个环节、怎样处理。
- **重试**：第 n 次失败后等 1、2、4……秒，最长一分钟，没有随机数。

| 故障 | 何时 | 以后 |
|---|---|---|
| 参数错误 | 任务头或变量不合下面的约定 | 立即成为过程故障，重试无用 |
| 平台拒绝 | 4xx，附中文理由 | 立即成为过程故障 |
| 平台不可用 | 连不上、正在重启、存储已满（502、503、504、507） | 一直重试，不耗重试次数，恢复后自动继续 |
| 平台繁忙 | 429 | 按平台要求的时间再试，不耗重试次数 |
| 同时修改 | 409 | 先在作业内再试三次，再按重试次数 |
| 内部错误 | 其他 5xx、工作进程出错 | 按重试次数，然后成为过程故障 |

一个作业最长一分钟；超过后引擎把它交给别的工作进程，先前写下的不会再写一次。

工作进程的指标：\`quanheng_worker_jobs_total{type,end}\`、\`quanheng_worker_failures_total{type,kind}\`、\`quanheng_worker_job_seconds\`、\`quanheng_worker_active_jobs\`，内嵌时在平台的 \`/metrics\`，单独运行时由 \`WORKER_METRICS_PORT\` 打开。

## 每个作业都收到的变量

`;

/** The text of docs/jobs.md. */
export const jobsDocument = async (file: string): Promise<string> => {
  const text = `${HEAD}${table(CaseVariables)}\n\n${JOB_TYPES.map(section).join('\n\n')}\n`;
  return format(text, { ...(await resolveConfig(file)), parser: 'markdown' });
};

const target = resolve('docs/jobs.md');
if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, await jobsDocument(target));
