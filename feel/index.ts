/** FEEL and DMN, pure: the same in a server and in a browser. */
export type { Evaluation, EvaluationOptions, Expression, Scope, Warning } from './expression.ts';
export {
  compile,
  compileFeel,
  evaluate,
  evaluateUnaryTests,
  ExpressionError,
  failureText,
  scopeOf,
} from './expression.ts';
export type {
  ArithmeticOperator,
  ComparisonOperator,
  IntervalNode,
  Iterator,
  Node,
  Parameter,
  TypeNode,
  UnaryTest,
  UnaryTests,
} from './syntax/node.ts';
export { nameTable, parseExpression, parseUnaryTests } from './syntax/parse.ts';
export { FeelSyntaxError } from './syntax/syntax-error.ts';
export type { FeelType, Json } from './values.ts';
export { toJson, typeOf } from './values.ts';
export type { Decision, DecisionGraph } from './decisions/model.ts';
export { DecisionModelError, parseDecisions } from './decisions/parse-decisions.ts';
export type { DecisionResult, EvaluatedDecision } from './decisions/evaluate-decision.ts';
export { evaluateDecision } from './decisions/evaluate-decision.ts';
export type { XmlElement } from './xml/parse-xml.ts';
export { childNamed, childrenNamed, parseXml, XmlError } from './xml/parse-xml.ts';
