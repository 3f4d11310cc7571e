import type { Finding, GateDefinition, GateException, GateStage } from '#contracts';
import { evaluateExpression } from '../expression.ts';
import { toCivilDate } from '../timing/civil-date.ts';
import { gateContext, type GateInput } from './context.ts';
import { lookedAt, showFact } from './looked-at.ts';

export interface GateRequest extends GateInput {
  /** The gates that hold for the case (`EffectiveRules.gates`). */
  gates: readonly GateDefinition[];
}

type Context = Record<string, unknown>;

const fill = (message: string, context: Context): string =>
  message.replace(/\{(\w+)\}/g, (_all, name: string) => showFact(name, context[name]));

/** The exception that lets a case pass a gate at an instant, or undefined. */
export const exceptionFor = (
  exceptions: readonly GateException[] | undefined,
  gate: GateDefinition,
  now: string,
): GateException | undefined =>
  gate.exceptionApprover === undefined
    ? undefined
    : exceptions?.find(
        (exception) =>
          exception.gate === gate.code &&
          (exception.revokedAt === null || Date.parse(exception.revokedAt) > Date.parse(now)) &&
          exception.validTo >= toCivilDate(now) &&
          Date.parse(exception.approvedAt) <= Date.parse(now),
      );

const unknownGate = (code: string): Finding => ({
  gate: code,
  name: code,
  level: 'block',
  outcome: 'error',
  message: `规程引用了不存在的闸门 ${code}`,
  remedy: '请法制人员在规程中改正',
  basis: [],
  origin: '编',
  lookedAt: [],
});

const failed = (gate: GateDefinition, base: Finding, context: Context, request: GateRequest): Finding => {
  const message = fill(gate.message, context);
  const exception = exceptionFor(request.facts.exceptions, gate, request.now);
  if (!exception)
    return {
      ...base,
      outcome: 'failed',
      message,
      remedy: gate.remedy,
      ...(gate.exceptionApprover === undefined ? {} : { exceptionApprover: gate.exceptionApprover }),
    };
  const { id, reason, document, approvedByName, validTo } = exception;
  return {
    ...base,
    outcome: 'excepted',
    message: `${message}；${approvedByName}已批准例外（${document}，至 ${validTo}）：${reason}`,
    exception: { id, reason, document, approvedByName, validTo },
  };
};

/**
 * Evaluates one gate.
 *
 * A gate whose condition can't be evaluated counts as failed (outcome `error`): never a silent pass. A failed gate that
 * was lifted for the case by who may is `excepted`.
 */
export const evaluateGate = (gate: GateDefinition, context: Context, request: GateRequest): Finding => {
  const base: Finding = {
    gate: gate.code,
    name: gate.name,
    level: gate.level,
    outcome: 'passed',
    message: `${gate.name}：符合`,
    basis: gate.basis,
    origin: gate.origin,
    lookedAt: lookedAt(gate.condition, context),
    ...(gate.source ? { source: gate.source } : {}),
  };
  if (gate.appliesWhen) {
    const applies = evaluateExpression(gate.appliesWhen, context, request.now);
    if (applies.error === undefined && applies.value !== true)
      return {
        ...base,
        outcome: 'not-applicable',
        message: `${gate.name}：本案不适用`,
        lookedAt: lookedAt(gate.appliesWhen, context),
      };
  }
  const outcome = evaluateExpression(gate.condition, context, request.now);
  if (outcome.error !== undefined)
    return {
      ...base,
      outcome: 'error',
      message: `${gate.name}：条件无法判断（${outcome.error}）`,
      remedy: '请法制人员检查闸门条件',
    };
  return outcome.value === true ? base : failed(gate, base, context, request);
};

/** Evaluates gates by code over the facts of a case. */
export const evaluateGates = (codes: readonly string[], request: GateRequest): Finding[] => {
  const context = gateContext(request);
  return codes.map((code) => {
    const gate = request.gates.find((candidate) => candidate.code === code);
    return gate ? evaluateGate(gate, context, request) : unknownGate(code);
  });
};

/** The gates that apply at a stage: those of the stage and those that apply throughout. */
export const gatesOfStage = (gates: readonly GateDefinition[], stage: GateStage): GateDefinition[] =>
  gates.filter((gate) => !gate.stages || gate.stages.length === 0 || gate.stages.includes(stage));

/** Whether a 阻断 gate failed or could not be judged. */
export const isBlocked = (findings: readonly Finding[]): boolean =>
  findings.some(
    (finding) => finding.level === 'block' && (finding.outcome === 'failed' || finding.outcome === 'error'),
  );
