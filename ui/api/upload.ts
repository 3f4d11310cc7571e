import { ROUTES } from '#contracts';
import type { RouteName, RouteResponse } from '#contracts';
import { CSRF_HEADER, getCsrfToken, urlOf } from './client.ts';
import { networkProblem, problemFromBody } from './problem.ts';

export interface UploadHandle<T> {
  done: Promise<T>;
  abort: () => void;
}

/**
 * Sends a multipart form and tells the progress as a fraction 0…1 (`fetch` can't). Text fields go before the file, so
 * that the server knows them when the file begins to stream in.
 */
export function uploadMultipart<N extends RouteName>(
  name: N,
  params: Record<string, string>,
  fields: Record<string, string>,
  file: File,
  onProgress: (fraction: number) => void,
): UploadHandle<RouteResponse<N>> {
  const body = new FormData();
  for (const [key, value] of Object.entries(fields)) body.append(key, value);
  body.append('file', file, file.name);
  return send(name, params, body, onProgress);
}

/** Several files in one form. */
export function uploadFiles<N extends RouteName>(
  name: N,
  params: Record<string, string>,
  files: readonly File[],
  onProgress: (fraction: number) => void,
): UploadHandle<RouteResponse<N>> {
  const body = new FormData();
  for (const file of files) body.append('file', file, file.webkitRelativePath || file.name);
  return send(name, params, body, onProgress);
}

function send<N extends RouteName>(
  name: N,
  params: Record<string, string>,
  body: FormData,
  onProgress: (fraction: number) => void,
): UploadHandle<RouteResponse<N>> {
  const request = new XMLHttpRequest();
  const done = new Promise<RouteResponse<N>>((resolve, reject) => {
    request.open(ROUTES[name].method.toUpperCase(), urlOf(name, params));
    request.responseType = 'json';
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader(CSRF_HEADER, getCsrfToken());
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as RouteResponse<N>);
      else reject(problemFromBody(request.status, request.response));
    };
    request.onerror = () => reject(networkProblem());
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    request.send(body);
  });
  return { done, abort: () => request.abort() };
}
