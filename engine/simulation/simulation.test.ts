import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Command } from '#engine';
import { commands, ENDLESS, exportJson, Simulation, stateLines, trailOf, waitingOf } from '#engine';

const NOW = Date.UTC(2026, 10, 2, 1);
const DAY_MS = 86_400_000;

const template = (name: string): string =>
  readFileSync(new URL(`../../templates/penalty-ordinary/${name}`, import.meta.url), 'utf8');

const process = (id: string, body: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
<bpmn:process id="${id}" isExecutable="true">${body}</bpmn:process></bpmn:definitions>`;

const flow = (id: string, from: string, to: string): string =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;
const links = (incoming: string[], outgoing: string[]): string =>
  [
    ...incoming.map((id) => `<bpmn:incoming>${id}</bpmn:incoming>`),
    ...outgoing.map((id) => `<bpmn:outgoing>${id}</bpmn:outgoing>`),
  ].join('');

/** A job that a cycle timer of a day stands beside. */
const REMINDED = process(
  'reminded',
  `<bpmn:startEvent id="S">${links([], ['f1'])}</bpmn:startEvent>
   <bpmn:serviceTask id="A"><bpmn:extensionElements><zeebe:taskDefinition type="a"/></bpmn:extensionElements>${links(['f1'], ['f2'])}</bpmn:serviceTask>
   <bpmn:boundaryEvent id="T" attachedToRef="A" cancelActivity="false">${links([], ['f3'])}<bpmn:timerEventDefinition><bpmn:timeCycle>R/P1D</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:boundaryEvent>
   <bpmn:endEvent id="E">${links(['f2'], [])}</bpmn:endEvent><bpmn:endEvent id="R">${links(['f3'], [])}</bpmn:endEvent>
   ${flow('f1', 'S', 'A')}${flow('f2', 'A', 'E')}${flow('f3', 'T', 'R')}`,
);

/** One command leads to very many: a task over a long collection. (Loops that never wait are refused at deployment.) */
const ENDLESS_WORK = process(
  'endless',
  `<bpmn:startEvent id="S">${links([], ['f1'])}</bpmn:startEvent>
   <bpmn:task id="A">${links(['f1'], ['f2'])}<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=for i in 1..1000 return i"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:task>
   <bpmn:endEvent id="E">${links(['f2'], [])}</bpmn:endEvent>${flow('f1', 'S', 'A')}${flow('f2', 'A', 'E')}`,
);

const penalty = (): Simulation =>
  Simulation.at(NOW).perform(
    commands.deploy([
      { name: 'process.bpmn', content: template('process.bpmn') },
      { name: 'hearing-threshold.dmn', content: template('hearing-threshold.dmn') },
      { name: 'lead-verify.form', content: template('lead-verify.form') },
      { name: 'filing-approval.form', content: template('filing-approval.form') },
    ]),
  ).simulation;

const reminded = (): Simulation =>
  Simulation.at(NOW)
    .perform(commands.deploy([{ name: 'reminded.bpmn', content: REMINDED }]))
    .simulation.perform(commands.createInstance('reminded', { x: 1 })).simulation;

const lines = (simulation: Simulation): string[] => simulation.records().map(exportJson);
const digest = (simulation: Simulation): string => [...stateLines(simulation.state)].join('\n');

/** An act that depends on nothing but the simulation it is done to. */
type Act = (simulation: Simulation) => Simulation;
const command = (make: (simulation: Simulation) => Command): Act => {
  return (simulation) => simulation.perform(make(simulation)).simulation;
};
const firstJob = (simulation: Simulation): number => waitingOf(simulation.state).jobs[0]?.key ?? 1;
const instance = (simulation: Simulation): number =>
  waitingOf(simulation.state).tokens.find(({ elementType }) => elementType === 'PROCESS')?.key ?? 1;

const ACTS: Act[] = [
  command((simulation) => commands.completeJob(firstJob(simulation), { done: true })),
  command((simulation) => commands.failJob(firstJob(simulation), '磁盘满了')),
  command((simulation) => commands.throwError(firstJob(simulation), 'E1')),
  command(() => commands.createInstance('reminded', { x: 2 })),
  command((simulation) => commands.setVariables(instance(simulation), { x: 3, y: [1, { z: null }] })),
  command((simulation) => commands.resolveIncident(waitingOf(simulation.state).incidents[0]?.key ?? 1)),
  command((simulation) => commands.cancelInstance(instance(simulation))),
  command(() => commands.publishMessage('nobody', 'k', {}, 3 * DAY_MS)),
  (simulation) => simulation.advanceTo(simulation.now + DAY_MS).simulation,
  (simulation) => simulation.advanceTo(simulation.now + 36 * 3_600_000, true).simulation,
];
const acts = fc.array(fc.nat({ max: ACTS.length - 1 }), { maxLength: 8 });
const play = (from: Simulation, indexes: readonly number[]): Simulation =>
  indexes.reduce((simulation, index) => ACTS[index]!(simulation), from);

describe('a simulation', () => {
  test('going back and doing the same again gives the same records and the same state', () => {
    fc.assert(
      fc.property(acts, acts, (first, second) => {
        const start = play(reminded(), first);
        const once = play(start, second);
        const again = play(once.back(once.depth - start.depth), second);
        expect(lines(again)).toEqual(lines(once));
        expect(digest(again)).toBe(digest(once));
        expect(again.now).toBe(once.now);
      }),
      { numRuns: 60 },
    );
  });

  test('what is done to a fork does not show in its parent, nor the other way round', () => {
    fc.assert(
      fc.property(acts, acts, acts, (before, mine, theirs) => {
        const parent = play(reminded(), before);
        const [records, state] = [lines(parent), digest(parent)];
        const fork = play(parent.fork(), theirs);
        const forked = [lines(fork), digest(fork)];
        play(parent, mine);
        expect([lines(parent), digest(parent)]).toEqual([records, state]);
        expect([lines(fork), digest(fork)]).toEqual(forked);
      }),
      { numRuns: 60 },
    );
  });

  test('back goes as far as it is asked, and to the beginning when there is less', () => {
    const start = reminded();
    const later = play(start, [4, 4, 4]);
    expect(later.back(3)).toBe(start);
    expect(later.back(0)).toBe(later);
    expect(later.back(99).recordCount).toBe(0);
  });

  test('on a journey every timer fires at its own time; on a jump all fire at the end', () => {
    const start = reminded();
    const due = (simulation: Simulation) =>
      simulation.latest.filter(({ intent }) => intent === 'TRIGGERED').map(({ timestamp }) => timestamp - NOW);
    const journey = start.advanceTo(NOW + 3 * DAY_MS);
    expect(journey.exhausted).toBe(false);
    expect(due(journey.simulation).filter((_, index) => index % 2 === 0)).toEqual([DAY_MS, 2 * DAY_MS, 3 * DAY_MS]);
    expect(new Set(due(start.advanceTo(NOW + 3 * DAY_MS, true).simulation))).toEqual(new Set([3 * DAY_MS]));
    expect(journey.simulation.nextDue()).toBe(NOW + 4 * DAY_MS);
  });

  test('a journey through too many due dates stops where it is and says so', () => {
    const start = Simulation.at(NOW, { dueDates: 10 })
      .perform(commands.deploy([{ name: 'reminded.bpmn', content: REMINDED }]))
      .simulation.perform(commands.createInstance('reminded')).simulation;
    const { simulation, exhausted } = start.advanceTo(NOW + 365 * DAY_MS);
    expect(exhausted).toBe(true);
    expect(simulation.now).toBe(NOW + 10 * DAY_MS);
    expect(simulation.advanceTo(NOW + 15 * DAY_MS).exhausted).toBe(false);
  });

  test('a command that leads to more than the budget changes nothing and is told apart', () => {
    const start = Simulation.at(NOW, { commands: 300 }).perform(
      commands.deploy([{ name: 'endless.bpmn', content: ENDLESS_WORK }]),
    ).simulation;
    const before = digest(start);
    const { simulation, exhausted, response } = start.perform(commands.createInstance('endless'));
    expect(exhausted).toBe(true);
    expect(response?.kind === 'rejected' && response.reason).toContain(ENDLESS);
    expect(simulation).toBe(start);
    expect(digest(start)).toBe(before);
  });

  test('tells what waits and where an instance has been', () => {
    const simulation = reminded();
    const waiting = waitingOf(simulation.state);
    expect(waiting.jobs).toMatchObject([{ elementId: 'A', type: 'a', retries: 3, failed: false }]);
    expect(waiting.timers).toMatchObject([{ elementId: 'T', dueAt: NOW + DAY_MS, repetitions: -1 }]);
    expect(waiting.tokens.map(({ elementId }) => elementId).sort()).toEqual(['A', 'reminded']);
    expect(waiting.variables).toMatchObject([{ name: 'x', value: 1, scopeElementId: 'reminded' }]);
    const later = simulation.advanceTo(NOW + 2 * DAY_MS).simulation;
    const { visits, flows } = trailOf(later.records());
    expect(visits.get('T')).toBe(2);
    expect(flows.get('f3')).toBe(2);
    const failed = later.perform(commands.failJob(firstJob(later), '磁盘满了')).simulation;
    expect(waitingOf(failed.state).incidents).toMatchObject([{ elementId: 'A', message: '磁盘满了' }]);
  });

  test('the penalty procedure is deployed and played', () => {
    const simulation = penalty();
    const created = simulation.perform(
      commands.createInstance('penalty-ordinary', { caseId: 'c', partyKind: 'person' }),
    );
    const jobs = waitingOf(created.simulation.state).jobs;
    expect(jobs.map(({ type, elementId }) => [type, elementId])).toEqual([['timing-check', 'Job_LeadClock']]);
  });
});
