import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PackageFile, WorkCalendar } from '#contracts';
import { DEMO_CASES } from '../../../seed/data/demo-cases.ts';
import { PENALTY_STEPS } from '../../../seed/data/penalty-steps.ts';
import { Desk, type DeskRequest, type RunShown } from './desk.ts';

const CALENDAR: WorkCalendar = { version: 'none', source: '测试', years: [] };
const NOW = Date.parse('2026-11-02T09:00:00+08:00');
const DAY_MS = 86_400_000;

const packageOf = (code: string): PackageFile[] =>
  readdirSync(join('templates', code))
    .filter((name) => /\.(json|bpmn|form|dmn)$/.test(name))
    .map((path) => ({ path, encoding: 'utf8', content: readFileSync(join('templates', code, path), 'utf8') }));

const REGISTERED = { partyKind: 'organization', partyName: '某超市' };
const begin = (desk: Desk, files = packageOf('penalty-ordinary'), auto = true): RunShown =>
  desk.answer({ kind: 'begin', files, calendar: CALENDAR, items: [], nowMs: NOW, data: REGISTERED, auto });
const submit = (desk: Desk, { run, view }: RunShown, name: string, data: Record<string, unknown>): RunShown => {
  const task = view.tasks.find((candidate) => candidate.name === name);
  if (!task) throw new Error(`“${name}”没有在等待：${view.tasks.map((one) => one.name).join('、')}`);
  return desk.answer({ kind: 'act', run, auto: true, act: { kind: 'submit', taskKey: task.key, data } });
};
const names = ({ view }: RunShown): string[] => view.tasks.map(({ name }) => name).sort();

const filed = (desk: Desk): RunShown =>
  submit(desk, submit(desk, begin(desk), '线索核查', { filingProposed: 'yes', verifyOn: '2026-11-03' }), '立案审批', {
    filingDecision: 'approve',
  });

describe('a procedure played by hand', () => {
  test('waits at the first step after the platform did its jobs, with the limits counted', () => {
    const shown = begin(new Desk());
    expect(names(shown)).toEqual(['线索核查']);
    expect(shown.view.jobs).toEqual([]);
    expect(shown.view.elements['Job_LeadClock']).toEqual({ state: 'done', tokens: 0, count: 1 });
    expect(shown.view.elements['Task_Verify']?.state).toBe('active');
    expect(shown.view.elements['penalty-ordinary']).toBeUndefined();
    expect(shown.view.deadlines.find(({ code }) => code === 'CF-02')?.state).toBe('running');
    expect(shown.view.timers).toHaveLength(1);
    expect(shown.view.nextDueMs).toBe(shown.view.timers[0]!.dueMs);
  });

  test('without running on, each job of the platform is one step', () => {
    const desk = new Desk();
    const shown = begin(desk, packageOf('penalty-ordinary'), false);
    expect(shown.view.jobs).toMatchObject([{ type: 'timing-check', automatic: true }]);
    const next = desk.answer({ kind: 'act', run: shown.run, auto: false, act: { kind: 'step' } });
    expect(names(next)).toEqual(['线索核查']);
  });

  test('a gate that would stop a step is noted and named in the course of the run, which goes on', () => {
    const verifiedWith = (data: Record<string, unknown>, whole = false): RunShown => {
      const desk = new Desk();
      const { run, view } = begin(desk);
      const given = { filingProposed: 'yes', verifyOn: '2026-11-03', ...data };
      const act = { kind: 'submit', taskKey: view.tasks[0]!.key, data: given, whole } as const;
      return desk.answer({ kind: 'act', run, auto: true, act });
    };
    const said = ({ view }: RunShown): string => view.notes.map(({ text }) => text).join('\n');
    expect(said(verifiedWith({}))).toBe('');
    expect(said(verifiedWith({}, true))).toMatch(/^闸门 G03 会阻断：还没有记载主动出示执法证件/m);
    const disputed = verifiedWith({ jurisdictionDisputed: true });
    expect(said(disputed)).toMatch(/^闸门 G05 会阻断：/m);
    expect(disputed.view.history.map(({ label }) => label)).toContain('办理：线索核查（闸门会阻断）');
    expect(names(disputed)).toEqual(['立案审批']);
    expect(disputed.view.gateNotes).toMatchObject([{ gate: 'block', step: '线索核查' }]);
  });

  test('people, certificates and evidence are as they should be: no gate complains of them', () => {
    const notes = filed(new Desk()).view.notes.map(({ text }) => text);
    expect(notes.filter((text) => /闸门 G0[28]/.test(text))).toEqual([]);
  });

  test('filed: papers are made, the investigation is open, the events of the case have happened', () => {
    const shown = filed(new Desk());
    expect(names(shown)).toContain('现场检查');
    expect(shown.view.documents.map(({ name }) => name)).toContain('立案审批表');
    expect(shown.view.data['filingDecision']).toBe('approve');
    expect(shown.view.deadlines.find(({ code }) => code === 'CF-26')?.state).toBe('running');
  });

  test('back goes to before the latest act of a person, and the same act gives the same again', () => {
    const desk = new Desk();
    const shown = filed(desk);
    const back = desk.answer({ kind: 'back', run: shown.run, count: 1 });
    expect(names(back)).toEqual(['立案审批']);
    expect(back.view.documents).toEqual([]);
    expect(back.view.gateNotes).toEqual([]);
    const again = submit(desk, back, '立案审批', { filingDecision: 'approve' });
    expect(again.view).toEqual(shown.view);
  });

  test('a fork goes its own way', () => {
    const desk = new Desk();
    const start = submit(desk, begin(desk), '线索核查', { filingProposed: 'yes', verifyOn: '2026-11-03' });
    const fork = desk.answer({ kind: 'fork', run: start.run });
    const refused = submit(desk, fork, '立案审批', { filingDecision: 'reject' });
    const approved = submit(desk, start, '立案审批', { filingDecision: 'approve' });
    expect(refused.title).toBe('分支 1');
    expect(refused.view.state).toBe('completed');
    expect(approved.view.state).toBe('running');
    expect(desk.answer({ kind: 'look', run: refused.run }).view).toEqual(refused.view);
  });

  test('travelling past a timer fires it, and what the platform does then is done', () => {
    const desk = new Desk();
    const shown = begin(desk);
    const due = shown.view.nextDueMs!;
    const before = desk.answer({ kind: 'act', run: shown.run, auto: true, act: { kind: 'travel', to: due - 1 } });
    expect(before.view.elements['Job_LeadWarn']).toBeUndefined();
    const after = desk.answer({ kind: 'act', run: shown.run, auto: true, act: { kind: 'travel', to: due + DAY_MS } });
    expect(after.view.elements['Job_LeadWarn']?.count).toBe(1);
    expect(after.view.nowMs).toBe(due + DAY_MS);
    expect(after.view.notes.map(({ text }) => text).join()).toContain('预警');
    const back = desk.answer({ kind: 'back', run: shown.run, count: 1 });
    expect(back.view).toEqual(before.view);
  });

  test('a job that fails is an incident with its reason in Chinese; tried again, its outcome can be chosen', () => {
    const desk = new Desk();
    const files = packageOf('penalty-ordinary').map((file) =>
      file.path === 'process.bpmn'
        ? {
            ...file,
            content: file.content.replace(
              '<zeebe:header key="clocks" value="CF-02"/>',
              '<zeebe:header key="clocks" value="CF-99"/>',
            ),
          }
        : file,
    );
    const shown = begin(desk, files);
    expect(shown.view.incidents).toMatchObject([{ name: '核算核查期限', title: '作业失败，没有重试次数' }]);
    expect(shown.view.incidents[0]!.reason).toContain('CF-99');
    const retried = desk.answer({
      kind: 'act',
      run: shown.run,
      auto: false,
      act: { kind: 'resolve', incidentKey: shown.view.incidents[0]!.key },
    });
    expect(retried.view.incidents).toEqual([]);
    const done = desk.answer({
      kind: 'act',
      run: shown.run,
      auto: true,
      act: {
        kind: 'job',
        jobKey: retried.view.jobs[0]!.key,
        outcome: { kind: 'complete', variables: { deadlines: { CF02: { warnAt: '2026-12-01T00:00:00+08:00' } } } },
      },
    });
    expect(names(done)).toEqual(['线索核查']);
  });

  test('a package that the engine refuses says where and why', () => {
    const broken = packageOf('penalty-ordinary').map((file) =>
      file.path === 'process.bpmn'
        ? { ...file, content: file.content.replace('<zeebe:taskDefinition type="timing-check" retries="3"/>', '') }
        : file,
    );
    expect(() => begin(new Desk(), broken)).toThrow(/“核算核查期限”：.*作业类型/);
  });

  test('a package without a drawing says so', () => {
    const files = packageOf('penalty-ordinary').filter(({ path }) => path !== 'process.bpmn');
    expect(() => begin(new Desk(), files)).toThrow('没有 process.bpmn');
  });

  test('records are paged and found by words; a moment shows the drawing as it was', () => {
    const desk = new Desk();
    const { run, view } = begin(desk);
    const records = (request: Partial<Extract<DeskRequest, { kind: 'records' }>>) =>
      desk.answer({ kind: 'records', run, from: 0, count: 10, words: '', ...request });
    expect(records({}).total).toBe(view.recordCount);
    expect(records({ from: 10 }).rows[0]?.number).toBe(11);
    expect(records({ words: '作业 已产生' }).rows).toEqual(records({ words: 'job created' }).rows);
    const all = records({ count: 1000 }).rows;
    expect(all.filter(({ words }) => /[A-Z]{2}/.test(words))).toEqual([]);
    const jobs = records({ words: 'job created' });
    expect(jobs.rows).toMatchObject([{ name: '核算核查期限', intent: 'CREATED' }]);
    const moment = desk.answer({ kind: 'moment', run, recordCount: jobs.rows[0]!.number });
    expect(moment.elements['Job_LeadClock']).toMatchObject({ state: 'active', tokens: 1 });
    expect(moment.elements['Task_Verify']).toBeUndefined();
  });

  test('the penalty procedure is walked to its end with the data of the demonstration case', () => {
    const desk = new Desk();
    const demo = DEMO_CASES[0]!;
    const context = { handlers: ['u1', 'u2'], evidenceIds: ['e1'], hearingHosts: ['u3'], today: '2026-11-02' };
    let shown = desk.answer({
      ...{ kind: 'begin', files: packageOf('penalty-ordinary'), calendar: CALENDAR, items: [], nowMs: NOW, auto: true },
      data: PENALTY_STEPS['Start']!(demo, context),
    } as const);
    const walked: string[] = [];
    for (let count = 0; shown.view.state === 'running' && count < 60; count++) {
      expect(shown.view.incidents).toEqual([]);
      const [task] = shown.view.tasks;
      const [job] = shown.view.jobs;
      if (job?.type === 'discretion-check') expect(job.computed?.discretion?.recommendedTier).toBeDefined();
      if (job?.type === 'review-check') expect(job.computed?.findings?.map(({ gate }) => gate)).toContain('G16');
      if (job?.type === 'review-check')
        expect(job.choices.map(({ id }) => id)).toEqual(expect.arrayContaining(['passed', 'blocked-G16', 'fail']));
      walked.push(task?.name ?? job?.name ?? '');
      const { run } = shown;
      if (task) shown = submit(desk, shown, task.name, PENALTY_STEPS[task.elementId]!(demo, context));
      else if (job)
        shown = desk.answer({
          ...{ kind: 'act', run, auto: true },
          act: { kind: 'job', jobKey: job.key, outcome: job.choices[0]!.outcome },
        } as const);
      else break;
    }
    expect(shown.view.state).toBe('completed');
    expect(walked).toEqual(expect.arrayContaining(['现场检查', '裁量检查', '决定前闸门复查', '决定书送达']));
    expect(shown.view.documents.map(({ code }) => code)).toContain('decision');
    // All the way back, the first step waits again.
    for (let count = 0; count < 60; count++) shown = desk.answer({ kind: 'back', run: shown.run, count: 1 });
    expect(shown.view.history).toHaveLength(1);
  });

  test.each(readdirSync('templates').filter((code) => code !== 'README.md'))('%s can be started', (code) => {
    const { view } = begin(new Desk(), packageOf(code));
    expect(view.incidents).toEqual([]);
    expect(view.tasks.length + view.jobs.length).toBeGreaterThan(0);
  });
});
