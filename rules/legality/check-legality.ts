import type { ClockDefinition, LegalityOutcome, LegalityReport, ProcedureIssue } from '#contracts';
import type { ProcedurePackage } from '../procedure/read-package.ts';
import type { Exploration } from './explore.ts';
import { exploreFor, exploreSoundness, flowIssue, type FlowSubject } from './flow-checks.ts';
import type { FlowRule } from './legality-rule.ts';
import { response } from './monitor.ts';
import { drawnId } from './net.ts';
import { FLOW_RULES } from './rules/flow-rules.ts';
import { DUTY_RULES, PRESENCE_RULES } from './rules/static-rules.ts';
import {
  dutyIssues,
  eventTitle,
  formConditionIssues,
  gateFieldIssues,
  presenceIssue,
  unexplainedExceptionIssues,
  unusedDocumentIssues,
} from './settings-checks.ts';
import { soundnessIssues } from './soundness.ts';

/** States of one exploration; the largest procedure of the templates needs a few hundred. */
export const STATE_LIMIT = 200_000;

export interface LegalityOptions {
  stateLimit?: number;
}

const ASSUMPTIONS = [
  '条件里没有用到“记录事件的字段”的判断，按每条分支都可能走来检查。',
  '不打断的边界事件和事件子流程，按在一次办理中最多触发一次来检查。',
  '循环里成对的包容网关，按分出的分支都会在它的汇合处会齐来检查。',
  '多实例按至少办理一次来检查；补偿处理不在检查之内。',
  '调用本规程以外的流程，按一个步骤来检查。',
];

/** Elements and files of a package by id. */
class Drawing {
  private readonly byId = new Map<string, { name: string; file: string; type: string }>();

  constructor(procedure: ProcedurePackage) {
    for (const [file, model] of Object.entries(procedure.models)) {
      for (const { id, name, type } of model.elements) this.byId.set(id, { name, file, type });
      for (const { id } of model.flows) this.byId.set(id, { name: '', file, type: 'sequenceFlow' });
    }
  }

  readonly nameOf = (id: string): string => this.byId.get(id)?.name || id;
  readonly fileOf = (id: string): string => this.byId.get(id)?.file ?? 'process.bpmn';
  /** The last element on a path that is no flow and no gateway. */
  readonly lastStep = (path: readonly string[]): string | undefined =>
    [...path].reverse().find((id) => /Task|Event|subProcess|callActivity|task/.test(this.byId.get(id)?.type ?? ''));
}

class LegalityCheck {
  private readonly procedure: ProcedurePackage;
  private readonly stateLimit: number;
  private readonly drawing: Drawing;
  private readonly issues: ProcedureIssue[] = [];
  private readonly outcomes: LegalityOutcome[] = [];
  private states = 0;
  private exhaustive = true;

  constructor(procedure: ProcedurePackage, stateLimit: number) {
    this.procedure = procedure;
    this.stateLimit = stateLimit;
    this.drawing = new Drawing(procedure);
  }

  run(): LegalityReport {
    this.checkSoundness();
    const { kind } = this.procedure.manifest;
    for (const rule of FLOW_RULES) if (rule.kinds.includes(kind)) this.checkFlow(rule);
    for (const clock of this.procedure.manifest.clocks) this.checkClock(clock);
    this.checkSettings();
    const { states, stateLimit, exhaustive } = this;
    const limit = stateLimit.toLocaleString('en-US');
    const seen = states.toLocaleString('en-US');
    return {
      issues: this.issues,
      outcomes: this.outcomes,
      states,
      stateLimit,
      exhaustive,
      summary: exhaustive
        ? `在每项 ${limit} 个状态的上限内已穷尽，共看过 ${seen} 个状态。`
        : `有检查达到 ${limit} 个状态的上限，没有看完全部走法（共看过 ${seen} 个状态）；没有报告问题不等于没有问题。`,
      assumptions: ASSUMPTIONS,
    };
  }

  private subject(processId: string): FlowSubject {
    const { manifest, models, forms } = this.procedure;
    return { models: Object.values(models), steps: manifest.steps, forms, processId, stateLimit: this.stateLimit };
  }

  private count(found: Exploration): void {
    this.states += found.states;
    this.exhaustive &&= found.exhaustive;
  }

  /** Adds what was found, unless the procedure has an exception for it; notes the outcome. */
  private conclude(
    rule: Pick<FlowRule, 'id' | 'name' | 'basis' | 'origin'>,
    issues: ProcedureIssue[],
    found?: Exploration,
  ): void {
    const exception = this.procedure.manifest.legalityExceptions.find(
      (candidate) => candidate.rule === rule.id && candidate.reason.trim() !== '',
    );
    const unfinished = found && !found.exhaustive && issues.length === 0;
    const outcome =
      exception && issues.length > 0 ? 'excepted' : issues.length > 0 ? 'failed' : unfinished ? 'unfinished' : 'passed';
    this.outcomes.push({
      rule: rule.id,
      name: rule.name,
      outcome,
      basis: [...rule.basis],
      origin: rule.origin,
      states: found?.states ?? 0,
      ...(exception ? { note: `本规程声明不适用：${exception.reason}` } : {}),
    });
    if (!exception) this.issues.push(...issues);
    else
      for (const issue of issues)
        this.issues.push({
          ...issue,
          severity: 'info',
          message: `${issue.message}（已声明不适用：${exception.reason}）`,
        });
  }

  private checkSoundness(): void {
    const called = new Set(
      Object.values(this.procedure.models).flatMap((model) =>
        model.elements.flatMap((element) => (element.calledProcess ? [element.calledProcess] : [])),
      ),
    );
    for (const [file, model] of Object.entries(this.procedure.models)) {
      for (const process of model.processes) {
        if (called.has(process.id) && process.id !== this.procedure.manifest.processId) continue;
        const found = exploreSoundness(this.subject(process.id));
        this.count(found);
        const issues = soundnessIssues(found, this.drawing.nameOf, this.drawing.fileOf);
        if (found.exhaustive && !found.ends && issues.length === 0 && model.elements.length > 0)
          issues.push({
            severity: 'error',
            rule: 'no-ending',
            file,
            message: `“${process.name || process.id}”没有一种走法能走到结束`,
            remedy: '请检查循环的判断，让过程能够结束',
            basis: [],
          });
        if (found.exhaustive) issues.push(...this.deadElements(found, process.id));
        this.conclude(
          { id: 'soundness', name: `走得通（${process.name || process.id}）`, basis: [], origin: '编' },
          issues,
          found,
        );
      }
    }
  }

  /** Elements connected to the flow that no run ever passes. */
  private deadElements(found: Exploration, processId: string): ProcedureIssue[] {
    if (found.stuck.size > 0 || found.uncaught.size > 0) return [];
    const alive = new Set([...found.alive].map(drawnId));
    const model = Object.values(this.procedure.models).find((candidate) =>
      candidate.processes.some((process) => process.id === processId),
    );
    const dead = (model?.elements ?? []).filter(
      ({ id, incoming, type }) => incoming.length > 0 && !alive.has(id) && type !== 'boundaryEvent',
    );
    return dead.slice(0, 10).map(({ id }) => ({
      severity: 'error' as const,
      rule: 'never-reached',
      file: this.drawing.fileOf(id),
      elementId: id,
      message: `“${this.drawing.nameOf(id)}”在任何一种走法里都走不到`,
      remedy: '请检查通往它的判断条件和汇合',
      basis: [],
    }));
  }

  private checkFlow(rule: FlowRule): void {
    const { steps, processId } = this.procedure.manifest;
    const emitted = new Set(steps.flatMap((step) => step.emits.map(({ event }) => event)));
    const speaks = rule.when.some((event) => emitted.has(event));
    // That a needed event is emitted nowhere at all is told once, as a missing stage.
    const possible = rule.monitor.goal === undefined || rule.monitor.alphabet.every((event) => emitted.has(event));
    if (!speaks || !possible) {
      this.outcomes.push({
        rule: rule.id,
        name: rule.name,
        outcome: 'not-applicable',
        basis: [...rule.basis],
        origin: rule.origin,
        states: 0,
      });
      return;
    }
    const found = exploreFor(this.subject(processId), rule.monitor);
    this.count(found);
    const issue = flowIssue(rule, found, this.drawing.fileOf, this.drawing.lastStep);
    this.conclude(rule, issue ? [issue] : [], found);
  }

  /** Every clock that is started on some run is stopped on it: a clock of the organ that runs for ever warns for ever. */
  private checkClock(clock: ClockDefinition): void {
    const { steps, processId } = this.procedure.manifest;
    if (!steps.some((step) => step.emits.some(({ event }) => event === clock.startsOn))) return;
    const found = exploreFor(this.subject(processId), response([clock.startsOn], clock.stopsOn));
    this.count(found);
    const id = `clock:${clock.code}`;
    const rule = { id, name: `期限有始有终（${clock.name}）`, basis: [clock.basis], origin: clock.origin };
    const elementId = found.violation && this.drawing.lastStep(found.violation);
    const issue: ProcedureIssue = {
      severity: clock.side === 'organ' ? 'error' : 'warning',
      rule: id,
      file: elementId ? this.drawing.fileOf(elementId) : 'procedure.json',
      message: `期限“${clock.name}”由${eventTitle(clock.startsOn)}起算，但有一条路到结束也没有${clock.stopsOn.map(eventTitle).join('、')}，期限不会停`,
      remedy: '请让这条路记录停止期限的事件，或给期限补上停止事件',
      basis: [clock.basis],
      origin: clock.origin,
      ...(elementId ? { elementId, elements: [elementId] } : {}),
      ...(found.violation ? { path: found.violation } : {}),
    };
    this.conclude(rule, found.violation ? [issue] : [], found);
  }

  private checkSettings(): void {
    const { procedure, drawing } = this;
    const { kind } = procedure.manifest;
    for (const rule of DUTY_RULES)
      if (rule.kinds.includes(kind)) this.conclude(rule, dutyIssues(rule, procedure, drawing.nameOf));
    for (const rule of PRESENCE_RULES)
      if (rule.kinds.includes(kind)) this.conclude(rule, presenceIssue(rule, procedure));
    const own = { basis: [], origin: '编' as const };
    this.conclude(
      { id: 'gate-field', name: '表单收集闸门要看的内容', ...own },
      gateFieldIssues(procedure, drawing.nameOf),
    );
    this.issues.push(...unexplainedExceptionIssues(procedure));
    this.conclude({ id: 'form-condition-field', name: '表单条件引用已有字段', ...own }, formConditionIssues(procedure));
    this.conclude({ id: 'document-unused', name: '文书都有步骤生成', ...own }, unusedDocumentIssues(procedure));
  }
}

/**
 * Checks whether a procedure is lawful and comes to an end: the order of what happens in all runs of its control flow, its
 * clocks, who does what, what forms collect, and that no run stops, loses a branch or does a step twice.
 *
 * Method: the token game over the drawing, made small by reductions that keep what the question is about, explored up to
 * `stateLimit` states for each question; the report says whether everything was seen.
 */
export const checkLegality = (procedure: ProcedurePackage, options: LegalityOptions = {}): LegalityReport =>
  new LegalityCheck(procedure, options.stateLimit ?? STATE_LIMIT).run();
