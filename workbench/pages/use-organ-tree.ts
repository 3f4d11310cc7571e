import { useMemo } from 'react';
import { useRead } from '#ui';

export interface OrganNode {
  value: string;
  title: string;
  children: OrganNode[];
}

/** The organisation tree for a tree select. */
export function useOrganTree(): OrganNode[] {
  const organs = useRead('organs', { staleTimeMs: 600_000 });
  return useMemo(() => {
    const nodes = new Map<string, OrganNode>();
    const items = organs.data?.items ?? [];
    for (const organ of items) nodes.set(organ.id, { value: organ.id, title: organ.name, children: [] });
    const roots: OrganNode[] = [];
    for (const organ of items) {
      const parent = organ.parentId ? nodes.get(organ.parentId) : undefined;
      (parent ? parent.children : roots).push(nodes.get(organ.id)!);
    }
    return roots;
  }, [organs.data]);
}
