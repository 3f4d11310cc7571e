import type { WaitingJob } from '#engine';
import { JOBS, JOB_TYPES, type Deadline, type JobType, type ProcedureManifest, type WorkCalendar } from '#contracts';
import { composeRules, computeDeadlines, deadlineVariables } from '#rules';
import type { SimulatedCase } from './simulated-case.ts';

/** How a job ends. */
export type JobOutcome =
  | { kind: 'complete'; variables: Record<string, unknown> }
  | { kind: 'error'; code: string; message: string }
  | { kind: 'fail'; message: string };

/** One of the ends that a person may choose for a job. */
export interface JobChoice {
  id: string;
  label: string;
  outcome: JobOutcome;
}

/** What a job of the platform does in a played procedure: its outcome, and what the case becomes. */
export interface AutomaticOutcome {
  outcome: JobOutcome;
  file: SimulatedCase;
}

const isPlatformJob = (type: string): type is JobType => (JOB_TYPES as readonly string[]).includes(type);

/** A header that lists codes, with commas between. */
const listed = (codes: string | undefined): string[] =>
  (codes ?? '').split(',').flatMap((code) => (code.trim() === '' ? [] : [code.trim()]));

/** The clocks of the procedure itself: rule packs of departments and regions are not part of a played procedure. */
export const deadlinesAt = (
  manifest: ProcedureManifest,
  file: SimulatedCase,
  calendar: WorkCalendar,
  now: string,
): Deadline[] =>
  computeDeadlines(composeRules(manifest, [], now.slice(0, 10), 0).clocks, file.events, calendar, now, { days: false });

const timingCheck = (
  job: WaitingJob,
  manifest: ProcedureManifest,
  file: SimulatedCase,
  calendar: WorkCalendar,
  now: string,
): AutomaticOutcome => {
  const wanted = listed(job.headers['clocks']);
  const unknown = wanted.filter((code) => !manifest.clocks.some((clock) => clock.code === code));
  if (unknown.length > 0)
    return {
      outcome: {
        kind: 'fail',
        message: `期限 ${unknown.join('、')} 不在本规程的“期限”页里。请补上，或者从这个作业的参数里删去（试运行不计入部门规则包）`,
      },
      file,
    };
  const all = deadlinesAt(manifest, file, calendar, now);
  const pressing = all.filter(
    ({ code, light }) =>
      (wanted.length === 0 || wanted.includes(code)) && (light === 'due-soon' || light === 'overdue'),
  );
  const warned = job.headers['mode'] === 'fired' ? pressing : [];
  const notes = warned.map(({ name, remainingText }) => ({
    elementId: job.elementId,
    at: now,
    text: `预警：${name} ${remainingText}`,
  }));
  return {
    outcome: { kind: 'complete', variables: { deadlines: deadlineVariables(all) } },
    file: { ...file, notes: [...file.notes, ...notes] },
  };
};

const documentGenerate = (
  job: WaitingJob,
  manifest: ProcedureManifest,
  file: SimulatedCase,
  now: string,
): AutomaticOutcome => {
  const code = job.headers['document'] ?? '';
  const document = manifest.documents.find((candidate) => candidate.code === code);
  if (!document)
    return {
      outcome: { kind: 'fail', message: `文书“${code}”不在本规程的“文书”页里。请补上，或者改这个作业的参数 document` },
      file,
    };
  const number = document.numberWord ? `（试运行）${document.numberWord}〔${now.slice(0, 4)}〕×号` : null;
  const made = { code, name: document.name, elementId: job.elementId, at: now };
  return {
    outcome: {
      kind: 'complete',
      variables: { lastDocument: { id: `simulated-${file.documents.length + 1}`, code, number } },
    },
    file: { ...file, documents: [...file.documents, made] },
  };
};

const noted = (job: WaitingJob, file: SimulatedCase, now: string, text: string): SimulatedCase => ({
  ...file,
  notes: [...file.notes, { elementId: job.elementId, at: now, text }],
});

/** The outcome of a job that the platform can tell by itself; null where a person has to choose. */
export const automaticOutcome = (
  job: WaitingJob,
  manifest: ProcedureManifest,
  file: SimulatedCase,
  calendar: WorkCalendar,
  now: string,
): AutomaticOutcome | null => {
  switch (job.type) {
    case 'timing-check':
      return timingCheck(job, manifest, file, calendar, now);
    case 'document-generate':
      return documentGenerate(job, manifest, file, now);
    case 'evidence-seal':
      return {
        outcome: { kind: 'complete', variables: { evidenceSeal: { count: 0, digest: '（试运行）' } } },
        file: noted(job, file, now, '封存证据（试运行里没有证据）'),
      };
    case 'notify':
      return {
        outcome: { kind: 'complete', variables: {} },
        file: noted(job, file, now, `通知 ${job.headers['to'] ?? ''}：${job.headers['message'] ?? ''}`),
      };
    default:
      return null;
  }
};

const REVIEW = { passed: true, blocking: 0, warnings: 0, failedGates: [] as string[] };
const DISCRETION = {
  ...{ tier: 'ordinary', minFen: null, maxFen: null, deviates: false, outsideStatutory: false },
  matched: [] as string[],
};

/** Gates of a header or a step with their names; a code that no gate has is told as it is. */
export interface GateName {
  code: string;
  name: string;
}

export const gateNames = (manifest: ProcedureManifest, codes: readonly string[], today: string): GateName[] => {
  const { gates } = composeRules(manifest, [], today, 0);
  return codes.map((code) => ({ code, name: gates.find((gate) => gate.code === code)?.name ?? '没有这个闸门' }));
};

/** The gates that a `review-check` looks at. */
export const gatesOfJob = (job: WaitingJob, manifest: ProcedureManifest, today: string): GateName[] =>
  job.type === 'review-check' ? gateNames(manifest, listed(job.headers['gates']), today) : [];

const reviewChoices = ({ headers }: WaitingJob, gates: readonly GateName[]): JobChoice[] => {
  const blocking = gates.map(({ code, name }): JobChoice => {
    const review = { ...REVIEW, passed: false, blocking: 1, failedGates: [code] };
    return {
      id: `blocked-${code}`,
      label: `${code} ${name}：没有通过`,
      outcome:
        headers['onBlock'] === 'output'
          ? { kind: 'complete', variables: { review } }
          : { kind: 'error', code: 'GATE_BLOCKED', message: `${code} ${name} 没有通过` },
    };
  });
  return [
    { id: 'passed', label: '全部通过', outcome: { kind: 'complete', variables: { review: REVIEW } } },
    ...blocking,
  ];
};

const discretionChoices = ({ headers }: WaitingJob): JobChoice[] => [
  { id: 'within', label: '在应处幅度内', outcome: { kind: 'complete', variables: { discretion: DISCRETION } } },
  {
    id: 'deviates',
    label: '偏离应处幅度',
    outcome:
      headers['onDeviation'] === 'error'
        ? { kind: 'error', code: 'DISCRETION_DEVIATION', message: '拟罚款偏离裁量基准' }
        : { kind: 'complete', variables: { discretion: { ...DISCRETION, deviates: true } } },
  },
  {
    id: 'outside',
    label: '超出法定幅度',
    outcome: { kind: 'error', code: 'OUTSIDE_STATUTORY_RANGE', message: '拟罚款超出法定幅度' },
  },
];

/** The ends of a job that are worth playing, the usual one first. */
export const jobChoices = (job: WaitingJob, caught: readonly string[], gates: readonly GateName[]): JobChoice[] => {
  const own =
    job.type === 'review-check'
      ? reviewChoices(job, gates)
      : job.type === 'discretion-check'
        ? discretionChoices(job)
        : [{ id: 'done', label: '完成', outcome: { kind: 'complete' as const, variables: {} } }];
  const known = new Set(own.flatMap(({ outcome }) => (outcome.kind === 'error' ? [outcome.code] : [])));
  const errors = caught
    .filter((code) => code !== '*' && !known.has(code))
    .map((code): JobChoice => ({
      id: `error-${code}`,
      label: `抛出错误 ${code}`,
      outcome: { kind: 'error', code, message: '试运行中选择的错误' },
    }));
  return [
    ...own,
    ...errors,
    { id: 'fail', label: '作业失败', outcome: { kind: 'fail', message: '试运行中选择的失败' } },
  ];
};

/** What a job is called, and what it does. */
export const jobWords = (type: string): { name: string; purpose: string } =>
  isPlatformJob(type)
    ? { name: JOBS[type].name, purpose: JOBS[type].purpose }
    : { name: type, purpose: '平台以外的作业，由您选择它怎样结束。' };
