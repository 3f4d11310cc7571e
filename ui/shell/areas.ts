import type { ReactNode } from 'react';
import type { RouteObject } from 'react-router-dom';
import type { RoleId } from '#contracts';

/** The groups of the navigation, in their order. */
export const NAVIGATION_GROUPS = ['办案', '监督', '配置', '管理'] as const;
export type NavigationGroup = (typeof NAVIGATION_GROUPS)[number];

export interface NavigationItem {
  path: string;
  label: string;
  group: NavigationGroup;
  icon: ReactNode;
  /** Who sees the item; absent = everybody signed in. */
  roles?: readonly RoleId[];
  /** Place within the group, small first. */
  order: number;
  /** What the page is for; shown by the help button. */
  help: string;
}

/** Pages of one room, with their places in the navigation. */
export interface Area {
  name: string;
  navigation: NavigationItem[];
  /** Children of the shell's route; lazy elements, so that nothing loads before it is opened. */
  routes: RouteObject[];
}

const areas: Area[] = [];

/**
 * Announces a room's pages to the shell. Rooms do not import each other: index.html loads each room's main module,
 * which registers, before the workbench draws the shell.
 */
export function registerArea(area: Area): void {
  areas.push(area);
}

export function registeredAreas(): readonly Area[] {
  return areas;
}

/** Navigation of a person, by group. */
export function navigationFor(roles: readonly RoleId[]): { group: NavigationGroup; items: NavigationItem[] }[] {
  const all = areas.flatMap((area) => area.navigation);
  return NAVIGATION_GROUPS.map((group) => ({
    group,
    items: all
      .filter((item) => item.group === group && (!item.roles || item.roles.some((role) => roles.includes(role))))
      .sort((a, b) => a.order - b.order),
  })).filter((entry) => entry.items.length > 0);
}
