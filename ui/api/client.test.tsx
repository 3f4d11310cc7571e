import { call, setCsrfToken, urlOf } from './client.ts';
import { ApiProblem, problemFromBody } from './problem.ts';

interface Sent {
  url: string;
  init: RequestInit;
}

/** A server that answers once and remembers what it was asked. */
function answer(status: number, body: unknown, type = 'application/json'): Sent[] {
  const sent: Sent[] = [];
  globalThis.fetch = ((url: string, init: RequestInit) => {
    sent.push({ url, init });
    return Promise.resolve({
      ok: status < 400,
      status,
      headers: { get: () => (body === undefined ? null : type) },
      json: () => (typeof body === 'string' ? Promise.reject(new SyntaxError('no JSON')) : Promise.resolve(body)),
    });
  }) as unknown as typeof fetch;
  return sent;
}

describe('urlOf', () => {
  test('fills in parameters and query, leaving out what is empty', () => {
    expect(urlOf('procedureVersion', { code: 'a/b', version: '2' })).toBe('/api/procedures/a%2Fb/versions/2');
    expect(urlOf('cases', {}, { q: '超市', page: 2, light: '', status: undefined })).toBe(
      '/api/cases?q=%E8%B6%85%E5%B8%82&page=2',
    );
  });

  test('refuses a missing parameter', () => {
    expect(() => urlOf('case', {})).toThrow('parameter id is missing');
  });
});

describe('call', () => {
  test('sends JSON with the CSRF token on a change, none on a read', async () => {
    setCsrfToken('token-1');
    const changed = answer(200, { savedAt: '2026-04-07T10:32:00+08:00' });
    await call('saveTaskDraft', { params: { key: '1' }, body: { data: { a: 1 } } });
    expect(changed[0]!.url).toBe('/api/tasks/1/draft');
    expect(changed[0]!.init).toMatchObject({
      method: 'PUT',
      body: '{"data":{"a":1}}',
      headers: { 'X-CSRF-Token': 'token-1', 'Content-Type': 'application/json' },
    });
    const read = answer(200, {});
    await call('session');
    expect(read[0]!.init.headers).not.toHaveProperty('X-CSRF-Token');
  });

  test('a refusal carries kind, issues and findings', async () => {
    answer(
      422,
      {
        type: 'urn:quanheng:problem:validation',
        title: '表单有误',
        status: 422,
        issues: [{ path: 'partyName', message: '请填写“名称”' }],
      },
      'application/problem+json',
    );
    const refused = await call('session').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ApiProblem);
    expect(refused).toMatchObject({ status: 422, kind: 'validation', issues: [{ path: 'partyName' }], findings: [] });
  });

  test('an answer that is no problem document gets plain words', async () => {
    answer(503, '<html>', 'text/html');
    await expect(call('session')).rejects.toMatchObject({ status: 503, message: '服务暂时不可用，请稍候再试' });
    expect(problemFromBody(418, undefined).message).toContain('418');
  });

  test('a lost connection says that nothing typed is lost', async () => {
    globalThis.fetch = (() => Promise.reject(new TypeError('failed'))) as unknown as typeof fetch;
    await expect(call('session')).rejects.toMatchObject({ kind: 'network', status: 0 });
  });
});
