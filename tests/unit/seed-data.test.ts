import { readdirSync, readFileSync, statSync } from 'node:fs';
import { DiscretionItem, type PackageFile } from '#contracts';
import {
  STANDARD_GATES,
  checkProcedure,
  computeDeadline,
  expressionError,
  factDefinition,
  factNamesOf,
  interpretForm,
  readPackage,
} from '#rules';
import { CALENDAR, DEMO_CASES, DEMO_USERS, MORE_USERS, ORGANS, PENALTY_STEPS, packageCodes } from '#seed';
import items from '../../seed/data/discretion-items.json' with { type: 'json' };

const filesOf = (directory: string, prefix = ''): PackageFile[] =>
  readdirSync(directory).flatMap((name): PackageFile[] => {
    const path = `${directory}/${name}`;
    return statSync(path).isDirectory()
      ? filesOf(path, `${prefix}${name}/`)
      : [{ path: prefix + name, encoding: 'utf8', content: readFileSync(path, 'utf8') }];
  });

describe('procedure packages of templates/', () => {
  test.each(packageCodes('templates'))('%s has no issues', async (code) => {
    expect(await checkProcedure(filesOf(`templates/${code}`))).toEqual([]);
  });

  test('行政处罚普通程序 has the sixteen nodes of its flow map as steps, documents and clocks', () => {
    const { manifest } = readPackage(filesOf('templates/penalty-ordinary'));
    expect(manifest.stages).toHaveLength(10);
    expect(manifest.clocks.map((clock) => clock.code)).toEqual(
      expect.arrayContaining(['CF-02', 'CF-10', 'CF-13', 'CF-16', 'CF-26', 'CF-27', 'CF-29', 'CF-34']),
    );
    expect(new Set(manifest.steps.flatMap((step) => step.gates))).toEqual(
      new Set(
        // All but those of on-the-spot penalties.
        STANDARD_GATES.map(({ code }) => code).filter((code) => code !== 'G33' && code !== 'G34'),
      ),
    );
  });

  test.each([
    ['CF-02', 'lead.registered', '2026-02-09', '2026-03-06'],
    ['CF-10', 'preservation.started', '2025-09-29', '2025-10-15'],
    ['CF-13', 'review.submitted', '2026-09-21', '2026-10-12'],
    ['CF-16', 'notice.served', '2025-09-26', '2025-10-10'],
    ['CF-26', 'case.filed', '2026-01-05', '2026-04-07'],
    ['CF-27', 'decision.made', '2026-09-29', '2026-10-14'],
    ['CF-29', 'decision.served', '2026-09-18', '2026-10-08'],
    ['CF-34', 'closing.condition-met', '2025-12-29', '2026-01-20'],
  ])('%s of 行政处罚普通程序 runs from %s on %s to %s, as the law counts', (code, event, startOn, dueOn) => {
    const { manifest } = readPackage(filesOf('templates/penalty-ordinary'));
    const clock = manifest.clocks.find((candidate) => candidate.code === code)!;
    const started = [{ id: '1', type: event, at: `${startOn}T10:00:00+08:00` }];
    expect(computeDeadline(clock, started, CALENDAR, `${startOn}T11:00:00+08:00`).dueOn).toBe(dueOn);
  });

  test('the demonstration data fills in every form of the ordinary procedure', () => {
    const { manifest, forms } = readPackage(filesOf('templates/penalty-ordinary'));
    const context = { handlers: ['u1', 'u2'], evidenceIds: ['e1'], hearingHosts: ['u3'], today: '2026-03-02' };
    const demo = DEMO_CASES[0]!;
    let data: Record<string, unknown> = {};
    for (const step of manifest.steps) {
      const submitted = { ...data, ...PENALTY_STEPS[step.elementId]!(demo, context) };
      expect({
        step: step.elementId,
        issues: interpretForm(forms[step.form]!, submitted, { now: '2026-03-02T09:00:00+08:00' }).issues,
      }).toEqual({ step: step.elementId, issues: [] });
      data = submitted;
    }
  });
});

describe('reference data', () => {
  test('the 77 list items of domain facts §8.6 are well-formed: 62 不予, 9 从重, 5 从轻, 1 减轻', () => {
    const parsed = items.map((item) => DiscretionItem.parse(item));
    const count = (list: string) => parsed.filter((item) => item.list === list).length;
    expect([count('no-penalty'), count('aggravated'), count('lenient'), count('mitigated')]).toEqual([62, 9, 5, 1]);
    expect(
      parsed.flatMap((item) =>
        item.conditions.flatMap((condition) => (condition.test ? [] : (expressionError(condition.feel) ?? []))),
      ),
    ).toEqual([]);
    const facts = parsed.flatMap((item) =>
      item.conditions.flatMap((condition) => (condition.test ? factNamesOf(condition.test) : [])),
    );
    expect(facts.filter((fact) => factDefinition(fact).label === fact)).toEqual([]);
  });

  test('the tree has 33 departments of the city, and every parent comes before its children', () => {
    expect(ORGANS.filter((organ) => organ.parentId === '370100' && organ.kind === 'department')).toHaveLength(33);
    const seen = new Set<string>();
    for (const organ of ORGANS) {
      if (organ.parentId !== null) expect(seen.has(organ.parentId)).toBe(true);
      seen.add(organ.id);
    }
  });

  test('every account belongs to an organ of the tree, and certificates are in all states', () => {
    const organs = new Set(ORGANS.map((organ) => organ.id));
    const users = [...DEMO_USERS, ...MORE_USERS];
    expect(users.filter((user) => !organs.has(user.organId))).toEqual([]);
    expect(
      new Set(users.flatMap((user) => (user.certificates ?? []).map((certificate) => certificate.status))),
    ).toEqual(new Set(['active', 'suspended', 'revoked', 'expired', 'applying']));
  });
});
