/** The syntax tree of FEEL (DMN 1.5, chapter 10.3.1). Chains of operators are flat, so that a tree is never deep. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** A type as written after `instance of` or behind a parameter. */
export type TypeNode =
  | { kind: 'named'; name: string }
  | { kind: 'list' | 'range'; of: TypeNode }
  | { kind: 'context'; entries: { name: string; type: TypeNode }[] }
  | { kind: 'function'; parameters: TypeNode[]; result: TypeNode };

export interface Parameter {
  name: string;
  type?: TypeNode;
}

/** `i in list`, or `i in from..to` where `to` is given. */
export interface Iterator {
  name: string;
  of: Node;
  to?: Node;
}

export interface IntervalNode {
  type: 'interval';
  /** Absent: unbounded on that side. */
  start?: Node;
  end?: Node;
  startIncluded: boolean;
  endIncluded: boolean;
}

export type Node =
  | { type: 'literal'; value: null | boolean | string }
  | { type: 'number'; text: string }
  /** `@"2026-01-02"`: a temporal literal. */
  | { type: 'temporal'; text: string }
  | { type: 'name'; name: string }
  | { type: 'path'; of: Node; name: string }
  | { type: 'filter'; of: Node; condition: Node }
  | { type: 'call'; callee: Node; parameters: Node[]; names?: string[] }
  | { type: 'negation'; of: Node }
  | { type: 'arithmetic'; first: Node; rest: { operator: ArithmeticOperator; operand: Node }[] }
  | { type: 'comparison'; operator: ComparisonOperator; left: Node; right: Node }
  | { type: 'and' | 'or'; operands: Node[] }
  | { type: 'between'; of: Node; low: Node; high: Node }
  | { type: 'in'; of: Node; tests: UnaryTest[] }
  | { type: 'instance'; of: Node; asked: TypeNode }
  | { type: 'if'; condition: Node; then: Node; otherwise: Node }
  | { type: 'for'; iterators: Iterator[]; result: Node }
  | { type: 'some' | 'every'; iterators: Iterator[]; condition: Node }
  | { type: 'list'; items: Node[] }
  | { type: 'context'; entries: { key: string; value: Node }[] }
  | { type: 'function'; parameters: Parameter[]; body: Node; external: boolean }
  | IntervalNode;

/** One alternative of a decision table's cell. `expression` matches by equality, or by its truth where it mentions `?`. */
export type UnaryTest =
  | { kind: 'comparison'; operator: ComparisonOperator; operand: Node }
  | { kind: 'interval'; interval: IntervalNode }
  | { kind: 'expression'; expression: Node };

/** A cell of a decision table: `-` (any), or alternatives, or the negation of alternatives. */
export type UnaryTests = { any: true } | { any: false; negated: boolean; tests: UnaryTest[] };
