import type { z } from 'zod';
import type { Finding, Problem, ProblemIssue, ProblemKind } from '#contracts';

const TITLES: Record<ProblemKind, { status: number; title: string }> = {
  validation: { status: 422, title: '填写的内容有误' },
  'gate-blocked': { status: 422, title: '还不能进入下一步' },
  unauthenticated: { status: 401, title: '请先登录' },
  forbidden: { status: 403, title: '没有权限' },
  'not-found': { status: 404, title: '没有找到' },
  conflict: { status: 409, title: '内容已被他人更新' },
  'rejected-by-engine': { status: 422, title: '流程引擎没有接受' },
  'too-large': { status: 413, title: '内容过大' },
  'unsupported-media': { status: 415, title: '文件类型不受支持' },
  'rate-limited': { status: 429, title: '操作过于频繁' },
  'storage-full': { status: 507, title: '存储空间不足' },
  'engine-unavailable': { status: 503, title: '流程引擎暂不可用' },
  internal: { status: 500, title: '系统内部错误' },
};

/** An error that its reader can do something about. Thrown anywhere, answered as RFC 9457 problem details. */
export class ProblemError extends Error {
  readonly kind: ProblemKind;
  readonly issues: ProblemIssue[] | undefined;
  readonly findings: Finding[] | undefined;

  constructor(kind: ProblemKind, detail: string, more: { issues?: ProblemIssue[]; findings?: Finding[] } = {}) {
    super(detail);
    this.kind = kind;
    this.issues = more.issues;
    this.findings = more.findings;
  }

  get status(): number {
    return TITLES[this.kind].status;
  }

  toProblem(instance: string): Problem {
    return {
      type: `urn:quanheng:problem:${this.kind}`,
      title: TITLES[this.kind].title,
      status: this.status,
      detail: this.message,
      instance,
      ...(this.issues ? { issues: this.issues } : {}),
      ...(this.findings ? { findings: this.findings } : {}),
    };
  }
}

export const notFound = (what: string): ProblemError =>
  new ProblemError('not-found', `没有找到${what}，可能不存在，或不在您的查看范围内。`);
export const forbidden = (detail: string): ProblemError => new ProblemError('forbidden', detail);
export const conflict = (detail: string): ProblemError => new ProblemError('conflict', detail);
export const invalid = (path: string, message: string, label?: string): ProblemError =>
  new ProblemError('validation', message, { issues: [{ path, message, ...(label ? { label } : {}) }] });

/** `handlers[1].name` of `['handlers', 1, 'name']`. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  );

/** Zod's findings about a request as a problem. */
export function problemOfZod(error: z.ZodError, where: string): ProblemError {
  const issues = error.issues.slice(0, 50).map((issue) => ({ path: pathText(issue.path), message: issue.message }));
  const first = issues[0];
  const detail = first ? `${where}有误：${first.path ? `${first.path} ` : ''}${first.message}` : `${where}有误`;
  return new ProblemError('validation', detail, { issues });
}
