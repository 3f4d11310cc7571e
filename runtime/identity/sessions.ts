import { hash, verify } from '@node-rs/argon2';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { ProblemError } from '../problem-error.ts';
import type { Platform } from '../platform.ts';
import { SESSIONS, SIGN_INS, USERS } from '../store/collections.ts';
import type { SessionDoc, UserDoc } from '../store/collections.ts';
import { sha256 } from '../store/audit-chain.ts';
import { SYSTEM_ACTOR } from '../store/port.ts';
import { actorOf } from './person.ts';

const COOKIE = 'quanheng_session';
const LIFETIME_MS = 12 * 3_600_000;
const MAX_FAILURES = 5;
const LOCK_MS = 15 * 60_000;
/** Argon2id as OWASP recommends it; variant 2 = argon2id. */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1, algorithm: 2 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON);

/** Verified against when the account is unknown, so that both cases take the same time. */
let decoy: Promise<string> | undefined;

const WRONG = '账号或口令不正确。连续输错 5 次，账号将锁定 15 分钟。';

/** Checks account and password and counts failures. @throws ProblemError 401, 429 when locked, 403 when disabled */
export async function checkPassword(platform: Platform, account: string, password: string): Promise<UserDoc> {
  const { store } = platform;
  const [user] = await store.find(USERS, { where: { account: account.trim() }, limit: 1 });
  const failures = user ? await store.get(SIGN_INS, user.id) : null;
  if (failures && failures.lockedUntil > Date.now())
    throw new ProblemError('rate-limited', '连续输错 5 次，账号已锁定。请 15 分钟后再试，或联系安全管理员解锁。');
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  const matches = await verify(user?.passwordHash ?? (await decoy), password).catch(() => false);
  if (!user || !matches || user.passwordHash === null) {
    if (user) await countFailure(platform, user, failures?.failures ?? 0);
    throw new ProblemError('unauthenticated', WRONG);
  }
  if (user.status === 'locked') throw new ProblemError('forbidden', '账号已被锁定，请联系安全管理员。');
  if (user.status === 'disabled') throw new ProblemError('forbidden', '账号已停用，请联系系统管理员。');
  return user;
}

async function countFailure(platform: Platform, user: UserDoc, before: number): Promise<void> {
  const failures = before + 1;
  const lock = failures >= MAX_FAILURES;
  await platform.store.transaction(SYSTEM_ACTOR, async (unit) => {
    await unit.put(SIGN_INS, {
      id: user.id,
      failures: lock ? 0 : failures,
      lockedUntil: lock ? Date.now() + LOCK_MS : 0,
    });
    unit.audit({
      action: lock ? 'session.locked' : 'session.failed',
      summary: lock ? `${user.name} 连续输错口令，账号锁定 15 分钟` : `${user.name} 登录口令错误（第 ${failures} 次）`,
      subjectType: 'user',
      subjectId: user.id,
    });
  });
}

/** Opens a session: the cookie holds a random token, the store only its hash. */
export async function openSession(platform: Platform, response: Response, user: UserDoc): Promise<SessionDoc> {
  const token = randomBytes(32).toString('base64url');
  const session = {
    id: sha256(token),
    userId: user.id,
    csrfToken: randomBytes(24).toString('base64url'),
    expiresAt: Date.now() + LIFETIME_MS,
  };
  await platform.store.transaction(actorOf(user), async (unit) => {
    await unit.insert(SESSIONS, session);
    await unit.put(SIGN_INS, { id: user.id, failures: 0, lockedUntil: 0 });
    unit.audit({ action: 'session.opened', summary: `${user.name} 登录`, subjectType: 'user', subjectId: user.id });
  });
  response.cookie(COOKIE, token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: platform.settings.secureCookies,
    path: '/',
    maxAge: LIFETIME_MS,
  });
  return { ...session, version: 1 };
}

export function cookieToken(request: Request): string | null {
  const part = (request.headers.cookie ?? '').split(';').find((item) => item.trim().startsWith(`${COOKIE}=`));
  return part ? part.trim().slice(COOKIE.length + 1) : null;
}

/** The person and session of a request; null when nobody is signed in (any more). */
export async function findSession(
  platform: Platform,
  request: Request,
): Promise<{ user: UserDoc; session: SessionDoc } | null> {
  const token = cookieToken(request);
  if (!token) return null;
  const session = await platform.store.get(SESSIONS, sha256(token));
  if (!session || session.expiresAt < Date.now()) return null;
  const user = await platform.store.get(USERS, session.userId);
  return user && user.status === 'active' ? { user, session } : null;
}

export async function closeSession(platform: Platform, response: Response, session: SessionDoc, user: UserDoc) {
  await platform.store.transaction(actorOf(user), async (unit) => {
    await unit.remove(SESSIONS, session.id);
    unit.audit({ action: 'session.closed', summary: `${user.name} 退出`, subjectType: 'user', subjectId: user.id });
  });
  response.clearCookie(COOKIE, { path: '/' });
}

/** Removes sessions that ended by themselves. */
export async function sweepSessions(platform: Platform): Promise<void> {
  const ended = await platform.store.find(SESSIONS, { where: { expiresAt: { lt: Date.now() } }, limit: 500 });
  if (ended.length === 0) return;
  await platform.store.transaction(SYSTEM_ACTOR, async (unit) => {
    for (const session of ended) await unit.remove(SESSIONS, session.id);
  });
}

export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(sha256(a));
  const right = Buffer.from(sha256(b));
  return timingSafeEqual(left, right);
}
