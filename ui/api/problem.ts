import type { Finding, Problem, ProblemIssue } from '#contracts';

/** A refusal of the server (RFC 9457), or a failed connection, in words for the person at the page. */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiProblem';
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  /** The part after `urn:quanheng:problem:`, one of PROBLEM_KINDS, or `network`. */
  get kind(): string {
    return this.problem.type.replace(/^urn:quanheng:problem:/, '');
  }

  get issues(): ProblemIssue[] {
    return this.problem.issues ?? [];
  }

  get findings(): Finding[] {
    return (this.problem.findings ?? []) as Finding[];
  }
}

const FALLBACK_TITLES: Record<number, string> = {
  401: '登录已失效，请重新登录',
  403: '您没有办理这件事的权限',
  404: '没有找到，可能已被删除或不在您的范围内',
  409: '别人刚刚改过，请刷新后再试',
  413: '内容太大，服务器不接收',
  429: '操作太频繁，请稍候再试',
  503: '服务暂时不可用，请稍候再试',
  507: '服务器存储空间不足，请联系系统管理员',
};

/** Reads a failed response; answers that are no problem document (a proxy's page) get a plain Chinese title. */
export function problemFromBody(status: number, body: unknown): ApiProblem {
  if (typeof body === 'object' && body !== null && 'title' in body && 'type' in body) {
    return new ApiProblem({ ...(body as Problem), status });
  }
  const title = FALLBACK_TITLES[status] ?? `服务器没有办成（${status}），请稍候再试`;
  return new ApiProblem({ type: 'urn:quanheng:problem:internal', title, status });
}

/** The connection itself failed: nothing is known about whether the server acted. */
export function networkProblem(): ApiProblem {
  return new ApiProblem({
    type: 'urn:quanheng:problem:network',
    title: '连不上服务器',
    detail: '请检查网络后重试。已填写的内容仍保留在本页。',
    status: 0,
  });
}

/** Any thrown thing as a problem that can be shown. */
export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new ApiProblem({ type: 'urn:quanheng:problem:internal', title: '页面出了问题', detail, status: 0 });
}
