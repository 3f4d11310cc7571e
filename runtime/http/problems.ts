import type { ErrorRequestHandler, RequestHandler } from 'express';
import { PackageError } from '#rules';
import type { Platform } from '../platform.ts';
import { ProblemError } from '../problem-error.ts';
import { DuplicateError, StaleError, StorageFullError } from '../store/port.ts';

/** Everything that can go wrong, as a problem for its reader. Unknown errors are logged and told without details. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof StaleError || error instanceof DuplicateError)
    return new ProblemError('conflict', '内容刚刚被他人更新，请刷新后再试。');
  if (error instanceof PackageError)
    return new ProblemError('validation', error.message, {
      issues: error.issues.map((issue) => ({ path: issue.file, message: issue.message })),
    });
  const { type, code, status } = (error ?? {}) as { type?: string; code?: string; status?: number };
  if (error instanceof StorageFullError || code === 'ENOSPC' || code === 'EDQUOT')
    return new ProblemError(
      'storage-full',
      '服务器存储空间已满，本次操作没有保存任何内容。请联系系统管理员清理空间后再试。',
    );
  if (type === 'entity.too.large') return new ProblemError('too-large', '提交的内容超过了大小限制。');
  if (type === 'entity.parse.failed') return new ProblemError('validation', '提交的内容不是正确的 JSON。');
  if (status !== undefined && status >= 400 && status < 500)
    return new ProblemError('validation', '请求的格式不正确，请刷新页面后再试。');
  return new ProblemError('internal', '系统出现意外错误，已记入日志，请稍后再试或联系系统管理员。');
}

export function problemHandler(platform: Platform): ErrorRequestHandler {
  return (error, request, response, next) => {
    const problem = problemOf(error);
    if (problem.status >= 500)
      platform.logger.error({ err: error as unknown, url: request.originalUrl }, 'request failed');
    if (response.headersSent) {
      next(error);
      return;
    }
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(problem.toProblem(request.originalUrl)));
  };
}

export const unknownPath: RequestHandler = (_request, _response, next) => {
  next(new ProblemError('not-found', '没有这个地址。'));
};
