/** FEEL and DMN, pure: the same in a server and in a browser. */
export type {
  CompileOptions,
  CompiledTests,
  Evaluation,
  EvaluationOptions,
  Expression,
  Scope,
  Warning,
} from './expression.ts';
export {
  compile,
  compileFeel,
  compileUnaryTests,
  evaluate,
  evaluateToValue,
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
export type * from './decisions/model.ts';
export { DecisionModelError, importedNamespaces, parseDecisions } from './decisions/parse-decisions.ts';
export { deploymentProblems } from './decisions/deployable.ts';
export { dmnSchemaProblem, readDmn } from './decisions/schema/validate-schema.ts';
export { parseWithImports } from './decisions/parse-with-imports.ts';
export type { DecisionResult, EvaluatedDecision } from './decisions/evaluate-decision.ts';
export { evaluateDecision, evaluateDecisionService } from './decisions/evaluate-decision.ts';
export type { Kind, Value } from './values/value.ts';
export { kindOf } from './values/value.ts';
export { compare, equal } from './values/compare.ts';
export { show } from './values/show.ts';
export type { ValueScope } from './interpreter/machine.ts';
export type { XmlElement } from './xml/parse-xml.ts';
export { childNamed, childrenNamed, parseXml, XmlError } from './xml/parse-xml.ts';
export { tagLine } from './xml/tag-lines.ts';
export type { Schema } from './xml/schema/schema.ts';
export { readSchema } from './xml/schema/notation.ts';
export { schemaProblem } from './xml/schema/validate.ts';
