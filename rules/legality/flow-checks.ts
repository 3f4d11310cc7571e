import type { FormSchema, ProcedureIssue, StepDefinition } from '#contracts';
import type { ProcedureModel } from '../procedure/model.ts';
import { CaseFacts } from './case-facts.ts';
import { explore, type Exploration } from './explore.ts';
import { namesIn } from './expression-names.ts';
import type { FlowRule } from './legality-rule.ts';
import type { Monitor } from './monitor.ts';
import { buildNet, isErrorCaught, type Net, type NetNode } from './net.ts';
import { Reduction } from './reduce.ts';

/** What the checks of the control flow look at. */
export interface FlowSubject {
  models: readonly ProcedureModel[];
  steps: readonly StepDefinition[];
  forms: Record<string, FormSchema>;
  processId: string;
  stateLimit: number;
}

const NO_FACTS = new CaseFacts([], [], [], {});

const conditionsOf = (models: readonly ProcedureModel[]): string[] =>
  models.flatMap((model) => model.flows.flatMap((flow) => (flow.condition ? [flow.condition] : [])));

const readsOnly = (facts: CaseFacts, condition: string): boolean => {
  const names = namesIn(condition);
  return names.length > 0 && names.every((name) => facts.names.includes(name));
};

/** A net made small for one question: the steps that tell events of it, and the branches that known fields decide, stay. */
const netFor = (subject: FlowSubject, facts: CaseFacts, alphabet: readonly string[]): Net => {
  const net = buildNet(subject.models, subject.steps, subject.processId);
  const decides = (node: NetNode): boolean =>
    facts.count > 0 &&
    node.outgoing.some((index) => {
      const condition = net.flows[index]?.condition;
      return condition !== undefined && readsOnly(facts, condition);
    });
  // Which gateways decide is asked before flows are merged: a merged flow has lost its condition.
  const decided = new Set(
    [...net.nodes.values()].filter((node) => node.kind === 'xor' && decides(node)).map(({ id }) => id),
  );
  const visible = (node: NetNode): boolean =>
    node.step?.emits.some(({ event }) => alphabet.includes(event)) === true ||
    facts.sets(node.step) ||
    node.throws.some((code) => isErrorCaught(net, node.scope, code));
  const kept = new Set([...net.nodes.values()].filter(visible).map(({ id }) => id));
  new Reduction(net, { visible: ({ id }) => kept.has(id), decided: ({ id }) => decided.has(id) }).run();
  return net;
};

/**
 * Explores the runs for a rule over events. Fields by which the events of the rule are decided, and the branches that read
 * them, are told apart; all other branches go every way.
 */
export const exploreFor = (subject: FlowSubject, monitor: Monitor): Exploration => {
  const whens = subject.steps.flatMap((step) =>
    step.emits.filter(({ event, when }) => when && monitor.alphabet.includes(event)).map(({ when }) => when!),
  );
  const conditions = conditionsOf(subject.models);
  const names = [...new Set(whens.flatMap((when) => namesIn(when)))];
  const facts = new CaseFacts(names, [...whens, ...conditions], subject.steps, subject.forms);
  return explore(netFor(subject, facts, monitor.alphabet), facts, monitor, subject.stateLimit);
};

const troubled = (found: Exploration): boolean =>
  found.stuck.size > 0 || found.doubled.size > 0 || found.uncaught.size > 0 || found.undecided.size > 0;

/** Explores the runs for deadlocks, lost and doubled tokens. */
export const exploreSoundness = (subject: FlowSubject): Exploration => {
  const plain = explore(netFor(subject, NO_FACTS, []), NO_FACTS, undefined, subject.stateLimit);
  const conditions = conditionsOf(subject.models);
  if (!troubled(plain) || conditions.length === 0) return plain;
  // Perhaps only because two branches were taken for independent that read the same field.
  const names = [...new Set(conditions.flatMap((condition) => namesIn(condition)))];
  const facts = new CaseFacts(names, conditions, subject.steps, subject.forms);
  if (facts.count === 0) return plain;
  const precise = explore(netFor(subject, facts, []), facts, undefined, subject.stateLimit);
  return precise.exhaustive ? { ...precise, alive: new Set([...plain.alive, ...precise.alive]) } : plain;
};

/** Issue of a flow rule, or null when all runs obey it. */
export const flowIssue = (
  rule: FlowRule,
  found: Exploration,
  fileOf: (elementId: string) => string,
  lastStep: (path: readonly string[]) => string | undefined,
): ProcedureIssue | null => {
  const broken =
    rule.monitor.goal === undefined ? found.violation !== undefined : found.exhaustive && !found.goalReached;
  if (!broken) return null;
  const elementId = found.violation && lastStep(found.violation);
  return {
    severity: rule.severity,
    rule: rule.id,
    file: elementId ? fileOf(elementId) : 'process.bpmn',
    message: rule.message,
    remedy: rule.remedy,
    basis: [...rule.basis],
    origin: rule.origin,
    ...(elementId ? { elementId, elements: [elementId] } : {}),
    ...(found.violation ? { path: found.violation } : {}),
  };
};
