import { createContext, useContext } from 'react';
import type { RoleId, SessionView } from '#contracts';

/** The signed-in person. Pages inside the shell always have one. */
export const SessionContext = createContext<SessionView | null>(null);

export function useSession(): SessionView {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside of the shell');
  return session;
}

/** Whether the person holds one of the roles; an empty list means anybody signed in. */
export function holdsRole(session: SessionView, roles: readonly RoleId[] | undefined): boolean {
  return !roles || roles.length === 0 || roles.some((role) => session.user.roles.includes(role));
}
