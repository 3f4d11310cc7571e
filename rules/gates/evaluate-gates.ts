import type { Finding, GateDefinition } from '#contracts';
import { evaluateExpression } from '../expression.ts';
import { gateContext, type GateInput } from './context.ts';

export interface GateRequest extends GateInput {
  /** The gates that hold for the case (`EffectiveRules.gates`). */
  gates: readonly GateDefinition[];
}

const show = (value: unknown): string => {
  if (value === null || value === undefined) return '无';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value))
    return value.length === 0
      ? '无'
      : value
          .map((entry: unknown) =>
            entry !== null && typeof entry === 'object' && 'name' in entry ? String(entry.name) : String(entry),
          )
          .join('、');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** The facts a condition names, with their values: what the gate looked at. */
const lookedAt = (condition: string, context: Record<string, unknown>): { name: string; value: string }[] => {
  const names = new Set(condition.match(/[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)?/g) ?? []);
  return [...names].flatMap((name) => {
    const [head = '', member] = name.split('.');
    if (head === 'data' || !(head in context)) return head === 'events' && member ? [{ name, value: '无' }] : [];
    const value = context[head];
    if (member === undefined) return head === 'events' || head === 'officers' ? [] : [{ name, value: show(value) }];
    return [{ name, value: show((value as Record<string, unknown> | null)?.[member]) }];
  });
};

const fill = (message: string, context: Record<string, unknown>): string =>
  message.replace(/\{(\w+)\}/g, (_all, name: string) => show(context[name]));

/**
 * Evaluates gates over the facts of a case.
 *
 * A gate whose condition can't be evaluated counts as failed (outcome `error`): never a silent pass.
 */
export const evaluateGates = (codes: readonly string[], request: GateRequest): Finding[] => {
  const context = gateContext(request);
  return codes.map((code): Finding => {
    const gate = request.gates.find((candidate) => candidate.code === code);
    if (!gate)
      return {
        gate: code,
        name: code,
        level: 'block',
        outcome: 'error',
        message: `规程引用了不存在的闸门 ${code}`,
        remedy: '请法制人员在规程中改正',
        basis: [],
        origin: '编',
        lookedAt: [],
      };
    const base = { gate: gate.code, name: gate.name, level: gate.level, basis: gate.basis, origin: gate.origin };
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
    const looked = lookedAt(gate.condition, context);
    if (outcome.error !== undefined)
      return {
        ...base,
        outcome: 'error',
        message: `${gate.name}：条件无法判断（${outcome.error}）`,
        remedy: '请法制人员检查闸门条件',
        lookedAt: looked,
      };
    if (outcome.value === true) return { ...base, outcome: 'passed', message: `${gate.name}：符合`, lookedAt: looked };
    return { ...base, outcome: 'failed', message: fill(gate.message, context), remedy: gate.remedy, lookedAt: looked };
  });
};

/** Whether a 阻断 gate failed or could not be judged. */
export const isBlocked = (findings: readonly Finding[]): boolean =>
  findings.some(
    (finding) => finding.level === 'block' && (finding.outcome === 'failed' || finding.outcome === 'error'),
  );
