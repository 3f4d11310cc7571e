import type { ModelSpec } from '../support/bpmn-text.ts';
import {
  boundary,
  callActivity,
  catching,
  end,
  error,
  escalation,
  eventGateway,
  exclusive,
  message,
  modelText,
  onError,
  onMessage,
  onSignal,
  receive,
  service,
  signal,
  start,
  timer,
} from '../support/bpmn-text.ts';
import type { Scenario, Step } from '../support/steps.ts';
import { minute } from '../support/steps.ts';
import type { Block } from './generate.ts';
import { Generator, JOB } from './generate.ts';

const KEY = 'k1';
const STEPS = 12;
const MINUTE = timer('timeDuration', 'PT1M');

const definitions = (id: string): string =>
  error('error', 'error') +
  escalation('escalation', 'up') +
  signal('signal', `signal-${id}`) +
  message('message', `message-${id}`, '=key');

/** Models that also wait: for messages, signals, timers, called processes; and the commands that come from outside. */
class EventfulGenerator extends Generator {
  /** The process that call activities call. */
  private readonly called: string | undefined;

  constructor(seed: number, called?: string) {
    super(seed);
    this.called = called;
  }

  /** A job with an event at its border that ends it, or runs beside it to an end of its own. */
  private guarded(inner: string, canRunBeside: boolean): Block {
    const [task, event] = [this.id('T'), this.id('B')];
    if (canRunBeside && this.below(2) === 0) {
      const [beside, over] = [this.id('T'), this.id('E')];
      const nodes = [service(task, JOB), boundary(event, task, inner, false), service(beside, JOB), end(over)];
      return { first: task, last: task, nodes, flows: [`${event} ${beside} ${over}`] };
    }
    const join = this.id('X');
    const nodes = [service(task, JOB), boundary(event, task, inner), exclusive(join)];
    return { first: task, last: join, nodes, flows: [`${task} ${join}`, `${event} ${join}`] };
  }

  private race(): Block {
    const [gateway, one, other, join] = [this.id('G'), this.id('C'), this.id('C'), this.id('X')];
    const nodes = [
      eventGateway(gateway),
      catching(one, { inner: onMessage('message') }),
      catching(other, { inner: this.pick([MINUTE, onSignal('signal')]) }),
      exclusive(join),
    ];
    return {
      first: gateway,
      last: join,
      nodes,
      flows: [`${gateway} ${one} ${join}`, `${gateway} ${other} ${join}`],
    };
  }

  protected override waits(): (() => Block)[] {
    const { called } = this;
    const call = called
      ? [() => this.single(callActivity(this.id('A'), { extensions: `<zeebe:calledElement processId="${called}"/>` }))]
      : [];
    return [
      () => this.single(catching(this.id('C'), { inner: onMessage('message') })),
      () => this.single(receive(this.id('R'), { attributes: { messageRef: 'message' } })),
      () => this.single(catching(this.id('C'), { inner: this.pick([onSignal('signal'), MINUTE]) })),
      () => this.guarded(MINUTE, true),
      () => this.guarded(onMessage('message'), true),
      () => this.guarded(onError('error'), false),
      () => this.race(),
      ...call,
    ];
  }

  whole(id: string, of: string): ModelSpec {
    return { ...this.model(id), definitions: definitions(of) };
  }

  /** A small process for others to call. */
  part(id: string, of: string): ModelSpec {
    const body = this.block(2);
    return {
      id,
      nodes: [start('S'), ...body.nodes, end('E')],
      flows: [`S ${body.first}`, `${body.last} E`, ...body.flows],
      definitions: definitions(of),
      ...(body.tail && { tail: body.tail }),
    };
  }

  private step(id: string): Step {
    return this.pick<Step>([
      { do: 'work', job: JOB, how: 'complete' },
      { do: 'work', job: JOB, how: 'complete' },
      { do: 'work', job: JOB, how: 'complete' },
      { do: 'work', job: JOB, how: 'complete', twice: true },
      { do: 'work', job: JOB, how: 'fail', retries: 1 },
      { do: 'work', job: JOB, how: 'fail', retries: 0 },
      { do: 'work', job: JOB, how: 'throw', code: this.pick(['error', 'unknown']) },
      { do: 'publish', message: `message-${id}`, key: this.pick([KEY, KEY, KEY, 'k2']), ttlMs: 0 },
      { do: 'publish', message: `message-${id}`, key: KEY, ttlMs: this.pick([0, 10 * minute]), variables: { m: 1 } },
      { do: 'signal', name: `signal-${id}`, variables: { s: this.below(9) } },
      { do: 'advance', ms: minute },
      { do: 'mend' },
      { do: 'unknown', what: this.pick(['job', 'incident', 'instance', 'scope'] as const) },
    ]);
  }

  steps(id: string): Step[] {
    return [
      { do: 'create', process: id, variables: { ...this.variables(), key: KEY } },
      ...Array.from({ length: STEPS }, () => this.step(id)),
      { do: 'cancel' },
    ];
  }
}

/** The same seed always gives the same models and the same commands. */
export const eventfulScenario = (seed: number): Scenario & { specs: ModelSpec[] } => {
  const id = `eventful-${seed}`;
  const called = `${id}-called`;
  const generator = new EventfulGenerator(seed, called);
  const specs = [generator.whole(id, id), new EventfulGenerator(seed + 1_000_000).part(called, id)];
  return {
    name: id,
    resources: specs.map((spec) => `${spec.id}.bpmn`),
    models: Object.fromEntries(specs.map((spec) => [`${spec.id}.bpmn`, modelText(spec)])),
    steps: generator.steps(id),
    specs,
  };
};
