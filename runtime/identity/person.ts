import type { OfficerFact, RoleId, UserView } from '#contracts';
import type { UserDoc } from '../store/collections.ts';
import type { Actor } from '../store/port.ts';

/** Who is signed in. `PUBLIC` stands for nobody. */
export type Person = UserDoc;

export const PUBLIC: Person = {
  id: 'public',
  version: 0,
  account: '',
  name: '公众',
  organId: '',
  post: '',
  roles: [],
  scope: 'self',
  status: 'active',
  employment: 'established',
  certificates: [],
  passwordHash: null,
};

export const actorOf = (person: Person): Actor => ({ id: person.id, name: person.name });
export const hasRole = (person: Person, ...roles: RoleId[]): boolean =>
  roles.some((role) => person.roles.includes(role));

export function userView(user: UserDoc, organName: string): UserView {
  const { id, account, name, organId, post, roles, scope, status, employment, certificates, legalReviewSince } = user;
  return {
    ...{ id, account, name, organId, organName, post, roles, scope, status, employment, certificates },
    ...(legalReviewSince === undefined ? {} : { legalReviewSince }),
  };
}

export const officerFact = (user: UserDoc): OfficerFact => ({
  userId: user.id,
  name: user.name,
  organId: user.organId,
  employment: user.employment,
  certificates: user.certificates,
  ...(user.legalReviewSince === undefined ? {} : { legalReviewSince: user.legalReviewSince }),
});
