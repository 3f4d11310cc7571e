import request from 'supertest';
import { ROUTES } from '#contracts';
import type { RoleId, RouteContract } from '#contracts';
import { DEMO_CASES, DEMO_PASSWORD, runPenaltyCase } from '#seed';
import type { TestPlatform } from '../support/platform.ts';
import { startPlatform } from '../support/platform.ts';

// Every route × every role × a foreign organisation.

const ACCOUNTS: Record<RoleId, string> = {
  configurer: 'fazhi1',
  officer: 'zhifa1',
  'unit-head': 'kezhang1',
  'legal-reviewer': 'shenhe1',
  'organ-leader': 'juzhang1',
  supervisor: 'jiandu1',
  auditor: 'shenji1',
  'system-admin': 'guanli1',
  'security-admin': 'anquan1',
  'audit-admin': 'shenguan1',
};
const NO_ROLE = '您的岗位没有';
/** Calls that would end the walker's own session or never end. */
const NOT_CALLED_WHEN_ALLOWED = new Set(['signOut', 'events']);
const routes = Object.entries(ROUTES) as [string, RouteContract][];

interface Walker {
  cookie: string;
  csrfToken: string;
  roles: readonly RoleId[];
}

let platform: TestPlatform;
const walkers = new Map<RoleId, Walker>();

async function walker(account: string): Promise<Walker> {
  const response = await request(platform.url).post('/api/session').send({ account, password: DEMO_PASSWORD });
  const [cookie = ''] = response.get('Set-Cookie') ?? [];
  return {
    cookie: cookie.split(';')[0] ?? '',
    csrfToken: response.body.csrfToken as string,
    roles: response.body.user.roles as RoleId[],
  };
}

const pathOf = (contract: RouteContract, id = 'no-such'): string => contract.path.replace(/:\w+/g, id);

function call(contract: RouteContract, path: string, as?: Walker, csrf = true) {
  let sent = request(platform.url)[contract.method](path);
  if (as) sent = sent.set('cookie', as.cookie);
  if (as && csrf) sent = sent.set('x-csrf-token', as.csrfToken);
  return contract.method === 'get' ? sent : sent.send(contract.upload ? undefined : {});
}

beforeAll(async () => {
  platform = await startPlatform();
  for (const [role, account] of Object.entries(ACCOUNTS)) walkers.set(role as RoleId, await walker(account));
}, 60_000);
afterAll(() => platform.stop());

describe.each(routes)('%s', (name, contract) => {
  if (contract.access !== 'public')
    test('nobody signed in: 401', async () => {
      const response = await call(contract, pathOf(contract));
      expect(response.status).toBe(401);
      expect(response.type).toBe('application/problem+json');
    });

  if (contract.access !== 'public' && contract.method !== 'get')
    test('without the token of the page: refused', async () => {
      const role = Array.isArray(contract.access) ? (contract.access[0] as RoleId) : 'officer';
      const response = await call(contract, pathOf(contract), walkers.get(role), false);
      expect(response.status).toBe(403);
      expect(response.body.detail).toContain('防伪标记');
    });

  if (Array.isArray(contract.access))
    test('only the roles of the contract get through', async () => {
      for (const [role, as] of walkers) {
        const allowed = as.roles.some((own) => (contract.access as readonly RoleId[]).includes(own));
        if (allowed && NOT_CALLED_WHEN_ALLOWED.has(name)) continue;
        const response = await call(contract, pathOf(contract), as);
        const refused = response.status === 403 && String(response.body.detail).includes(NO_ROLE);
        expect({ role, refused }).toEqual({ role, refused: !allowed });
        expect(response.status).toBeLessThan(500);
      }
    });
});

test('an idle connection stays longer than a proxy keeps it', async () => {
  const { headers } = await fetch(`${platform.url}/healthz`);
  expect(headers.get('keep-alive')).toBe('timeout=75');
});

describe('a foreign organisation', () => {
  let caseId: string;
  let taskKey: string;
  let instanceKey: string;
  let evidenceId: string;
  let documentId: string;

  beforeAll(async () => {
    const demo = DEMO_CASES[0];
    if (!demo) throw new Error('no demonstration case');
    ({ caseId } = await runPenaltyCase(platform.runner, demo, { stopBefore: 'Task_Interview' }));
    const detail = await (await platform.api('zhifa1')).call('case', { params: { id: caseId } });
    taskKey = detail.openTasks[0]?.key ?? '';
    instanceKey = detail.instances[0]?.key ?? '';
    evidenceId = detail.evidence[0]?.id ?? '';
    documentId = detail.documents[0]?.id ?? '';
  }, 60_000);

  const own = (): [string, string, string][] => [
    ['case', caseId, ''],
    ['caseChecks', caseId, ''],
    ['recusals', caseId, ''],
    ['caseCheck', caseId, ''],
    ['dossier', caseId, ''],
    ['task', taskKey, ''],
    ['instance', instanceKey, ''],
    ['evidenceContent', evidenceId, ''],
    ['documentFile', documentId, ''],
  ];
  const bodies: [string, () => string, object | undefined][] = [
    ['caseEvent', () => caseId, { type: 'case.suspended', reason: '试' }],
    ['discretionPreview', () => caseId, { data: {} }],
    ['gatePreview', () => taskKey, { data: {} }],
    [
      'applyRecusal',
      () => caseId,
      {
        ...{ officerId: 'x', applicant: 'organ', relation: 'other', reason: '试一试可否', appliedOn: '2026-01-01' },
      },
    ],
    ['withdrawRecusal', () => caseId, { reason: '试一试可否' }],
    ['changeHandlers', () => caseId, { handlers: ['x', 'y'], reason: '试一试可否' }],
    ['claimTask', () => taskKey, {}],
    ['releaseTask', () => taskKey, {}],
    ['saveTaskDraft', () => taskKey, { data: {} }],
    ['completeTask', () => taskKey, { data: {} }],
    ['uploadEvidence', () => caseId, undefined],
    ['supersedeEvidence', () => evidenceId, undefined],
  ];

  test.each(['cg1', 'huanbao1', 'cg-juzhang'])('%s neither reads nor writes another organ’s case', async (account) => {
    const as = await walker(account);
    const allowed = (contract: RouteContract): boolean =>
      as.roles.some((role) => (contract.access as readonly RoleId[]).includes(role));
    for (const [name, id] of own()) {
      const contract = ROUTES[name as keyof typeof ROUTES] as RouteContract;
      const response = await call(contract, pathOf(contract, id), as);
      expect([name, response.status]).toEqual([name, 404]);
    }
    for (const [name, id, body] of bodies) {
      const contract = ROUTES[name as keyof typeof ROUTES] as RouteContract;
      const agent = request(platform.url);
      const sent = agent[contract.method](pathOf(contract, id()))
        .set('cookie', as.cookie)
        .set('x-csrf-token', as.csrfToken);
      const response = await (body ? sent.send(body) : sent.attach('file', Buffer.from('x'), 'a.txt'));
      expect([name, response.status]).toEqual([name, allowed(contract) ? 404 : 403]);
    }
    const cases = await call(ROUTES.cases, '/api/cases', as);
    expect(cases.body.total).toBe(0);
    const search = await call(ROUTES.search, `/api/search?q=${encodeURIComponent('泉韵')}`, as);
    expect((search.body.hits as { kind: string }[]).filter((hit) => hit.kind === 'case')).toEqual([]);
    const tasks = await call(ROUTES.tasks, '/api/tasks', as);
    expect(tasks.body.total).toBe(0);
  });

  test('the own organ finds the case by number, title and party; the supervisor of the city sees it masked', async () => {
    const officer = walkers.get('officer');
    for (const q of ['泉韵', '〔2026〕1号'.replace('2026', platform.runner.today().slice(0, 4)), '过保质期']) {
      const found = await call(ROUTES.cases, `/api/cases?q=${encodeURIComponent(q)}`, officer);
      expect([q, found.body.total]).toEqual([q, 1]);
    }
    const mine = await call(ROUTES.case, `/api/cases/${caseId}`, officer);
    const seen = await call(ROUTES.case, `/api/cases/${caseId}`, walkers.get('supervisor'));
    expect(seen.status).toBe(200);
    expect(mine.body.parties[0].phone).toMatch(/^1\d{10}$/);
    expect(seen.body.parties[0].phone).toContain('*');
    expect(JSON.stringify(seen.body)).not.toContain(mine.body.parties[0].phone);
  });
});
