import type { GatewayClient } from '../../scenarios/support/client.ts';

/** One call of the REST interface or of gRPC. `{{name}}` in path, body and request is what an earlier call kept. */
export interface GatewayCall {
  name: string;
  /** `POST /v2/…`, or the name of an RPC. */
  call: string;
  /** JSON text, sent as it is. */
  body?: string;
  /** Files of a multipart form: the name of the field, of the file, and its text. */
  form?: { field: string; file?: string; text: string }[];
  /** The content type, when it is not that of `body`; an empty one sends none. */
  type?: string;
  /** Names for values of the answer, by path: `{ job: 'jobs.0.jobKey' }`. */
  keep?: Record<string, string>;
  /** Parts of the answer that are this machine's own, or that only one engine has; `*` for all items of a list. */
  ignore?: string[];
}

export interface Answer {
  status: number | string;
  type?: string;
  body: unknown;
}

export interface CallTarget {
  client: GatewayClient;
  restAddress: string;
}

const valueAt = (body: unknown, path: string): string =>
  String(
    path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], body),
  );

const RPC_CODES: Record<number, string> = {
  1: 'CANCELLED',
  2: 'UNKNOWN',
  3: 'INVALID_ARGUMENT',
  4: 'DEADLINE_EXCEEDED',
  5: 'NOT_FOUND',
  6: 'ALREADY_EXISTS',
  7: 'PERMISSION_DENIED',
  8: 'RESOURCE_EXHAUSTED',
  9: 'FAILED_PRECONDITION',
  10: 'ABORTED',
  12: 'UNIMPLEMENTED',
  13: 'INTERNAL',
  14: 'UNAVAILABLE',
  16: 'UNAUTHENTICATED',
};

/** Numbers beyond 2^53 stay exact as texts. */
const parseExactly = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/([:[,]\s*)(\d{16,})(?=\s*[,}\]])/g, '$1"$2"')) as unknown;
  } catch {
    return text;
  }
};

const callRest = async (address: string, call: GatewayCall, fill: (text: string) => string): Promise<Answer> => {
  const [method = '', path = ''] = fill(call.call).split(' ');
  let body: string | FormData | undefined = call.body === undefined ? undefined : fill(call.body);
  if (call.form) {
    body = new FormData();
    for (const { field, file, text } of call.form)
      if (file === undefined) body.append(field, text);
      else body.append(field, new Blob([text]), file);
  }
  const type = call.type ?? (call.body === undefined ? '' : 'application/json');
  const answer = await fetch(address + path, {
    method,
    ...(body !== undefined && { body }),
    headers: type ? { 'content-type': type } : {},
  });
  const contentType = answer.headers.get('content-type')?.split(';')[0];
  const text = await answer.text();
  return { status: answer.status, ...(contentType && { type: contentType }), body: text ? parseExactly(text) : '' };
};

const callRpc = async (client: GatewayClient, call: GatewayCall, fill: (text: string) => string): Promise<Answer> => {
  const request = parseExactly(fill(call.body ?? '{}')) as Record<string, unknown>;
  const files = (name: string, content: string): void => {
    const list = request[name];
    if (Array.isArray(list))
      request[name] = list.map((each: Record<string, string>) => ({ ...each, [content]: Buffer.from(each[content]!) }));
  };
  files('resources', 'content');
  files('processes', 'definition');
  try {
    const reply =
      call.call === 'ActivateJobs' || call.call === 'StreamActivatedJobs'
        ? { jobs: await client.activateJobs(request, call.call) }
        : await client.call(call.call, request);
    return { status: 'OK', body: reply };
  } catch (error) {
    const { code, details } = error as { code: number; details: string };
    return { status: RPC_CODES[code] ?? String(code), body: details };
  }
};

/**
 * Makes an answer the same for every engine: keys that the calls kept by their names, others by the order in which the
 * answer has them, times without their value.
 */
const makeComparable = (kept: Map<string, string>) => {
  const keys = new Map([...kept].map(([name, key]) => [key, `{{${name}}}`]));
  const known = keys.size;
  const nameOf = (key: string): string => {
    if (!keys.has(key)) keys.set(key, `key ${keys.size - known + 1}`);
    return keys.get(key)!;
  };
  const inText = (text: string): string =>
    text
      .replace(/22517998136\d{5}/g, nameOf)
      .replace(/\b1[6-9]\d{11}\b/g, 'time')
      .replace(/\b20\d\d-\d\d-\d\dT[\d:.]+\+00:00/g, 'time');
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return inText(value);
    if (typeof value === 'number') {
      const text = inText(String(value));
      return text === String(value) ? value : text;
    }
    if (Array.isArray(value)) return value.map(walk);
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, each]) => [name, walk(each)]),
      );
    return value;
  };
  return walk;
};

/** Removes what a path names; `*` stands for all items of a list. */
const remove = (value: unknown, [name, ...rest]: string[]): void => {
  if (value === null || typeof value !== 'object' || name === undefined) return;
  const parts = value as Record<string, unknown>;
  if (name === '*') for (const item of Object.values(parts)) remove(item, rest);
  else if (rest.length > 0) remove(parts[name], rest);
  else delete parts[name];
};

const without = (body: unknown, paths: string[]): unknown => {
  const copy = structuredClone(body);
  for (const path of paths) remove(copy, path.split('.'));
  return copy;
};

/** Makes the calls one after the other and gives the answers by name. */
export const playCalls = async (target: CallTarget, calls: GatewayCall[]): Promise<Record<string, Answer>> => {
  const kept = new Map<string, string>();
  const fill = (text: string): string => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => kept.get(name) ?? 'none');
  const answers: Record<string, Answer> = {};
  for (const call of calls) {
    const rest = call.call.includes(' ');
    const answer = rest ? await callRest(target.restAddress, call, fill) : await callRpc(target.client, call, fill);
    for (const [name, path] of Object.entries(call.keep ?? {})) kept.set(name, valueAt(answer.body, path));
    answers[call.name] = { ...answer, body: makeComparable(kept)(without(answer.body, call.ignore ?? [])) };
  }
  return answers;
};
