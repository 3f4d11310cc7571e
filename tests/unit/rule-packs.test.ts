import { readFileSync, readdirSync } from 'node:fs';
import type { ClockRule, ProcedureManifest, RulePackVersion } from '#contracts';
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
  const steps = (extensions: ClockRule['extensions']) => (extensions ?? []).map(({ basis: _basis, ...step }) => step);
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
});
