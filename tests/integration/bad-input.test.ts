import request from 'supertest';
import { zipSync, strToU8 } from 'fflate';
import { DEMO_CASES, DEMO_PASSWORD, PENALTY_STEPS, runPenaltyCase, signIn, zipPackage } from '#seed';
import type { ApiError, ApiSession } from '#seed';
import { AUDIT } from '../../runtime/store/system-collections.ts';
import type { TestPlatform } from '../support/platform.ts';
import { TEMPLATES, eventually, startPlatform } from '../support/platform.ts';

// Each bad input gets a clear Chinese message and changes nothing.

let platform: TestPlatform;
let officer: ApiSession;
let author: ApiSession;
let reviewer: ApiSession;

beforeAll(async () => {
  platform = await startPlatform();
  officer = await platform.api('zhifa1');
  author = await platform.api('fazhi1');
  reviewer = await platform.api('fazhi2');
}, 60_000);
afterAll(() => platform.stop());

const demo = DEMO_CASES[0];
if (!demo) throw new Error('no demonstration case');

/** The problem that a call ends with. */
async function problemOf(work: Promise<unknown>): Promise<ApiError> {
  const outcome = await work.then(
    () => null,
    (error: unknown) => error as ApiError,
  );
  if (outcome === null) throw new Error('The call was accepted');
  return outcome;
}

const upload = async (session: ApiSession, caseId: string, name: string, content: Uint8Array<ArrayBuffer>) => {
  const form = new FormData();
  form.append('kind', '书证');
  form.append('file', new Blob([content]), name);
  return (await session.send(`/api/cases/${caseId}/evidence`, form)) as { id: string; sha256: string; sm3: string };
};

const bytes = (...values: number[]): Uint8Array<ArrayBuffer> => new Uint8Array(values);
const PNG = bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);

describe('signing in', () => {
  test('five wrong passwords lock the account, for the right one too', async () => {
    for (let attempt = 0; attempt < 5; attempt++)
      expect((await problemOf(signIn(platform.url, 'zhifa3', 'wrong'))).status).toBe(401);
    const locked = await problemOf(signIn(platform.url, 'zhifa3', DEMO_PASSWORD));
    expect(locked.status).toBe(429);
    expect(locked.problem.detail).toContain('锁定');
  });

  test('the set-up page is closed once there is an administrator', async () => {
    const response = await request(platform.url)
      .post('/api/setup')
      .send({ account: 'evil', name: '某', password: '0123456789', organName: '某局' });
    expect(response.status).toBe(403);
  });
});

describe('procedure packages', () => {
  const zip = (files: Record<string, string>): Uint8Array<ArrayBuffer> =>
    new Uint8Array(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
  const importing = (content: Uint8Array<ArrayBuffer>) =>
    author.send('/api/procedures/import', content, 'application/zip');

  test('no zip, a zip that points outside, and a zip bomb are refused', async () => {
    expect((await problemOf(importing(bytes(1, 2, 3)))).problem.detail).toContain('zip');
    const outside = await problemOf(importing(zip({ 'procedure.json': '{}', '../evil.bpmn': 'x' })));
    expect(outside.status).toBe(422);
    expect(outside.problem.detail).toContain('包外');
    const bomb = await problemOf(importing(zip({ 'a.bpmn': ' '.repeat(30 * 1024 * 1024) })));
    expect(bomb.status).toBe(413);
  });

  test('an outdated draft is not saved over a newer one', async () => {
    const { version, files } = await author.call('openDraft', { params: { code: 'penalty-ordinary' } });
    const save = (session: ApiSession) =>
      session.call('saveDraft', {
        params: { code: 'penalty-ordinary' },
        body: { revision: version.revision, files, note: '甲' },
      });
    await save(author);
    const stale = await problemOf(save(reviewer));
    expect(stale.status).toBe(409);
    expect(stale.problem.detail).toContain('第 2 次');
  });

  test('broken XML is saved as a draft but not submitted; the message names the file', async () => {
    const { version, files } = await author.call('openDraft', { params: { code: 'penalty-ordinary' } });
    const broken = files.map((file) => (file.path === 'process.bpmn' ? { ...file, content: '<bpmn:x' } : file));
    await author.call('saveDraft', {
      params: { code: 'penalty-ordinary' },
      body: { revision: version.revision, files: broken, note: '' },
    });
    const problem = await problemOf(author.call('submitDraft', { params: { code: 'penalty-ordinary' }, body: {} }));
    expect(problem.status).toBe(422);
    expect(problem.problem.issues?.some((issue) => issue.path.includes('process.bpmn'))).toBe(true);
  });

  test('a model that the engine refuses is not published; the engine’s words are explained', async () => {
    await author.call('createProcedure', { body: { code: 'refused', name: '引擎不收' } });
    const { version, files } = await author.call('openDraft', { params: { code: 'refused' } });
    const odd = files.map((file) =>
      file.path === 'process.bpmn'
        ? {
            ...file,
            content: file.content.replace(
              '<zeebe:userTask />',
              '<zeebe:userTask /><zeebe:ioMapping><zeebe:input source="=1" target="" /></zeebe:ioMapping>',
            ),
          }
        : file,
    );
    await author.call('saveDraft', {
      params: { code: 'refused' },
      body: { revision: version.revision, files: odd, note: '' },
    });
    await author.call('submitDraft', { params: { code: 'refused' }, body: {} });
    const problem = await problemOf(reviewer.call('approveDraft', { params: { code: 'refused' }, body: {} }));
    expect(problem.problem.type).toBe('urn:quanheng:problem:rejected-by-engine');
    expect(problem.problem.issues?.[0]?.path).toContain('Task_Handle');
    const after = await author.call('procedure', { params: { code: 'refused' } });
    expect(after.published).toBeNull();
    expect(after.draft?.status).toBe('submitted');
  });

  test('the author can’t approve; the other configurer can return it with a reason', async () => {
    const problem = await problemOf(author.call('approveDraft', { params: { code: 'refused' }, body: {} }));
    expect(problem.status).toBe(403);
    expect(problem.problem.detail).toContain('编写人');
    const returned = await reviewer.call('returnDraft', { params: { code: 'refused' }, body: { comment: '请改' } });
    expect(returned.status).toBe('returned');
  });

  test('an export imports again to the same content', async () => {
    const exported = await request(platform.url)
      .get('/api/procedures/penalty-ordinary/versions/1/export')
      .set('cookie', await cookieOf('fazhi1'))
      .responseType('blob');
    const imported = (await author.send(
      '/api/procedures/import',
      new Uint8Array(exported.body as Buffer),
      'application/zip',
    )) as { draft: { contentHash: string }; published: { contentHash: string } };
    expect(imported.draft.contentHash).toBe(imported.published.contentHash);
    expect(zipPackage(TEMPLATES, 'penalty-ordinary').length).toBeGreaterThan(1000);
  });
});

const cookieOf = async (account: string): Promise<string> => {
  const response = await request(platform.url).post('/api/session').send({ account, password: DEMO_PASSWORD });
  return (response.get('Set-Cookie') ?? [])[0]?.split(';')[0] ?? '';
};

describe('forms and gates', () => {
  const start = () => ({
    ...PENALTY_STEPS['Start']?.(demo, {
      handlers: [],
      hearingHosts: [],
      evidenceIds: [],
      today: platform.runner.today(),
    }),
  });
  const register = (data: Record<string, unknown>) =>
    officer.call('registerCase', { body: { procedureCode: 'penalty-ordinary', data } });

  test('a missing required field and a wrong 统一社会信用代码 are named; no case, no number', async () => {
    const before = await platform.runtime.platform.store.count(AUDIT);
    const problem = await problemOf(register({ ...start(), partyName: '', partyUscc: '91370102MA3TEDT05X' }));
    expect(problem.status).toBe(422);
    expect(problem.problem.issues?.map((issue) => issue.path)).toEqual(
      expect.arrayContaining(['partyName', 'partyUscc']),
    );
    expect((await officer.call('cases')).total).toBe(0);
    expect(await platform.runtime.platform.store.count(AUDIT)).toBe(before);
  });

  test('a second officer missing blocks the verification of the lead, with the gate’s words', async () => {
    const { id } = await register(start());
    const task = await eventually('the first task', async () => {
      const detail = await officer.call('case', { params: { id } });
      return detail.openTasks[0];
    });
    const one = await platform.runner.userId('zhifa1');
    const context = { handlers: [one], hearingHosts: [], evidenceIds: [], today: platform.runner.today() };
    const data = { ...PENALTY_STEPS['Task_Verify']?.(demo, context) };
    const problem = await problemOf(officer.call('completeTask', { params: { key: task.key }, body: { data } }));
    expect(problem.status).toBe(422);
    const stillThere = await officer.call('task', { params: { key: task.key } });
    expect(stillThere.state).toBe('open');
    const foreign = await platform.runner.userId('cg1');
    const other = await problemOf(
      officer.call('completeTask', {
        params: { key: task.key },
        body: { data: { ...data, handlers: [one, foreign] } },
      }),
    );
    expect(other.problem.issues?.some((issue) => issue.path === 'handlers[1]')).toBe(true);
  });

  test('a double click gives one case; a double submission one step; a second person 409', async () => {
    const body = { procedureCode: 'penalty-ordinary', data: start(), requestId: 'click-1' };
    const first = await officer.call('registerCase', { body });
    const second = await officer.call('registerCase', { body });
    expect(second.id).toBe(first.id);
    const task = await eventually('the first task', async () => {
      const detail = await officer.call('case', { params: { id: first.id } });
      return detail.openTasks[0];
    });
    const colleague = await platform.api('zhifa2');
    const handlers = [await platform.runner.userId('zhifa1'), await platform.runner.userId('zhifa2')];
    const context = { handlers, hearingHosts: [], evidenceIds: [], today: platform.runner.today() };
    const data = { ...PENALTY_STEPS['Task_Verify']?.(demo, context) };
    const complete = (session: ApiSession) =>
      session.call('completeTask', { params: { key: task.key }, body: { data } }).then(
        () => 200,
        (error: unknown) => (error as ApiError).status,
      );
    const statuses = await Promise.all([complete(officer), complete(colleague)]);
    expect(statuses.sort()).toEqual([200, 409]);
    const detail = await officer.call('case', { params: { id: first.id } });
    expect(detail.events.filter((event) => event.type === 'lead.verified')).toHaveLength(1);
  });
});

describe('evidence', () => {
  let caseId: string;
  beforeAll(async () => {
    ({ caseId } = await runPenaltyCase(platform.runner, demo, { stopBefore: 'Task_Inspect' }));
  }, 30_000);

  test('is hashed by SHA-256 and SM3 as it comes', async () => {
    const piece = await upload(officer, caseId, 'abc.txt', new TextEncoder().encode('abc'));
    expect(piece.sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    // The example of GB/T 32905-2016, appendix A.1.
    expect(piece.sm3).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  });

  test.each([
    ['a program called a photo', 'photo.jpg', bytes(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1)],
    ['a page called a photo', 'photo.jpg', new TextEncoder().encode('<!DOCTYPE html><script>1</script>')],
    ['a drawing with script', 'drawing.svg', new TextEncoder().encode('<svg onload="1"/>')],
    ['a photo called a document', 'file.pdf', PNG],
    ['an unknown type', 'setup.exe', bytes(0x4d, 0x5a, 1, 2)],
  ])('%s: 415', async (_what, name, content) => {
    const problem = await problemOf(upload(officer, caseId, name, content));
    expect(problem.status).toBe(415);
  });

  test('too large: 413, announced or not, and nothing stays', async () => {
    const before = (await officer.call('case', { params: { id: caseId } })).evidence.length;
    const large = new Uint8Array(platform.runtime.platform.settings.evidenceLimitBytes + 2_000_000);
    large.set(PNG);
    expect((await problemOf(upload(officer, caseId, 'big.png', large))).status).toBe(413);
    const slightly = large.slice(0, platform.runtime.platform.settings.evidenceLimitBytes + 1);
    expect((await problemOf(upload(officer, caseId, 'big.png', slightly))).status).toBe(413);
    expect((await officer.call('case', { params: { id: caseId } })).evidence).toHaveLength(before);
  });

  test('each look is a custody event and an audit entry', async () => {
    const piece = await upload(officer, caseId, '照片.png', PNG);
    const response = await request(platform.url)
      .get(`/api/evidence/${piece.id}/content`)
      .set('cookie', await cookieOf('zhifa2'));
    expect(response.status).toBe(200);
    expect(response.headers['x-content-type-options']).toBe('nosniff');
    const detail = await officer.call('case', { params: { id: caseId } });
    const custody = detail.evidence.find((entry) => entry.id === piece.id)?.custody ?? [];
    expect(custody.map((entry) => entry.action)).toEqual(['collected', 'viewed']);
  });
});

describe('events and clock', () => {
  test('only events that move a clock are recorded by hand, and by who may', async () => {
    const { items } = await officer.call('cases');
    const id = items.find((item) => item.handlers.length > 0)?.id ?? '';
    const record = (session: ApiSession, type: string) =>
      session.call('caseEvent', { params: { id }, body: { type, reason: '依法' } });
    expect((await problemOf(record(officer, 'decision.made'))).status).toBe(422);
    expect((await problemOf(record(officer, 'limit.extended'))).status).toBe(403);
    const leader = await platform.api('juzhang1');
    const detail = await record(leader, 'case.suspended');
    expect(detail.events.at(-1)?.type).toBe('case.suspended');
  });
});
