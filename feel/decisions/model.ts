import type { Expression } from '../expression.ts';

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'ANY' | 'RULE ORDER' | 'OUTPUT ORDER' | 'PRIORITY' | 'COLLECT';
export type Aggregation = 'SUM' | 'MIN' | 'MAX' | 'COUNT';

export interface DecisionInput {
  id: string;
  /** The label, or the text of the expression where there is none. */
  name: string;
  expression: Expression;
  text: string;
}

export interface DecisionOutput {
  id: string;
  name: string;
  label: string;
  defaultValue?: Expression;
}

export interface DecisionRule {
  id: string;
  tests: string[];
  outputs: Expression[];
}

export type DecisionLogic =
  | {
      kind: 'table';
      hitPolicy: HitPolicy;
      aggregation?: Aggregation;
      inputs: DecisionInput[];
      outputs: DecisionOutput[];
      rules: DecisionRule[];
    }
  | { kind: 'literal'; expression: Expression; text: string };

export interface Decision {
  id: string;
  name: string;
  /** Under this name its result is seen by decisions that require it. */
  variable: string;
  required: string[];
  logic: DecisionLogic;
}

/** A decision requirements graph: all decisions of one DMN file. */
export interface DecisionGraph {
  id: string;
  name: string;
  namespace: string;
  decisions: ReadonlyMap<string, Decision>;
}
