import { Breadcrumb } from 'antd';
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { registeredAreas } from './areas.ts';

export interface Crumb {
  title: string;
  to?: string;
}

const SetCrumbsContext = createContext<(crumbs: Crumb[]) => void>(() => undefined);
const CrumbsContext = createContext<Crumb[]>([]);

export function CrumbsProvider({ children }: { children: ReactNode }) {
  const [crumbs, setCrumbs] = useState<Crumb[]>([]);
  return (
    <SetCrumbsContext.Provider value={setCrumbs}>
      <CrumbsContext.Provider value={crumbs}>{children}</CrumbsContext.Provider>
    </SetCrumbsContext.Provider>
  );
}

/** A page below a navigation entry says what it is, e.g. the number of its case. */
export function useCrumbs(crumbs: Crumb[]): void {
  const set = useContext(SetCrumbsContext);
  const text = JSON.stringify(crumbs);
  useEffect(() => {
    set(JSON.parse(text) as Crumb[]);
    return () => set([]);
  }, [set, text]);
}

/** The navigation entry that the address belongs to. */
export function useCurrentNavigation() {
  const { pathname } = useLocation();
  return useMemo(() => {
    const items = registeredAreas().flatMap((area) => area.navigation);
    return items
      .filter((item) => pathname === item.path || pathname.startsWith(`${item.path}/`))
      .sort((a, b) => b.path.length - a.path.length)[0];
  }, [pathname]);
}

export function ShellBreadcrumb() {
  const current = useCurrentNavigation();
  const crumbs = useContext(CrumbsContext);
  const first = current
    ? [{ title: current.group }, { title: current.label, ...(crumbs.length > 0 ? { to: current.path } : {}) }]
    : [];
  return (
    <Breadcrumb
      className="qh-breadcrumb"
      items={[...first, ...crumbs].map((crumb: Crumb) => ({
        title: crumb.to ? <Link to={crumb.to}>{crumb.title}</Link> : crumb.title,
      }))}
    />
  );
}
