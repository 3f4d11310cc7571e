import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type {
  HearingPrecedence,
  HearingThreshold,
  ProcedureManifest,
  RulePackVersion,
  RuleParameters,
} from '#contracts';
import { effectiveRules, heavyReasons } from '#rules';
import { RULE_PACKS } from '#seed';

// “较大数额” (domain facts §6.2) where a department's regulation and a region's rule both have one.

const manifestOf = (code: string) =>
  JSON.parse(readFileSync(`templates/${code}/procedure.json`, 'utf8')) as ProcedureManifest;
const penalty = manifestOf('penalty-ordinary');
const published = RULE_PACKS.map((pack, index) => ({
  ...{ ...pack, number: 1, status: 'published', revision: index + 1, retiredRevision: null },
  ...{ authorName: '', publishedAt: null, publishedByName: null },
})) as unknown as RulePackVersion[];
const rulesAt = (department: string, regionCode: string, packs: readonly RulePackVersion[] = published) =>
  effectiveRules({
    ...{ manifest: penalty, packs, organ: { department, regionCode } },
    ...{ asOf: '2026-06-01', revision: 999 },
  });
/** What a fine in yuan reaches. */
const reasons = (parameters: RuleParameters, partyKind: string, yuan: number) =>
  heavyReasons({ partyKind, penaltyKinds: ['fine'], fineFen: yuan * 100, confiscationFen: null }, parameters);

const WAN = 10_000;

describe('the standard that holds', () => {
  test.each<[string, string, number, number, string]>([
    ['市场监管', '370102', 1 * WAN, 10 * WAN, '山东没有录入省定标准'],
    ['市场监管', '310101', 0.5 * WAN, 5 * WAN, '有地方标准的用地方标准'],
    ['农业农村', '310115', 0.5 * WAN, 5 * WAN, '地方用省级标准'],
    ['文化和旅游', '370100', 1 * WAN, 5 * WAN, '旅游办法'],
    ['文化和旅游', '440100', 0.5 * WAN, 5 * WAN, '广东：部门规章更低的从其规定'],
    ['市场监管', '440100', 0.5 * WAN, 10 * WAN, '广东：地方更低'],
    ['版权', '440100', 0.5 * WAN, 10 * WAN, '广东：地方更低'],
    ['版权', '370100', 2 * WAN, 10 * WAN, '著作权办法'],
    ['通信管理', '370000', 1 * WAN, 10 * WAN, '通信办法'],
    ['统计', '310101', 0.5 * WAN, 5 * WAN, '没有部门标准'],
  ])('%s in %s: %d for a person, %d for an organization (%s)', (department, region, person, organization) => {
    const { parameters } = rulesAt(department, region);
    expect(reasons(parameters, 'person', person)).not.toEqual([]);
    expect(reasons(parameters, 'person', person - 1)).toEqual([]);
    expect(reasons(parameters, 'organization', organization)).not.toEqual([]);
    expect(reasons(parameters, 'organization', organization - 1)).toEqual([]);
  });

  test('“超过” of agriculture: the amount itself is not enough', () => {
    const { parameters } = rulesAt('农业农村', '370102');
    expect(reasons(parameters, 'person', WAN)).toEqual([]);
    expect(reasons(parameters, 'person', WAN + 1)).not.toEqual([]);
  });

  test('why it is that one is told where packs differ, and only there', () => {
    expect(rulesAt('文化和旅游', '440100').parameterNotes?.['hearingThresholds']).toBe(
      '就低（广东省行政处罚听证办法第七条）：“广东省”与“文化和旅游”的标准，达到任何一个即可要求听证',
    );
    expect(rulesAt('市场监管', '310101').parameterNotes?.['hearingThresholds']).toBe(
      '地方标准优先（市场监督管理行政处罚听证办法第五条）：适用“上海市”的标准，不适用“市场监管”的标准',
    );
    expect(rulesAt('市场监管', '370102').parameterNotes).toBeUndefined();
  });
});

const basis = { law: '某办法', article: '第一条' };
const threshold = fc
  .record({
    personFen: fc.integer({ min: 1, max: 50 }),
    organizationFen: fc.integer({ min: 1, max: 50 }),
    exclusive: fc.boolean(),
  })
  .map((amounts): HearingThreshold => ({ ...amounts, measure: 'fine', basis, origin: '法' }));
const rule = fc.constantFrom<(HearingPrecedence['rule'] | null)[]>('department', 'region', 'stricter', null);
const packOf = (
  pack: string,
  scope: Partial<RulePackVersion['scope']>,
  own: HearingThreshold,
  says: HearingPrecedence['rule'] | null,
) =>
  ({
    ...{ pack, name: pack, parent: null, number: 1, status: 'published', revision: 1, retiredRevision: null },
    ...{ effectiveFrom: '2020-01-01', scope: { departments: [], regions: [], procedures: [], ...scope } },
    content: {
      ...{ clocks: [], gates: [] },
      parameters: {
        hearingThresholds: [own],
        ...(says ? { hearingPrecedence: { rule: says, basis, origin: '法' } } : {}),
      },
    },
  }) as unknown as RulePackVersion;
const heard = (parameters: RuleParameters, partyKind: string, fineFen: number) =>
  heavyReasons({ partyKind, penaltyKinds: ['fine'], fineFen, confiscationFen: null }, parameters).length > 0;

test('就低 once said is not taken back: whoever reaches one of the two standards is heard, and nobody else', () => {
  fc.assert(
    fc.property(
      ...([threshold, threshold, rule, rule] as const),
      fc.constantFrom('person', 'organization'),
      fc.integer({ min: 0, max: 60 }),
      (ofRegion, ofDepartment, regionSays, departmentSays, partyKind, fineFen) => {
        const packs = [
          packOf('region', { regions: ['37'] }, ofRegion, regionSays),
          packOf('department', { departments: ['某局'] }, ofDepartment, departmentSays),
        ];
        const one = (own: HearingThreshold) => heard({ hearingThresholds: [own] }, partyKind, fineFen);
        const [inRegion, inDepartment] = [one(ofRegion), one(ofDepartment)];
        const said = departmentSays ?? regionSays;
        const stricter = regionSays === 'stricter' || departmentSays === 'stricter';
        const expected = stricter ? inRegion || inDepartment : said === 'region' ? inRegion : inDepartment;
        expect(heard(rulesAt('某局', '370100', packs).parameters, partyKind, fineFen)).toBe(expected);
        // The order in which packs were published decides nothing.
        expect(heard(rulesAt('某局', '370100', [...packs].reverse()).parameters, partyKind, fineFen)).toBe(expected);
      },
    ),
  );
});

describe('supervision by region (domain facts §11.3)', () => {
  const supervision = manifestOf('supervision-case');
  const clocksAt = (regionCode: string, department = '司法行政') => {
    const { clocks } = effectiveRules({
      ...{ manifest: supervision, packs: published, organ: { department, regionCode } },
      ...{ asOf: '2026-06-01', revision: 999 },
    });
    return Object.fromEntries(
      clocks
        .filter(({ code }) => code.startsWith('JD-'))
        .map(({ code, limit, extensions }) => [
          code,
          `${limit.length}${limit.unit}${extensions.map(({ add }) => `+${add?.length}${add?.unit}`).join('')}`,
        ]),
    );
  };
  const SHANDONG = { 'JD-01': '30ND', 'JD-02': '30ND' };
  test.each([
    ['山东', '370100', SHANDONG],
    ['上海', '310101', { ...SHANDONG, 'JD-03': '5WD', 'JD-04': '10WD' }],
    ['四川', '510100', { ...SHANDONG, 'JD-03': '5ND', 'JD-04': '10ND', 'JD-05': '15ND', 'JD-06': '15ND' }],
    ['天津', '120101', { ...SHANDONG, 'JD-05': '10WD', 'JD-06': '15WD', 'JD-07': '3WD', 'JD-08': '30WD+10WD' }],
    ['吉林', '220100', { ...SHANDONG, 'JD-01': '30WD', 'JD-05': '15WD', 'JD-06': '15WD' }],
    ['贵州', '520100', { 'JD-01': '20WD', 'JD-02': '10WD', 'JD-05': '5WD' }],
    ['辽宁', '210100', { ...SHANDONG, 'JD-02': '20ND' }],
    ['广东', '440100', { ...SHANDONG, 'JD-05': '15ND', 'JD-06': '15ND' }],
    ['重庆', '500101', { ...SHANDONG, 'JD-05': '10WD', 'JD-06': '15WD' }],
  ])('%s', (_name, region, expected) => expect(clocksAt(region)).toEqual(expected));

  test('市场监管 among themselves, in Shandong', () =>
    expect(clocksAt('370102', '市场监管')).toEqual({
      ...{ 'JD-01': '30ND', 'JD-02': '10WD', 'JD-04': '10WD', 'JD-05': '5WD', 'JD-06': '10WD' },
    }));
});
