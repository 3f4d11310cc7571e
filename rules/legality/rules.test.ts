import type { ClockDefinition, StepDefinition } from '#contracts';
import { ClockDefinition as ClockSchema, ProcedureManifest, StepDefinition as StepSchema } from '#contracts';
import type { ModelElement, ProcedureModel } from '../procedure/model.ts';
import type { ProcedurePackage } from '../procedure/read-package.ts';
import { checkLegality } from './check-legality.ts';
import type { ProcedureKind } from './legality-rule.ts';
import { FLOW_RULES } from './rules/flow-rules.ts';
import { DUTY_RULES, PRESENCE_RULES } from './rules/static-rules.ts';
import { draw } from './test-support/draw.ts';

/** `Notice: notice.served` — a step and what it tells; `?` behind an event: only when its field `yes` is ticked. */
const step = (elementId: string, events: string[], more: Partial<StepDefinition> = {}): StepDefinition =>
  StepSchema.parse({
    elementId,
    stage: 's',
    role: 'officer',
    form: `form-${elementId}`,
    emits: events.map((event) =>
      event.endsWith('?') ? { event: event.slice(0, -1), when: '=yes = true' } : { event },
    ),
    ...more,
  });

const procedure = (
  model: ProcedureModel,
  steps: StepDefinition[],
  kind: ProcedureKind = 'penalty-ordinary',
  more: { clocks?: ClockDefinition[]; forms?: ProcedurePackage['forms'] } = {},
): ProcedurePackage => ({
  manifest: ProcedureManifest.parse({
    schemaVersion: 1,
    code: 'test',
    name: '试',
    kind,
    processId: 'p',
    stages: [{ id: 's', name: '阶段' }],
    steps,
    clocks: more.clocks ?? [],
  }),
  models: { 'process.bpmn': model },
  forms: more.forms ?? {},
  formFiles: {},
  decisionIds: [],
  documents: {},
  issues: [],
});

/** Steps in a line, each telling its events: the shortest procedure with that order. */
const line = (events: string[][], kind: ProcedureKind = 'penalty-ordinary'): ProcedurePackage => {
  const ids = events.map((_events, index) => `T${index + 1}`);
  return procedure(
    draw(`S ${ids.join(' ')} E`),
    ids.map((id, index) => step(id, events[index]!)),
    kind,
  );
};

const issuesOf = (tested: ProcedurePackage, rule: string) =>
  checkLegality(tested).issues.filter((issue) => issue.rule === rule);

/** For each rule a line of steps that breaks it, and the line mended. */
const LINES: Record<string, { broken: string[][]; mended: string[][]; kind?: ProcedureKind }> = {
  L01: { broken: [['decision.made']], mended: [['notice.served'], ['decision.made']] },
  L02: { broken: [['interview.done'], ['case.filed']], mended: [['case.filed'], ['interview.done']] },
  L03: { broken: [['decision.made'], ['review.done']], mended: [['review.done'], ['decision.made']] },
  L04: { broken: [['decision.made'], ['hearing.finished']], mended: [['hearing.finished'], ['decision.made']] },
  L05: { broken: [['decision.made'], ['statement.received']], mended: [['statement.received'], ['decision.made']] },
  L06: {
    broken: [['statement.received'], ['decision.made']],
    mended: [['statement.received'], ['statement.reviewed'], ['decision.made']],
  },
  L07: {
    broken: [['hearing.requested'], ['decision.made']],
    mended: [['hearing.requested'], ['hearing.finished'], ['decision.made']],
  },
  L08: { broken: [['hearing.started']], mended: [['hearing.notified'], ['hearing.started']] },
  L09: {
    broken: [['review.done'], ['hearing.finished'], ['decision.made']],
    mended: [['hearing.finished'], ['review.done'], ['decision.made']],
  },
  L10: { broken: [['decision.made']], mended: [['decision.made'], ['decision.served']] },
  L11: { broken: [['decision.served'], ['decision.made']], mended: [['decision.made'], ['decision.served']] },
  L12: { broken: [['court.applied']], mended: [['demand.served'], ['court.applied']] },
  L13: { broken: [['demand.served']], mended: [['decision.served'], ['demand.served']] },
  L14: { broken: [['preservation.started']], mended: [['preservation.started'], ['preservation.handled']] },
  L15: { broken: [['preservation.handled']], mended: [['preservation.started'], ['preservation.handled']] },
  L16: { broken: [['case.filed']], mended: [['case.filed'], ['decision.made']] },
  L17: { broken: [['case.closed']], mended: [['decision.made'], ['case.closed']] },
  L18: { broken: [['case.closed'], ['interview.done']], mended: [['interview.done'], ['case.closed']] },
  L19: { broken: [['decision.made']], mended: [['decision.made'], ['decision.published']] },
  L20: { broken: [['decision.made'], ['deliberation.done']], mended: [['deliberation.done'], ['decision.made']] },
  L21: {
    broken: [['opinion.issued']],
    mended: [['opinion.issued'], ['opinion.answered']],
    kind: 'supervision',
  },
};

describe('the order of what happens', () => {
  test.each(FLOW_RULES.map((rule) => [rule.id, rule.name, rule] as const))(
    '%s %s: broken, then mended',
    (id, _name, rule) => {
      const lines = LINES[id];
      if (!lines) throw new Error(`no example of ${id}`);
      const [issue] = issuesOf(line(lines.broken, lines.kind ?? rule.kinds[0]), id);
      expect(issue).toMatchObject({ severity: rule.severity, message: rule.message, basis: rule.basis });
      // The run that breaks the rule begins at the beginning.
      if (rule.monitor.goal === undefined) expect(issue?.path?.[0]).toBe('S');
      expect(issuesOf(line(lines.mended, lines.kind ?? rule.kinds[0]), id)).toEqual([]);
    },
  );

  test('a way around is found, with the run that takes it', () => {
    const steps = [step('Notice', ['notice.served']), step('Decide', ['decision.made'])];
    const [issue] = issuesOf(procedure(draw('S X1 Notice X2 Decide E; X1 X2'), steps), 'L01');
    expect(issue?.path).toEqual(['S', 'S_X1', 'X1', 'X1_X2', 'X2', 'X2_Decide', 'Decide']);
    expect(issue?.elementId).toBe('Decide');
  });

  test('what a boundary event skips is found too', () => {
    const steps = [step('Notice', ['notice.served']), step('Decide', ['decision.made'])];
    const late = { B1: { attachedTo: 'Notice', events: ['timer'] } } satisfies Record<string, Partial<ModelElement>>;
    expect(issuesOf(procedure(draw('S Notice Decide E; B1 Decide', late), steps), 'L01')[0]?.path).toContain('B1');
    const around = { B1: { ...late.B1, interrupting: false } };
    expect(issuesOf(procedure(draw('S Notice Decide E; B1 E2', around), steps), 'L01')).toEqual([]);
  });

  test('in parallel branches the wrong order is one of the runs', () => {
    const steps = [step('Notice', ['notice.served']), step('Decide', ['decision.made'])];
    expect(issuesOf(procedure(draw('S P1 Notice P2 E; P1 Decide P2'), steps), 'L01')).toHaveLength(1);
  });

  test('a branch that reads the field by which the event is decided is not taken against it', () => {
    const form = {
      'form-File': { id: 'form-File', type: 'default', components: [{ id: 'f', key: 'yes', type: 'checkbox' }] },
    } as unknown as ProcedurePackage['forms'];
    const steps = [step('File', ['case.filed?']), step('Ask', ['interview.done'])];
    const model = draw('S File X1; X1[=yes = true] Ask; Ask E; X1 E2', { X1: { defaultFlow: 'X1_E2' } });
    expect(issuesOf(procedure(model, steps, 'penalty-ordinary', { forms: form }), 'L02')).toEqual([]);
    const careless = draw('S File X1; X1[=no = true] Ask; Ask E; X1 E2', { X1: { defaultFlow: 'X1_E2' } });
    expect(issuesOf(procedure(careless, steps, 'penalty-ordinary', { forms: form }), 'L02')).toHaveLength(1);
  });
});

describe('duties, stages, clocks', () => {
  test.each(DUTY_RULES.map((rule) => [rule.id, rule.name, rule] as const))('%s %s', (id, _name, rule) => {
    const acting = step('Act', [rule.acting[0]!]);
    const model = draw('S Act Decide E');
    const open = procedure(model, [acting, step('Decide', [rule.deciding[0]!])]);
    expect(issuesOf(open, id)).toMatchObject([{ elementId: 'Decide', severity: rule.severity }]);
    const closed = procedure(model, [acting, step('Decide', [rule.deciding[0]!], { notBy: ['Act'] })]);
    expect(issuesOf(closed, id)).toEqual([]);
  });

  test.each(PRESENCE_RULES.map((rule) => [rule.id, rule.name, rule] as const))('%s 缺少%s', (id, _name, rule) => {
    expect(issuesOf(line([['lead.registered']]), id)).toHaveLength(1);
    expect(issuesOf(line([[rule.events[0]!]]), id)).toEqual([]);
  });

  const clock = ClockSchema.parse({
    code: 'CF-10',
    name: '登记保存处理',
    startsOn: 'preservation.started',
    stopsOn: ['preservation.handled'],
    limit: { length: 7, unit: 'WD' },
    basis: { law: '行政处罚法', article: '第五十六条' },
  });
  test('a clock that a run never stops', () => {
    const steps = [step('Keep', ['preservation.started']), step('Handle', ['preservation.handled'])];
    const around = procedure(draw('S Keep X1 Handle X2 E; X1 X2'), steps, 'other', { clocks: [clock] });
    expect(issuesOf(around, 'clock:CF-10')[0]).toMatchObject({
      severity: 'error',
      path: expect.arrayContaining(['X1_X2']),
    });
    const always = procedure(draw('S Keep Handle E'), steps, 'other', { clocks: [clock] });
    expect(issuesOf(always, 'clock:CF-10')).toEqual([]);
  });
});

describe('what the report says of itself', () => {
  test('an exception with its reason turns a finding into a note', () => {
    const tested = line([['decision.made']]);
    tested.manifest.legalityExceptions = [{ rule: 'L01', reason: '当场处罚口头告知', basis: [] }];
    const report = checkLegality(tested);
    expect(report.issues.find((issue) => issue.rule === 'L01')?.severity).toBe('info');
    expect(report.outcomes.find((outcome) => outcome.rule === 'L01')).toMatchObject({ outcome: 'excepted' });
  });

  test('a bound that is reached is told, and an unfinished rule is not called passed', () => {
    const branches = Array.from({ length: 9 }, (_none, index) => `P1 T${index} P2`).join('; ');
    const steps = Array.from({ length: 9 }, (_none, index) => step(`T${index}`, ['review.done']));
    const tested = procedure(draw(`S P1; ${branches}; P2 Decide E`), [...steps, step('Decide', ['decision.made'])]);
    const report = checkLegality(tested, { stateLimit: 100 });
    expect(report.exhaustive).toBe(false);
    expect(report.summary).toContain('达到 100 个状态的上限');
    expect(report.outcomes.find((outcome) => outcome.rule === 'L03')?.outcome).toBe('unfinished');
    expect(checkLegality(tested).outcomes.find((outcome) => outcome.rule === 'L03')?.outcome).toBe('passed');
  });
});
