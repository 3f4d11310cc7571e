import type { ModelElement, ProcedureModel } from '../../procedure/model.ts';

const TYPES: Record<string, string> = {
  S: 'startEvent',
  E: 'endEvent',
  X: 'exclusiveGateway',
  P: 'parallelGateway',
  O: 'inclusiveGateway',
  V: 'eventBasedGateway',
  U: 'subProcess',
  C: 'callActivity',
  B: 'boundaryEvent',
};

/** `S1 → startEvent`: the first letter of an id says what it is; every other one is a user task. */
const typeOf = (id: string): string => TYPES[id[0] ?? ''] ?? 'userTask';

/**
 * Draws a model from lines such as `S A X; X[=a = 1] B; X B; B E`: each part is a chain of ids, a condition in brackets
 * belongs to the flow that leaves the element. `more` adds what ids can't tell; `scope` puts an element into a subprocess.
 */
export const draw = (
  text: string,
  more: Record<string, Partial<ModelElement>> = {},
  processId = 'p',
): ProcedureModel => {
  const model: ProcedureModel = {
    processes: [{ id: processId, name: processId, executable: true }],
    elements: [],
    flows: [],
  };
  const byId = new Map<string, ModelElement>();
  const element = (id: string): ModelElement => {
    const known = byId.get(id);
    if (known) return known;
    const made: ModelElement = {
      id,
      name: id,
      type: typeOf(id),
      scope: processId,
      incoming: [],
      outgoing: [],
      nativeUserTask: true,
      headers: {},
      events: [],
      timers: [],
      interrupting: true,
      triggeredByEvent: false,
      multiInstance: false,
      expressions: [],
      ...more[id],
    };
    byId.set(id, made);
    model.elements.push(made);
    return made;
  };
  for (const id of Object.keys(more)) element(id);
  for (const chain of text.split(';')) {
    const parts = [...chain.trim().matchAll(/(\w+)(?:\[([^\]]*)\])?/g)];
    for (let index = 0; index + 1 < parts.length; index++) {
      const [, from = '', condition] = parts[index]!;
      const to = parts[index + 1]![1]!;
      const id = `${from}_${to}${model.flows.some((flow) => flow.id === `${from}_${to}`) ? `_${model.flows.length}` : ''}`;
      model.flows.push({ id, from, to, ...(condition ? { condition } : {}) });
      element(from).outgoing.push(id);
      element(to).incoming.push(id);
    }
  }
  return model;
};
