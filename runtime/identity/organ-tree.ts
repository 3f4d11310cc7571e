import type { Organ } from '#contracts';
import type { CaseDoc } from '../store/collections.ts';
import { ORGANS } from '../store/collections.ts';
import type { Query, Store, Where } from '../store/port.ts';
import { forbidden } from '../problem-error.ts';
import type { Person } from './person.ts';

/** Id of the organ that setting up makes for the first administrator. */
export const SETUP_ORGAN = 'root';

/** The organisation tree in memory, and what a person may see of it (本人/本部门/本级/本级及下级). */
export class OrganTree {
  readonly #organs = new Map<string, Organ>();

  async load(store: Store): Promise<void> {
    this.#organs.clear();
    for (const organ of await store.find(ORGANS)) this.put(organ);
  }

  put(organ: Organ): void {
    const { id, name, shortName, parentId, level, kind, department, regionCode, numberPrefix } = organ;
    this.#organs.set(id, { id, name, shortName, parentId, level, kind, department, regionCode, numberPrefix });
  }

  get(id: string): Organ | undefined {
    return this.#organs.get(id);
  }

  all(): Organ[] {
    return [...this.#organs.values()];
  }

  nameOf(id: string): string {
    return this.#organs.get(id)?.name ?? id;
  }

  /** The government that an organ belongs to: itself, or the nearest above. */
  #governmentOf(id: string): string {
    let current = this.#organs.get(id);
    for (let depth = 0; current && current.kind !== 'government' && depth < 20; depth++) {
      const parent = current.parentId === null ? undefined : this.#organs.get(current.parentId);
      if (!parent) break;
      current = parent;
    }
    return current?.id ?? id;
  }

  #isBelow(id: string, ancestor: string): boolean {
    let current = this.#organs.get(id);
    for (let depth = 0; current && depth < 20; depth++) {
      if (current.id === ancestor) return true;
      current = current.parentId === null ? undefined : this.#organs.get(current.parentId);
    }
    return false;
  }

  /**
   * Ids of the organs whose cases a person may see. Supervision looks across departments; everybody else stays in
   * the line of the own department (本级及下级 of a market regulation office = those offices below it).
   */
  visibleTo(person: Person): Set<string> {
    const own = this.#organs.get(person.organId);
    const visible = new Set([person.organId]);
    if (!own || person.scope === 'self' || person.scope === 'organ') return visible;
    const across = person.roles.some((role) =>
      ['supervisor', 'auditor', 'configurer', 'system-admin', 'security-admin', 'audit-admin'].includes(role),
    );
    const government = this.#governmentOf(own.id);
    for (const organ of this.#organs.values()) {
      const inReach =
        person.scope === 'level' ? this.#governmentOf(organ.id) === government : this.#isBelow(organ.id, government);
      if (inReach && (across || organ.kind === 'government' || organ.department === own.department))
        visible.add(organ.id);
    }
    return visible;
  }

  /** Conditions on `organId`, `handlers` and `registeredBy` for what the person may see. */
  caseQuery(person: Person): Pick<Query, 'any' | 'where'> {
    const where: Where = { organId: { in: [...this.visibleTo(person)] } };
    return person.scope === 'self'
      ? { where, any: [{ handlers: { has: person.id } }, { registeredBy: person.id }] }
      : { where };
  }

  seesCase(person: Person, item: Pick<CaseDoc, 'organId' | 'handlers' | 'registeredBy'>): boolean {
    if (!this.visibleTo(person).has(item.organId)) return false;
    return person.scope !== 'self' || item.handlers.includes(person.id) || item.registeredBy === person.id;
  }

  /** @throws ProblemError when the organ is outside the person's reach */
  demand(person: Person, organId: string): void {
    if (!this.visibleTo(person).has(organId)) throw forbidden('该组织不在您的管理范围内。');
  }
}
