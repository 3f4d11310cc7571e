import fc from 'fast-check';
import type { ClockDefinition, GateDefinition, GateLevel, ProcedureManifest, RulePackVersion } from '#contracts';
import { LEVEL_ORDER } from '../gates/merge-gates.ts';
import { evaluateExpression } from '../expression.ts';
import { effectiveRules } from './effective-rules.ts';
import { packChain, RulePackError } from './pack-chain.ts';

const basis = { law: '行政处罚法', article: '第六十条' };
const clock: ClockDefinition = {
  code: 'CF-02',
  name: '线索核查',
  startsOn: 'lead.registered',
  stopsOn: ['case.filed'],
  limit: { length: 15, unit: 'WD' },
  direction: 'forward',
  rollOver: 'none',
  side: 'organ',
  pauses: [{ from: 'testing.started', until: 'testing.finished', reason: '检验' }],
  extensions: [],
  warnBefore: [],
  basis,
  origin: '法',
};
const gate = (level: GateLevel, condition = 'x = true', more: Partial<GateDefinition> = {}): GateDefinition => ({
  code: 'X1',
  name: '测试',
  level,
  condition,
  message: 'm',
  remedy: 'r',
  basis: [basis],
  origin: '法',
  ...more,
});
const manifest = (gates: GateDefinition[] = []): ProcedureManifest => ({
  schemaVersion: 1,
  code: 'penalty-ordinary',
  name: '普通程序',
  kind: 'penalty-ordinary',
  owner: '',
  summary: '',
  basis: [],
  processId: 'P',
  stages: [{ id: 's', name: '线索' }],
  steps: [
    {
      elementId: 'Start',
      stage: 's',
      role: 'officer',
      form: 'f',
      guidance: '',
      basis: [],
      gates: [],
      emits: [{ event: 'lead.registered' }],
      variables: [],
      clocks: [],
      readonlyFields: [],
      notBy: [],
      locked: false,
    },
  ],
  clocks: [clock],
  gates,
  documents: [],
  legalityExceptions: [],
  decisionChecks: [],
});

const pack = (code: string, patch: Partial<RulePackVersion> = {}): RulePackVersion => ({
  pack: code,
  name: code,
  parent: null,
  scope: { departments: [], regions: [], procedures: [] },
  number: 1,
  status: 'published',
  effectiveFrom: '2026-01-01',
  content: { clocks: [], gates: [], parameters: {} },
  note: '',
  revision: 1,
  retiredRevision: null,
  authorName: '',
  publishedAt: null,
  publishedByName: null,
  draftRevision: 1,
  submittedAt: null,
  reviewComment: null,
  retiredAt: null,
  ...patch,
});
const scope = (departments: string[], regions: string[] = [], procedures: string[] = []) => ({
  departments,
  regions,
  procedures,
});
const limit = (length: number) => ({
  clocks: [{ code: 'CF-02', limit: { length, unit: 'WD' as const }, basis }],
  gates: [],
  parameters: {},
});
const farm = { department: '农业农村', regionCode: '370102' };
const rules = (packs: RulePackVersion[], asOf = '2026-06-01', revision = 99, organ = farm) =>
  effectiveRules({ manifest: manifest(), packs, organ, asOf, revision });

describe('packs put together', () => {
  test('without packs a case obeys its procedure and the standard gates', () => {
    const { clocks, gates, packs } = rules([]);
    expect(clocks[0]).toMatchObject({ code: 'CF-02', source: { layer: 'procedure', name: '普通程序' } });
    expect(gates.find((one) => one.code === 'G02')?.source?.layer).toBe('standard');
    expect(packs).toEqual([]);
  });

  test('a department changes only what it says, and the clock tells where it comes from', () => {
    const { clocks } = rules([pack('farm', { scope: scope(['农业农村']), content: limit(7), number: 3 })]);
    expect(clocks[0]).toMatchObject({
      limit: { length: 7, unit: 'WD' },
      rollOver: 'none',
      pauses: clock.pauses,
      source: { layer: 'pack', code: 'farm', number: 3 },
    });
  });

  test('another department keeps the rule of the procedure', () => {
    const { clocks } = rules([pack('farm', { scope: scope(['农业农村']), content: limit(7) })], '2026-06-01', 99, {
      department: '市场监管',
      regionCode: '370102',
    });
    expect(clocks[0]?.limit.length).toBe(15);
  });

  test('region, department, department of a region, procedure: the narrower wins', () => {
    const packs = [
      pack('all', { content: limit(1) }),
      pack('region', { scope: scope([], ['37']), content: limit(2) }),
      pack('farm', { scope: scope(['农业农村']), content: limit(3) }),
      pack('farm-jinan', { scope: scope(['农业农村'], ['3701']), parent: 'farm', content: limit(4) }),
      pack('procedure', { scope: scope([], [], ['penalty-ordinary']), content: limit(5) }),
    ];
    for (let count = 1; count <= packs.length; count++)
      expect(rules(packs.slice(0, count)).clocks[0]?.limit.length).toBe(count);
    expect(rules([...packs].reverse()).packs.map((one) => one.pack)).toEqual(packs.map((one) => one.pack));
  });

  test('a complete clock is added where the procedure has the event that starts it, and only there', () => {
    const added = { ...clock, code: 'QX-01', startsOn: 'lead.registered' };
    const never = { ...clock, code: 'QX-02', startsOn: 'hearing.started' };
    const { clocks } = rules([pack('p', { content: { clocks: [added, never], gates: [], parameters: {} } })]);
    expect(clocks.map((one) => one.code)).toEqual(['CF-02', 'QX-01']);
  });

  test('parameters are taken over one by one; number patterns by word', () => {
    const { parameters, parameterSources } = rules([
      pack('all', {
        content: {
          clocks: [],
          gates: [],
          parameters: {
            numberPatterns: { '*': '{seq}', 罚: 'a{seq}' },
            announcementDays: { days: 30, basis, origin: '法' },
          },
        },
      }),
      pack('farm', {
        scope: scope(['农业农村']),
        content: { clocks: [], gates: [], parameters: { numberPatterns: { 罚: 'b{seq}' } } },
      }),
    ]);
    expect(parameters.numberPatterns).toEqual({ '*': '{seq}', 罚: 'b{seq}' });
    expect(parameters.announcementDays?.days).toBe(30);
    expect(parameterSources?.['numberPatterns']?.code).toBe('farm');
    expect(parameterSources?.['announcementDays']?.code).toBe('all');
  });
});

describe('time', () => {
  const old = pack('farm', { scope: scope(['农业农村']), content: limit(7), revision: 1 });
  const next = pack('farm', {
    scope: scope(['农业农村']),
    content: limit(5),
    number: 2,
    revision: 2,
    effectiveFrom: '2026-07-01',
  });
  test('before the effective date the old version holds, from it on the new one', () => {
    expect(rules([old, next], '2026-06-30').clocks[0]?.limit.length).toBe(7);
    expect(rules([old, next], '2026-07-01').clocks[0]?.limit.length).toBe(5);
  });
  test('a case never sees what was published after its registration, even with an earlier effective date', () => {
    const retroactive = { ...next, effectiveFrom: '2026-01-01' };
    expect(rules([old, retroactive], '2026-06-30', 1).clocks[0]?.limit.length).toBe(7);
  });
  test('a withdrawn version holds for cases pinned before the withdrawal and for no later one', () => {
    const withdrawn = { ...next, status: 'retired' as const, retiredRevision: 3 };
    expect(rules([old, withdrawn], '2026-08-01', 2).clocks[0]?.limit.length).toBe(5);
    expect(rules([old, withdrawn], '2026-08-01', 3).clocks[0]?.limit.length).toBe(7);
  });
});

describe('what is refused', () => {
  const target = { ...farm, procedureCode: 'penalty-ordinary' };
  test('a circle of inheritance, named', () => {
    const packs = [pack('a', { parent: 'b' }), pack('b', { parent: 'a' })];
    expect(() => packChain(packs, target, '2026-06-01', 9)).toThrow(/继承成了环：“a” → “b” → “a”/);
  });
  test('two equally specific packs, named', () => {
    const packs = [pack('a', { scope: scope(['农业农村']) }), pack('b', { scope: scope(['农业农村', '市场监管']) })];
    expect(() => packChain(packs, target, '2026-06-01', 9)).toThrow(RulePackError);
    expect(() => packChain(packs, target, '2026-06-01', 9)).toThrow(/同样具体/);
  });
  test('equally specific packs of which one inherits from the other are in order', () => {
    const packs = [pack('a', { scope: scope(['农业农村']) }), pack('b', { scope: scope(['农业农村']), parent: 'a' })];
    expect(packChain(packs, target, '2026-06-01', 9).map((one) => one.pack)).toEqual(['a', 'b']);
  });
});

describe('a lower level never loosens', () => {
  const level = fc.constantFrom<GateLevel>('record', 'warn', 'block');
  const condition = fc.constantFrom('x = true', 'y = true', 'x = true and y = true', 'x = true or y = true', 'true');
  const applies = fc.constantFrom(undefined, 'z = true', 'false');
  const anyGate = fc.tuple(level, condition, applies, fc.boolean()).map(([of, text, when, excepted]) =>
    gate(of, text, {
      ...(when === undefined ? {} : { appliesWhen: when }),
      ...(excepted ? { exceptionApprover: 'organ-leader' } : {}),
    }),
  );
  const now = '2026-01-01T00:00:00+08:00';
  const stops = (one: GateDefinition, facts: Record<string, unknown>): boolean =>
    (one.appliesWhen === undefined || evaluateExpression(one.appliesWhen, facts, now).value === true) &&
    evaluateExpression(one.condition, facts, now).value !== true;

  test('what a 阻断 of a higher level stops, every level below stops as well, and as a 阻断', () => {
    fc.assert(
      fc.property(fc.array(anyGate, { minLength: 2, maxLength: 4 }), (gates) => {
        const [top, ...lower] = gates;
        const packs = lower.map((one, index) =>
          pack(`p${index}`, {
            parent: index === 0 ? null : `p${index - 1}`,
            content: { clocks: [], gates: [one], parameters: {} },
          }),
        );
        const merged = effectiveRules({
          manifest: manifest([top!]),
          packs,
          organ: farm,
          asOf: '2026-06-01',
          revision: 9,
        }).gates.find((one) => one.code === 'X1')!;
        for (const one of gates) expect(LEVEL_ORDER[merged.level]).toBeGreaterThanOrEqual(LEVEL_ORDER[one.level]);
        if (top!.level !== 'block') return;
        expect(merged.exceptionApprover === undefined || top!.exceptionApprover !== undefined).toBe(true);
        for (let bits = 0; bits < 8; bits++) {
          const facts = { x: (bits & 1) > 0, y: (bits & 2) > 0, z: (bits & 4) > 0 };
          if (stops(top!, facts)) expect(stops(merged, facts)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
