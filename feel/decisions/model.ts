import type { CompiledTests, Expression } from '../expression.ts';
import type { ItemTypes } from './item-types.ts';

export type HitPolicy = 'UNIQUE' | 'FIRST' | 'ANY' | 'RULE ORDER' | 'OUTPUT ORDER' | 'PRIORITY' | 'COLLECT';
export type Aggregation = 'SUM' | 'MIN' | 'MAX' | 'COUNT';

export interface DecisionInput {
  id: string;
  /** The label, or the text of the expression where there is none. */
  name: string;
  expression: Expression;
  text: string;
  typeRef?: string;
  /** What the input may be, where the model says so. */
  allowed?: CompiledTests;
}

export interface DecisionOutput {
  id: string;
  name: string;
  label: string;
  typeRef?: string;
  defaultValue?: Expression;
  /** The possible outputs, the one of the highest priority first. */
  values?: Expression[];
}

export interface DecisionRule {
  id: string;
  /** The texts of the cells; `cells` are the same, compiled. */
  tests: string[];
  cells: CompiledTests[];
  outputs: Expression[];
}

export interface DecisionTable {
  kind: 'table';
  hitPolicy: HitPolicy;
  aggregation?: Aggregation;
  inputs: DecisionInput[];
  outputs: DecisionOutput[];
  rules: DecisionRule[];
}

/** A name with a type of the model, or of FEEL. */
export interface TypedName {
  name: string;
  typeRef?: string;
}

export interface BoxedFunction {
  kind: 'function';
  parameters: TypedName[];
  body: DecisionLogic;
  /** Functions of Java and PMML are refused when they are called. */
  external: boolean;
  typeRef?: string;
}

/** A boxed expression (DMN 1.5, chapter 7.3 and 10.2). */
export type DecisionLogic = (
  | DecisionTable
  | { kind: 'literal'; expression: Expression; text: string }
  /** An entry without a name is the result. */
  | { kind: 'context'; entries: { variable?: TypedName; value: DecisionLogic }[] }
  | { kind: 'invocation'; callee: Expression; bindings: { name: string; value: DecisionLogic }[] }
  | { kind: 'relation'; columns: string[]; rows: DecisionLogic[][] }
  | { kind: 'list'; items: DecisionLogic[] }
  | BoxedFunction
  | { kind: 'conditional'; condition: DecisionLogic; then: DecisionLogic; otherwise: DecisionLogic }
  | { kind: 'filter'; of: DecisionLogic; match: DecisionLogic }
  | { kind: 'for' | 'some' | 'every'; variable: string; of: DecisionLogic; result: DecisionLogic }
) & { typeRef?: string };

/** What a decision, a knowledge model or a service needs: in this model, or in one that it imports. */
export interface Requirement {
  kind: 'decision' | 'input' | 'knowledge';
  id: string;
  /** The namespace of another model. */
  namespace?: string;
}

export interface Decision {
  id: string;
  name: string;
  /** Under this name its result is seen by decisions that require it. */
  variable: string;
  typeRef?: string;
  /** The ids of the decisions of this model that it requires. */
  required: string[];
  requirements: Requirement[];
  /** Absent: the decision is only described. */
  logic?: DecisionLogic;
}

export interface InputData {
  id: string;
  name: string;
  typeRef?: string;
}

export interface KnowledgeModel {
  id: string;
  name: string;
  typeRef?: string;
  requirements: Requirement[];
  logic: BoxedFunction;
}

export interface DecisionService {
  id: string;
  name: string;
  typeRef?: string;
  outputs: string[];
  encapsulated: string[];
  inputDecisions: string[];
  inputData: string[];
}

export interface DecisionImport {
  name: string;
  namespace: string;
}

/** A decision requirements graph: all decisions of one DMN file. */
export interface DecisionGraph {
  id: string;
  name: string;
  namespace: string;
  /** The version of DMN that the file is written in, as `1.3`. */
  version: string;
  decisions: ReadonlyMap<string, Decision>;
  inputs: ReadonlyMap<string, InputData>;
  knowledge: ReadonlyMap<string, KnowledgeModel>;
  services: ReadonlyMap<string, DecisionService>;
  imports: DecisionImport[];
  /** Imported models by namespace. */
  imported: ReadonlyMap<string, DecisionGraph>;
  types: ItemTypes;
  /** Whether values are checked against the types of the model. */
  checked: boolean;
}
