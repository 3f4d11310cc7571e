import type { Command, Response, Variables, WaitingJob } from '#engine';
import { commands, ENDLESS, Simulation, waitingOf } from '#engine';
import { explainRejection, interpretForm, toShanghaiInstant } from '#rules';
import type { JobOutcome } from './platform-jobs.ts';
import { automaticOutcome } from './platform-jobs.ts';
import { NotPlayable, type Play } from './play.ts';
import { EMPTY_CASE, variablesOf, withSubmission, type SimulatedCase, type SimulatedNote } from './simulated-case.ts';
import { passGates } from './step-gates.ts';
import { reasonText } from './words.ts';

/** What a person can do to a run. Times in milliseconds since the epoch. */
export type PersonAct =
  /** `whole`: all of the form was there to be filled in, not only what decides the way. */
  | { kind: 'submit'; taskKey: number; data: Record<string, unknown>; whole?: boolean }
  | { kind: 'job'; jobKey: number; outcome: JobOutcome }
  | { kind: 'step' }
  | { kind: 'run' }
  | { kind: 'travel'; to: number }
  | { kind: 'message'; name: string; correlationKey: string; variables: Record<string, unknown> }
  | { kind: 'signal'; name: string; variables: Record<string, unknown> }
  | { kind: 'set'; scopeKey: number; variables: Record<string, unknown> }
  | { kind: 'resolve'; incidentKey: number };

/** Jobs that are done by themselves after one act, and due dates on one journey: more is a procedure without an end. */
const MAX_AUTOMATIC = 300;

const CASE_ID = 'simulated-case';

/**
 * A procedure played on the engine, with the platform's side of it: forms, events of the case, time limits, papers.
 *
 * A value like the simulation under it: every act answers with another run and leaves this one as it was.
 */
export class ProcedureRun {
  readonly play: Play;
  readonly simulation: Simulation;
  readonly file: SimulatedCase;
  readonly past: ProcedureRun | undefined;
  /** What the latest act was. */
  readonly label: string;
  /** Done by the platform, as a consequence of what a person did. */
  readonly automatic: boolean;
  /** Why the run does not go on, though nothing waits for a person; in Chinese. */
  readonly problem: string | null;

  private constructor(
    play: Play,
    simulation: Simulation,
    file: SimulatedCase,
    latest: { label: string; automatic: boolean; past?: ProcedureRun; problem?: string | null },
  ) {
    this.play = play;
    this.simulation = simulation;
    this.file = file;
    this.label = latest.label;
    this.automatic = latest.automatic;
    this.past = latest.past;
    this.problem = latest.problem ?? null;
  }

  /**
   * Deploys the package and starts an instance, registered with the given data.
   *
   * @throws NotPlayable when the engine refuses the package or the start
   */
  static begin(play: Play, nowMs: number, data: Record<string, unknown>): ProcedureRun {
    const deployed = Simulation.at(nowMs).perform(commands.deploy(play.resources));
    demandDeployed(deployed.response, play);
    const now = toShanghaiInstant(nowMs);
    const { start, manifest } = play;
    const file = start
      ? withSubmission(EMPTY_CASE, start, completed(play, start.form, data, EMPTY_CASE, now), now)
      : EMPTY_CASE;
    const variables = {
      ...(start ? variablesOf(file, start) : {}),
      ...{ caseId: CASE_ID, organId: 'simulated', procedureCode: manifest.code },
    };
    const created = deployed.simulation.perform(commands.createInstance(manifest.processId, variables as Variables));
    if (created.exhausted) throw new NotPlayable(ENDLESS_TEXT);
    demandDone(created.response, '流程没有启动');
    return new ProcedureRun(play, created.simulation, file, {
      label: start ? `登记：${play.names.get(start.elementId) ?? start.elementId}` : '启动',
      automatic: false,
    });
  }

  get now(): string {
    return toShanghaiInstant(this.simulation.now);
  }

  /** All runs before and this one, the oldest first. */
  history(): ProcedureRun[] {
    return historyOf(this);
  }

  /** The run before the latest acts of a person, with what followed from them by itself. */
  back(count = 1): ProcedureRun {
    if (count < 1 || !this.past) return this;
    const before = this.latestAct().past ?? this.latestAct();
    return before.back(count - 1);
  }

  /** What gates said of what a person did last. */
  gateNotes(): readonly SimulatedNote[] {
    const act = this.latestAct();
    return this.file.notes.slice(act.past?.file.notes.length ?? 0).filter(({ gate }) => gate !== undefined);
  }

  /** The run as the latest act of a person left it, before what followed from it by itself. */
  private latestAct(): ProcedureRun {
    return this.automatic && this.past ? this.past.latestAct() : this;
  }

  /** @throws NotPlayable when the engine refuses it; the reason is in Chinese */
  act(act: PersonAct): ProcedureRun {
    switch (act.kind) {
      case 'submit':
        return this.submit(act.taskKey, act.data, act.whole ?? false);
      case 'job':
        return this.endJob(this.jobOf(act.jobKey), act.outcome, this.file, false);
      case 'step':
        return this.nextJob(false) ?? this;
      case 'run':
        return this.runToWait(false);
      case 'travel':
        return this.travel(act.to);
      case 'message':
        return this.command(
          commands.publishMessage(act.name, act.correlationKey, act.variables as Variables, 0),
          `消息：${act.name}`,
        );
      case 'signal':
        return this.command(commands.broadcastSignal(act.name, act.variables as Variables), `信号：${act.name}`);
      case 'set':
        return this.command(
          commands.setVariables(act.scopeKey, act.variables as Variables),
          `改变量：${Object.keys(act.variables).join('、')}`,
        );
      case 'resolve':
        return this.resolve(act.incidentKey);
    }
  }

  /** Does what the platform can do by itself until only people, messages and times are waited for. */
  runToWait(automatic = true): ProcedureRun {
    let run: ProcedureRun = this.nextJob(automatic) ?? this;
    if (run === this) return this;
    for (let count = 1; ; count++) {
      if (count >= MAX_AUTOMATIC) return run.stopped(ENDLESS_TEXT);
      const next = run.nextJob(true);
      if (!next) return run;
      run = next;
    }
  }

  private name(elementId: string): string {
    return this.play.names.get(elementId) ?? elementId;
  }

  private submit(taskKey: number, data: Record<string, unknown>, isWhole: boolean): ProcedureRun {
    const task = waitingOf(this.simulation.state).tasks.find(({ key }) => key === taskKey);
    if (!task) throw new NotPlayable('这一步已经办过了');
    const step = this.play.manifest.steps.find(({ elementId }) => elementId === task.elementId);
    const whole = completed(this.play, step?.form ?? task.formId, data, this.file, this.now);
    const act = commands.completeUserTask;
    const label = `办理：${this.name(task.elementId)}`;
    if (!step) {
      const file = { ...this.file, data: { ...this.file.data, ...whole } };
      return this.command(act(taskKey, whole as Variables), label, file);
    }
    const submitted = withSubmission(this.file, step, whole, this.now);
    const { file, blocked } = passGates(step, this.play, submitted, this.now, isWhole);
    const variables = variablesOf(file, step) as Variables;
    return this.command(act(taskKey, variables), `${label}${blocked ? '（闸门会阻断）' : ''}`, file);
  }

  private jobOf(key: number): WaitingJob {
    const job = waitingOf(this.simulation.state).jobs.find((candidate) => candidate.key === key);
    if (!job) throw new NotPlayable('这个作业已经结束');
    return job;
  }

  private nextJob(automatic: boolean): ProcedureRun | null {
    for (const job of waitingOf(this.simulation.state).jobs) {
      if (job.failed) continue;
      const found = automaticOutcome(job, this.play.manifest, this.file, this.play.calendar, this.now);
      if (found) return this.endJob(job, found.outcome, found.file, automatic);
    }
    return null;
  }

  private endJob(job: WaitingJob, outcome: JobOutcome, file: SimulatedCase, automatic: boolean): ProcedureRun {
    const name = this.name(job.elementId);
    switch (outcome.kind) {
      case 'complete':
        return this.command(commands.completeJob(job.key, outcome.variables as Variables), name, file, automatic);
      case 'error':
        return this.command(
          commands.throwError(job.key, outcome.code, outcome.message),
          `${name}：错误 ${outcome.code}`,
          file,
          automatic,
        );
      case 'fail':
        return this.command(commands.failJob(job.key, outcome.message), `${name}：失败`, file, automatic);
    }
  }

  private travel(to: number): ProcedureRun {
    let run = this.arriveAt(Math.min(this.simulation.nextDue() ?? to, to), false);
    for (let count = 1; run.simulation.now < to || (run.simulation.nextDue() ?? Infinity) <= to; count++) {
      if (count >= MAX_AUTOMATIC) return run.stopped('路上到点的定时器太多，已经停在这里。请分几次前进');
      if (run.problem) return run;
      run = run.arriveAt(Math.min(run.simulation.nextDue() ?? to, to), true);
    }
    return run;
  }

  /** Moves the clock to a moment before which nothing is due, and does what is then to be done. */
  private arriveAt(to: number, automatic: boolean): ProcedureRun {
    const names = waitingOf(this.simulation.state).timers.flatMap(({ dueAt, elementId }) =>
      dueAt <= to ? [this.name(elementId)] : [],
    );
    const { simulation, exhausted } = this.simulation.advanceTo(to);
    const time = toShanghaiInstant(simulation.now).slice(0, 16).replace('T', ' ');
    const label = names.length > 0 ? `到点：${[...new Set(names)].join('、')}` : `时间到 ${time}`;
    const arrived = this.become(simulation, label, this.file, automatic, exhausted ? ENDLESS_TEXT : null);
    return exhausted ? arrived : arrived.runToWait();
  }

  private resolve(incidentKey: number): ProcedureRun {
    const incident = waitingOf(this.simulation.state).incidents.find(({ key }) => key === incidentKey);
    if (!incident) throw new NotPlayable('这个问题已经解决');
    const ready =
      incident.jobKey > 0
        ? this.simulation.perform(commands.updateRetries(incident.jobKey, 1)).simulation
        : this.simulation;
    const performed = ready.perform(commands.resolveIncident(incidentKey));
    demandDone(performed.response, '没有重试成功');
    return this.become(performed.simulation, `重试：${this.name(incident.elementId)}`, this.file, false);
  }

  private command(command: Command, label: string, file = this.file, automatic = false): ProcedureRun {
    const performed = this.simulation.perform(command);
    if (performed.exhausted && performed.simulation === this.simulation) {
      if (automatic) return this.stopped(ENDLESS_TEXT);
      throw new NotPlayable(ENDLESS_TEXT);
    }
    demandDone(performed.response, '引擎不接受这一步');
    return this.become(performed.simulation, label, file, automatic, performed.exhausted ? ENDLESS_TEXT : null);
  }

  private become(
    simulation: Simulation,
    label: string,
    file: SimulatedCase,
    automatic: boolean,
    problem: string | null = null,
  ): ProcedureRun {
    return new ProcedureRun(this.play, simulation, file, { label, automatic, past: this, problem });
  }

  private stopped(problem: string): ProcedureRun {
    const { label, automatic, past } = this;
    return new ProcedureRun(this.play, this.simulation, this.file, {
      label,
      automatic,
      ...(past ? { past } : {}),
      problem,
    });
  }
}

const ENDLESS_TEXT =
  '流程一直在转，没有停下来等待。请检查这里有没有不经过人工步骤、消息或定时器的循环，或者太长的多实例';

const demandDeployed = (response: Response | undefined, play: Play): void => {
  if (response?.kind !== 'rejected') return;
  const words = explainRejection(response.reason).issues.map(({ path, message }) => {
    const elementId = path.split('#')[1];
    return elementId ? `“${play.names.get(elementId) ?? elementId}”：${message}` : message;
  });
  throw new NotPlayable(`引擎不接受这个规程，请先改好：${words.join('；')}`);
};

const demandDone = (response: Response | undefined, what: string): void => {
  if (response?.kind !== 'rejected') return;
  const endless = response.reason.includes(ENDLESS);
  throw new NotPlayable(`${what}：${endless ? ENDLESS_TEXT : reasonText(response.reason)}`);
};

/** What a form makes of the data: computed fields set, empty ones dropped. A form that is missing takes all as it is. */
const completed = (
  play: Play,
  formId: string,
  data: Record<string, unknown>,
  file: SimulatedCase,
  now: string,
): Record<string, unknown> => {
  const form = play.forms.get(formId);
  return form ? interpretForm(form, { ...data }, { now, extra: { ...file.data } }).data : data;
};

const historyOf = (run: ProcedureRun): ProcedureRun[] => {
  const runs: ProcedureRun[] = [];
  for (let at: ProcedureRun | undefined = run; at; at = at.past) runs.push(at);
  return runs.reverse();
};
