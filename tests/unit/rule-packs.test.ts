import { readFileSync, readdirSync } from 'node:fs';
import type { Citation, ClockRule, ProcedureManifest, RulePackVersion } from '#contracts';
import { STANDARD_CLOCK_VARIANTS, checkPack, packChain } from '#rules';
import { ORGANS, RULE_PACKS } from '#seed';

const manifests = readdirSync('templates')
  .filter((name) => readdirSync(`templates/${name}`).includes('procedure.json'))
  .map((name) => JSON.parse(readFileSync(`templates/${name}/procedure.json`, 'utf8')) as ProcedureManifest);

const published: RulePackVersion[] = RULE_PACKS.map((pack, index) => ({
  ...pack,
  number: 1,
  status: 'published',
  revision: index + 1,
  retiredRevision: null,
  authorName: '',
  publishedAt: null,
  publishedByName: null,
  draftRevision: 1,
  submittedAt: null,
  reviewComment: null,
  retiredAt: null,
}));

describe('the packs of the demonstration', () => {
  test.each(published.map((pack, index) => [pack.name, pack, index] as const))(
    '%s can be submitted after those before it',
    (_name, pack, index) => {
      const issues = checkPack(pack, {
        published: published.slice(0, index),
        today: '2026-11-25',
        departments: ORGANS.map((organ) => organ.department),
        procedures: manifests,
        events: manifests.flatMap((manifest) => manifest.steps.flatMap((step) => step.emits.map((emit) => emit.event))),
        clockCodes: manifests.flatMap((manifest) => manifest.clocks.map((clock) => clock.code)),
        formKeys: [],
      });
      expect(issues).toEqual([]);
    },
  );

  test('every organ of the model city has its rules in one order for every procedure', () => {
    for (const { department, regionCode } of ORGANS)
      for (const { code: procedureCode } of manifests) {
        const chain = packChain(published, { department, regionCode, procedureCode }, '2026-11-25', 99);
        expect(chain.map((pack) => pack.pack).slice(0, 2)).toEqual(['national', 'shandong']);
      }
  });
});

describe('the packs say what the variants of the standard clocks say', () => {
  const articleOf = (basis: Citation | undefined) => basis && `${basis.law} ${basis.article}`;
  const steps = (extensions: ClockRule['extensions']) =>
    (extensions ?? []).map(({ basis, ...step }) => ({ ...step, article: articleOf(basis) }));
  /** A pack may cite the article of the change itself instead of the article that the standard clock rests on. */
  const articlesOf = (rule: ClockRule) =>
    [
      rule.basis,
      ...(rule.extensions ?? []).map(({ basis }) => basis),
      ...(rule.pauses ?? []).map(({ basis }) => basis),
    ].map(articleOf);
  const CONFIRMED = '';
  const pausesOf = (rule: { pauses?: ClockRule['pauses'] }) => (rule.pauses ?? []).map(({ from }) => from).sort();
  const pairs = STANDARD_CLOCK_VARIANTS.flatMap(({ department, clocks }) => {
    const pack = RULE_PACKS.find(({ scope }) => scope.departments.includes(department) && scope.regions.length === 0);
    return clocks.flatMap((clock) => {
      const rule = pack?.content.clocks.find(({ code }) => code === clock.code);
      return rule ? [[department, clock.code, clock, rule] as const] : [];
    });
  });

  test('there is something to compare', () => expect(pairs.length).toBeGreaterThan(12));

  test.each(pairs)('%s %s: limit, who may extend and what does not count', (_department, _code, clock, rule) => {
    if (clock.limit) expect(rule.limit).toEqual(clock.limit);
    // Who grants it, how often and after what: a step without a bound could be granted again and again.
    expect(steps(rule.extensions)).toEqual(steps(clock.extensions));
    expect(pausesOf(rule)).toEqual(pausesOf(clock));
  });

  test.each(pairs)('%s %s: article, and what is still to be confirmed', (_department, _code, clock, rule) => {
    expect(articlesOf(clock)).toContain(articleOf(rule.basis));
    expect(rule.confirm ?? CONFIRMED).toBe(clock.confirm ?? CONFIRMED);
    // A clock that must be confirmed may say so by its origin; one that is confirmed may not hide a doubt.
    if (clock.origin === '法') expect(rule.origin).toBe('法');
  });

  const withoutPack = STANDARD_CLOCK_VARIANTS.flatMap(({ department, clocks }) =>
    clocks
      .filter(({ code }) => !pairs.some(([ofPair, codeOfPair]) => ofPair === department && codeOfPair === code))
      .map(({ code, limit, extensions, pauses }) => ({ department, code, changes: limit ?? extensions ?? pauses })),
  );
  test('a variant that no pack has changes nothing but its article', () => {
    expect(withoutPack.filter(({ changes }) => changes !== undefined)).toEqual([]);
  });

  test.each(
    STANDARD_CLOCK_VARIANTS.flatMap(({ department, announcementDays }) =>
      announcementDays ? [[department, announcementDays.days] as const] : [],
    ),
  )('%s announces for %i days', (department, length) => {
    const pack = RULE_PACKS.find(({ scope }) => scope.departments.includes(department));
    expect(pack?.content.parameters.announcementDays?.days).toBe(length);
  });
});
