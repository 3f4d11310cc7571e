import { z } from 'zod';
import { Key } from './common.ts';
import { Deadline, DiscretionResult, Finding } from './rule-data/index.ts';

/** Variables that every case instance carries. */
export const CaseVariables = z.looseObject({
  caseId: z.string().describe('案件编号（平台内部）'),
  organId: z.string().describe('承办机关'),
  procedureCode: z.string().describe('规程代码'),
});

/** `CF-26` → `CF26`: the member of the process variable `deadlines`. */
export const clockVariable = (code: string): string => code.replace(/[^A-Za-z0-9]/g, '');

/** What a timing check leaves for BPMN timer events: `= deadlines.CF26.warnAt`. */
export const DeadlineVariable = z.object({
  state: z.string().describe('not-started · running · paused · met · met-late · overdue'),
  light: z.string().describe('normal · due-soon · overdue · paused · done · none'),
  dueOn: z.string().nullable().describe('届满日'),
  dueAt: z.string().nullable().describe('届满时刻'),
  warnAt: z.string().nullable().describe('转黄灯的时刻，供定时事件用'),
});

export const JOB_TYPES = [
  'timing-check',
  'review-check',
  'discretion-check',
  'document-generate',
  'evidence-seal',
  'notify',
] as const;
export type JobType = (typeof JOB_TYPES)[number];

/**
 * Job contracts: headers (set in the model), variables in, variables out. A technical failure fails the job (retries,
 * then an incident with a Chinese reason); a legal finding is output or a BPMN error with the code given here.
 * `docs/jobs.md` is generated from it (`npm run docs:jobs`).
 */
export const JOBS = {
  'timing-check': {
    name: '期限检查',
    purpose: '按案件的事件计算全部法定期限，写出供定时事件使用的变量；mode 为 fired 时对临期和超期的期限发出预警。',
    headers: z.object({
      clocks: z.string().optional().describe('期限编号，逗号分开；不填为全部'),
      mode: z.enum(['compute', 'fired']).optional().describe('fired：因定时事件到点而检查，期限仍在计时的记预警'),
    }),
    variables: CaseVariables,
    output: z.object({
      deadlines: z.record(z.string(), DeadlineVariable).describe('按期限编号（去掉符号，如 CF26）'),
    }),
    errors: {},
    example: {
      headers: { clocks: 'CF-26', mode: 'compute' },
      output: {
        deadlines: {
          CF26: {
            ...{ state: 'running', light: 'normal', dueOn: '2026-06-01' },
            ...{ dueAt: '2026-06-01T23:59:59+08:00', warnAt: '2026-05-22T00:00:00+08:00' },
          },
        },
      },
    },
  },
  'review-check': {
    name: '闸门检查',
    purpose: '对案件评估指定的闸门；阻断闸门没有通过时抛出 BPMN 错误，或者只给出结果供模型分支。',
    headers: z.object({
      gates: z.string().describe('闸门编号，逗号分开'),
      onBlock: z
        .enum(['error', 'output'])
        .optional()
        .describe('error（默认）：阻断时抛 GATE_BLOCKED；output：只给出结果'),
    }),
    variables: CaseVariables,
    output: z.object({
      review: z.object({
        passed: z.boolean().describe('没有阻断'),
        blocking: z.number().describe('没有通过的阻断闸门数'),
        warnings: z.number().describe('没有通过的警告闸门数'),
        failedGates: z.array(z.string()).describe('没有通过的闸门编号'),
      }),
    }),
    errors: { GATE_BLOCKED: '有阻断闸门没有通过（或不能判断），信息为各闸门的原因' },
    example: {
      headers: { gates: 'G16,G20', onBlock: 'error' },
      output: { review: { passed: true, blocking: 0, warnings: 0, failedGates: [] } },
    },
  },
  'discretion-check': {
    name: '裁量检查',
    purpose: '按清单和基准计算应处档次和幅度，与拟罚款比较；超出法定幅度总是 BPMN 错误，偏离基准按参数。',
    headers: z.object({
      onDeviation: z
        .enum(['error', 'output'])
        .optional()
        .describe('error：偏离基准时抛 DISCRETION_DEVIATION；默认只给出结果'),
    }),
    variables: CaseVariables,
    output: z.object({
      discretion: z.object({
        tier: z.string().describe('应处档次'),
        minFen: z.number().nullable().describe('应处幅度下限（分）'),
        maxFen: z.number().nullable().describe('应处幅度上限（分）'),
        deviates: z.boolean().describe('拟罚款偏离应处幅度'),
        outsideStatutory: z.boolean().describe('拟罚款超出法定幅度'),
        matched: z.array(z.string()).describe('命中的清单项'),
      }),
    }),
    errors: {
      OUTSIDE_STATUTORY_RANGE: '拟罚款超出法定幅度',
      DISCRETION_DEVIATION: '拟罚款偏离裁量基准，信息为所需的理由和批准',
    },
    example: {
      headers: { onDeviation: 'output' },
      output: {
        discretion: {
          ...{ tier: 'lenient', minFen: 5_000_000, maxFen: 6_500_000, deviates: false, outsideStatutory: false },
          matched: ['Q09'],
        },
      },
    },
  },
  'document-generate': {
    name: '生成文书',
    purpose: '按模板生成一份文书：数据快照、编号和文件一并写入，同一作业再来一次得到同一份，不再编号。',
    headers: z.object({ document: z.string().describe('规程中的文书代码') }),
    variables: CaseVariables,
    output: z.object({
      lastDocument: z.object({
        id: z.string().describe('文书'),
        code: z.string().describe('文书代码'),
        number: z.string().nullable().describe('文号；内部文书没有'),
      }),
    }),
    errors: {},
    example: {
      headers: { document: 'penalty-notice' },
      output: { lastDocument: { id: '0b1d…', code: 'penalty-notice', number: '济历市监告〔2026〕1号' } },
    },
  },
  'evidence-seal': {
    name: '证据封存',
    purpose: '封存已收集的全部证据，此后只能公开替换；给出数量和摘要。',
    headers: z.object({}),
    variables: CaseVariables,
    output: z.object({
      evidenceSeal: z.object({
        count: z.number().describe('件数'),
        digest: z.string().describe('全部证据的 SHA-256 摘要'),
      }),
    }),
    errors: {},
    example: { headers: {}, output: { evidenceSeal: { count: 3, digest: '9f3c…' } } },
  },
  notify: {
    name: '通知',
    purpose: '给办案人员、某一岗位或某个人发站内通知；同一作业只发一次。',
    headers: z.object({
      to: z.string().describe('handlers、角色或人员，逗号分开'),
      message: z.string().describe('内容'),
      severity: z.enum(['info', 'warning', 'urgent']).optional().describe('info（默认）· warning · urgent'),
    }),
    variables: CaseVariables,
    output: z.object({}),
    errors: {},
    example: {
      headers: { to: 'handlers,unit-head', message: '陈述申辩期已满，视为放弃', severity: 'info' },
      output: {},
    },
  },
} as const;

// ------------------------------------------------- the runtime's internal API for workers (service credential)

/** Body of `POST /internal/checks`; idempotent by `jobKey`. */
export const CheckReport = z.object({
  jobKey: Key,
  caseId: z.string(),
  elementId: z.string(),
  processInstanceKey: Key,
  kind: z.enum(['timing', 'review', 'discretion']),
  passed: z.boolean(),
  deadlines: z.array(Deadline).optional(),
  findings: z.array(Finding).optional(),
  discretion: DiscretionResult.optional(),
  /** Set by `timing-check` in mode `fired`: which clocks to warn about. */
  warnings: z.array(z.object({ clock: z.string(), message: z.string() })).optional(),
});
export type CheckReport = z.infer<typeof CheckReport>;
