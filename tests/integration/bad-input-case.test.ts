import { request as httpRequest } from 'node:http';
import supertest from 'supertest';
import type { Finding } from '#contracts';
import type { ApiError, ApiSession } from '#seed';
import { DEMO_CASES, DEMO_PASSWORD } from '#seed';
import { AUDIT } from '../../runtime/store/system-collections.ts';
import type { GatewayClient } from '../scenarios/support/client.ts';
import { connect } from '../scenarios/support/client.ts';
import { CaseDriver } from '../support/case-driver.ts';
import { eventually } from '../support/platform.ts';
import type { PlatformParts } from '../support/platform-parts.ts';
import { startPlatformParts } from '../support/platform-parts.ts';

// Bad input in the middle of a case, in a model, and on the bare wire: words that say what, where and how to mend it,
// and a case that is afterwards as it was.

const [demo] = DEMO_CASES;
if (!demo) throw new Error('no demonstration case');
let platform: PlatformParts;
let officer: ApiSession;
let author: ApiSession;
let gateway: GatewayClient;

beforeAll(async () => {
  platform = await startPlatformParts();
  officer = await platform.api('zhifa1');
  author = await platform.api('fazhi1');
  gateway = connect(platform.grpcAddress);
}, 60_000);
afterAll(async () => {
  gateway.close();
  await platform.stop();
});

async function problemOf(work: Promise<unknown>): Promise<ApiError> {
  const outcome = await work.then(
    () => null,
    (error: unknown) => error as ApiError,
  );
  if (outcome === null) throw new Error('The call was accepted');
  return outcome;
}

const words = ({ problem }: ApiError): string => JSON.stringify([problem.detail, problem.issues, problem.findings]);

const findingOf = ({ problem }: ApiError, code: string): Finding | undefined =>
  (problem.findings as Finding[] | undefined)?.find(({ gate }) => gate === code);

/** All that is kept of a case, and how many entries the audit log has besides that of the refusal itself. */
const digest = async (driver: CaseDriver) => ({
  detail: await driver.detail(),
  audit: await platform.runtime.platform.store.count(AUDIT, { where: { action: { not: 'submission.refused' } } }),
});

/** A case that rests before a step: the jobs of the step before are done. */
async function caseBefore(elementId: string) {
  const driver = new CaseDriver(platform.runner, demo!);
  await driver.register();
  const task = await driver.advanceTo(elementId);
  for (let last = ''; ;) {
    const now = JSON.stringify(await digest(driver));
    if (now === last) return { driver, task };
    last = now;
    await new Promise((done) => setTimeout(done, 400));
  }
}

describe('models and forms', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a0 "ha">${Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n + 1} "&a${n};&a${n};">`).join('')}]><b>&a30;</b>`;
  const external = `<?xml version="1.0"?><!DOCTYPE b [<!ENTITY e SYSTEM "file:///etc/passwd">]><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><bpmn:process id="p" name="&e;" isExecutable="true"/></bpmn:definitions>`;
  const deep = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><bpmn:process id="p" isExecutable="true">${Array.from({ length: 500 }, (_, n) => `<bpmn:subProcess id="s${n}">`).join('')}${'</bpmn:subProcess>'.repeat(500)}</bpmn:process></bpmn:definitions>`;
  const hostile: [string, string][] = [
    ['an entity bomb', bomb],
    ['an external entity', external],
    ['elements nested 500 deep', deep],
  ];
  const published = async () => (await author.call('procedure', { params: { code: 'penalty-ordinary' } })).published;
  const submitWith = async (path: string, change: (content: string) => string): Promise<ApiError> => {
    const { version, files } = await author.call('openDraft', { params: { code: 'penalty-ordinary' } });
    const changed = files.map((file) => (file.path === path ? { ...file, content: change(file.content) } : file));
    expect(changed).not.toEqual(files);
    const params = { code: 'penalty-ordinary' };
    const save = (kept: typeof files, revision: number) =>
      author.call('saveDraft', { params, body: { revision, files: kept, note: '试' } });
    const broken = await save(changed, version.revision);
    try {
      return await problemOf(author.call('submitDraft', { params, body: {} }));
    } finally {
      await save(files, broken.revision);
    }
  };

  test.each(hostile)('%s in a model: refused by the checks within seconds, the file named', async (_what, xml) => {
    const before = await published();
    const started = Date.now();
    const problem = await submitWith('process.bpmn', () => xml);
    expect(Date.now() - started).toBeLessThan(5000);
    expect(problem.status).toBe(422);
    expect(problem.problem.issues?.some(({ path }) => path.includes('process.bpmn'))).toBe(true);
    expect(words(problem)).toMatch(/[一-龥]/);
    expect(words(problem)).not.toContain('root:');
    expect(await published()).toEqual(before);
  });

  test.each(hostile)('%s sent to the engine itself: refused, and it goes on', async (_what, xml) => {
    const started = Date.now();
    const refused = await gateway
      .call('DeployResource', { resources: [{ name: 'hostile.bpmn', content: Buffer.from(xml) }] })
      .then(
        () => null,
        (error: { code: number; details: string }) => error,
      );
    expect(Date.now() - started).toBeLessThan(5000);
    expect(refused?.code).toBe(3);
    expect(refused?.details).not.toContain('root:');
    expect(await gateway.call('Topology', {})).toMatchObject({ clusterSize: 1 });
  });

  test('a step whose form is not there is named with its form', async () => {
    const problem = await submitWith('procedure.json', (text) =>
      text.replace('"form": "legal-review"', '"form": "no-such-form"'),
    );
    expect(problem.status).toBe(422);
    expect(words(problem)).toContain('no-such-form');
  });

  test('a task of the model whose form is not there is named with its element', async () => {
    const problem = await submitWith('process.bpmn', (text) =>
      text.replace('formId="legal-review"', 'formId="no-such-form"'),
    );
    expect(problem.status).toBe(422);
    expect(words(problem)).toContain('no-such-form');
    expect(problem.problem.issues?.some(({ path }) => path.includes('process.bpmn'))).toBe(true);
  });
});

describe('a step of a case', () => {
  test('a wrong 身份证号: the field is named, nothing changes', async () => {
    const { driver, task } = await caseBefore('Task_Interview');
    const before = await digest(driver);
    const problem = await problemOf(driver.complete(task, { intervieweeIdNumber: '370102199003071239' }));
    expect(problem.status).toBe(422);
    expect(problem.problem.issues?.map(({ path }) => path)).toEqual(['intervieweeIdNumber']);
    expect(problem.problem.issues?.[0]?.message).toMatch(/校验|身份证/);
    expect(await digest(driver)).toEqual(before);
  }, 60_000);

  test.each([
    ['an expired certificate', 'zhifa3', /韩立新：执法证已于 2023-12-31 过期/],
    ['a suspended certificate', 'zhifa4', /杨晓东：执法证已暂扣/],
    ['a revoked certificate', 'zhifa5', /朱海燕：执法证已注销/],
  ])(
    'an officer with %s can not be given the case: G02 says who and why',
    async (_what, account, reason) => {
      const { driver, task } = await caseBefore('Task_Verify');
      const handlers = [await platform.runner.userId('zhifa1'), await platform.runner.userId(account)];
      const before = await digest(driver);
      const problem = await problemOf(driver.complete(task, { handlers }));
      expect(problem.status).toBe(422);
      expect(problem.problem.type).toBe('urn:quanheng:problem:gate-blocked');
      expect(findingOf(problem, 'G02')).toMatchObject({
        outcome: 'failed',
        level: 'block',
        message: expect.stringMatching(reason) as string,
        remedy: expect.stringContaining('更换办案人员') as string,
      });
      expect(await digest(driver)).toEqual(before);
    },
    60_000,
  );

  test('an amount outside the statutory range: the case comes back to the report, the reason stands in its checks', async () => {
    const { driver, task } = await caseBefore('Task_Report');
    await driver.complete(task, { proposedFineYuan: '99999999.00', processingOpinion: '建议罚款。' });
    const back = await driver.nextTask(new Set([task.key]), 30_000);
    expect(back?.elementId).toBe('Task_Report');
    const { items } = await officer.call('caseChecks', { params: { id: driver.caseId } });
    const check = items.find(({ kind, passed }) => kind === 'discretion' && !passed);
    expect(check?.discretion?.deviation).toMatchObject({ outsideStatutory: true });
    expect(check?.discretion?.deviation?.reason).toContain('法定');
    const detail = await driver.detail();
    expect(detail.incidents).toEqual([]);
    // And with a lawful amount it goes on.
    if (back) await driver.complete(back);
    expect((await driver.nextTask(new Set([task.key, back?.key ?? '']), 30_000))?.elementId).toBe('Task_Review');
  }, 90_000);

  test('a decision before the notice, by moving the instance behind the platform’s back: G16 blocks it', async () => {
    const { driver, task } = await caseBefore('Task_Notice');
    const detail = await driver.detail();
    const key = detail.instances[0]?.key ?? '';
    const trace = await officer.call('instance', { params: { key } });
    const visit = trace.visits.find(({ elementId, state }) => elementId === task.elementId && state === 'active');
    await gateway.call('ModifyProcessInstance', {
      processInstanceKey: key,
      activateInstructions: [{ elementId: 'Task_Decision', ancestorElementInstanceKey: 0, variableInstructions: [] }],
      terminateInstructions: [{ elementInstanceKey: visit?.elementInstanceKey }],
    });
    const decision = await driver.nextTask(new Set([task.key]));
    expect(decision?.elementId).toBe('Task_Decision');
    if (!decision) return;
    const before = await digest(driver);
    const problem = await problemOf(driver.complete(decision));
    expect(problem.status).toBe(422);
    const finding = findingOf(problem, 'G16');
    expect(finding).toMatchObject({ outcome: 'failed', level: 'block' });
    expect(finding?.message).toContain('告知');
    expect(finding?.basis[0]?.law).toBe('行政处罚法');
    expect(await digest(driver)).toEqual(before);
  }, 90_000);
});

describe('the bare wire', () => {
  let driver: CaseDriver;
  let cookie: string;
  let csrf: string;
  beforeAll(async () => {
    ({ driver } = await caseBefore('Task_Inspect'));
    const response = await supertest(platform.url)
      .post('/api/session')
      .send({ account: 'zhifa1', password: DEMO_PASSWORD });
    cookie = (response.get('Set-Cookie') ?? [])[0]?.split(';')[0] ?? '';
    csrf = response.body.csrfToken as string;
  }, 60_000);

  /** A form whose file goes on and on; answers what the server said, and how much was sent by then. */
  const pour = (
    announced: number | null,
    totalBytes: number,
  ): Promise<{ status: number; body: string; sent: number }> =>
    new Promise((resolve, reject) => {
      const boundary = 'x-quanheng-x';
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="kind"\r\n\r\n书证\r\n--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="video.mp4"\r\ncontent-type: video/mp4\r\n\r\n`;
      const headers: Record<string, string> = {
        cookie,
        'x-csrf-token': csrf,
        'content-type': `multipart/form-data; boundary=${boundary}`,
        ...(announced === null ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(announced) }),
      };
      const path = `/api/cases/${driver.caseId}/evidence`;
      let sent = 0;
      let answered = false;
      const request = httpRequest(`${platform.url}${path}`, { method: 'POST', headers }, (response) => {
        answered = true;
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('end', () => {
          request.destroy();
          resolve({ status: response.statusCode ?? 0, body, sent });
        });
      });
      request.on('error', (error) => (answered ? undefined : reject(error)));
      request.write(head);
      const chunk = Buffer.alloc(256 * 1024, 1);
      const more = (): void => {
        if (answered || request.destroyed) return;
        if (sent >= totalBytes) {
          if (announced === null) request.end(`\r\n--${boundary}--\r\n`);
          return;
        }
        sent += chunk.length;
        if (request.write(chunk)) setImmediate(more);
        else request.once('drain', more);
      };
      more();
    });

  test('an upload of 2 GB that says so is refused before it is read', async () => {
    const before = await digest(driver);
    const { status, body, sent } = await pour(2 * 1024 ** 3, 512 * 1024);
    expect(status).toBe(413);
    expect(JSON.parse(body)).toMatchObject({ detail: expect.stringContaining('上限') as string });
    expect(sent).toBeLessThan(4 * 1024 ** 2);
    expect(await digest(driver)).toEqual(before);
  });

  test('one that goes beyond the limit without having said so is refused, and nothing of it stays', async () => {
    const before = await digest(driver);
    const { status, body } = await pour(null, platform.runtime.platform.settings.evidenceLimitBytes + 3 * 1024 ** 2);
    expect(status).toBe(413);
    expect(body).toContain('上限');
    expect(await digest(driver)).toEqual(before);
  });

  test('a body that is no JSON', async () => {
    const before = await digest(driver);
    const response = await supertest(platform.url)
      .post('/api/cases')
      .set('cookie', cookie)
      .set('x-csrf-token', csrf)
      .set('content-type', 'application/json')
      .send('{"procedureCode": "penalty-ordinary", ');
    expect(response.status).toBe(422);
    expect(response.type).toBe('application/problem+json');
    expect(response.body.detail).toContain('JSON');
    expect(await digest(driver)).toEqual(before);
  });

  test.each([
    ['no such id', 'no-such'],
    ['a sentence of SQL', "' OR 1=1 --"],
    ['a path upwards', '../../etc/passwd'],
    ['a zero byte', 'a\0b'],
    ['a number beyond all keys', '99999999999999999999999999'],
    ['ten thousand characters', 'x'.repeat(10_000)],
  ])('an id of nonsense (%s): 404 in words', async (_what, id) => {
    for (const path of ['cases', 'tasks', 'instances', 'evidence', 'documents']) {
      const tail = path === 'evidence' ? '/content' : path === 'documents' ? '/file' : '';
      const response = await supertest(platform.url)
        .get(`/api/${path}/${encodeURIComponent(id)}${tail}`)
        .set('cookie', cookie);
      expect([path, response.status]).toEqual([path, 404]);
      expect(response.body.detail).toMatch(/没有/);
    }
  });

  test.each(['1000000000', '-1', '0', 'abc', '1.5'])('a page size of %s is refused by name', async (pageSize) => {
    const response = await supertest(platform.url).get('/api/cases').query({ pageSize }).set('cookie', cookie);
    expect(response.status).toBe(422);
    expect(response.body.issues[0].path).toBe('pageSize');
    expect(response.body.detail).toContain('查询条件');
  });

  test('the log verifies after all this', async () => {
    const verified = await eventually('verified', async () => (await platform.api('shenji1')).call('auditVerify'));
    expect(verified.problem).toBeNull();
  });
});
