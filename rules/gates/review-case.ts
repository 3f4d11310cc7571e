import type { CaseFacts, Finding, GateDefinition, ProcedureManifest } from '#contracts';
import { gateContext } from './context.ts';
import { evaluateGate, type GateRequest } from './evaluate-gates.ts';

/** The gates to hold a case of a procedure against: those of its kind, and those that it names itself. */
export const gatesForReview = (manifest: ProcedureManifest, gates: readonly GateDefinition[]): GateDefinition[] => {
  const named = new Set([...manifest.steps.flatMap((step) => step.gates), ...manifest.gates.map((gate) => gate.code)]);
  const throughout = (gate: GateDefinition): boolean => !gate.stages || gate.stages.length === 0;
  return gates.filter((gate) => {
    if (named.has(gate.code)) return true;
    if (manifest.kind === 'penalty-summary') return throughout(gate) || gate.stages?.includes('summary') === true;
    if (manifest.kind === 'penalty-ordinary')
      return throughout(gate) || gate.stages?.some((stage) => stage !== 'summary');
    return false;
  });
};

/** When a gate had to be passed: the latest of its events; null where none has happened yet. */
const dueAt = (gate: GateDefinition, facts: CaseFacts): string | null => {
  const instants = facts.events.filter((event) => gate.dueAfter?.includes(event.type)).map((event) => event.at);
  return instants.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null;
};

const closedAt = (facts: CaseFacts): string | null =>
  facts.events.find((event) => event.type === 'case.closed' || event.type === 'case.not-filed')?.at ?? null;

/**
 * Holds the record of a running or closed case against its gates, as supervision does. Each gate is judged as of the
 * moment it had to be passed (a certificate that expired later does no harm); one whose moment has not come is left out.
 */
export const reviewCase = (request: GateRequest): Finding[] => {
  const { facts } = request;
  return request.gates.flatMap((gate) => {
    const throughout = !gate.dueAfter || gate.dueAfter.length === 0;
    const now = throughout ? (closedAt(facts) ?? request.now) : dueAt(gate, facts);
    if (now === null) return [];
    const asOf = { ...request, now };
    return [evaluateGate(gate, gateContext(asOf), asOf)];
  });
};

/** What supervision should hear of. */
export const wrongOf = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ outcome }) => outcome === 'failed' || outcome === 'error');
