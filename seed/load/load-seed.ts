import type { DiscretionItem, RouteBody, UserView } from '#contracts';
import { CALENDAR } from '../data/calendar.ts';
import discretionItems from '../data/discretion-items.json' with { type: 'json' };
import laws from '../data/laws.json' with { type: 'json' };
import { DEMO_CASES } from '../data/demo-cases.ts';
import { ORGANS } from '../data/organs.ts';
import { DEMO_PASSWORD, DEMO_USERS, MORE_USERS, type SeedUser } from '../data/users.ts';
import { ApiError, openSession, signIn, type ApiSession } from './api.ts';
import { packageCodes, zipPackage } from './packages.ts';
import { publishRulePacks } from './rule-packs.ts';
import { runPenaltyCase, type CaseRunner } from './run-case.ts';

export interface SeedOptions {
  baseUrl: string;
  /** Off: nothing is loaded; the administrator is set up on the page. */
  demo: boolean;
  adminAccount: string;
  adminPassword: string;
  templatesDir: string;
  log: (message: string) => void;
  /** Do not wait for the demonstration cases. */
  casesInBackground?: boolean;
}

const inBatches = async <T>(
  entries: readonly T[],
  size: number,
  work: (entry: T) => Promise<unknown>,
): Promise<void> => {
  for (let start = 0; start < entries.length; start += size)
    await Promise.all(entries.slice(start, start + size).map(work));
};

const createUser = async (admin: ApiSession, user: SeedUser): Promise<UserView | null> => {
  try {
    return await admin.call('createUser', { body: user });
  } catch (error) {
    if (error instanceof ApiError && error.status === 409) return null;
    throw error;
  }
};

/** Imports, submits and approves what is not published yet; a package left half way by a stop is taken up where it is. */
const publishPackages = async (options: SeedOptions): Promise<void> => {
  const author = await signIn(options.baseUrl, 'fazhi1', DEMO_PASSWORD);
  const reviewer = await signIn(options.baseUrl, 'fazhi2', DEMO_PASSWORD);
  const known = new Map(
    (await author.call('procedures', { query: { pageSize: '200' } })).items.map((item) => [item.code, item]),
  );
  for (const code of packageCodes(options.templatesDir)) {
    if (known.get(code)?.published) continue;
    const status = known.get(code)?.draft?.status;
    if (!known.has(code))
      await author.send('/api/procedures/import', zipPackage(options.templatesDir, code), 'application/zip');
    if (status !== 'submitted') await author.call('submitDraft', { params: { code }, body: { note: '示范规程' } });
    const version = await reviewer.call('approveDraft', { params: { code }, body: { comment: '同意发布' } });
    options.log(`已发布规程：${code} v${version.version}`);
  }
};

const loadReferenceData = async (options: SeedOptions): Promise<void> => {
  const author = await signIn(options.baseUrl, 'fazhi1', DEMO_PASSWORD);
  await author.call('putCalendar', { body: CALENDAR });
  await inBatches(discretionItems as DiscretionItem[], 10, (item) =>
    author.call('putDiscretionItem', { params: { code: item.code }, body: item }),
  );
  await inBatches(laws as SeedLaw[], 10, (law) => loadLaw(author, law));
};

interface SeedLaw {
  id: string;
  law: RouteBody<'putLaw'>;
  version: RouteBody<'addLawVersion'>;
}

/** A law and the version that our rules were checked against: names, dates and digests, not its full text. */
export const loadLaw = async (author: ApiSession, { id, law, version }: SeedLaw): Promise<void> => {
  const params = { id };
  const { versionCount } = await author.call('putLaw', { params, body: law });
  if (versionCount === 0) await author.call('addLawVersion', { params, body: version });
};

/** Sessions of the demonstration accounts, opened once. */
export const createRunner = (baseUrl: string, today: () => string): CaseRunner => {
  const sessions = new Map<string, Promise<ApiSession>>();
  const as = (account: string): Promise<ApiSession> => {
    const known = sessions.get(account) ?? signIn(baseUrl, account, DEMO_PASSWORD);
    sessions.set(account, known);
    return known;
  };
  const ids = new Map<string, string>();
  return {
    as,
    today,
    userId: async (account) => {
      const known = ids.get(account);
      if (known) return known;
      const session = await (await as(account)).call('session');
      ids.set(account, session.user.id);
      return session.user.id;
    },
  };
};

const shanghaiToday = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

const runCases = async (options: SeedOptions): Promise<void> => {
  const runner = createRunner(options.baseUrl, shanghaiToday);
  const registrar = await runner.as('zhifa1');
  for (const demo of DEMO_CASES) {
    const { total } = await registrar.call('cases', { query: { q: demo.partyName } });
    if (total > 0) continue;
    const { steps } = await runPenaltyCase(runner, demo, { stopBefore: demo.stopBefore });
    options.log(`示范案件：${demo.partyName}，已办 ${steps.length} 步`);
  }
  options.log('示范数据已全部就绪');
};

/** A session of the administrator: set up now, or known from an earlier start; null when this is no demonstration of ours. */
const openAdministrator = async (options: SeedOptions): Promise<ApiSession | null> => {
  const admin = openSession(options.baseUrl);
  const { needed } = await admin.call('setupState');
  if (needed) {
    const body = {
      account: options.adminAccount,
      name: '平台管理员',
      password: options.adminPassword,
      organName: '济南市人民政府',
    };
    await admin.call('setup', { body });
    return admin;
  }
  return signIn(options.baseUrl, options.adminAccount, options.adminPassword).catch((error: unknown) => {
    if (error instanceof ApiError) return null;
    throw error;
  });
};

const LAST_ORGAN = ORGANS.at(-1)?.id ?? '';

/** People, organs, calendar, lists and laws. Skipped once the last of it is there. */
const loadPeopleAndRules = async (options: SeedOptions, admin: ApiSession): Promise<void> => {
  const { items } = await admin.call('organs');
  if (items.some((organ) => organ.id === LAST_ORGAN)) return;
  // The trunk and the organs of the demonstration accounts first: people can sign in within seconds.
  const wanted = new Set([...DEMO_USERS, ...MORE_USERS].map((user) => user.organId));
  const isEarly = (id: string, parentId: string | null): boolean =>
    parentId === null || wanted.has(id) || [...wanted].some((organId) => organId.startsWith(`${id}-`));
  const early = ORGANS.filter((organ) => isEarly(organ.id, organ.parentId));
  for (const organ of early) await admin.call('putOrgan', { params: { id: organ.id }, body: organ });
  await inBatches(DEMO_USERS, 4, (user) => createUser(admin, user));
  options.log('示范账号已就绪');
  await loadReferenceData(options);
  await inBatches(MORE_USERS, 4, (user) => createUser(admin, user));
  for (const organ of ORGANS.filter((candidate) => !early.includes(candidate)))
    await admin.call('putOrgan', { params: { id: organ.id }, body: organ });
};

/**
 * Loads the demonstration through the platform's own HTTP API: people, organs, calendar, lists, laws, published
 * procedures and a dozen cases. Every part looks first whether it is there already: a start that was killed half way is
 * made complete by the next one, and a complete demonstration is left alone.
 */
export const loadSeed = async (options: SeedOptions): Promise<void> => {
  if (!options.demo) return;
  const admin = await openAdministrator(options);
  if (!admin) return;
  await loadPeopleAndRules(options, admin);
  await publishPackages(options);
  await publishRulePacks(options.baseUrl, options.log);
  const cases = runCases(options);
  if (options.casesInBackground)
    cases.catch((error: unknown) =>
      options.log(`示范案件没有全部生成：${error instanceof Error ? error.message : String(error)}`),
    );
  else await cases;
};
